"""What a decision may ask of the memory: as it was before one position, and within the window."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from service.outcome import Method
from service.record import Source
from service.seen.ahead import Ahead, asked_keys
from service.seen.chunk import CHUNK_ROWS, Chunk, pack_position, to_seconds, unpack_position
from service.seen.codec import read_text
from service.seen.entry import Entry, Known, Position, Verdict, thread_of
from service.seen.resemblance import Resemblance, are_copies, compare, method_of
from service.sketch import Sketch

MOST_CANDIDATES = 24
"""Candidates that are compared: those that share most anchors."""
MOST_VERSIONS = 8
"""Entries of one article, the last to come, of which the latest version is chosen: one that is sent again and again costs no more."""
COMMON = 8
"""An anchor that more originals of the window have is a phrase that is everywhere. Counted before the position, like all else, so that a
replay finds the same."""
COMMON_ANCHORS = 3
"""So many common anchors must be shared to make a candidate, as edited copies do; articles of one mould share one or two."""


class Match(NamedTuple):
    """An original that the text resembles."""

    original: Known
    method: Method
    similarity: float


class _Row(NamedTuple):
    chunk: Chunk
    row: int


@dataclass(frozen=True, slots=True)
class Past:
    """Entries [first, limit) whose record time is not before `horizon`."""

    _chunks: list[Chunk]
    _index: Ahead
    _stories: dict[bytes, list[Entry]]
    _first: int
    _limit: int
    _horizon: int
    _position: Position

    def ask(self, article_id: str, url: str | None, sketch: Sketch) -> "Answers":
        """Look up an article by all that it can be known by, in one go."""
        found = self._index.find(asked_keys(article_id, url, sketch), self._first, self._limit)
        named = 3 if url else 2
        return Answers(self, article_id, url, sketch, found[0], found[1], found[2] if url else [], found[named:])

    def at(self, position: int) -> _Row | None:
        """Where the entry at a packed position is, if it is remembered."""
        place = bisect_right(self._chunks, position, key=lambda chunk: int(chunk.positions[0])) - 1
        if place < 0:
            return None
        chunk = self._chunks[place]
        row = int(np.searchsorted(chunk.positions[: chunk.size], position))
        there = row < chunk.size and int(chunk.positions[row]) == position and self._first <= chunk.first + row < self._limit
        return _Row(chunk, row) if there else None

    def original(self, at: _Row) -> Known | None:
        """The first of its kind: the entry itself, or the one that it is a copy of, if that is still remembered."""
        if at.chunk.verdicts[at.row] == Verdict.COPY:
            related = read_text(at.chunk.text(at.row)).related
            first = self.at(pack_position(related.offset, related.index)) if related else None
            return self.known(first) if first and self.visible(first) else None
        return self.known(at)

    def story(self, thread: bytes) -> list[Entry]:
        """The entries of a story that published or carry an event, in lane order (their sketches may be empty)."""
        return [entry for entry in self._stories.get(thread, ()) if entry.position < self._position]

    def row(self, serial: int) -> _Row:
        """Where an entry is."""
        place, row = divmod(serial - self._chunks[0].first, CHUNK_ROWS)  # all chunks but the last are full
        return _Row(self._chunks[place], row)

    def visible(self, at: _Row) -> bool:
        """Whether an entry is within the window."""
        return int(at.chunk.seconds[at.row]) >= self._horizon

    def within_window(self, lists: list[list[int]]) -> list[list[int]]:
        """Of each list those entries that are within the window; no empty lists."""
        all_visible = self._limit
        for chunk in reversed(self._chunks):
            if chunk.earliest < self._horizon:
                break
            all_visible = chunk.first
        within = (
            serials if serials[0] >= all_visible else [serial for serial in serials if self.visible(self.row(serial))]
            for serials in lists
            if serials
        )
        return [serials for serials in within if serials]

    def known(self, at: _Row) -> Known:
        """An entry as decisions see it."""
        text = read_text(at.chunk.text(at.row))
        digest = int(at.chunk.digests[at.row]).to_bytes(4, "little")
        verdict = Verdict(int(at.chunk.verdicts[at.row]))
        position = unpack_position(int(at.chunk.positions[at.row]))
        thread = text.thread or thread_of(text.article_id, digest)
        return Known(position, verdict, digest, text.article_id, text.url, text.publisher, thread, text.published)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of one article."""

    _past: Past
    _article_id: str
    _url: str | None
    _sketch: Sketch
    _by_id: list[int]
    _by_digest: list[int]
    _by_url: list[int]
    _by_anchor: list[list[int]]

    def settled(self, owner: Source, timestamp: int) -> bool:
        """Whether the same input record was settled at an earlier position: same place in the log, record time, and id or content."""
        for serial in dict.fromkeys(self._by_id + self._by_url + self._by_digest):
            chunk, row = self._past.row(serial)
            if int(chunk.seconds[row]) == to_seconds(timestamp):
                text = read_text(chunk.text(row))
                if text.owner == owner and (text.article_id == self._article_id or self._has_digest(chunk, row)):
                    return True
        return False

    def version(self, publisher: str) -> Known | None:
        """The latest version of the same article (same URL, or same id of the same publisher): by its time, of equals by arrival."""
        latest: Known | None = None
        looked_at = 0
        for serial in sorted({*self._by_id, *self._by_url}, reverse=True):
            at = self._past.row(serial)
            if self._past.visible(at):
                known = self._past.known(at)
                same = (self._url is not None and known.url == self._url) or (
                    known.article_id == self._article_id and known.publisher == publisher
                )
                looked_at += same
                if same and (latest is None or known.is_later(latest.published)):
                    latest = known
                if looked_at == MOST_VERSIONS:
                    break
        return latest

    def same(self) -> Known | None:
        """The first entry with the same content that is an original or has one that is remembered."""
        for serial in self._by_digest:
            at = self._past.row(serial)
            if self._past.visible(at) and self._has_digest(*at):
                original = self._past.original(at)
                if original:
                    return original
        return None

    def original_of(self, known: Known) -> Known | None:
        """The first of the kind of an entry that was given back before, if it is still remembered."""
        at = self._past.at(pack_position(known.position.offset, known.position.index))
        return self._past.original(at) if at else None

    def against(self, known: Known) -> float:
        """How much the text resembles an entry that was given back before, which is no copy; 0 where that is forgotten."""
        at = self._past.at(pack_position(known.position.offset, known.position.index))
        if at is None:
            return 0.0
        signature = at.chunk.signature(at.row).tobytes()
        return compare(self._sketch.signature, self._sketch.shingles, signature, int(at.chunk.shingles[at.row])).whole

    def similar(self) -> Match | None:
        """The original that resembles the text most, if one does enough; of equals the first."""
        mine, signature = self._sketch.shingles, self._sketch.signature
        best: tuple[Resemblance, _Row, int] | None = None
        for at in map(self._past.row, self._candidates()):
            length = int(at.chunk.shingles[at.row])
            resemblance = compare(signature, mine, at.chunk.signature(at.row).tobytes(), length)
            if are_copies(resemblance, mine, length) and (best is None or resemblance.whole > best[0].whole):
                best = resemblance, at, length
        if best is None:
            return None
        resemblance, at, length = best
        method = method_of(mine, length)
        return Match(self._past.known(at), method, resemblance.containment if method is Method.CONTAINED else resemblance.whole)

    def _candidates(self) -> list[int]:
        """Originals that share an anchor that is not common, or several that are; of very many those that share most."""
        if not any(self._by_anchor):  # so it is for most articles: most are new
            return []
        within = self._past.within_window(self._by_anchor)
        shared = Counter(chain.from_iterable(within))
        telling = set(chain.from_iterable(rows for rows in within if len(rows) <= COMMON))
        chosen = [serial for serial, count in shared.items() if count >= COMMON_ANCHORS or serial in telling]
        if len(chosen) > MOST_CANDIDATES:
            chosen = sorted(chosen, key=lambda serial: (-shared[serial], serial))[:MOST_CANDIDATES]
        return sorted(chosen)

    def _has_digest(self, chunk: Chunk, row: int) -> bool:
        return int(chunk.digests[row]) == int.from_bytes(self._sketch.digest[4:8], "little")
