"""What hop 2 decides about a reading, as values: the edge only writes them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from service.model import Corroboration, Event
from service.outcome import Outcome
from service.record import Output
from service.seen.entry import Entry


class Position(NamedTuple):
    """Where a reading stands in its lane: offset of the lane record on `news.articles`, and its place within that record."""

    offset: int
    index: int


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where the last revision of an event was written: partition and offset on the topic of its events."""

    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A later revision whose body is an earlier one: the edge fetches it and `compose.revise` makes the record."""

    event_id: str
    revision: int
    kafka_topic: str
    body_at: EventPlace
    corroboration: Corroboration


@dataclass(frozen=True, slots=True)
class Settlement:
    """All that one reading causes.

    `events` are complete and become records by `compose.event_output`; their places must be told to `entry.place(...)` before the
    entry is written, because later revisions fetch them. `entry` is None when the reading was settled at an earlier position
    (hop 1 wrote it twice): then nothing is written.
    """

    outcome: Outcome
    outputs: tuple[Output, ...]
    """Ledger entry and, for a copy, the duplicate record."""
    events: tuple[Event, ...] = ()
    revisions: tuple[Revision, ...] = ()
    entry: Entry | None = None
    reason: str = field(default="")
