"""One settled reading as dedupe remembers it."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from service.incidents.report import Report
from service.model import CodedEvent
from service.record import Source
from service.seen.parties import OPEN, Parties
from service.sketch import Sketch


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a reading stands in its lane: offset of the lane record on `news.articles`, and its place within that record."""

    offset: int
    index: int


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where the full body of an event was written: partition and offset on the topic of its events."""

    partition: int
    offset: int


class Verdict(IntEnum):
    """What a reading was when it was settled."""

    ORIGINAL = 0
    COPY = 1
    UPDATE = 2
    """The same article with changed text."""


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event that the reading published in full; `place` is None where it could not be written."""

    event_id: str
    topic: str
    kind: str
    parties: Parties = OPEN
    place: EventPlace | None = None
    report: Report | None = None
    """What its incident keeps of it; None of a release before incidents."""

    def reports(self, event: CodedEvent) -> bool:
        """Whether `event`, read off a copy, is of the same act: of the same topic and kind, with parties that can be the same."""
        return (self.topic, self.kind) == (event.topic, event.kind) and self.parties.may_be(Parties.of(event))


@dataclass(frozen=True, slots=True)
class Entry:
    """A settled reading: who it was, what it was taken for, and what it published.

    `related` is the position of the original (COPY; the first of its kind), or of the version before (UPDATE). `thread` names the
    story: see `thread_of`; it is kept along updates and by copies.
    """

    owner: Source
    position: Position
    timestamp: int
    article_id: str
    url: str | None
    publisher: str
    """Publisher family: registered domain of the URL, else the source."""
    source: str
    wire: str | None
    sketch: Sketch
    verdict: Verdict
    related: Position | None
    thread: bytes
    published: int | None = None
    """When it says that it was published, in seconds: of two versions of an article the later counts."""
    events: tuple[SeenEvent, ...] = ()
    """What it published in full."""
    carried: tuple[str, ...] = ()
    """Ids of the events of its story that it reports too, so that they are not published again."""

    def placed(self, places: Mapping[str, EventPlace]) -> "Entry":
        """The entry with the places of its events filled in (event id -> place), as it must be remembered and written.

        The edge publishes the settlement's events first, so that their places are known, and calls this before it remembers and
        writes the entry and before it settles the next reading of the lane: later revisions fetch their body there. An event that
        is missing in `places` was not written (too large for its topic): it gets no revisions, and no incident tells of it.
        """
        if not self.events:
            return self
        return replace(self, events=tuple(_placed(event, places.get(event.event_id, event.place)) for event in self.events))


def _placed(event: SeenEvent, place: EventPlace | None) -> SeenEvent:
    return replace(event, place=place, report=event.report if place else None)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as the memory gives it back to decisions."""

    position: Position
    verdict: Verdict
    mark: bytes
    """`content_mark` of its digest."""
    article_id: str
    url: str | None
    publisher: str
    thread: bytes
    published: int | None

    def is_later(self, published: int | None) -> bool:
        """Whether it is a later version than one of that time, which came after it; where one has no time, what came after is later."""
        return self.published is not None and published is not None and self.published > published


def content_mark(digest: bytes) -> bytes:
    """What the memory keeps of a content digest beside the key by which it is found: enough to tell versions of an article apart."""
    return digest[4:8]


def thread_of(article_id: str, mark: bytes) -> bytes:
    """The name of a story, 8 bytes: a hash of its first article's id and first content (`content_mark`)."""
    return hashlib.blake2b(article_id.encode("utf-8", "surrogatepass") + b"\0" + mark, digest_size=8).digest()


def name_key(kind: str, name: str) -> int:
    """The 32-bit key by which an article id (`kind` "id") or URL ("url") is looked up; never 0, which stands for none."""
    return zlib.crc32(f"{kind}:{name}".encode("utf-8", "surrogatepass")) or 1


def digest_key(digest: bytes) -> int:
    """The 32-bit key by which a content is looked up."""
    return int.from_bytes(digest[:4], "little")
