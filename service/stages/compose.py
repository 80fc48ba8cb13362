"""Stage *compose*: the records that a decision causes. Values are made of the log alone, so a replay makes the same bytes."""

from collections.abc import Sequence
from typing import Any

import orjson

from service import cloud_event
from service.context import Context
from service.dead_letter import written
from service.model import Duplicate, Event, Explanation, LedgerEntry
from service.model_incident import Incident
from service.outcome import Method, Outcome, Reason
from service.reading import Reading, Refusal
from service.record import Output
from service.seen.corroboration import Tally
from service.seen.entry import Entry, Known, Position, SeenEvent, Verdict
from service.seen.memory import Seen
from service.seen.parties import Parties
from service.seen.tellings import telling_of
from service.settlement import Revision, Settlement
from service.stages.dedupe import Decision, publisher_family, to_published
from service.stages.link import Linked, input_of, published_article

_COPY_REASONS = {Method.EXACT: Reason.EXACT_COPY, Method.NEAR: Reason.NEAR_COPY, Method.CONTAINED: Reason.CONTAINED_COPY}


def compose(reading: Reading, position: Position, decision: Decision, linked: Linked, seen: Seen, context: Context) -> Settlement:
    """All that a decision causes: events or revisions, incidents, ledger entry, duplicate record and the entry to remember."""
    if decision.verdict is None:
        return Settlement(Outcome.DUPLICATE, (), reason=Reason.EXACT_COPY)
    copied = decision.original if decision.verdict is Verdict.COPY else None
    entry = _entry(reading, position, decision.verdict, decision.original, linked)
    numbered, revisions = _number(linked.published, entry, linked.story, context)
    ledger = _ledger(reading, decision, numbered, copied)
    outputs = [_output(context.topic_names.ledger, reading.owner.key, ledger, reading.timestamp)]
    if copied and ledger.outcome is Outcome.DUPLICATE:
        duplicate = _duplicate(reading, decision, copied)
        outputs.append(_output(context.topic_names.duplicates, reading.owner.key, duplicate, reading.timestamp))
    latest = {event.event_id: event for event in numbered}
    return Settlement(
        outcome=ledger.outcome,
        outputs=tuple(outputs),
        events=tuple(numbered),
        revisions=tuple(revisions),
        incidents=incident_outputs(entry, seen, context),
        entry=entry,
        reason=ledger.reason,
        ledger=ledger,
        reported=tuple(latest.get(event.event_id, event) for event in linked.events),
    )


def incident_outputs(entry: Entry, seen: Seen, context: Context) -> tuple[Output, ...]:
    """The records of the incidents of which an entry, before it is remembered, makes another revision."""
    told = seen.incidents.revised(telling_of(entry)) if entry.events or entry.carried else []
    return tuple(_output(context.topic_names.incidents, case.incident_id, case.incident(), entry.timestamp) for case in told)


def event_output(event: Event, time_ms: int, context: Context) -> Output:
    """The record of an event in full; `time_ms` is that of the reading that reports it.

    A record that is larger than its topic allows is known only when the broker refuses it: the edge then leaves the event's place out
    of `entry.placed`, so that nothing later looks for a body there.
    """
    return _output(context.event_topics[event.topic], event.event_id, event, time_ms)


def revise(body: bytes, revision: Revision) -> Output:
    """The record of a later revision: the earlier body with another revision number and other counts."""
    fields: dict[str, Any] = orjson.loads(body)
    fields["revision"] = revision.revision
    fields["corroboration"] = revision.corroboration.model_dump(mode="json")
    topic, key = revision.kafka_topic, revision.event_id
    headers = cloud_event.attributes(fields["schema"], topic, key, revision.time_ms, revision.revision)
    return Output(topic, key.encode(), orjson.dumps(fields), (*headers, cloud_event.JSON))


def dead_letter(refusal: Refusal, context: Context) -> tuple[Output, Output]:
    """The dead letter, with the input's own key, value and headers, and its ledger entry."""
    record, source = refusal.record, refusal.record.source
    dead = context.topic_names.dead
    letter = Output(dead, record.key, record.value, record.headers + written(refusal, dead, context.pipeline_version))
    entry = LedgerEntry(input=input_of(source), article_id=None, outcome=Outcome.DEAD, reason=refusal.reason.value)
    return letter, _output(context.topic_names.ledger, source.key, entry, record.timestamp)


def explain(reading: Reading, settlement: Settlement) -> Explanation:
    """The settlement as `demarche explain` shows it: with the clean text, and the events also of a duplicate.

    Raises ValueError for a repeat, which has no outcome of its own.
    """
    ledger = settlement.ledger
    if ledger is None:
        raise ValueError("a reading that was settled before has nothing to explain")
    return Explanation(
        article=published_article(reading.article),
        outcome=ledger.outcome,
        duplicate_of=ledger.duplicate_of,
        similarity=ledger.similarity,
        events=settlement.reported,
        near_misses=ledger.near_misses,
        reason=ledger.reason,
        warnings=ledger.warnings,
    )


def _entry(reading: Reading, position: Position, verdict: Verdict, original: Known | None, linked: Linked) -> Entry:
    """What to remember of a reading."""
    article = reading.article
    return Entry(
        owner=reading.owner,
        position=position,
        timestamp=reading.timestamp,
        article_id=article.id,
        url=article.url,
        publisher=publisher_family(article),
        source=article.source or "",
        wire=article.wire,
        sketch=reading.sketch,
        verdict=verdict,
        related=original.position if original else None,
        thread=linked.thread,
        published=to_published(article),
        events=tuple(
            SeenEvent(event.event_id, event.topic, event.kind, Parties.of(event), report=report)
            for event, report in zip(linked.published, linked.reports, strict=True)
        ),
        carried=linked.carried,
    )


def _number(published: Sequence[Event], entry: Entry, story: Sequence[Entry], context: Context) -> tuple[list[Event], list[Revision]]:
    """Give full events their revision and counts, and find the revisions that a copy causes."""
    numbered = []
    for event in published:
        tally = Tally.of(event.event_id, [*story, entry])
        numbered.append(event.model_copy(update={"revision": tally.revision, "corroboration": tally.corroboration}))
    revisions = []
    topics = {event.event_id: event.topic for one in story for event in one.events}
    for event_id in entry.carried:
        tally = Tally.of(event_id, story)
        if tally.add(entry) and tally.body_at:
            topic = context.event_topics[topics[event_id]]
            revisions.append(Revision(event_id, tally.revision, topic, tally.body_at, tally.corroboration, entry.timestamp))
    return numbered, revisions


def _ledger(reading: Reading, decision: Decision, events: list[Event], copied: Known | None) -> LedgerEntry:
    outcome, reason = _outcome(reading, decision, published=bool(events))
    return LedgerEntry(
        input=input_of(reading.owner),
        article_id=reading.article.id,
        outcome=outcome,
        topics=tuple(dict.fromkeys(event.topic for event in events)),
        event_ids=tuple(event.event_id for event in events),
        duplicate_of=copied.article_id if copied else None,
        similarity=round(decision.similarity, 4) if copied else None,
        reason=reason,
        near_misses=reading.coding.near_misses,
        warnings=reading.article.warnings,
    )


def _outcome(reading: Reading, decision: Decision, *, published: bool) -> tuple[Outcome, Reason]:
    if published:
        by_verdict = {
            Verdict.ORIGINAL: Reason.EVENTS_FOUND,
            Verdict.UPDATE: Reason.UPDATE_OF_EVENT,
            Verdict.COPY: Reason.COPY_WITH_NEW_EVENT,
        }
        return Outcome.EVENT, by_verdict[decision.verdict or Verdict.ORIGINAL]
    if decision.verdict is Verdict.COPY and decision.method:
        return Outcome.DUPLICATE, Reason.OLDER_VERSION if decision.late else _COPY_REASONS[decision.method]
    reason = reading.coding.reason
    return Outcome.UNSUPPORTED_LANGUAGE if reason is Reason.LANGUAGE_NOT_CODED else Outcome.NO_TOPIC, reason


def _duplicate(reading: Reading, decision: Decision, copied: Known) -> Duplicate:
    article = reading.article
    return Duplicate(
        input=input_of(reading.owner),
        article_id=article.id,
        url=article.url,
        source=article.source,
        duplicate_of=copied.article_id,
        duplicate_of_url=copied.url,
        method=decision.method or Method.EXACT,
        similarity=round(decision.similarity, 4),
    )


def _output(topic: str, key: str, value: Event | Incident | LedgerEntry | Duplicate, time_ms: int) -> Output:
    revision = value.revision if isinstance(value, Event | Incident) else None
    headers = cloud_event.attributes(value.schema_, topic, key, time_ms, revision)
    return Output(topic, key.encode(), orjson.dumps(value.model_dump(mode="json", by_alias=True)), (*headers, cloud_event.JSON))
