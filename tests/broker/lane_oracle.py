"""What the outputs must be by the lanes' log alone: each lane is settled once more, by one undisturbed hop, and compared byte for byte.

Holds whatever the order in which reports of one act reached the lane. Not for runs in which hop 2 gave articles up.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aiokafka import ConsumerRecord

from service.context import Context
from service.lane_record import decode_lane_record
from service.pipeline import settle
from service.reading import Reading
from service.record import Headers, Output
from service.seen.entry import EventPlace, Position
from service.seen.memory import Seen
from service.stages.compose import event_output, revise
from service.trace import Trace

Written = dict[tuple[str, bytes, int], set[tuple[bytes, Headers]]]
"""(topic without its prefix, key, revision; 0 where there is none) -> the values, with their headers, that were written there."""
_TOLD_BY_LANES = ("ledger", "duplicates", "incidents", "events.")


def lane_problems(
    context: Context, lanes: Sequence[ConsumerRecord[bytes, bytes]], outputs: Mapping[str, Sequence[ConsumerRecord[bytes, bytes]]]
) -> list[str]:
    """Where the outputs (by topic without its prefix) are not what the records of `news.articles`, each partition in its order, tell.

    `context` is that of the workers, prefix included.
    """
    expected = _settled_again(context, lanes)
    written = _written(outputs)
    refused = {
        place for place in written.keys() - expected.keys() if place[0] == "ledger" and all(_is_dead(value) for value, _ in written[place])
    }
    found = [f"{_name(place)} was not written" for place in sorted(expected.keys() - written.keys())]
    found += [f"{_name(place)} was written" for place in sorted(written.keys() - expected.keys() - refused)]
    changed = [place for place in sorted(expected.keys() & written.keys()) if expected[place] != written[place]]
    return found + [f"{_name(place)} has another value" for place in changed]


def _settled_again(context: Context, lanes: Sequence[ConsumerRecord[bytes, bytes]]) -> Written:
    found: Written = defaultdict(set)
    hops: dict[int, _Hop] = {}
    for record in lanes:
        hop = hops.setdefault(record.partition, _Hop(context))
        for index, reading in enumerate(decode_lane_record(record.value or b"")):
            for output in hop.settle(reading, Position(record.offset, index)):
                suffix = output.topic.removeprefix(context.topic_prefix + ".")
                found[_place(suffix, output.key or b"", output.value or b"")].add((output.value or b"", output.headers))
    return found


class _Hop:
    """Hop 2 of one lane, with the bodies of its events in memory."""

    def __init__(self, context: Context) -> None:
        """Nothing is settled yet."""
        self._context = context
        self._seen = Seen(context.window_ms)
        self._bodies: list[bytes] = []
        self._trace = Trace()

    def settle(self, reading: Reading, position: Position) -> Iterator[Output]:
        """All that the reading causes."""
        settlement = settle(reading, position, self._seen, self._context, self._trace)
        places = {}
        for event in settlement.events:
            output = event_output(event, reading.timestamp, self._context)
            places[event.event_id] = EventPlace(0, len(self._bodies))
            self._bodies.append(output.value or b"")
            yield output
        if settlement.entry:
            self._seen.remember(settlement.entry.placed(places))
        yield from settlement.outputs
        yield from settlement.incidents
        for revision in settlement.revisions:
            yield revise(self._bodies[revision.body_at.offset], revision)


def _written(outputs: Mapping[str, Sequence[ConsumerRecord[bytes, bytes]]]) -> Written:
    found: Written = defaultdict(set)
    for suffix, records in outputs.items():
        if suffix.startswith(_TOLD_BY_LANES):
            for record in records:
                found[_place(suffix, record.key or b"", record.value or b"")].add((record.value or b"", tuple(record.headers)))
    return found


def _place(suffix: str, key: bytes, value: bytes) -> tuple[str, bytes, int]:
    return suffix, key, int(json.loads(value).get("revision", 0))


def _is_dead(entry: bytes) -> bool:
    """Whether hop 1 refused the input, which then is in no lane."""
    return bool(json.loads(entry)["outcome"] == "dead")


def _name(place: tuple[str, bytes, int]) -> str:
    suffix, key, revision = place
    return f"{suffix} {key.decode()}" + (f" revision {revision}" if revision else "")
