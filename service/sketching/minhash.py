"""Sets of hashes as 2-bit codes of one-permutation MinHash, from which the resemblance of two sets is estimated; many sets at once.

Li & König 2010 (b-bit minwise hashing); for empty bins Shrivastava & Li 2014 (rotation), and in the whole text Shrivastava 2017 (donors).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from service.sketch import BINS, LEAD_BINS, TITLE_BINS
from service.sketching.words import SECOND, SPREAD, Hashes

_DONOR_COUNT = 6
"""Bins that an empty bin asks, each its own: with the next bin's hash instead brief texts were estimated with twice the errors."""
_SELDOM_EMPTY = 4 * BINS
"""With so many hashes 2 bins in 100 are empty."""
_ALL_BINS = BINS + LEAD_BINS + TITLE_BINS
_SALTS: Hashes = np.arange(_ALL_BINS, dtype=np.uint64) * np.uint64(0xD1342543DE82EF95)
_DRAWS: Hashes = (np.arange(BINS * _DONOR_COUNT, dtype=np.uint64) * SPREAD >> np.uint64(32)) * SECOND >> np.uint64(32)
_DONORS = (_DRAWS % np.uint64(BINS)).astype(np.int64).reshape(BINS, _DONOR_COUNT)
_BOUNDS = {bins: np.arange(bins, dtype=np.uint64) * np.uint64((1 << 64) // bins) for bins in (TITLE_BINS, _ALL_BINS)}
_TOP_BITS = np.array([[128], [64]], dtype=np.uint8)


class Sets:
    """Sets of hashes, each sorted, one behind the other."""

    def __init__(self, hashes: Hashes, bounds: NDArray[np.int64]) -> None:
        """Set `n` is `hashes[bounds[n] : bounds[n + 1]]`."""
        self.hashes = hashes
        self.bounds = bounds

    @classmethod
    def of(cls, each: Sequence[Hashes]) -> Self:
        """These, which are sorted already."""
        return cls(np.concatenate(each), np.array([0, *accumulate(map(len, each))]))

    def __iter__(self) -> Iterator[Hashes]:
        """One after the other."""
        return (self.hashes[first:end] for first, end in pairwise(self.bounds.tolist()))

    def distinct(self) -> "Sets":
        """The same with each hash once in its set."""
        new = np.empty(len(self.hashes) + 1, dtype=np.bool_)
        new[0] = False
        np.not_equal(self.hashes[1:], self.hashes[:-1], out=new[2:])
        new[self.bounds[:-1] + 1] = True
        return Sets(self.hashes[new[1:]], np.cumsum(new, dtype=np.int64)[self.bounds])

    def low_bits(self, most: int) -> list[bytes]:
        """Of each set the low 32 bits of its smallest hashes, at most so many."""
        return [hashes[:most].astype("<u4").tobytes() for hashes in self]


def signatures(wholes: Sets, leads: Sets, titles: Sets) -> list[bytes]:
    """For each article the codes of its whole text, its lead and its title, `SIGNATURE_SIZE` bytes; no set is empty.

    A title's set need not be sorted: what stands for a title that says nothing is looked up as it comes.
    """
    codes = np.concatenate([_smallest(wholes, BINS, donors=True), _smallest(leads, LEAD_BINS), _smallest(titles, TITLE_BINS)], axis=1)
    for row, title in zip(codes, titles, strict=True):
        if title[0] > title[-1]:
            row[-TITLE_BINS:] = _looked_up(title, TITLE_BINS)
    return _packed(codes)


def signature_without_words(mark: Hashes) -> bytes:
    """The codes of an article that has no word, from a mark of its own."""
    return _packed(_looked_up(mark, _ALL_BINS)[np.newaxis])[0]


def _packed(codes: Hashes) -> list[bytes]:
    codes += _SALTS
    codes *= SPREAD
    tops = codes.view(np.uint8)[:, np.newaxis, 7::8]
    return [row.tobytes() for row in np.packbits(tops & _TOP_BITS, axis=2)]


def _looked_up(hashes: Hashes, bins: int) -> Hashes:
    """The smallest hash of each bin, or the next bin's; after the last bin comes the first."""
    found: Hashes = hashes.take(hashes.searchsorted(_BOUNDS[bins]), mode="wrap")
    return found


def _smallest(sets: Sets, bins: int, *, donors: bool = False) -> Hashes:
    """The same for all sets at once, a row for each: by counting, as searching takes a call for each set.

    With `donors` an empty bin takes the first hash of its donors' bins, where one of them has any.
    """
    firsts, ends, sizes = sets.bounds[:-1], sets.bounds[1:], np.diff(sets.bounds)
    in_bin = np.minimum(sets.hashes // np.uint64((1 << 64) // bins), np.uint64(bins - 1)).astype(np.int64)
    in_bin += np.repeat(np.arange(len(sizes)) * bins, sizes)
    counts = np.bincount(in_bin, minlength=len(sizes) * bins)
    places = np.cumsum(counts) - counts
    if donors:
        brief = np.repeat(sizes < _SELDOM_EMPTY, bins)
        empty = np.flatnonzero((counts == 0) & brief)
        asked = _DONORS.take(empty % bins, axis=0) + (empty - empty % bins)[:, np.newaxis]
        first = (counts > 0).take(asked).argmax(axis=1)
        places[empty] = places.take(asked[np.arange(len(empty)), first])
    by_set = places.reshape(len(sizes), bins)
    return sets.hashes.take(np.where(by_set == ends[:, np.newaxis], firsts[:, np.newaxis], by_set))
