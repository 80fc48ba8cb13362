"""Posts every revision of an event or incident to a URL, as a CloudEvent in HTTP's binary mode.

    pip install 'aiokafka[lz4]' aiohttp
    python webhook.py --bootstrap localhost:9092 --url https://example.org/hook --state sent.db news.incidents

Nothing is lost however it ends: what was not answered with 2xx is posted again. What was posted is written down in `--state` first and
committed then, so at most the one request that a kill cuts off is posted twice, with the same `ce-id`: a receiver that has had a `ce-id`
answers 200 and does nothing. While the receiver refuses, it waits (longer each time, up to a minute) and passes over nothing.
"""

import argparse
import asyncio
import json
import signal
import sqlite3
import sys
from contextlib import closing

import aiohttp
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.errors import KafkaError

LONGEST_PAUSE_S = 60.0
ANSWERED_WITHIN = aiohttp.ClientTimeout(total=30)


class Posted:
    """The newest posted revision of each key, on disk."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Makes the table the first time."""
        self._database = database
        database.execute("create table if not exists posted (topic, key, revision, primary key (topic, key)) without rowid")

    def revision(self, record: ConsumerRecord) -> int:
        """0 where nothing was posted."""
        found = self._database.execute("select revision from posted where topic = ? and key = ?", (record.topic, record.key)).fetchone()
        return found[0] if found else 0

    def note(self, record: ConsumerRecord, revision: int) -> None:
        """On disk when this returns."""
        with self._database:
            self._database.execute("insert or replace into posted values (?, ?, ?)", (record.topic, record.key, revision))


async def post(session: aiohttp.ClientSession, url: str, record: ConsumerRecord) -> None:
    """Return when the receiver has answered with 2xx."""
    headers = {name.replace("ce_", "ce-"): value.decode() for name, value in record.headers}
    pause_s = 1.0
    while True:
        try:
            async with session.post(url, data=record.value, headers=headers) as answer:
                if answer.ok:
                    return
                refusal = f"it answered {answer.status}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            refusal = str(problem) or type(problem).__name__
        print(f"{url} did not take {headers['ce-id']} ({refusal}); again in {pause_s:.0f} s", file=sys.stderr, flush=True)
        await asyncio.sleep(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


async def sink(chosen: argparse.Namespace) -> None:
    """Post what comes until it is cancelled. Raises KafkaError."""
    consumer = AIOKafkaConsumer(
        *chosen.topics,
        bootstrap_servers=chosen.bootstrap,
        group_id=chosen.group,
        group_instance_id=chosen.instance,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    with closing(sqlite3.connect(chosen.state)) as database:
        posted = Posted(database)
        async with consumer, aiohttp.ClientSession(timeout=ANSWERED_WITHIN) as session:
            while True:
                for part, records in (await consumer.getmany(timeout_ms=500)).items():
                    for record in records:
                        revision = json.loads(record.value)["revision"]
                        # What comes again, after a kill here or a replay of the service, is no newer than what was posted.
                        if revision > posted.revision(record):
                            await post(session, chosen.url, record)
                            posted.note(record, revision)
                    await consumer.commit({part: records[-1].offset + 1})  # of this one: the others' records are still to be posted


async def until_stopped(chosen: argparse.Namespace) -> None:
    """`sink`, ended by SIGTERM or Ctrl-C."""
    task = asyncio.ensure_future(sink(chosen))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Post every revision of an event or incident to a URL, as a CloudEvent.")
    parser.add_argument("--bootstrap", default="localhost:9092", help="host:port of a broker")
    parser.add_argument("--url", required=True, help="where to post")
    parser.add_argument("--state", required=True, help="a file that says what was posted; one for each process")
    parser.add_argument("--group", default="demarche-webhook", help="consumer group")
    parser.add_argument("--instance", help="a name that stays over restarts, one for each process: it goes on at once after a kill")
    parser.add_argument("topics", nargs="+", metavar="topic")
    try:
        asyncio.run(until_stopped(parser.parse_args()))
    except KafkaError as problem:
        raise SystemExit(f"Stopped, start it again: {problem}") from problem
