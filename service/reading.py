"""What hop 1 knows of an article when it is done, and how it travels to hop 2.

Small records between the hops: only an article with events takes its text along; the others travel as what dedupe and the ledger need.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.article import Article
from service.model import CodedEvent, NearMiss
from service.outcome import DeadReason, Reason
from service.record import Record, Source
from service.sketch import Sketch

if TYPE_CHECKING:
    from service.coding.events.confidence import Circumstances
    from service.coding.judged import Judged


@dataclass(frozen=True, slots=True)
class Coding:
    """What the coder found: events, what almost was one, and why there is none (`reason`).

    `circumstances`: for each event, what its confidence is made of. They explain; they don't travel between the hops.
    """

    events: tuple[CodedEvent, ...]
    near_misses: tuple[NearMiss, ...]
    reason: Reason
    circumstances: "tuple[Circumstances, ...]" = field(default=(), compare=False)
    judged: "Judged | None" = field(default=None, compare=False)
    """What gate and judge said; it explains, as the circumstances do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A read article: the result of hop 1 and the input of hop 2. `timestamp`: record time in ms."""

    owner: Source
    timestamp: int
    article: Article
    sketch: Sketch
    coding: Coding


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that a stage refused: it becomes a dead letter with a ledger entry."""

    record: Record
    reason: DeadReason
    detail: str
    stage: str
    attempts: int = 1
