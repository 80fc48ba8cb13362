"""The memory of one lane: which readings were settled before a position, and what they were.

A cache of `news.seen`. Rows are in lane order, because each owner of a lane writes its entries in that order and begins where all
before is written; so "before a position" is a row number, whatever lies beyond.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.errors import Fatal
from service.incidents.memory import Incidents
from service.outcome import ExitCode
from service.seen.ahead import Ahead, asked_keys
from service.seen.chunk import CHUNK_ROWS, Chunk, pack_position, pack_positions, to_seconds, unpack_position
from service.seen.codec import decode_batch, entry_keys, has_story, indexed_anchors, keys_of, story_entry, text_of
from service.seen.entry import Entry, Position, Verdict
from service.seen.index import Index
from service.seen.past import Past
from service.seen.tellings import telling_of
from service.sketch import Sketch

DEFAULT_CEILING = 5_000_000
_BATCH_ROWS = 3_500
"""Loaded entries are taken in so many at a time (some 20 ms): 64 such batches of usual records just fill a frozen run of the index."""


class Seen:
    """Entries of one lane, from `news.seen` and from decisions of this process."""

    def __init__(self, window_ms: int, ceiling: int = DEFAULT_CEILING) -> None:
        """Nothing seen yet. `window_ms`: how long an entry counts, in record time; `ceiling`: most entries that count."""
        self._window = window_ms // 1000
        self._ceiling = ceiling
        self._chunks: list[Chunk] = []
        self._index = Index()
        self._ahead = Ahead(self._index)
        self._stories: dict[bytes, list[Entry]] = {}
        self._incidents = Incidents()
        self._next = 0
        self._last = -1
        """The last packed position; less than any when there is none."""
        self._oldest = 0
        self._loaded: list[bytes] = []
        self._loaded_rows = 0
        self.forgotten = 0
        """Entries that the ceiling made it forget."""

    def __len__(self) -> int:
        """How many entries are remembered."""
        self._take_loaded()
        return self._next - self._oldest

    @property
    def incidents(self) -> Incidents:
        """The open incidents of the lane."""
        self._take_loaded()
        return self._incidents

    @property
    def latest(self) -> Position | None:
        """The furthest position that is remembered; one beyond the end of the lane's log means that the log was made anew."""
        self._take_loaded()
        return unpack_position(self._last) if self._chunks else None

    def load(self, value: bytes) -> None:
        """Take one record value of `news.seen` read back; call in log order.

        Raises Fatal when another release wrote it, or when it belongs to another log of the lane.
        """
        self._loaded.append(value)
        self._loaded_rows += int.from_bytes(value[1:5], "little")
        if self._loaded_rows >= _BATCH_ROWS:
            self._take_loaded()

    def remember(self, entry: Entry) -> None:
        """Take an entry decided in this process. One that is there already (it is a replay) changes nothing."""
        self._take_loaded()
        position = pack_position(entry.position.offset, entry.position.index)
        if position <= self._last:
            self._check_replay(position, entry.timestamp)
            return
        chunk = self._chunk()
        signed = entry.verdict is not Verdict.COPY
        chunk.append(position, entry, text_of(entry))
        self._last = position
        self._index.add(self._next, [key for key in entry_keys(entry) if key] + (indexed_anchors(entry.sketch) if signed else []))
        if has_story(entry):
            self._tell(entry, chunk)
        self._next += 1
        self._forget_beyond_ceiling()

    def before(self, position: Position, timestamp: int) -> Past:
        """The memory as it was when the reading at `position`, of record time `timestamp` (ms), was to be settled."""
        self._take_loaded()
        packed = pack_position(position.offset, position.index)
        limit, clock = self._place(packed)
        horizon = max(clock, to_seconds(timestamp)) - self._window
        self._drop_expired(limit)
        first = self._chunks[0].first if self._chunks else 0
        return Past(self._chunks, self._ahead, self._stories, max(first, limit - self._ceiling), limit, horizon, position)

    def expect(self, articles: Sequence[tuple[str, str | None, Sketch]], position: Position) -> None:
        """Look up at once the articles (id, URL, sketch) that stand at `position` and after; of each the same is told as alone."""
        if len(articles) == 1:  # it would only be looked up twice
            return
        self._take_loaded()
        limit, _ = self._place(pack_position(position.offset, position.index))
        first = self._chunks[0].first if self._chunks else 0
        keys = [key for article in articles for key in asked_keys(*article)]
        self._ahead.ask(keys, max(first, limit - self._ceiling), limit)

    def _chunk(self) -> Chunk:
        """The chunk that takes the next row."""
        if not self._chunks:
            self._chunks.append(Chunk(self._next, 0))
        elif self._chunks[-1].size == CHUNK_ROWS:
            self._chunks.append(Chunk(self._next, self._chunks[-1].clock))
        return self._chunks[-1]

    def _place(self, position: int) -> tuple[int, int]:
        """Serial number of the first row at or after a position, and the latest record time (s) of the rows before."""
        if position > self._last:
            return self._next, self._chunks[-1].clock if self._chunks else 0
        at = max(0, bisect_right(self._chunks, position, key=_first_position) - 1)
        chunk = self._chunks[at]
        row = int(np.searchsorted(chunk.positions[: chunk.size], position))
        return chunk.first + row, max(chunk.clock_before, int(chunk.seconds[:row].max(initial=0)))

    def _check_replay(self, position: int, timestamp: int) -> None:
        """A row at the same position must be the same record: else the lane's log was made anew, and its memory was not."""
        serial, _ = self._place(position)
        at = bisect_right(self._chunks, serial, key=lambda chunk: chunk.first) - 1
        row = serial - self._chunks[at].first if at >= 0 else -1
        if row >= 0 and int(self._chunks[at].positions[row]) == position and int(self._chunks[at].seconds[row]) != to_seconds(timestamp):
            raise Fatal(
                "The seen topic remembers another log than the articles topic holds: the articles topic was made anew. Make the seen topic "
                "anew too (delete it and run `demarche topics create`); dedupe then starts without memory.",
                ExitCode.BROKEN_RELEASE,
            )

    def _take_loaded(self) -> None:
        """Take in what was loaded."""
        if not self._loaded:
            return
        batch = decode_batch(self._loaded)
        self._loaded, self._loaded_rows = [], 0
        positions = pack_positions(batch.rows["offset"], batch.rows["index"])
        latest = np.maximum.accumulate(np.concatenate([[self._last], positions[:-1]]))
        new = positions > latest
        for at in np.flatnonzero(~new).tolist():
            if positions[at] <= self._last:
                self._check_replay(int(positions[at]), int(batch.rows["timestamp"][at]))
        kept = np.flatnonzero(new)
        signed = batch.rows["verdict"] != Verdict.COPY
        slots = np.cumsum(signed) - 1
        done = 0
        while done < len(kept):
            chunk = self._chunk()
            part = kept[done : done + CHUNK_ROWS - chunk.size]
            rows, own = batch.rows[part], slots[part][signed[part]]
            texts = [batch.texts[at] for at in part.tolist()]
            serials = self._next + np.arange(len(part))
            chunk.extend(positions[part], rows, batch.signed["signature"][own], texts)
            self._last = int(positions[part[-1]])
            self._index_many(serials, keys_of(rows), serials[signed[part]], batch.signed["anchors"][own])
            for at in np.flatnonzero(rows["story"]).tolist():
                self._tell(story_entry(rows[at], texts[at]), chunk)
            self._next += len(part)
            done += len(part)
        self._forget_beyond_ceiling()

    def _index_many(
        self, serials: NDArray[np.int64], keys: NDArray[np.uint32], signed: NDArray[np.int64], anchors: NDArray[np.uint32]
    ) -> None:
        all_keys = np.concatenate([keys.ravel(), anchors.ravel()])
        rows = np.concatenate([np.repeat(serials, keys.shape[1]), np.repeat(signed, anchors.shape[1])])
        present = all_keys != 0
        self._index.add_many(int(serials[0]), len(serials), all_keys[present], rows[present])

    def _tell(self, entry: Entry, chunk: Chunk) -> None:
        """Add an entry to its story and to its incidents."""
        self._incidents.tell(telling_of(entry))
        self._stories.setdefault(entry.thread, []).append(entry)
        if entry.verdict is not Verdict.COPY:
            chunk.stories.append(entry.thread)

    def _forget_beyond_ceiling(self) -> None:
        excess = self._next - self._oldest - self._ceiling
        if excess > 0:
            self.forgotten += excess
            self._oldest += excess
            while self._chunks[0].end + CHUNK_ROWS <= self._oldest:
                self._drop_chunk()

    def _drop_expired(self, limit: int) -> None:
        """Drop chunks that no reading from the chunk of row `limit` on can see any more."""
        while len(self._chunks) > 1 and self._chunks[1].first <= limit:
            at = bisect_right(self._chunks, limit, key=lambda chunk: chunk.first) - 1
            if self._chunks[0].clock >= self._chunks[at].clock_before - self._window:
                return
            self._drop_chunk()

    def _drop_chunk(self) -> None:
        gone = self._chunks.pop(0)
        self._oldest = max(self._oldest, gone.end)
        self._index.forget(gone.end)
        for thread in dict.fromkeys(gone.stories):
            if not any(thread in chunk.stories for chunk in self._chunks):
                self._stories.pop(thread, None)


def _first_position(chunk: Chunk) -> int:
    return int(chunk.positions[0])
