"""What hop 2 decides about a reading, as values: the edge only writes them."""

from dataclasses import dataclass

from service.model import Corroboration, Event, LedgerEntry
from service.outcome import Outcome
from service.record import Output
from service.seen.entry import Entry, EventPlace, Position

__all__ = ["EventPlace", "Position", "Revision", "Settlement"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A later revision whose body is an earlier one: the edge fetches it at `body_at` and `compose.revise` makes the record."""

    event_id: str
    revision: int
    kafka_topic: str
    body_at: EventPlace
    corroboration: Corroboration
    time_ms: int
    """When the input topic took the article that causes it."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """All that one reading causes.

    `events` are complete and become records by `compose.event_output`; their places must be told to `entry.placed(...)` before the
    entry is remembered and written, because later revisions fetch them. `entry` is None when the reading was settled at an earlier
    position (hop 1 wrote it twice): then nothing is written and nothing counted; `outcome` repeats that of a plain duplicate.
    """

    outcome: Outcome
    outputs: tuple[Output, ...]
    """Ledger entry and, for a copy, the duplicate record."""
    events: tuple[Event, ...] = ()
    revisions: tuple[Revision, ...] = ()
    incidents: tuple[Output, ...] = ()
    """The records of the incidents of which the reading makes another revision."""
    entry: Entry | None = None
    reason: str = ""
    ledger: LedgerEntry | None = None
    """The ledger entry among `outputs`, as a value; None for a repeat."""
    reported: tuple[Event, ...] = ()
    """What the article's own text reports, also when it is a duplicate: for `explain`."""
