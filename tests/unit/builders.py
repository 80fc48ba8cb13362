"""Readings made by hand for the tests of hop 2, and hop 2 on them without an edge."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from service.article import Article
from service.context import Context
from service.lane_record import decode_lane_record, encode_lane_record
from service.model import CodedEvent, Evidence, Party
from service.outcome import Modality, Reason
from service.pipeline import settle
from service.reading import Coding, Reading
from service.record import Output, Source
from service.seen.entry import EventPlace, Position
from service.seen.memory import Seen
from service.settlement import Settlement
from service.stages.compose import event_output, revise
from service.stages.sketch import sketch
from service.trace import Trace

START = 1_700_000_000_000
HOUR = 3_600_000
WINDOW = 72 * HOUR


@cache
def context() -> Context:
    """A context of two topics, without their rules."""
    rules = SimpleNamespace(topics=dict.fromkeys(("defection", "diplomatic_protest")), version="r1", languages=frozenset({"en"}))
    return Context(cast("Any", rules), pipeline_version="1.0.0")


def words(seed: int, count: int) -> str:
    """Made-up prose: the same words for the same seed, and hardly a run of three in common with another."""
    state, made = seed * 7919 + 13, []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        made.append("".join("bcdfghklmnprstvw"[(state >> shift) & 15] + "aeiou"[(state >> shift + 4) % 5] for shift in (20, 29, 38)))
    return " ".join(made)


def article(text: str, *, id: str = "a", url: str | None = None, source: str | None = None, **more: Any) -> Article:  # noqa: A002
    """An article as the stage *language* leaves it."""
    received = datetime(2023, 11, 14, tzinfo=UTC)
    fields: dict[str, Any] = {"title": "", "html": "", "received_at": received, "language": "en", "extractor": "text"} | more
    return Article(id=id, url=url, source=source, text=text, **fields)


def event(
    kind: str = "asylum", topic: str = "defection", actor: str = "the pilot", states: tuple[str, ...] = (), *, named: bool = False
) -> CodedEvent:
    """An event whose evidence is the first word. `states`: the code of the actor's, then the targets'. `named`: the actor has a name."""
    return CodedEvent(
        topic=topic,
        kind=kind,
        modality=Modality.ASSERTED,
        confidence=0.9,
        headline="h",
        summary="s",
        evidence=(Evidence(text="x", start=0, end=1, rule=f"{topic}/{kind}/r"),),
        actors=(
            Party(text=actor, start=0, end=len(actor), name=actor if named else None, kind="person", country=states[0] if states else None),
        ),
        targets=tuple(Party(text=state, start=0, end=len(state), kind="state", country=state) for state in states[1:]),
    )


def reading(made: Article, number: int = 0, *events: CodedEvent, after: int = 0, reason: Reason | None = None) -> Reading:
    """A reading of input record `number`, taken `after` ms from the start, as it comes out of the lane record."""
    timestamp = START + after
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=timestamp)
    made = Article(**{name: getattr(made, name) for name in Article.__dataclass_fields__} | {"received_at": at})
    coding = Coding(events, (), reason or (Reason.EVENTS_FOUND if events else Reason.NO_TRIGGER))
    read = Reading(Source("news.raw", 0, number), timestamp, made, sketch(made), coding)
    return decode_lane_record(encode_lane_record([read]))[0]


@dataclass
class Hop:
    """Hop 2 of one lane with a log of events, as the edge drives it."""

    seen: Seen = field(default_factory=lambda: Seen(WINDOW))
    bodies: list[bytes] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)

    def decide(self, one: Reading, position: Position) -> Settlement:
        """Settle without remembering."""
        return settle(one, position, self.seen, context(), self.trace)

    def settle(self, one: Reading, offset: int, index: int = 0) -> Settlement:
        """Settle, write the events, remember."""
        settlement = self.decide(one, Position(offset, index))
        places = {}
        for made in settlement.events:
            places[made.event_id] = EventPlace(0, len(self.bodies))
            self.bodies.append(event_output(made, one.timestamp, context()).value or b"")
        if settlement.entry:
            self.seen.remember(settlement.entry.placed(places))
        return settlement

    def revised(self, settlement: Settlement) -> list[Output]:
        """The records of the revisions that a copy causes."""
        return [revise(self.bodies[revision.body_at.offset], revision) for revision in settlement.revisions]
