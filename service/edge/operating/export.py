"""Reads what topics hold now into a spool: of each key the last revision."""

from collections.abc import Callable, Iterable
from contextlib import aclosing

import orjson

from service.edge.kafka.client import reader
from service.edge.kafka.partition_ends import begins_at, ends_of
from service.edge.kafka.topic_reader import QUICK_MS, partitions_of, read_between
from service.export.spool import Spool, Spooled
from service.settings import Settings

_PROGRESS_EVERY = 500


async def collect(
    settings: Settings,
    topics: Iterable[str],
    spool: Spool,
    *,
    since_ms: int,
    left_out: Callable[[str, str], None],
    progress: Callable[[int, int], None],
) -> None:
    """Put the records of the topics, written at `since_ms` or later, into the spool, up to where the topics end at the call.

    `progress(done, all)` is called on the way; `left_out(place, why)` hears of records that are no JSON object. Raises `Fatal` for a
    topic that does not exist, or when no broker answers.
    """
    partitions = await partitions_of(settings, topics)
    async with reader(settings, fetch_max_wait_ms=QUICK_MS) as consumer:
        ends = await ends_of(consumer, partitions)
        starts = await begins_at(settings, consumer, partitions, since_ms)
        firsts = await consumer.beginning_offsets(partitions)
        whole = sum(max(0, end - max(firsts[place], starts.get(place, 0))) for place, end in ends.items())
        done = 0
        progress(done, whole)
        async with aclosing(read_between(settings, consumer, ends, starts)) as records:
            async for record in records:
                done += 1
                if not done % _PROGRESS_EVERY:
                    progress(done, whole)
                if record.timestamp < since_ms or record.value is None:
                    continue
                place = f"{record.topic}-{record.partition}-{record.offset}"
                revision = _revision(record.value)
                if revision is None:
                    left_out(place, "is no JSON object of this service")
                    continue
                key = record.key.decode("utf-8", "backslashreplace") if record.key is not None else place
                spool.put(Spooled(key, revision, record.timestamp, place, record.value))
        progress(whole, whole)


def _revision(value: bytes) -> int | None:
    """The revision that a record says; 0 where it has none, None where it is no object."""
    try:
        read = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    revision = read.get("revision", 0) if isinstance(read, dict) else None
    return revision if isinstance(revision, int) else None
