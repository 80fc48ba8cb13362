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

from service.cli.event_card import show_card
from service.cli.screen import harmless, json_line, messages, output
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
            metavar="TOPIC", help="defection, diplomatic_protest, ledger, duplicates, dead or a full name; default: all events."
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
    try:
        asyncio.run(_follow(settings, names, as_json=as_json, from_beginning=from_beginning))
    except KeyboardInterrupt:
        return


def kafka_names(settings: "Settings", interests: "Iterable[str]", wanted: list[str]) -> list[str]:
    """The Kafka topics that are meant: by topic of interest, by their last word or by their full name; all events where nothing is said."""
    events = {name: f"{settings.topic_prefix}.events.{name.replace('_', '-')}" for name in interests}
    known = events | {
        "ledger": settings.ledger_topic,
        "duplicates": settings.duplicates_topic,
        "dead": settings.dead_topic,
    }
    if not wanted:
        return list(events.values())
    by_name = known | {name.replace("_", "-"): topic for name, topic in events.items()} | {topic: topic for topic in known.values()}
    for name in wanted:
        if name not in by_name:
            raise Fatal(f"{name} is no output topic; there are {', '.join(known)}.", ExitCode.USAGE)
    return list(dict.fromkeys(by_name[name] for name in wanted))


async def _follow(settings: "Settings", names: list[str], *, as_json: bool, from_beginning: bool) -> None:
    from service.edge.consume import follow

    console = output()
    async with aclosing(follow(settings, names, from_beginning=from_beginning)) as records:
        async for record in records:
            if as_json:
                json_line(_as_json(record, settings))
            else:
                show(console, record, settings)


def _as_json(record: KafkaRecord, settings: "Settings") -> bytes:
    """The record's own JSON; a dead letter, whose value may be anything, as an object that describes it."""
    if record.topic != settings.dead_topic and record.value is not None:
        return bytes(record.value)
    said = {name: content for name, content in _said(record).items() if name.startswith("demarche.")}
    place: dict[str, Any] = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
    return orjson.dumps(place | {"headers": said, "value": (record.value or b"").decode("utf-8", "replace")})


def show(console: Console, record: KafkaRecord, settings: "Settings") -> None:
    """Print a record as a person reads it."""
    try:
        if record.topic == settings.dead_topic:
            console.print(_dead_line(record))
        elif record.topic == settings.ledger_topic:
            console.print(_ledger_line(LedgerEntry.model_validate_json(record.value or b"")))
        elif record.topic == settings.duplicates_topic:
            console.print(_duplicate_line(Duplicate.model_validate_json(record.value or b"")))
        else:
            show_card(console, Event.model_validate_json(record.value or b""))
            console.print()
    except ValidationError as problem:
        messages().print(
            f"{record.topic}-{record.partition}-{record.offset} is not of this version: {problem.errors()[0]['msg']}", style="red"
        )


def _said(record: KafkaRecord) -> dict[str, str]:
    """The headers as text; one without a value says nothing."""
    return {name: content.decode("utf-8", "replace") for name, content in record.headers if content is not None}


def _dead_line(record: KafkaRecord) -> Text:
    headers = _said(record)
    origin = "-".join(headers.get(f"demarche.{part}", "?") for part in ("topic", "partition", "offset"))
    reason, detail = headers.get("demarche.reason", "?"), headers.get("demarche.detail", "")
    return Text.assemble((f"{reason:22}", "red"), f"{origin:22}", harmless(detail))


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
