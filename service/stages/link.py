"""Stage *link*: the events of a reading that are news, each with the incident that it belongs to.

An event that the reading's original has already is only carried: it counts for that event, and for its incident.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

import orjson

from service.article import Article
from service.context import Context
from service.incidents.likeness import fitted
from service.incidents.linking import link as link_events
from service.incidents.memory import Moment
from service.incidents.report import Report
from service.model import CodedEvent, Corroboration, Event, InputRef, Lineage, Party, PublishedArticle
from service.reading import Reading
from service.record import Source
from service.seen.chunk import pack_position, to_seconds
from service.seen.entry import Entry, Position, SeenEvent, Verdict, content_mark, thread_of
from service.seen.memory import Seen
from service.stages.dedupe import Decision


@dataclass(frozen=True, slots=True)
class Linked:
    """What a reading reports, beside what its story has told before."""

    thread: bytes
    story: tuple[Entry, ...] = ()
    """The entries of its story that came before."""
    events: tuple[Event, ...] = ()
    """All that the text reports, complete but for revision and counts."""
    published: tuple[Event, ...] = ()
    """Those of them that are news."""
    reports: tuple[Report, ...] = ()
    """What the incidents keep of each that is published."""
    carried: tuple[str, ...] = ()
    """The ids of the events of its story that it reports again."""


def link(reading: Reading, position: Position, decision: Decision, seen: Seen, context: Context) -> Linked:
    """Find the incidents, by the lane's log before `position` and by nothing else; nothing is looked for where there is no event."""
    if decision.verdict is None:
        return Linked(b"")
    own = thread_of(reading.article.id, content_mark(reading.sketch.digest))
    original = decision.original
    thread = original.thread if original else own
    story = seen.before(position, reading.timestamp).story(thread) if original else []
    if not reading.coding.events:
        return Linked(thread, tuple(story))
    copied = decision.verdict is Verdict.COPY
    events = _events(reading, own if copied else thread, context)
    had = _had(story) if copied else []
    before = {event.event_id: [one for one in had if one.reports(event)] for event in events}
    moment = Moment(pack_position(position.offset, position.index), to_seconds(reading.timestamp))
    owner = f"{reading.owner.partition}-{reading.owner.offset}"  # not the topic: the same input gives the same ids under any prefix
    reports = link_events([event for event in events if not before[event.event_id]], owner, seen.incidents, moment, fitted())
    homes = {event_id: _home(ones, seen, moment) for event_id, ones in before.items()}
    homes |= {report.event_id: report.incident_id for report in reports}
    told = [event.model_copy(update={"incident_id": homes[event.event_id]}) for event in events]
    return Linked(
        thread,
        tuple(story),
        tuple(told),
        tuple(event for event in told if not before[event.event_id]),
        reports,
        tuple(one.event_id for one in had if any(one in ones for ones in before.values())),
    )


def _had(story: Iterable[Entry]) -> list[SeenEvent]:
    """The events that a story has published, each once."""
    return list({event.event_id: event for entry in story for event in entry.events}.values())


def _home(before: Iterable[SeenEvent], seen: Seen, moment: Moment) -> str | None:
    """The incident of the event that a copy repeats, while it is open."""
    cases = (seen.incidents.of_event(one.event_id, moment) for one in before)
    return next((case.incident_id for case in cases if case), None)


def _events(reading: Reading, thread: bytes, context: Context) -> list[Event]:
    """The events that the text reports, complete but for the revision and counts that its story gives."""
    article = published_article(reading.article)
    found: list[Event] = []
    taken: dict[str, int] = {}
    for coded in reading.coding.events:
        plain = _event_id(thread, coded, 0)
        nth = taken[plain] = taken.get(plain, -1) + 1
        fields = {name: getattr(coded, name) for name in CodedEvent.model_fields}
        found.append(
            Event(
                **fields,
                event_id=_event_id(thread, coded, nth),
                revision=1,
                article=article,
                corroboration=Corroboration(articles=1, sources=1, independent_sources=1),
                lineage=Lineage(
                    **input_of(reading.owner).model_dump(), pipeline_version=context.pipeline_version, rules_version=context.rules.version
                ),
            )
        )
    return found


def _event_id(thread: bytes, event: CodedEvent, nth: int) -> str:
    """A hash of article and first content (`thread`), topic, kind, actors and targets; `nth` tells equal ones of one text apart."""
    parts = [thread.hex(), event.topic, event.kind, _names(event.actors), _names(event.targets), nth]
    return hashlib.blake2b(orjson.dumps(parts), digest_size=16).hexdigest()


def _names(parties: tuple[Party, ...]) -> list[tuple[str, str]]:
    return sorted({((party.name or party.text).casefold(), party.country or "") for party in parties})


def published_article(article: Article) -> PublishedArticle:
    """The clean article as it is published."""
    return PublishedArticle(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        language=article.language,
        published_at=article.published_at and article.published_at.astimezone(UTC),
        text=article.text,
        extractor=article.extractor,
        metadata=article.metadata,
        authors=article.authors,
        wire=article.wire,
    )


def input_of(source: Source) -> InputRef:
    """Where the input stands, as it is published."""
    return InputRef(topic=source.topic, partition=source.partition, offset=source.offset)
