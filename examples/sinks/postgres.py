"""Keeps the newest revision of every event or incident as a row of PostgreSQL.

    pip install confluent-kafka 'psycopg[binary]'
    python postgres.py --bootstrap localhost:9092 --database postgresql:///news news.events.defection news.incidents

Nothing is lost or doubled however it ends: offsets are committed after the rows, and a record that comes again (after a kill here, or a
replay of the service) is no newer than its row. When the database or Kafka fails it ends with 1; let a supervisor start it again.
"""

import argparse
import json
import re
import signal

import psycopg
from confluent_kafka import Consumer, KafkaException, Message

TABLE = """
create table if not exists demarche (
    topic text, key text, revision integer not null, kind text not null, value jsonb not null, primary key (topic, key)
)"""
KEEP = """
insert into demarche as kept (topic, key, revision, kind, value) values (%s, %s, %s, %s, %s)
on conflict (topic, key) do update set revision = excluded.revision, kind = excluded.kind, value = excluded.value
where kept.revision < excluded.revision"""
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""U+0000 as JSON writes it. Anybody's metadata may hold it, and `jsonb` refuses it."""
BATCH = 500
"""Records of a transaction."""


def row(message: Message) -> tuple[str, str, int, str, str]:
    """What `KEEP` takes."""
    if message.error():
        raise KafkaException(message.error())
    fields = json.loads(message.value())
    return message.topic(), message.key().decode(), fields["revision"], fields["kind"], NUL.sub(r"\1", message.value().decode())


def sink(chosen: argparse.Namespace) -> None:
    """Write what comes until SIGTERM or Ctrl-C. Raises KafkaException and psycopg.Error."""
    settings = {
        "bootstrap.servers": chosen.bootstrap,
        "group.id": chosen.group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    }
    if chosen.instance:
        settings["group.instance.id"] = chosen.instance
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    consumer = Consumer(settings)
    consumer.subscribe(chosen.topics)
    try:
        with psycopg.connect(chosen.database, autocommit=True) as database:
            database.execute(TABLE)
            while not stopped:
                messages = consumer.consume(BATCH, timeout=0.5)
                if not messages:
                    continue
                rows = [row(message) for message in messages]
                with database.transaction(), database.cursor() as cursor:
                    cursor.executemany(KEEP, rows)
                consumer.commit(asynchronous=False)  # only now: what is not in the table must come again
    finally:
        consumer.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Keep the newest revision of every event or incident as a row of PostgreSQL.")
    parser.add_argument("--bootstrap", default="localhost:9092", help="host:port of a broker")
    parser.add_argument("--database", required=True, help="of libpq: postgresql://user@host/name")
    parser.add_argument("--group", default="demarche-postgres", help="consumer group; another one writes everything anew")
    parser.add_argument("--instance", help="a name that stays over restarts, one for each process: it goes on at once after a kill")
    parser.add_argument("topics", nargs="+", metavar="topic")
    try:
        sink(parser.parse_args())
    except (KafkaException, psycopg.Error) as problem:
        raise SystemExit(f"Stopped, start it again: {problem}") from problem
