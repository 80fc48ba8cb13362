"""The index of the memory: 32-bit keys (content, article id, URL, anchors) -> the entries that have them, by serial number.

New postings are held in a dict (the head). When there are enough they become a run, sorted by key; two neighbouring runs of a like
size become one (Bentley & Saxe 1980), until a run is large enough to be frozen: then the key's upper bits are a place in a
directory and its lower ones share 32 bits with the entry's number, 4.5 bytes a posting in all. Runs are dropped whole, oldest first.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HEAD_ENTRIES = 4_096
"""Entries whose postings are held in the dict: some 6 MB; with fewer there are more runs to search."""
FROZEN_ENTRIES = 1 << 18
"""Entries of a frozen run; so many numbers fit beside 14 bits of key."""
MOST_ROWS_A_KEY = 16
"""A shingle that more entries share (a site's own phrases) says nothing: the newest of them are enough."""

_ROW_BITS = 18
_REST_BITS = 32 - _ROW_BITS
_UPPER_BITS = 32 - _REST_BITS
_REST_MASK = (1 << _REST_BITS) - 1
_ROW_MASK = (1 << _ROW_BITS) - 1
_BLOCK = 1 << 16
_WIDEST = 20
"""A bucket of the directory holds nine postings on average; one with more than this has a key of many entries."""
_MANY = 256
Keys = NDArray[np.uint32]
Serials = NDArray[np.int64]


class _Wanted:
    """Keys that are looked up, in the forms that runs compare."""

    __slots__ = ("buckets", "keys", "rest", "shifted", "upper")

    def __init__(self, keys: list[int]) -> None:
        self.keys = np.array(keys, dtype=np.uint32)
        self.shifted = self.keys.astype(np.uint64) << np.uint64(32)
        self.upper = self.keys >> np.uint32(_REST_BITS)
        self.buckets = self.upper.tolist()
        self.rest = (self.keys & np.uint32(_REST_MASK))[:, None]


@dataclass(slots=True)
class _Run:
    """Postings `key << 32 | (serial - first)` of `entries` entries, sorted."""

    first: int
    entries: int
    postings: NDArray[np.uint64]

    def find(self, wanted: _Wanted) -> tuple[NDArray[np.int64], Serials]:
        starts = self.postings.searchsorted(wanted.shifted)
        if not (self.postings.take(starts, mode="clip") >> np.uint64(32) == wanted.keys).any():
            return _NOTHING
        ends = self.postings.searchsorted(wanted.shifted | np.uint64(0xFFFFFFFF), side="right")
        which, at = _spread(starts, ends)
        return which, (self.postings[at] & np.uint64(0xFFFFFFFF)).astype(np.int64) + self.first


class _Frozen:
    """Postings `rest of the key << 18 | (serial - first)`, sorted by key; `directory` tells where each upper part of a key begins."""

    __slots__ = ("_directory", "_first", "_packed", "_wide", "_width", "end")

    def __init__(self, run: _Run) -> None:
        self._first = run.first
        self.end = run.first + run.entries
        bounds = np.arange(1 << _UPPER_BITS, dtype=np.uint64) << np.uint64(_REST_BITS + 32)
        self._directory = np.append(run.postings.searchsorted(bounds), len(run.postings)).astype(np.uint32)
        self._packed = np.empty(len(run.postings), dtype=np.uint32)
        for start in range(0, len(run.postings), _BLOCK):  # block by block, to need no memory that is not kept
            block = run.postings[start : start + _BLOCK]
            rest = (block >> np.uint64(32 - _ROW_BITS)) & np.uint64(_REST_MASK << _ROW_BITS)
            self._packed[start : start + _BLOCK] = rest | (block & np.uint64(_ROW_MASK))
        sizes = np.diff(self._directory.astype(np.int64))
        self._width = np.arange(min(_WIDEST, int(sizes.max(initial=1))), dtype=np.uint32)
        self._wide = frozenset(np.flatnonzero(sizes > _WIDEST).tolist())

    def find(self, wanted: _Wanted) -> tuple[NDArray[np.int64], Serials]:
        starts = self._directory[wanted.upper]
        at = starts[:, None] + self._width
        hits = np.flatnonzero((self._packed.take(at, mode="clip") >> np.uint32(_ROW_BITS)) == wanted.rest)
        wide = [] if self._wide.isdisjoint(wanted.buckets) else [n for n, bucket in enumerate(wanted.buckets) if bucket in self._wide]
        if not len(hits) and not wide:  # so it is for most articles: most are new
            return _NOTHING
        ends = self._directory[wanted.upper + np.uint32(1)]
        which, places = hits // len(self._width), at.ravel()[hits]
        inside = places < ends[which]
        which, rows = which[inside], self._packed[places[inside]]
        for one in wide:  # a key of many entries: read its bucket whole
            bucket = self._packed[starts[one] : ends[one]]
            mine = bucket[(bucket >> np.uint32(_ROW_BITS)) == wanted.rest[one]]
            others = which != one
            which = np.concatenate([which[others], np.full(len(mine), one, dtype=np.int64)])
            rows = np.concatenate([rows[others], mine])
        return which, (rows & np.uint32(_ROW_MASK)).astype(np.int64) + self._first


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
        parts: list[_Frozen | _Run] = [*self._frozen, *self._runs]
        for part in parts:
            which, rows = part.find(wanted)
            if len(which):
                visible = (rows >= first) & (rows < limit)
                which, rows = which[visible], rows[visible]
                if len(which) > _MANY:
                    which, rows = _newest(which, rows)
                for one, row in zip(which.tolist(), rows.tolist(), strict=True):
                    found[one].append(row)
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
        while self._frozen and self._frozen[0].end <= before:
            del self._frozen[0]

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
        """Add a run, and join neighbours until each is more than twice as large as the next."""
        while self._runs and self._runs[-1].entries <= 2 * run.entries and self._runs[-1].entries + run.entries <= FROZEN_ENTRIES:
            older = self._runs.pop()
            joined = np.concatenate([older.postings, run.postings])
            joined[len(older.postings) :] += np.uint64(run.first - older.first)
            joined.sort(kind="stable")
            run = _Run(older.first, older.entries + run.entries, joined)
        self._runs.append(run)
        large = [at for at, one in enumerate(self._runs) if one.entries > FROZEN_ENTRIES // 2]
        if large:
            self._frozen += [_Frozen(one) for one in self._runs[: large[-1] + 1]]
            del self._runs[: large[-1] + 1]


_NOTHING = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _spread(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ranges -> which range, and each place in it."""
    sizes = ends - starts
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(starts, sizes)


def _newest(which: NDArray[np.int64], rows: Serials) -> tuple[NDArray[np.int64], Serials]:
    """The last `MOST_ROWS_A_KEY` rows of each key."""
    order = np.argsort(which, kind="stable")
    which, rows = which[order], rows[order]
    from_end = np.cumsum(np.bincount(which))[which] - np.arange(len(which))
    kept = from_end <= MOST_ROWS_A_KEY
    return which[kept], rows[kept]
