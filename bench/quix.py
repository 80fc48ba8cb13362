"""The same pure functions on Quix Streams: two processes that read and one that settles, as many as a worker with two children.

At least once, as ours, with confirmed idempotent writes; what was settled goes to a topic, from which it could be read again. It has no
dead letters, no guard against a record that never ends, and its events go where they are found: nothing is counted for that.

Usage: python -m bench.quix BOOTSTRAP [read|settle]; without a role it starts all three.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator

from bench.copy_loop import BATCH
from service.context import Context
from service.edge.children import warmup
from service.lane_record import decode_lane_record, encode_lane_record
from service.pipeline import read, settle
from service.reading import Reading
from service.record import Record, Source
from service.seen.codec import encode_entries
from service.seen.entry import Position
from service.seen.memory import Seen
from service.trace import Trace

RAW, ARTICLES, LEDGER, SEEN = "bench.raw", "bench.quix.articles", "bench.quix.ledger", "bench.quix.seen"
PARTITIONS = 8
ROLES = ("read", "read", "settle")


def run(bootstrap: str, role: str) -> None:
    """Run one of the processes until it is told to end."""
    from quixstreams import Application, message_context
    from quixstreams.models import TopicConfig

    app = Application(
        broker_address=bootstrap,
        consumer_group=f"bench.quix.{role}",
        auto_offset_reset="earliest",
        processing_guarantee="at-least-once",
        commit_every=BATCH,
        loglevel="WARNING",
        producer_extra_config={"acks": "all", "enable.idempotence": True, "linger.ms": 5, "compression.type": "lz4"},
    )
    config = TopicConfig(num_partitions=PARTITIONS, replication_factor=1)
    plain = {"key_deserializer": "bytes", "key_serializer": "bytes", "value_deserializer": "bytes", "value_serializer": "bytes"}
    raw, articles, ledger, seen = (app.topic(name, config=config, **plain) for name in (RAW, ARTICLES, LEDGER, SEEN))
    context = Context.build()
    for record in warmup.RECORDS:  # as our processes do before they are ready
        read(record, context, Trace())

    def first_hop(value: bytes, _key: object, timestamp: int, _headers: object) -> bytes | None:
        at = message_context()
        result = read(Record(Source(at.topic, at.partition, at.offset), timestamp, None, value), context, Trace())
        return encode_lane_record([result]) if isinstance(result, Reading) else None

    memory = Seen(context.window_ms)

    def second_hop(value: bytes) -> Iterator[tuple[bool, bytes]]:
        """Whether for the ledger's topic, and the value, of each output; events go with the ledger's entries, as they are few."""
        at = message_context()
        for index, reading in enumerate(decode_lane_record(value)):
            settlement = settle(reading, Position(at.offset, index), memory, context, Trace())
            yield from ((True, output.value or b"") for output in settlement.outputs)
            if settlement.entry is not None:
                memory.remember(settlement.entry)
                yield False, encode_entries([settlement.entry])

    if role == "read":
        some = app.dataframe(raw).apply(first_hop, metadata=True).filter(lambda value: value is not None)
        some.to_topic(articles, key=lambda _: b"lane")
    else:
        outputs = app.dataframe(articles).apply(lambda value: list(second_hop(value)), expand=True)
        for topic, is_ledger in ((ledger, True), (seen, False)):
            some = outputs.filter(lambda output, wanted=is_ledger: output[0] is wanted)
            some.apply(lambda output: output[1]).to_topic(topic)
    app.run()


def main() -> None:
    """Start all processes, and end them when this one is told to end; or be one of them."""
    bootstrap, *role = sys.argv[1:]
    if role:
        run(bootstrap, role[0])
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes = [subprocess.Popen([sys.executable, "-m", "bench.quix", bootstrap, one]) for one in ROLES]
    try:
        for process in processes:
            process.wait()
    finally:
        for process in processes:
            process.terminate()


if __name__ == "__main__":
    main()
