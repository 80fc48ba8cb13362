"""Runs of postings, sorted by key: what the index makes of its head before it freezes it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_ROWS_A_KEY = 16
"""A shingle that more entries share (a site's own phrases) says nothing: the newest of them are enough."""
KEY_BITS = 32
_POSTING_ROW = (1 << KEY_BITS) - 1


class Wanted:
    """Keys that are looked up among the entries [first, limit), and what was found of each so far."""

    __slots__ = ("first", "found", "keys", "limit", "shifted")

    def __init__(self, keys: list[int], first: int, limit: int, found: list[list[int]]) -> None:
        """`found`: a list for each key, to which its entries are added."""
        self.keys = np.array(keys, dtype=np.uint32)
        self.shifted = self.keys.astype(np.uint64) << np.uint64(KEY_BITS)
        self.first, self.limit = first, limit
        self.found = found


@dataclass(slots=True)
class Run:
    """Postings `key << 32 | (serial - first)` of `entries` entries, sorted."""

    first: int
    entries: int
    postings: NDArray[np.uint64]

    @property
    def end(self) -> int:
        """Serial number after the last entry."""
        return self.first + self.entries

    def joined(self, later: "Run") -> "Run":
        """This and the run that follows on it, as one."""
        postings = np.concatenate([self.postings, later.postings])
        postings[len(self.postings) :] += np.uint64(later.first - self.first)
        postings.sort(kind="stable")
        return Run(self.first, self.entries + later.entries, postings)

    def find(self, wanted: Wanted) -> None:
        """Add the numbers of the entries that have a key to what was found of it, ascending; of very many the newest."""
        if wanted.limit <= self.first or self.end <= wanted.first:
            return
        starts = self.postings.searchsorted(wanted.shifted | np.uint64(max(0, wanted.first - self.first)))
        there = np.flatnonzero(self.postings.take(starts, mode="clip") >> np.uint64(KEY_BITS) == wanted.keys)
        if not len(there):  # so it is for most articles: most are new
            return
        ends = self.postings.searchsorted(wanted.shifted[there] + np.uint64(min(wanted.limit - self.first, self.entries)))
        for which, start, end in zip(there.tolist(), starts[there].tolist(), ends.tolist(), strict=True):
            newest = self.postings[max(start, end - MOST_ROWS_A_KEY) : end].tolist()
            wanted.found[which].extend([self.first + (posting & _POSTING_ROW) for posting in newest])
