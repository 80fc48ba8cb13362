"""Runs the input of a report through both hops, as `demarche explain` and a worker with one partition would."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from service.context import Context
from service.explainer import NOTHING_READ
from service.inputs.reader import Reader
from service.model import Event, Explanation, PublishedArticle
from service.outcome import DeadReason, Outcome
from service.pipeline import read, settle
from service.reading import Refusal
from service.record import Record, Source
from service.script import script_of
from service.seen.memory import Seen
from service.settlement import Position
from service.stages.compose import explain
from service.trace import Trace
from tests.cases.records import described

NOW_MS = 1_795_910_400_000
"""The time of every record: 2026-11-29, when the reports were made, so that two runs read the same dates."""


@dataclass(frozen=True)
class Article:
    """One article of a report's input: what became of it, and what was left out on the way."""

    explanation: Explanation
    warnings: tuple[str, ...] = ()


@dataclass
class Run:
    """All articles of one input, in order, and the events that the topics hold at the end: the last revision of each."""

    articles: list[Article] = field(default_factory=list)
    published: dict[str, tuple[Event, int]] = field(default_factory=dict)
    """By event id: the event and how many articles carry it."""


@cache
def context() -> Context:
    """The built-in topics, with the service's defaults."""
    return Context.build()


def run(path: Path, *, stdin: bool) -> Run:
    """Read and settle all of `path`; a defect of a stage is the article's outcome `stage_error`, as in a worker."""
    done = Run()
    memories: dict[int, Seen] = {}
    for settled, record in enumerate(_records(path, stdin=stdin)):
        try:
            reading = read(record, context(), Trace())
            if isinstance(reading, Refusal):
                done.articles.append(_dead(record, reading.reason))
                continue
            seen = memories.setdefault(script_of(reading.article), Seen(context().window_ms))
            settlement = settle(reading, Position(settled, 0), seen, context(), Trace())
        except Exception:  # noqa: BLE001 - what a stage raises is what the reports are about
            done.articles.append(_dead(record, DeadReason.STAGE_ERROR))
            continue
        if settlement.entry is not None:
            seen.remember(settlement.entry)
        done.articles.append(Article(explain(reading, settlement), reading.article.warnings))
        for event in settlement.events:
            done.published[event.event_id] = (event, event.corroboration.articles)
        for revision in settlement.revisions:
            done.published[revision.event_id] = (done.published[revision.event_id][0], revision.corroboration.articles)
    return done


def _records(path: Path, *, stdin: bool) -> Iterator[Record]:
    if path.name.endswith(".record.json"):
        yield from described(path, NOW_MS)
        return
    standard_input = io.BytesIO(path.read_bytes())
    reader = Reader([Path("-") if stdin else path], standard_input, lambda _origin, _why: None)
    for number, item in enumerate(reader):
        yield Record(Source("news.raw", 0, number), NOW_MS, None, item.value, item.headers)


def _dead(record: Record, reason: DeadReason) -> Article:
    nothing = PublishedArticle(id=record.source.key, text="", extractor=NOTHING_READ)
    return Article(Explanation(article=nothing, outcome=Outcome.DEAD, reason=reason.value))
