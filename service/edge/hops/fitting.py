"""What becomes of a record that is larger than its topic takes: it is made smaller or given up, never sent and never retried for ever."""

from dataclasses import replace

import orjson

from service.context import Context
from service.dead_letter import without_value
from service.edge.ports import Publisher
from service.reading import Refusal
from service.record import Output
from service.stages.compose import dead_letter
from service.telemetry.logs import LogEvent, get_logger

STAGE = "publish"
_TOO_LARGE = "too large for the topic"


def fit_letter(refusal: Refusal, context: Context, publisher: Publisher) -> tuple[Output, Output]:
    """The dead letter and its ledger entry; a letter that its topic can't take goes without the value, and says so."""
    letter, entry = dead_letter(refusal, context)
    if publisher.fits(letter):
        return letter, entry
    get_logger().error(LogEvent.OUTPUT_TOO_LARGE, topic=letter.topic, input=refusal.record.source.key)
    return without_value(letter, _TOO_LARGE), entry


def fit_ledger(output: Output, publisher: Publisher) -> Output | None:
    """A ledger entry or duplicate as it is; without near misses and warnings when they make it too large; None when that is not enough."""
    if publisher.fits(output):
        return output
    fields = orjson.loads(output.value or b"{}")
    if not fields.get("near_misses"):
        return None
    get_logger().warning(LogEvent.OUTPUT_TOO_LARGE, topic=output.topic, key=(output.key or b"").decode("utf-8", "replace"))
    fields |= {"near_misses": [], "warnings": [f"near_misses: left out, {_TOO_LARGE}"]}
    smaller = replace(output, value=orjson.dumps(fields))
    return smaller if publisher.fits(smaller) else None
