"""Runs articles through both hops with no Kafka, in order, dedupe included: what `explain` and `evaluate` do, and tests may."""

import orjson

from service.context import Context
from service.inputs.item import Item
from service.lane import lane_of
from service.model import Explanation, PublishedArticle
from service.outcome import DeadReason, Outcome
from service.pipeline import read, settle
from service.reading import Reading, Refusal
from service.record import Record, Source
from service.seen.memory import Seen
from service.settlement import Position
from service.stages.compose import explain
from service.trace import Trace

NOTHING_READ = "none"
"""`extractor` of a refused article."""


class Explainer:
    """One run over a sequence of articles, as if they alone stood on the input topic."""

    def __init__(self, context: Context, timestamp: int) -> None:
        """`timestamp` stands for the time at which the topic took the records, in ms since the epoch: one for the whole run."""
        self._context = context
        self._timestamp = timestamp
        self._lanes: dict[int, Seen] = {}
        self._settled = 0

    def record(self, item: Item, number: int) -> Record:
        """The record that `item` would be as number `number` (from 0) on the input topic."""
        source = Source(f"{self._context.topic_prefix}.raw", 0, number)
        return Record(source, self._timestamp, None, item.value, item.headers)

    def explain(self, item: Item, number: int) -> Explanation:
        """Read and settle one article."""
        return self.settle(item, read(self.record(item, number), self._context, Trace()))

    def settle(self, item: Item, reading: Reading | Refusal) -> Explanation:
        """Settle what hop 1 made of `item`; call in input order. A refused article is explained by its reason."""
        if isinstance(reading, Refusal):
            return refused(item, reading.reason)
        lane = lane_of(reading.article)
        seen = self._lanes.get(lane)
        if seen is None:
            seen = self._lanes[lane] = Seen(self._context.window_ms)
        settlement = settle(reading, Position(self._settled, 0), seen, self._context, Trace())
        self._settled += 1
        if settlement.entry is not None:
            seen.remember(settlement.entry)
        return explain(reading, settlement)


def refused(item: Item, reason: DeadReason) -> Explanation:
    """The explanation of a refused article, with what can be known of it; where it stood stands for an id that can't."""
    known = {name: content.decode("utf-8", "replace") for name, content in item.headers}
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
    return Explanation(article=nothing, outcome=Outcome.DEAD, reason=reason.value)
