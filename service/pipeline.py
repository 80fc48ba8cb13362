"""The way of an article, whole, in two pure hops. No Kafka, no clock, no network: those live in `service/edge/`.

news.raw ──► read ──► news.articles (by lane) ──► settle ──► events, incidents, duplicates, ledger, seen
              └─ refused ──► dead letter and its ledger entry
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from service.coding.read_article import ReadArticle
from service.context import Context
from service.errors import Rejected
from service.reading import Reading, Refusal
from service.record import Record
from service.seen.memory import Seen
from service.settlement import Position, Settlement
from service.stages.clean import clean
from service.stages.code import code
from service.stages.compose import compose
from service.stages.decode import decode
from service.stages.dedupe import dedupe
from service.stages.enrich import enrich
from service.stages.extract import extract
from service.stages.language import identify
from service.stages.link import link
from service.stages.sketch import sketch_all
from service.trace import Trace

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def read(record: Record, context: Context, trace: Trace) -> Reading | Refusal:
    """Hop 1: all that needs nothing but the article. Stateless and costly, so it runs in any process, in any order."""
    return read_chunk((record,), context, trace)[0]


def read_chunk(records: Sequence[Record], context: Context, trace: Trace) -> list[Reading | Refusal]:
    """Hop 1 of several records, stage by stage, as a stage that runs again at once finds its tables in the processor's caches.

    The results are those of `read`, in the order of the records. Raises what a stage raises undeclared, and says not of which record.
    """
    way = _Way(records, context, trace)
    try:
        articles = way.through("decode", decode, dict(enumerate(records)))
        articles = way.through("extract", extract, articles)
        articles = way.through("clean", clean, articles)
        articles = way.through("language", identify, articles)
        signatures = way.at_once("sketch", sketch_all, articles)
        texts = {at: ReadArticle(article) for at, article in articles.items()}
        codings = way.through("code", code, texts)
        coded = {at: (coding, texts[at]) for at, coding in codings.items()}
        codings = way.through("enrich", lambda one, context: enrich(*one, context), coded)
    finally:
        trace.leave()
    done = {at: Reading(records[at].source, records[at].timestamp, articles[at], signatures[at], coding) for at, coding in codings.items()}
    return [done.get(at) or way.refused[at] for at in range(len(records))]


class _Way:
    """Takes what is left of a chunk through a stage, by the places of its records; remembers which were refused."""

    def __init__(self, records: Sequence[Record], context: Context, trace: Trace) -> None:
        self._records, self._context, self._trace = records, context, trace
        self.refused: dict[int, Refusal] = {}

    def through(self, name: str, stage: Callable[[_In, Context], _Out], inputs: Mapping[int, _In]) -> dict[int, _Out]:
        """What the stage makes of each of the inputs that it does not refuse."""
        made: dict[int, _Out] = {}
        for at, one in inputs.items():
            self._trace.enter(name)
            try:
                made[at] = stage(one, self._context)
            except Rejected as refused:
                self.refused[at] = Refusal(self._records[at], refused.reason, refused.detail, name)
        return made

    def at_once(self, name: str, stage: Callable[[Sequence[_In]], Sequence[_Out]], inputs: Mapping[int, _In]) -> dict[int, _Out]:
        """What a stage that refuses nothing makes of all inputs in one call; where none is left it is not called."""
        if not inputs:
            return {}
        self._trace.enter(name, len(inputs))
        return dict(zip(inputs, stage(list(inputs.values())), strict=True))


def settle(reading: Reading, position: Position, seen: Seen, context: Context, trace: Trace) -> Settlement:
    """Hop 2: is it the first of its kind, and of which acts does it tell? Depends on the lane's log before `position` alone."""
    try:
        trace.enter("dedupe")
        decision = dedupe(reading, position, seen)
        trace.enter("link")
        linked = link(reading, position, decision, seen, context)
        trace.enter("compose")
        return compose(reading, position, decision, linked, seen, context)
    finally:
        trace.leave()
