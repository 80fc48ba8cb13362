"""What a decision causes: events, revisions, ledger entry, duplicate record, dead letter."""

import orjson
import pytest

from service.model import CodedEvent, Duplicate, Event, LedgerEntry
from service.outcome import DeadReason, Method, Outcome, Reason
from service.reading import Reading, Refusal
from service.record import Record, Source
from service.seen.entry import Position
from service.settlement import Settlement
from service.stages.compose import dead_letter, event_output, explain, revise
from tests.unit.builders import START, Hop, article, context, event, reading, words

TEXT = words(1, 300)
NEAR = TEXT[:900] + " inserted words here " + TEXT[950:]


def ledger(settlement: Settlement) -> LedgerEntry:
    return LedgerEntry.model_validate_json(settlement.outputs[0].value or b"")


def original(number: int = 0, *kinds: str) -> Reading:
    made = article(TEXT, id="first", url="https://a.example/1", source="a.example")
    return reading(made, number, *(event(kind) for kind in kinds))


def test_an_original_with_events_publishes_them_in_full() -> None:
    settlement = Hop().settle(original(7, "asylum"), 0)
    entry = ledger(settlement)
    assert (settlement.outcome, entry.reason) == (Outcome.EVENT, Reason.EVENTS_FOUND)
    assert entry.event_ids == tuple(made.event_id for made in settlement.events)
    assert entry.topics == ("defection",)
    made = settlement.events[0]
    assert (made.revision, made.corroboration.articles, made.article.text) == (1, 1, TEXT)
    assert (made.lineage.offset, made.lineage.rules_version) == (7, "r1")


def test_keys_and_topics_are_those_of_the_contract() -> None:
    settlement = Hop().settle(original(7, "asylum"), 0)
    assert [(one.topic, one.key) for one in settlement.outputs] == [("news.ledger", b"news.raw-0-7")]
    output = event_output(settlement.events[0], 0, context())
    assert (output.topic, output.key) == ("news.events.defection", settlement.events[0].event_id.encode())
    assert (
        list(orjson.loads(output.value or b""))[-5:]
        == ["schema", "event_id", "revision", "article", "corroboration", "incident_id", "lineage"][-5:]
    )


def test_every_record_is_a_cloud_event_of_the_time_at_which_its_cause_came_in() -> None:
    hop = Hop()
    first = hop.settle(original(7, "asylum"), 0)
    made = first.events[0]
    copy = hop.settle(reading(article(NEAR, id="b", source="b"), 8, event("asylum"), after=1_234), 1)
    outputs = [event_output(made, START, context()), *first.outputs, *hop.revised(copy), *copy.outputs]
    said = [tuple((value or b"").decode() for _, value in output.headers) for output in outputs]
    assert [name for name, _ in outputs[0].headers] == [
        *(f"ce_{name}" for name in ("specversion", "id", "source", "type", "time", "subject")), "content-type",
    ]  # fmt: skip
    then, later, kind = "2023-11-14T22:13:20.000Z", "2023-11-14T22:13:21.234Z", "application/json"
    events, key = "/demarche/news.events.defection", made.event_id
    assert said == [
        ("1.0", f"{key}.1", events, "demarche.event.v1", then, key, kind),
        ("1.0", "news.raw-0-7", "/demarche/news.ledger", "demarche.ledger.v1", then, "news.raw-0-7", kind),
        ("1.0", f"{key}.2", events, "demarche.event.v1", later, key, kind),
        ("1.0", "news.raw-0-8", "/demarche/news.ledger", "demarche.ledger.v1", later, "news.raw-0-8", kind),
        ("1.0", "news.raw-0-8", "/demarche/news.duplicates", "demarche.duplicate.v1", later, "news.raw-0-8", kind),
    ]


def test_a_copy_is_a_duplicate_and_says_of_what() -> None:
    hop = Hop()
    hop.settle(original(), 0)
    settlement = hop.settle(reading(article(NEAR, id="b", url="https://b.example/2", source="b.example"), 1), 1)
    assert [one.topic for one in settlement.outputs] == ["news.ledger", "news.duplicates"]
    entry, duplicate = ledger(settlement), Duplicate.model_validate_json(settlement.outputs[1].value or b"")
    assert (entry.outcome, entry.reason, entry.duplicate_of) == (Outcome.DUPLICATE, Reason.NEAR_COPY, "first")
    assert (duplicate.duplicate_of, duplicate.duplicate_of_url, duplicate.method) == ("first", "https://a.example/1", Method.NEAR)
    assert duplicate.similarity == entry.similarity


def test_a_copy_does_not_publish_the_events_of_its_original_again() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(reading(article(NEAR, id="b"), 1, event("asylum")), 1)
    assert (settlement.outcome, settlement.events) == (Outcome.DUPLICATE, ())


def test_a_copy_publishes_an_event_that_its_original_lacked() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(reading(article(NEAR, id="b"), 1, event("asylum"), event("desertion")), 1)
    entry = ledger(settlement)
    assert [made.kind for made in settlement.events] == ["desertion"]
    assert (entry.outcome, entry.reason, entry.duplicate_of) == (Outcome.EVENT, Reason.COPY_WITH_NEW_EVENT, "first")
    assert [one.topic for one in settlement.outputs] == ["news.ledger"]


def _act(*states: str) -> CodedEvent:
    return event("expulsion", "diplomatic_protest", actor=f"the minister of {states[0]}", states=states)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_act("NOR", "FIN"), _act("SWE", "FIN")),
        (_act("NOR", "FIN"), _act("FIN", "NOR")),
        (_act("NOR", "FIN"), _act("NOR", "ISL")),
    ],
    ids=["one statement of several ministries", "tit for tat in the same words", "another target"],
)
def test_a_copy_that_reports_the_act_of_other_parties_publishes_it_and_supports_nothing(first: CodedEvent, second: CodedEvent) -> None:
    hop = Hop()
    hop.settle(reading(article(words(1, 80), id="a", source="s"), 0, first), 0)
    copy = hop.settle(reading(article(words(1, 80), id="b", source="t"), 1, second), 1)
    assert (copy.outcome, copy.reason) == ("event", "copy_with_new_event")
    assert [made.corroboration.articles for made in copy.events] == [1]
    assert copy.revisions == ()
    assert copy.ledger
    assert copy.ledger.duplicate_of == "a"


def test_a_copy_of_which_the_end_with_a_party_is_cut_reports_the_same_act() -> None:
    hop = Hop()
    hop.settle(reading(article(words(1, 80), id="a", source="s"), 0, _act("NOR", "FIN")), 0)
    copy = hop.settle(reading(article(words(1, 80), id="b", source="t"), 1, _act("NOR")), 1)
    assert copy.outcome == "duplicate"


def test_a_later_copy_supports_the_act_of_its_own_parties() -> None:
    hop = Hop()
    hop.settle(reading(article(words(1, 80), id="a", source="s"), 0, _act("NOR", "FIN")), 0)
    second = hop.settle(reading(article(words(1, 80), id="b", source="t"), 1, _act("SWE", "FIN")), 1)
    third = hop.settle(reading(article(words(1, 80), id="c", source="u"), 2, _act("SWE", "FIN")), 2)
    assert [revision.event_id for revision in third.revisions] == [made.event_id for made in second.events]


def test_a_later_copy_supports_the_event_that_an_earlier_copy_published() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    first = hop.settle(reading(article(NEAR, id="b", source="b"), 1, event("asylum"), event("desertion")), 1)
    settlement = hop.settle(reading(article(NEAR, id="c", source="c"), 2, event("asylum"), event("desertion")), 2)
    assert settlement.outcome is Outcome.DUPLICATE
    assert first.events[0].event_id in [revision.event_id for revision in settlement.revisions]


def test_an_update_keeps_the_event_id_and_raises_the_revision() -> None:
    hop = Hop()
    first = hop.settle(original(0, "asylum"), 0)
    changed = article(TEXT + " more was said later", id="first", url="https://a.example/1", source="a.example")
    settlement = hop.settle(reading(changed, 1, event("asylum")), 1)
    assert (settlement.outcome, settlement.reason) == (Outcome.EVENT, Reason.UPDATE_OF_EVENT)
    assert settlement.events[0].event_id == first.events[0].event_id
    assert (settlement.events[0].revision, settlement.events[0].corroboration.articles) == (2, 1)
    assert settlement.events[0].article.text.endswith("later")


def test_an_update_without_events_has_no_topic() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(reading(article(words(2, 100), id="first", url="https://a.example/1"), 1), 1)
    assert (settlement.outcome, settlement.reason) == (Outcome.NO_TOPIC, Reason.NO_TRIGGER)


def test_other_actors_make_another_event_id() -> None:
    hop = Hop()
    settlement = hop.settle(reading(article(TEXT), 0, event(actor="the pilot"), event(actor="the envoy")), 0)
    assert len({made.event_id for made in settlement.events}) == 2


def test_two_like_events_of_one_text_have_two_ids() -> None:
    settlement = Hop().settle(reading(article(TEXT), 0, event(), event()), 0)
    assert len({made.event_id for made in settlement.events}) == 2


def test_a_copy_of_another_publisher_makes_a_revision_with_the_body_of_the_first() -> None:
    hop = Hop()
    first = hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(reading(article(NEAR, id="b", url="https://b.example/1", source="b.example"), 1, event("asylum")), 1)
    (output,) = hop.revised(settlement)
    revised = Event.model_validate_json(output.value or b"")
    assert (revised.revision, revised.corroboration.articles, revised.corroboration.independent_sources) == (2, 2, 2)
    assert revised == first.events[0].model_copy(update={"revision": 2, "corroboration": revised.corroboration})
    assert (output.topic, output.key) == ("news.events.defection", first.events[0].event_id.encode())


def test_a_revision_differs_from_its_body_in_two_fields_only() -> None:
    hop = Hop()
    first = hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(reading(article(NEAR, id="b", source="b"), 1, event("asylum")), 1)
    body = orjson.loads(event_output(first.events[0], 0, context()).value or b"")
    revised = orjson.loads(revise(orjson.dumps(body), settlement.revisions[0]).value or b"")
    assert [name for name in body if body[name] != revised[name]] == ["revision", "corroboration"]
    assert list(body) == list(revised)


def test_an_event_that_could_not_be_written_gets_no_revisions() -> None:
    hop = Hop()
    settlement = hop.decide(original(0, "asylum"), Position(0, 0))
    assert settlement.entry
    hop.seen.remember(settlement.entry.placed({}))
    assert hop.settle(reading(article(NEAR, id="b", source="b"), 1, event("asylum")), 1).revisions == ()


def test_a_repeat_causes_nothing() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    settlement = hop.settle(original(0, "asylum"), 5)
    assert (settlement.entry, settlement.outputs, settlement.events, settlement.revisions) == (None, (), (), ())


def test_another_language_is_unsupported_but_a_copy_in_it_is_a_duplicate() -> None:
    hop = Hop()
    first, second = (
        reading(article(TEXT, id=name, language="fr"), number, reason=Reason.LANGUAGE_NOT_CODED) for number, name in enumerate("ab")
    )
    assert hop.settle(first, 0).outcome is Outcome.UNSUPPORTED_LANGUAGE
    assert hop.settle(second, 1).outcome is Outcome.DUPLICATE


def test_explain_shows_the_events_of_a_duplicate() -> None:
    hop = Hop()
    hop.settle(original(0, "asylum"), 0)
    copy = reading(article(NEAR, id="b"), 1, event("asylum"))
    explanation = explain(copy, hop.settle(copy, 1))
    assert (explanation.outcome, explanation.duplicate_of) == (Outcome.DUPLICATE, "first")
    assert [made.kind for made in explanation.events] == ["asylum"]


def test_a_repeat_has_nothing_to_explain() -> None:
    hop = Hop()
    hop.settle(original(), 0)
    with pytest.raises(ValueError, match="settled before"):
        explain(original(), hop.settle(original(), 1))


def test_a_dead_letter_keeps_the_input_and_says_why_in_headers() -> None:
    record = Record(Source("news.raw", 3, 9), 0, b"k", b"\xff", (("id", b"x"),))
    letter, entry = dead_letter(Refusal(record, DeadReason.NOT_UTF8, "byte 0\nis wrong \ud800", "decode", 2), context())
    assert (letter.topic, letter.key, letter.value) == ("news.dead", b"k", b"\xff")
    headers = dict(letter.headers)
    assert headers["id"] == b"x"
    assert (headers["demarche.reason"], headers["demarche.stage"], headers["demarche.attempts"]) == (b"not_utf8", b"decode", b"2")
    assert (headers["demarche.topic"], headers["demarche.partition"], headers["demarche.offset"]) == (b"news.raw", b"3", b"9")
    assert b"\n" not in headers["demarche.detail"]
    assert (entry.topic, entry.key) == ("news.ledger", b"news.raw-3-9")
    assert LedgerEntry.model_validate_json(entry.value or b"").reason == "not_utf8"
