"""`demarche watch`: the output topics as they come."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from service.cli.completion import output_topics
from service.cli.event_card import show_card
from service.cli.filters import (
    ActorOption,
    ConfidenceOption,
    CountryOption,
    KindOption,
    LimitOption,
    ModalityOption,
    SinceOption,
    TargetOption,
    TopicOption,
    chosen,
)
from service.cli.incident_card import show_incident
from service.cli.screen import harmless, json_line, messages, output
from service.dead_letter import read, texts
from service.errors import Fatal
from service.model import Duplicate, Event, LedgerEntry
from service.model_incident import Incident
from service.outcome import ExitCode
from service.selection import NAMES, OF_EVENTS, Known, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.settings import Settings

_ALL_EVENTS = "events"
_OF_OTHERS = {
    "incidents": frozenset(NAMES),
    "ledger": frozenset(NAMES) - OF_EVENTS,
    "duplicates": frozenset({"since", "limit"}),
    "dead": frozenset({"since", "limit"}),
}
"""The filters that make sense of what is no event."""


class KafkaRecord(Protocol):
    """A record as the consumer gives it."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]


def watch(
    topics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC",
            help="incidents (the default), events (all, or defection or diplomatic_protest), ledger, duplicates, dead or a full name.",
            autocompletion=output_topics,
        ),
    ] = None,
    *,
    topic: TopicOption = None,
    kind: KindOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    target: TargetOption = None,
    modality: ModalityOption = None,
    min_confidence: ConfidenceOption = None,
    since: SinceOption = None,
    limit: LimitOption = None,
    from_beginning: Annotated[bool, typer.Option("--from-beginning", help="Begin with what is there already.")] = False,
    until_end: Annotated[
        bool, typer.Option("--until-end", help="Print what is there already (or since --since), and end instead of waiting.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Follow topics and print what comes, each revision of an incident or event, until Ctrl-C. Several filters mean all of them."""
    from service.settings import load_settings
    from service.topics.loader import load_rules

    settings, _ = load_settings()
    interests = load_rules(settings.topics_dir).topics
    names = kafka_names(settings, interests, topics or [])
    others = [name for name, full in _others(settings).items() if full in names]
    selection = chosen(
        Known.of(interests),
        frozenset(NAMES).intersection(*(_OF_OTHERS[name] for name in others)),
        " and ".join(others),
        topic=topic,
        kind=kind,
        country=country,
        actor=actor,
        target=target,
        modality=modality,
        min_confidence=min_confidence,
        since=since,
        limit=limit,
    )
    if not until_end:
        messages().print(f"Following {', '.join(names)}; Ctrl-C ends it.", style="dim")
    asyncio.run(_follow(settings, names, selection, as_json=as_json, from_beginning=from_beginning, until_end=until_end))


def _others(settings: "Settings") -> dict[str, str]:
    """The output topics that hold no events, by their last word."""
    return {
        "incidents": settings.topic_names.incidents,
        "ledger": settings.topic_names.ledger,
        "duplicates": settings.topic_names.duplicates,
        "dead": settings.topic_names.dead,
    }


def kafka_names(settings: "Settings", interests: "Iterable[str]", wanted: list[str]) -> list[str]:
    """The Kafka topics that are meant: by topic of interest, by their last word or by their full name; incidents where nothing is said."""
    events = settings.topic_names.events(interests)
    known = events | _others(settings)
    by_name = known | {name.replace("_", "-"): topic for name, topic in events.items()} | {topic: topic for topic in known.values()}
    found: list[str] = []
    for name in wanted or ["incidents"]:
        if name not in by_name and name != _ALL_EVENTS:
            raise Fatal(f"{name} is no output topic; there are {', '.join([_ALL_EVENTS, *known])}.", ExitCode.USAGE)
        found += events.values() if name == _ALL_EVENTS else [by_name[name]]
    return list(dict.fromkeys(found))


async def _follow(
    settings: "Settings", names: list[str], selection: Selection, *, as_json: bool, from_beginning: bool, until_end: bool
) -> None:
    from service.edge.kafka.topic_reader import follow, read_all

    if until_end:
        found = read_all(settings, names, selection.since_ms)
    else:
        found = follow(settings, names, from_beginning=from_beginning, since_ms=selection.since_ms, connected=_tell_connection)
    console, printed = output(), 0
    async with aclosing(_wanted(found, selection)) as records:
        async for record in records:
            if as_json:
                json_line(_as_json(record, settings))
            else:
                show(console, record, settings)
            printed += 1
            if printed == selection.limit:
                return


async def _wanted(found: AsyncGenerator[Any, None], selection: Selection) -> AsyncGenerator[KafkaRecord, None]:
    """Those of the records that are chosen; nothing is looked into where no filter asks for it."""
    looks = bool(selection.given - {"since", "limit"})
    async with aclosing(found) as records:
        async for record in records:
            if not looks or selection.takes(_object(record.value), record.timestamp):
                yield record


def _object(value: bytes | None) -> dict[str, Any]:
    """The JSON object that a record holds; an empty one, which no filter takes, where it holds none."""
    try:
        read = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}


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
        elif record.topic == settings.topic_names.incidents:
            show_incident(console, Incident.model_validate_json(record.value or b""))
            console.print()
        else:
            show_card(console, Event.model_validate_json(record.value or b""))
            console.print()
    except ValidationError as problem:
        messages().print(
            harmless(f"{record.topic}-{record.partition}-{record.offset} is not of this version: {problem.errors()[0]['msg']}"), style="red"
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
