"""Runs articles through both hops with no Kafka, in order, dedupe included: what `explain` and `evaluate` do, and tests may."""

from collections.abc import Callable

import orjson

from service.coding.events.confidence import Circumstances
from service.coding.judged import Judged
from service.context import Context
from service.inputs.item import Item
from service.model import Explanation, PublishedArticle
from service.outcome import DeadReason, Outcome
from service.pipeline import read, settle
from service.reading import Reading, Refusal
from service.record import Record, Source
from service.script import script_of
from service.seen.memory import Seen
from service.settlement import Position
from service.stages.compose import explain
from service.trace import Trace

NOTHING_READ = "none"
"""`extractor` of a refused article."""


class Explainer:
    """One run over a sequence of articles, as if they alone stood on the input topic."""

    def __init__(
        self,
        context: Context,
        timestamp: int,
        on_defect: Callable[[str, Exception], None],
        reader: Callable[[Record, Trace], Reading | Refusal] | None = None,
    ) -> None:
        """`timestamp` stands for the time at which the topic took the records, in ms since the epoch: one for the whole run.

        `on_defect(where, problem)` hears of what a stage raised but does not declare; when it returns, the article is explained as
        `stage_error`, as the service would make it a dead letter. `reader` takes the place of hop 1 in this process, as a guard does.
        """
        self.context = context
        self.circumstances: tuple[Circumstances, ...] = ()
        """What the confidences of the events of the article explained last are made of, event by event."""
        self.judged: Judged | None = None
        """What gate and judge said of the article explained last."""
        self._timestamp = timestamp
        self._on_defect = on_defect
        self._read = reader or (lambda record, trace: read(record, context, trace))
        self._memories: dict[int, Seen] = {}
        """By script, as if each had a lane of its own."""
        self._settled = 0

    def record(self, item: Item, number: int) -> Record:
        """The record that `item` would be as number `number` (from 0) on the input topic."""
        source = Source(self.context.topic_names.raw, 0, number)
        return Record(source, self._timestamp, None, item.value, item.headers)

    def explain(self, item: Item, number: int) -> Explanation:
        """Read and settle one article; call in input order. A refused article is explained by its reason."""
        trace = Trace()
        self.circumstances, self.judged = (), None
        try:
            reading = self._read(self.record(item, number), trace)
            return refused(item, reading.reason, reading.detail) if isinstance(reading, Refusal) else self._settle(reading, trace)
        except Exception as problem:  # noqa: BLE001 - one bad article must not keep the others from being explained
            self._on_defect(f"{item.origin}: stage {trace.stage}" if trace.stage else item.origin, problem)
            return refused(item, DeadReason.STAGE_ERROR, f"{type(problem).__name__}: {problem}")

    def _settle(self, reading: Reading, trace: Trace) -> Explanation:
        self.circumstances, self.judged = reading.coding.circumstances, reading.coding.judged
        script = script_of(reading.article)
        seen = self._memories.get(script)
        if seen is None:
            seen = self._memories[script] = Seen(self.context.window_ms)
        settlement = settle(reading, Position(self._settled, 0), seen, self.context, trace)
        self._settled += 1
        if settlement.entry is not None:
            seen.remember(settlement.entry)
        return explain(reading, settlement)


def refused(item: Item, reason: DeadReason, detail: str) -> Explanation:
    """The explanation of a refused article, with what can be known of it; where it stood stands for an id that can't."""
    known = {name: content.decode("utf-8", "replace") for name, content in item.headers if content is not None}
    try:
        value = orjson.loads(item.value)
    except orjson.JSONDecodeError:
        value = None
    if isinstance(value, dict):
        known = {name: content for name, content in value.items() if isinstance(content, str)}
    nothing = PublishedArticle(
        id=known.get("id") or item.origin,
        url=known.get("url"),
        source=known.get("source"),
        title=known.get("title", ""),
        text="",
        extractor=NOTHING_READ,
    )
    return Explanation(article=nothing, outcome=Outcome.DEAD, reason=reason.value, detail=detail)
