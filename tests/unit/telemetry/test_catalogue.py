"""What the page knows, and how it forgets."""

import json
from typing import Any

import orjson
import pytest

from service.record import Record, Source
from service.telemetry import catalogue as module
from service.telemetry.catalogue import Catalogue
from tests.browser.events import event
from tests.browser.incidents import incident, report


def record(value: bytes, offset: int = 0, topic: str = "news.incidents") -> Record:
    return Record(Source(topic, 0, offset), 1_700_000_000_000 + offset, None, value)


def taken(*values: bytes) -> Catalogue:
    made = Catalogue()
    for offset, value in enumerate(values):
        made.take_incident(record(value, offset))
    return made


def rows(found: list[bytes]) -> list[tuple[str, int]]:
    return [(row["id"], row["revision"]) for row in map(orjson.loads, found)]


def letter(number: int) -> dict[str, Any]:
    return {"input": f"news.raw-0-{number}", "written": number}


def test_an_incident_is_there_once_in_its_last_revision_and_what_changed_last_first() -> None:
    made = taken(incident("a"), incident("b"), incident("a", 3), incident("a", 2))
    assert rows(made.rows_before(None, 10)[0]) == [("a", 3), ("b", 1)]
    assert [orjson.loads(value)["revision"] for value, _ in made.incidents()] == [3, 1]


def test_its_revisions_are_kept_with_when_they_were_written() -> None:
    found = taken(incident("a"), incident("a", 2, status="negated")).incident("a")
    assert found is not None
    assert [(one["revision"], one["status"], one["written"]) for one in map(orjson.loads, found[1])] == [
        (1, "asserted", 1_700_000_000_000),
        (2, "negated", 1_700_000_000_001),
    ]


def test_rows_come_in_pieces_and_what_changes_in_between_comes_as_a_change() -> None:
    made = taken(*(incident(name) for name in "abcde"))
    latest = made.latest
    first, before = made.rows_before(None, 2)
    made.take_incident(record(incident("b", 2)))
    second, before = made.rows_before(before, 2)
    third, before = made.rows_before(before, 2)
    assert [rows(first), rows(second), rows(third), before] == [[("e", 1), ("d", 1)], [("c", 1), ("a", 1)], [], 0]
    assert rows(made.rows_after(latest)) == [("b", 2)]
    assert made.rows_after(made.latest) == []


def test_the_evidence_of_its_events_is_in_the_row_whichever_came_first() -> None:
    before, after = taken(), taken(incident("a"))
    for made in (before, after):
        made.take_event(record(event("Chile did it.", "Chile did it.", incident_id="a"), 7, "news.events.x"))
    before.take_incident(record(incident("a")))
    for made in (before, after):
        row = made.row("a")
        assert row is not None
        assert json.loads(row)["evidence"] == ["Chile did it."]
        told = made.event("e1")
        assert told is not None
        assert told.place == Source("news.events.x", 0, 7)


def test_an_earlier_revision_of_an_event_does_not_take_the_place_of_a_later_one() -> None:
    made = taken()
    made.take_event(record(event("One.", "One.", revision=2), 9))
    made.take_event(record(event("Two.", "Two.", revision=1), 3))
    told = made.event("e1")
    assert told is not None
    assert (told.place.offset, told.evidence) == (9, "One.")


def test_answers_are_found() -> None:
    made = taken(incident("a"), incident("b", responds_to="a"), incident("c", responds_to="aa"))
    assert rows(made.answers_to("a")) == [("b", 1)]


def test_the_oldest_are_forgotten_by_number_and_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_INCIDENTS", 3)
    assert rows(taken(*(incident(name) for name in "abcde")).rows_before(None, 9)[0]) == [("e", 1), ("d", 1), ("c", 1)]
    monkeypatch.setattr(module, "MOST_BYTES", 5_000)
    large = incident("z", reports=[report(headline="h" * 3_000)])
    made = taken(incident("a"), incident("b"), large)
    assert "z" in dict(rows(made.rows_before(None, 9)[0]))
    assert made.row("a") is None


def test_of_events_and_dead_letters_the_latest_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_EVENTS", 2)
    made = taken()
    for number in range(3):
        made.take_event(record(event("It was.", "It was.", event_id=f"e{number}"), number))
    assert [made.event(f"e{number}") is not None for number in range(3)] == [False, True, True]
    for number in [*range(module.MOST_LETTERS + 5), 150]:
        made.take_letter(letter(number))
    inputs = [one["input"] for one in made.letters()]
    assert (len(inputs), inputs[0], len(set(inputs))) == (module.MOST_LETTERS, f"news.raw-0-{module.MOST_LETTERS + 4}", module.MOST_LETTERS)


@pytest.mark.parametrize("value", [b"", b"{", b"[]", b'"x"', b'{"schema": "demarche/incident/v2"}'])
def test_what_is_no_incident_and_no_event_changes_nothing(value: bytes) -> None:
    made = taken(incident("a"))
    made.take_incident(record(value))
    made.take_event(record(value))
    assert made.latest == 1


def test_an_incident_that_can_not_be_read_leaves_the_one_before_it() -> None:
    made = taken(incident("a"))
    with pytest.raises(KeyError):
        made.take_incident(record(orjson.dumps({"schema": "demarche/incident/v1", "incident_id": "a", "revision": 2})))
    assert rows(made.rows_before(None, 9)[0]) == [("a", 1)]


def test_long_texts_are_clipped_and_only_the_first_are_told() -> None:
    made = taken(incident("a", reports=[report(f"e{number}", headline=f"{number} " + "long " * 100) for number in range(9)]))
    row = made.row("a")
    assert row is not None
    headlines = json.loads(row)["headlines"]
    assert (len(headlines), max(map(len, headlines))) == (3, 160)
