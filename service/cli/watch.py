"""`demarche watch`: the output topics as they come."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from service.cli.completion import output_topics
from service.cli.event_card import show_card
from service.cli.screen import harmless, json_line, messages, output
from service.dead_letter import read, texts
from service.errors import Fatal
from service.model import Duplicate, Event, LedgerEntry
from service.outcome import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.settings import Settings


class KafkaRecord(Protocol):
    """A record as the consumer gives it."""

    topic: str
    partition: int
    offset: int
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]


def watch(
    topics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC",
            help="defection, diplomatic_protest, ledger, duplicates, dead or a full name; default: all events.",
            autocompletion=output_topics,
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    from_beginning: Annotated[bool, typer.Option("--from-beginning", help="Begin with what is there already.")] = False,
) -> None:
    """Follow the output topics and print what comes, until Ctrl-C."""
    from service.settings import load_settings
    from service.topics.loader import load_rules

    settings, _ = load_settings()
    names = kafka_names(settings, load_rules(settings.topics_dir).topics, topics or [])
    messages().print(f"Following {', '.join(names)}; Ctrl-C ends it.", style="dim")
    asyncio.run(_follow(settings, names, as_json=as_json, from_beginning=from_beginning))


def kafka_names(settings: "Settings", interests: "Iterable[str]", wanted: list[str]) -> list[str]:
    """The Kafka topics that are meant: by topic of interest, by their last word or by their full name; all events where nothing is said."""
    events = settings.topic_names.events(interests)
    known = events | {
        "ledger": settings.topic_names.ledger,
        "duplicates": settings.topic_names.duplicates,
        "dead": settings.topic_names.dead,
    }
    if not wanted:
        return list(events.values())
    by_name = known | {name.replace("_", "-"): topic for name, topic in events.items()} | {topic: topic for topic in known.values()}
    for name in wanted:
        if name not in by_name:
            raise Fatal(f"{name} is no output topic; there are {', '.join(known)}.", ExitCode.USAGE)
    return list(dict.fromkeys(by_name[name] for name in wanted))


async def _follow(settings: "Settings", names: list[str], *, as_json: bool, from_beginning: bool) -> None:
    from service.edge.kafka.topic_reader import follow

    console = output()
    async with aclosing(follow(settings, names, from_beginning=from_beginning, connected=_tell_connection)) as records:
        async for record in records:
            if as_json:
                json_line(_as_json(record, settings))
            else:
                show(console, record, settings)


def _tell_connection(there: bool) -> None:  # noqa: FBT001 - the shape of a callback
    if there:
        messages().print("The broker is back; following on.", style="green")
    else:
        messages().print("The connection to the broker is lost; waiting for it to come back.", style="yellow")


def _as_json(record: KafkaRecord, settings: "Settings") -> bytes:
    """The record's own JSON; a dead letter, whose value may be anything, as an object that describes it."""
    if record.topic != settings.topic_names.dead and record.value is not None:
        return bytes(record.value)
    place: dict[str, Any] = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
    return orjson.dumps(place | {"headers": texts(tuple(record.headers)), "value": (record.value or b"").decode("utf-8", "replace")})


def show(console: Console, record: KafkaRecord, settings: "Settings") -> None:
    """Print a record as a person reads it."""
    try:
        if record.topic == settings.topic_names.dead:
            console.print(_dead_line(record))
        elif record.topic == settings.topic_names.ledger:
            console.print(_ledger_line(LedgerEntry.model_validate_json(record.value or b"")))
        elif record.topic == settings.topic_names.duplicates:
            console.print(_duplicate_line(Duplicate.model_validate_json(record.value or b"")))
        else:
            show_card(console, Event.model_validate_json(record.value or b""))
            console.print()
    except ValidationError as problem:
        messages().print(
            f"{record.topic}-{record.partition}-{record.offset} is not of this version: {problem.errors()[0]['msg']}", style="red"
        )


def _dead_line(record: KafkaRecord) -> Text:
    said = read(tuple(record.headers))
    origin = "-".join(part or "?" for part in (said.topic, said.partition, said.offset))
    return Text.assemble((f"{said.reason or '?':22}", "red"), f"{origin:22}", harmless(said.detail))


def _ledger_line(entry: LedgerEntry) -> Text:
    place = f"{entry.input.topic}-{entry.input.partition}-{entry.input.offset}"
    more = f"of {entry.duplicate_of}" if entry.duplicate_of else ", ".join(entry.topics)
    return Text.assemble(
        (f"{entry.outcome.value:22}", "bold"), f"{place:22}", (f"{entry.reason:22}", "dim"), harmless(f"{entry.article_id or ''}  {more}")
    )


def _duplicate_line(copy: Duplicate) -> Text:
    return Text.assemble(
        (f"{copy.method.value:22}", "yellow"), f"{copy.similarity:<22.2f}", harmless(f"{copy.article_id}  of {copy.duplicate_of}")
    )
