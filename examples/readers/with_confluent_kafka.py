"""Prints every event or incident once, as a line of JSON: each revision that is newer than what was seen of its key.

    pip install confluent-kafka
    python with_confluent_kafka.py localhost:9092 news.events.defection news.incidents

It commits nothing, so it reads from the beginning at each start: the highest revision of each key is then known again without being stored.
"""

import argparse
import json

from confluent_kafka import Consumer, KafkaError, Message, TopicPartition

GROUP = "demarche-example-confluent"
"""Readers of one group share the partitions; a key is always in the same one."""


def read(bootstrap: str, topics: list[str], *, until_end: bool) -> None:
    """Print what the topics hold, and go on with what comes unless `until_end`."""
    newest: dict[tuple[str, bytes], int] = {}
    unread: set[tuple[str, int]] | None = None

    def assigned(_: Consumer, parts: list[TopicPartition]) -> None:
        nonlocal unread
        unread = {(part.topic, part.partition) for part in parts}

    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": GROUP,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.partition.eof": until_end,
        }
    )
    consumer.subscribe(topics, on_assign=assigned)
    try:
        while not (until_end and unread is not None and not unread):
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error() and message.error().code() == KafkaError._PARTITION_EOF:  # noqa: SLF001 - its public name
                unread = (unread or set()) - {(message.topic(), message.partition())}
            else:
                show(message, newest)
    finally:
        consumer.close()


def show(message: Message, newest: dict[tuple[str, bytes], int]) -> None:
    """Print a record that is newer than what was seen; after a failure the service writes older revisions again."""
    if message.error():
        raise SystemExit(f"Kafka: {message.error()}")
    revision = json.loads(message.value())["revision"]
    if revision > newest.get((message.topic(), message.key()), 0):
        newest[message.topic(), message.key()] = revision
        print(message.value().decode(), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print every event or incident once, as a line of JSON.")
    parser.add_argument("bootstrap", help="host:port of a broker")
    parser.add_argument("topics", nargs="+", metavar="topic")
    parser.add_argument("--until-end", action="store_true", help="end when all that is there is printed")
    chosen = parser.parse_args()
    read(chosen.bootstrap, chosen.topics, until_end=chosen.until_end)
