"""Prints every event or incident once, as a line of JSON: each revision that is newer than what was seen of its key.

    pip install 'aiokafka[lz4]'
    python with_aiokafka.py localhost:9092 news.events.defection news.incidents

It reads from the beginning at each start and commits nothing: the highest revision of each key is then known again without being stored.
"""

import argparse
import asyncio
import json

from aiokafka import AIOKafkaConsumer, TopicPartition


async def read(bootstrap: str, topics: list[str], *, until_end: bool) -> None:
    """Print what the topics hold, and go on with what comes unless `until_end`."""
    newest: dict[tuple[str, bytes], int] = {}
    # Without a group this reader has all partitions, also those that are added later.
    consumer = AIOKafkaConsumer(*topics, bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False)
    async with consumer:
        ends = await consumer.end_offsets(consumer.assignment()) if until_end else {}
        while not (until_end and await reached(consumer, ends)):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                for record in records:
                    revision = json.loads(record.value)["revision"]
                    # After a failure the service writes records again, older revisions after newer ones.
                    if revision > newest.get((record.topic, record.key), 0):
                        newest[record.topic, record.key] = revision
                        print(record.value.decode(), flush=True)


async def reached(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> bool:
    """Whether everything before `ends` is read."""
    return all([await consumer.position(part) >= end for part, end in ends.items()])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print every event or incident once, as a line of JSON.")
    parser.add_argument("bootstrap", help="host:port of a broker")
    parser.add_argument("topics", nargs="+", metavar="topic")
    parser.add_argument("--until-end", action="store_true", help="end when all that is there is printed")
    chosen = parser.parse_args()
    asyncio.run(read(chosen.bootstrap, chosen.topics, until_end=chosen.until_end))
