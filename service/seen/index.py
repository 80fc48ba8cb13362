"""The index of the memory: 32-bit keys (content, article id, URL, anchors) -> the entries that have them, by serial number.

New postings are held in a dict (the head). When there are enough they become a run, sorted by key; neighbouring runs become one
(Bentley & Saxe 1980), until a run is large enough to be frozen (`frozen.py`). Frozen runs are dropped whole, oldest first.
"""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from service.seen.frozen import FROZEN_ENTRIES, FROZEN_POSTINGS, FrozenRuns
from service.seen.runs import KEY_BITS, MOST_ROWS_A_KEY, Run, Wanted

HEAD_ENTRIES = 4_096
"""Entries whose postings are held in the dict: some 6 MB; with fewer there are more runs to search."""
_SLIMMER = 8
"""A run is joined to the one before when that is no more than so many times larger: fewer are searched, more is copied."""
Keys = NDArray[np.uint32]
Serials = NDArray[np.int64]


class Index:
    """Keys -> serial numbers of entries; numbers are given in order, each once."""

    def __init__(self) -> None:
        """Nothing indexed."""
        self._head: dict[int, int | list[int]] = {}
        self._head_first = 0
        self._next = 0
        self._runs: list[Run] = []
        self._frozen = FrozenRuns()

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
        postings = np.unique(keys.astype(np.uint64) << np.uint64(KEY_BITS) | (rows - first).astype(np.uint64))
        self._append(Run(first, count, postings))
        self._head_first = self._next = first + count

    def find(self, keys: list[int], first: int, limit: int) -> list[list[int]]:
        """For each key the numbers in [first, limit) of the entries that have it, ascending; of very many the newest."""
        found: list[list[int]] = [[] for _ in keys]
        if first < self._head_first:
            wanted = Wanted(keys, first, limit, found)
            self._frozen.find(wanted)
            for run in self._runs:
                run.find(wanted)
        head = self._head
        for rows_of, key in zip(found, keys, strict=True):
            newest = head.get(key)
            if isinstance(newest, list):
                end = bisect_left(newest, limit)
                rows_of.extend(newest[max(bisect_left(newest, first), end - MOST_ROWS_A_KEY) : end])
            elif newest is not None and first <= newest < limit:
                rows_of.append(newest)
            if len(rows_of) > 1:
                rows_of.sort()
                del rows_of[:-MOST_ROWS_A_KEY]
        return found

    def forget(self, before: int) -> None:
        """Drop the frozen runs of entries that are all older than number `before`."""
        self._frozen.forget(before)

    def _fold(self) -> None:
        """Make a run of the head."""
        if self._head:
            postings = [
                key << KEY_BITS | row - self._head_first
                for key, rows in self._head.items()
                for row in (rows if isinstance(rows, list) else (rows,))
            ]
            self._append(Run(self._head_first, self._next - self._head_first, np.sort(np.array(postings, dtype=np.uint64))))
            self._head = {}
        self._head_first = self._next

    def _append(self, run: Run) -> None:
        """Add a run, and join neighbours until each is much larger than the next; one that has no room for more is frozen."""
        while self._runs and self._runs[-1].entries <= _SLIMMER * run.entries:
            older = self._runs[-1]
            if older.entries + run.entries > FROZEN_ENTRIES or len(older.postings) + len(run.postings) > FROZEN_POSTINGS:
                for full in self._runs:
                    self._frozen.add(full)
                self._runs = []
                break
            run = older.joined(run)
            self._runs.pop()
        self._runs.append(run)
