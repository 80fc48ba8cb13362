"""Frozen runs, held so that any number of them is asked at the cost of a few.

A shelf has room for 128 runs. In each, the upper bits of a key are a place in a directory, and its lower ones share 32 bits with the
entry's number: 4.5 bytes a posting. Most keys that are asked for are in no run, so a filter says first which runs may hold a key: a
bit-sliced signature file (Faloutsos & Christodoulakis 1984), that is a Bloom filter of three hashes for each run, laid out so that
one byte is the same bit of eight runs. The hashes are bits of the key, which is a hash itself.
"""

import numpy as np
from numpy.typing import NDArray

from service.seen.runs import KEY_BITS, MOST_ROWS_A_KEY, Run, Wanted

FROZEN_ENTRIES = 1 << 17
"""Most entries of a frozen run; so many numbers fit beside 15 bits of key."""
FROZEN_POSTINGS = 8 * FROZEN_ENTRIES
"""Most postings of a frozen run: an entry has content, id, URL and five anchors."""
RUNS = 128
"""Of a shelf; memory is taken as it is filled."""

_ROW_BITS = 17
_REST_BITS = KEY_BITS - _ROW_BITS
_UPPER_BITS = KEY_BITS - _REST_BITS
_DIRECTORY = (1 << _UPPER_BITS) + 1
_UPPER_SHIFT, _REST_MASK = np.uint32(_REST_BITS), np.uint32((1 << _REST_BITS) - 1)
_ROW_SHIFT, _ROW_MASK = np.uint32(_ROW_BITS), (1 << _ROW_BITS) - 1
_BLOCK = 1 << 16
_WIDEST = 20
"""A bucket of the directory holds eight postings on average; one with more than this has a key of many entries."""
_COLUMNS = np.arange(_WIDEST, dtype=np.uint32)
_SLICED = 8
"""Runs that share a byte of the filter."""
_FILTER_BITS = 21
"""Each hash of a full run sets two fifths of 2 ** 21 bits, so all are set by chance for 6 keys in 100; 6 bytes an entry, 178 in all at ten
million. With 22 bits 1 in 100 and a look-up of 127 instead of 138 µs there, for 185 bytes an entry, above the 180 that are aimed at."""
_FILTER_ROWS = 1 << _FILTER_BITS
_FILTER_MASK = np.uint32(_FILTER_ROWS - 1)
_SHIFTS = tuple(np.uint32(shift) for shift in (KEY_BITS - _FILTER_BITS, 0, (KEY_BITS - _FILTER_BITS) // 2))
"""Which bits of a key are a hash: the upper, the lower and the middle ones."""
_SLICES = np.arange(RUNS // _SLICED) * (len(_SHIFTS) * _FILTER_ROWS)
_BASES = tuple(_SLICES + number * _FILTER_ROWS for number in range(len(_SHIFTS)))
"""Where in the filter the bits of each hash begin, slice by slice."""


class FrozenRuns:
    """Runs that are not changed any more; they are forgotten whole."""

    def __init__(self) -> None:
        """None yet."""
        self._shelves: list[_Shelf] = []

    def add(self, run: Run) -> None:
        """Freeze a run of at most `FROZEN_ENTRIES` entries and `FROZEN_POSTINGS` postings; it takes the room of a forgotten one."""
        for shelf in self._shelves:
            if shelf.free:
                break
        else:
            shelf = _Shelf()
            self._shelves.append(shelf)
        shelf.add(run)

    def find(self, wanted: Wanted) -> None:
        """Add what was found of each key, run by run in no order; of the entries of a run that have it the newest."""
        for shelf in self._shelves:
            shelf.find(wanted)

    def forget(self, before: int) -> None:
        """Forget the runs of entries that are all older than number `before`."""
        for shelf in self._shelves:
            shelf.forget(before)
        self._shelves = [shelf for shelf in self._shelves if len(shelf.free) < RUNS]


class _Shelf:
    """Places for runs; the oldest are forgotten and their places taken again."""

    __slots__ = ("_directory", "_ends", "_filter", "_firsts", "_packed", "_slices", "free")

    def __init__(self) -> None:
        self.free = list(range(RUNS))[::-1]
        self._firsts, self._ends = [0] * RUNS, [0] * RUNS
        self._directory = np.empty(RUNS * _DIRECTORY, dtype=np.uint32)
        self._packed = np.empty(RUNS * FROZEN_POSTINGS, dtype=np.uint32)
        self._filter = np.zeros((RUNS // _SLICED, len(_SHIFTS), _FILTER_ROWS), dtype=np.uint8)
        self._slices = 0
        """Slices of the filter, each for eight runs, that were ever used."""

    def add(self, run: Run) -> None:
        place = self.free.pop()
        self._firsts[place], self._ends[place] = run.first, run.end
        at = place * FROZEN_POSTINGS
        bounds = np.arange(1 << _UPPER_BITS, dtype=np.uint64) << np.uint64(_REST_BITS + KEY_BITS)
        directory = self._directory[place * _DIRECTORY : (place + 1) * _DIRECTORY]
        directory[:-1] = run.postings.searchsorted(bounds) + at
        directory[-1] = at + len(run.postings)
        slice_at, bit = divmod(place, _SLICED)
        columns = np.zeros((len(_SHIFTS), _FILTER_ROWS), dtype=np.uint8)
        for start in range(0, len(run.postings), _BLOCK):  # block by block, to need no memory that is not kept
            block = run.postings[start : start + _BLOCK]
            rest = (block >> np.uint64(KEY_BITS - _ROW_BITS)) & np.uint64(int(_REST_MASK) << _ROW_BITS)
            self._packed[at + start : at + start + len(block)] = rest | (block & np.uint64(_ROW_MASK))
            keys = (block >> np.uint64(KEY_BITS)).astype(np.uint32)
            for column, shift in zip(columns, _SHIFTS, strict=True):
                column[keys >> shift & _FILTER_MASK] = 1 << bit
        self._filter[slice_at] |= columns
        self._slices = max(self._slices, slice_at + 1)

    def find(self, wanted: Wanted) -> None:
        if wanted.first >= max(self._ends):
            return
        keys, used = wanted.keys[:, None], self._slices
        bits = self._filter.take(_BASES[0][:used] + (keys >> _SHIFTS[0]))
        bits &= self._filter.take(_BASES[1][:used] + (keys & _FILTER_MASK))
        bits &= self._filter.take(_BASES[2][:used] + (keys >> _SHIFTS[2] & _FILTER_MASK))
        may_hold = np.flatnonzero(np.unpackbits(bits, bitorder="little").view(np.bool_))
        if len(may_hold):
            which, places = np.divmod(may_hold, used * _SLICED)
            self._look(wanted, places, which)

    def _look(self, wanted: Wanted, places: NDArray[np.int64], which: NDArray[np.int64]) -> None:
        """Look for the key `which[i]` in the run at `places[i]`."""
        keys = wanted.keys.take(which)
        buckets = places * _DIRECTORY
        buckets += keys >> _UPPER_SHIFT
        starts = self._directory.take(buckets)
        buckets += 1
        sizes = self._directory.take(buckets)
        sizes -= starts
        widest = min(int(sizes.max()), _WIDEST)
        rest = keys & _REST_MASK
        packed = self._packed.take(starts[:, None] + _COLUMNS[:widest], mode="clip")
        packed >>= _ROW_SHIFT
        hits = np.flatnonzero(packed == rest[:, None])
        if widest == _WIDEST:
            hits = np.concatenate([hits, np.flatnonzero(sizes > _WIDEST) * widest])
        if not len(hits):  # so it is for most articles: most are new
            return
        for hit in np.unique(hits // widest).tolist():
            start, place = int(starts[hit]), int(places[hit])
            first, end = self._firsts[place], self._ends[place]
            if wanted.first < end and wanted.limit > first:
                bucket, key = self._packed[start : start + int(sizes[hit])], int(rest[hit]) << _ROW_BITS
                low, high = max(wanted.first - first, 0), min(wanted.limit - 1 - first, _ROW_MASK)
                begin, stop = bucket.searchsorted(np.uint32(key | low)), bucket.searchsorted(np.uint32(key | high), side="right")
                newest = bucket[max(begin, stop - MOST_ROWS_A_KEY) : stop].tolist()
                wanted.found[int(which[hit])].extend([first + (posting & _ROW_MASK) for posting in newest])

    def forget(self, before: int) -> None:
        for place in sorted(set(range(RUNS)).difference(self.free)):
            if self._ends[place] <= before:
                slice_at, bit = divmod(place, _SLICED)
                self._filter[slice_at] &= np.uint8(0xFF ^ 1 << bit)
                self._ends[place] = 0
                self.free.append(place)
