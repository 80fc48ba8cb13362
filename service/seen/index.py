"""The index of the memory: 32-bit keys (content, article id, URL, anchors) -> the entries that have them, by serial number.

New postings are held in a dict (the head). When there are enough they become a run, sorted by key; neighbouring runs become one
(Bentley & Saxe 1980), until a run is large enough to be frozen: then the key's upper bits are a place in a
directory and its lower ones share 32 bits with the entry's number, 4.5 bytes a posting in all. Runs are dropped whole, oldest first.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HEAD_ENTRIES = 4_096
"""Entries whose postings are held in the dict: some 6 MB; with fewer there are more runs to search."""
FROZEN_ENTRIES = 1 << 17
"""Entries of a frozen run; so many numbers fit beside 15 bits of key."""
MOST_ROWS_A_KEY = 16
"""A shingle that more entries share (a site's own phrases) says nothing: the newest of them are enough."""

_ROW_BITS = 17
_REST_BITS = 32 - _ROW_BITS
_UPPER_BITS = 32 - _REST_BITS
_DIRECTORY = (1 << _UPPER_BITS) + 1
_REST_MASK = (1 << _REST_BITS) - 1
_ROW_MASK = (1 << _ROW_BITS) - 1
_BLOCK = 1 << 16
_WIDEST = 20
"""A bucket of the directory holds nine postings on average; one with more than this has a key of many entries."""
_GROUPED = 8
"""Frozen runs that are searched in one go."""
_MOST_POSTINGS = 8
"""Of an entry: content, id, URL and five anchors."""
_SLIMMER = 8
"""A run is joined to the one before when that is no more than so many times larger: fewer are searched, more is copied."""
Keys = NDArray[np.uint32]
Serials = NDArray[np.int64]


class _Wanted:
    """Keys that are looked up, in the forms that runs compare."""

    __slots__ = ("keys", "rest", "shifted", "upper")

    def __init__(self, keys: list[int]) -> None:
        self.keys = np.array(keys, dtype=np.uint32)
        self.shifted = self.keys.astype(np.uint64) << np.uint64(32)
        self.upper = (self.keys >> np.uint32(_REST_BITS)).astype(np.int64)
        self.rest = self.keys & np.uint32(_REST_MASK)


@dataclass(slots=True)
class _Run:
    """Postings `key << 32 | (serial - first)` of `entries` entries, sorted."""

    first: int
    entries: int
    postings: NDArray[np.uint64]

    def find(self, wanted: _Wanted, found: list[list[int]], first: int, limit: int) -> None:
        starts = self.postings.searchsorted(wanted.shifted | np.uint64(max(0, first - self.first)))
        there = np.flatnonzero(self.postings.take(starts, mode="clip") >> np.uint64(32) == wanted.keys)
        if not len(there) or limit <= self.first:  # so it is for most articles: most are new
            return
        ends = self.postings.searchsorted(wanted.shifted[there] + np.uint64(min(limit - self.first, self.entries)))
        for which, start, end in zip(there.tolist(), starts[there].tolist(), ends.tolist(), strict=True):
            newest = self.postings[max(start, end - MOST_ROWS_A_KEY) : end].tolist()
            found[which].extend([self.first + (posting & 0xFFFFFFFF) for posting in newest])


class _Frozen:
    """Some runs, one after the other, of postings `rest of the key << 17 | (serial - first)`, sorted by key.

    `directory` tells where in the postings each upper part of a key begins, run by run.
    """

    __slots__ = ("_directory", "_firsts", "_packed", "_starts", "_used", "ends")

    def __init__(self, least: int) -> None:
        """Room for some runs, at least for `least` postings; memory is taken as it is filled."""
        self.ends: list[int] = []
        self._firsts: list[int] = []
        self._used = 0
        self._starts = np.zeros((0, 1), dtype=np.int64)
        self._directory = np.empty(_GROUPED * _DIRECTORY, dtype=np.uint32)
        self._packed = np.empty(max(least, _GROUPED * FROZEN_ENTRIES * _MOST_POSTINGS), dtype=np.uint32)

    def has_room(self, run: _Run) -> bool:
        return (len(self.ends) + 1) * _DIRECTORY <= len(self._directory) and self._used + len(run.postings) <= len(self._packed)

    def add(self, run: _Run) -> None:
        at = len(self.ends) * _DIRECTORY
        self._firsts.append(run.first)
        self.ends.append(run.first + run.entries)
        bounds = np.arange(1 << _UPPER_BITS, dtype=np.uint64) << np.uint64(_REST_BITS + 32)
        self._directory[at : at + _DIRECTORY - 1] = run.postings.searchsorted(bounds) + self._used
        self._directory[at + _DIRECTORY - 1] = self._used + len(run.postings)
        self._starts = np.arange(len(self.ends), dtype=np.int64)[:, None] * _DIRECTORY
        for start in range(0, len(run.postings), _BLOCK):  # block by block, to need no memory that is not kept
            block = run.postings[start : start + _BLOCK]
            rest = (block >> np.uint64(32 - _ROW_BITS)) & np.uint64(_REST_MASK << _ROW_BITS)
            self._packed[self._used + start : self._used + start + len(block)] = rest | (block & np.uint64(_ROW_MASK))
        self._used += len(run.postings)

    def find(self, wanted: _Wanted, found: list[list[int]], first: int, limit: int) -> None:
        places = self._starts + wanted.upper
        starts = self._directory.take(places)
        sizes = self._directory[1:].take(places) - starts
        widest = min(max(int(sizes.max()), 1), _WIDEST)
        at = starts[:, :, None] + _COLUMNS[:widest]
        hits = np.flatnonzero((self._packed.take(at, mode="clip") >> np.uint32(_ROW_BITS)) == wanted.rest[:, None]) // widest
        if widest == _WIDEST:
            hits = np.concatenate([hits, np.flatnonzero(sizes > _WIDEST)])
        if not len(hits):  # so it is for most articles: most are new
            return
        hits = np.unique(hits)
        for hit, start, size in zip(hits.tolist(), starts.ravel()[hits].tolist(), sizes.ravel()[hits].tolist(), strict=True):
            part, which = divmod(hit, len(wanted.keys))
            if first < self.ends[part] and limit > self._firsts[part]:
                low, high = max(first - self._firsts[part], 0), min(limit - 1 - self._firsts[part], _ROW_MASK)
                bucket, key = self._packed[start : start + size], int(wanted.rest[which]) << _ROW_BITS
                begin, end = bucket.searchsorted(np.uint32(key | low)), bucket.searchsorted(np.uint32(key | high), side="right")
                newest = bucket[max(begin, end - MOST_ROWS_A_KEY) : end].tolist()
                found[which].extend([self._firsts[part] + (posting & _ROW_MASK) for posting in newest])

    def forget(self, before: int) -> None:
        gone = sum(end <= before for end in self.ends)
        if gone:
            cut = int(self._directory[gone * _DIRECTORY]) if gone < len(self.ends) else self._used
            self._directory = self._directory[gone * _DIRECTORY : len(self.ends) * _DIRECTORY] - np.uint32(cut)
            self._packed, self._used = self._packed[cut : self._used].copy(), self._used - cut
            self._starts = self._starts[: len(self.ends) - gone]
            del self.ends[:gone], self._firsts[:gone]


_COLUMNS = np.arange(_WIDEST, dtype=np.uint32)


class Index:
    """Keys -> serial numbers of entries; numbers are given in order, each once."""

    def __init__(self) -> None:
        """Nothing indexed."""
        self._head: dict[int, int | list[int]] = {}
        self._head_first = 0
        self._next = 0
        self._runs: list[_Run] = []
        self._frozen: list[_Frozen] = []

    def add(self, serial: int, keys: list[int]) -> None:
        """Index one entry; `serial` follows on the last."""
        head = self._head
        for key in keys:
            rows = head.setdefault(key, serial)
            if isinstance(rows, list):
                if rows[-1] != serial:
                    rows.append(serial)
            elif rows != serial:
                head[key] = [rows, serial]
        self._next = serial + 1
        if self._next - self._head_first >= HEAD_ENTRIES:
            self._fold()

    def add_many(self, first: int, count: int, keys: Keys, rows: Serials) -> None:
        """Index entries `first` to `first + count - 1`: posting i is `keys[i]` of entry `rows[i]`."""
        self._fold()
        postings = np.unique(keys.astype(np.uint64) << np.uint64(32) | (rows - first).astype(np.uint64))
        self._append(_Run(first, count, postings))
        self._head_first = self._next = first + count

    def find(self, keys: list[int], first: int, limit: int) -> list[list[int]]:
        """For each key the numbers in [first, limit) of the entries that have it, ascending; of very many the newest."""
        found: list[list[int]] = [[] for _ in keys]
        wanted = _Wanted(keys)
        for frozen in self._frozen:
            frozen.find(wanted, found, first, limit)
        for run in self._runs:
            run.find(wanted, found, first, limit)
        head = self._head
        for rows_of, key in zip(found, keys, strict=True):
            newest = head.get(key)
            if isinstance(newest, list):
                end = bisect_left(newest, limit)
                rows_of.extend(newest[max(bisect_left(newest, first), end - MOST_ROWS_A_KEY) : end])
            elif newest is not None and first <= newest < limit:
                rows_of.append(newest)
            if len(rows_of) > MOST_ROWS_A_KEY:
                del rows_of[:-MOST_ROWS_A_KEY]
        return found

    def forget(self, before: int) -> None:
        """Drop the frozen runs of entries that are all older than number `before`."""
        while self._frozen and self._frozen[0].ends[-1] <= before:
            del self._frozen[0]
        if self._frozen:
            self._frozen[0].forget(before)

    def _fold(self) -> None:
        """Make a run of the head."""
        if self._head:
            postings = [
                key << 32 | row - self._head_first
                for key, rows in self._head.items()
                for row in (rows if isinstance(rows, list) else (rows,))
            ]
            self._append(_Run(self._head_first, self._next - self._head_first, np.sort(np.array(postings, dtype=np.uint64))))
            self._head = {}
        self._head_first = self._next

    def _append(self, run: _Run) -> None:
        """Add a run, and join neighbours until each is much larger than the next; one that has no room for more is frozen."""
        while self._runs and self._runs[-1].entries <= _SLIMMER * run.entries:
            older = self._runs[-1]
            if older.entries + run.entries > FROZEN_ENTRIES:
                self._freeze()
                break
            joined = np.concatenate([older.postings, run.postings])
            joined[len(older.postings) :] += np.uint64(run.first - older.first)
            joined.sort(kind="stable")
            run = _Run(older.first, older.entries + run.entries, joined)
            self._runs.pop()
        self._runs.append(run)

    def _freeze(self) -> None:
        for run in self._runs:
            if not self._frozen or not self._frozen[-1].has_room(run):
                self._frozen.append(_Frozen(len(run.postings)))
            self._frozen[-1].add(run)
        self._runs = []
