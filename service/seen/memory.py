"""The memory of one lane: which readings were settled before a position, and what they were."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from service.outcome import Method
from service.record import Source
from service.seen.codec import decode_entries
from service.seen.entry import Entry, Position, Verdict
from service.stages.sketch import Sketch

DEFAULT_CEILING = 5_000_000
NEAR_THRESHOLD = 0.5
CONTAINED_THRESHOLD = 0.7


class Match(NamedTuple):
    """An earlier entry that the text resembles."""

    entry: Entry
    method: Method
    similarity: float


class Seen:
    """Entries of one lane, from `news.seen` and from decisions of this process."""

    def __init__(self, window_ms: int, ceiling: int = DEFAULT_CEILING) -> None:
        """Nothing seen yet. `window_ms`: how long an entry counts, in record time; `ceiling`: most entries kept."""
        self._window = window_ms
        self._ceiling = ceiling
        self._entries: list[Entry] = []
        self._clock: list[int] = []
        self.forgotten = 0

    def __len__(self) -> int:
        """How many entries are held."""
        return len(self._entries)

    def load(self, value: bytes) -> None:
        """Take one record value of `news.seen` read back; call in log order."""
        for entry in decode_entries(value):
            self.remember(entry)

    def remember(self, entry: Entry) -> None:
        """Take an entry. One that is there already (a replay, a zombie's) changes nothing but the places of its events."""
        at = bisect_left(self._entries, entry.position, key=_position)
        if at < len(self._entries) and self._entries[at].position == entry.position:
            self._entries[at] = entry
            return
        self._entries.insert(at, entry)
        if len(self._entries) > self._ceiling:
            del self._entries[0]
            self.forgotten += 1

    def before(self, position: Position, timestamp: int) -> "Past":
        """The memory as it was when the reading at `position` was to be settled, whatever was written beyond."""
        entries = self._entries[: bisect_left(self._entries, position, key=_position)]
        horizon = max([timestamp] + [entry.timestamp for entry in entries]) - self._window
        return Past([entry for entry in entries if entry.timestamp >= horizon])


def _position(entry: Entry) -> Position:
    return entry.position


@dataclass(frozen=True, slots=True)
class Past:
    """What was seen before one position."""

    entries: list[Entry]

    def settled(self, owner: Source, timestamp: int, article_id: str, digest: bytes) -> Entry | None:
        """The entry of the same input record, if it was settled at an earlier position."""
        for entry in self.entries:
            if entry.owner == owner and entry.timestamp == timestamp and (entry.sketch.digest == digest or entry.article_id == article_id):
                return entry
        return None

    def version(self, article_id: str, url: str | None, publisher: str) -> Entry | None:
        """The latest version of the same article: same URL, or same id of the same publisher."""
        for entry in reversed(self.entries):
            if (url and entry.url == url) or (entry.article_id == article_id and entry.publisher == publisher):
                return entry
        return None

    def original(self, entry: Entry) -> Entry:
        """The first of its kind: the entry itself, or the one that it is a copy of."""
        if entry.verdict is not Verdict.COPY:
            return entry
        return next((one for one in self.entries if one.position == entry.related), entry)

    def same(self, digest: bytes) -> Entry | None:
        """The first entry with the same content."""
        return next((entry for entry in self.entries if entry.sketch.digest == digest), None)

    def similar(self, sketch: Sketch) -> Match | None:
        """The entry that is most similar, if any is similar enough; the earliest of equals."""
        best: Match | None = None
        mine = np.frombuffer(sketch.signature, "<u4")
        for entry in self.entries:
            other = np.frombuffer(entry.sketch.signature, "<u4")
            both = len(np.intersect1d(mine, other))
            near = both / max(1, len(np.union1d(mine, other)))
            if near >= NEAR_THRESHOLD and (best is None or near > best.similarity):
                best = Match(entry, Method.NEAR, near)
        return best

    def story(self, thread: bytes) -> list[Entry]:
        """The entries of a story, in lane order."""
        return [entry for entry in self.entries if entry.thread == thread]
