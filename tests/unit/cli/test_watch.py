"""Following the output topics."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from service.cli import watch
from service.errors import Fatal
from service.settings import Settings

SETTINGS = Settings(topic_prefix="n")
TOPICS = ["diplomatic_protest", "defection"]
INPUT = {"topic": "n.raw", "partition": 1, "offset": 7}


def record(topic: str, value: bytes, headers: tuple[tuple[str, bytes], ...] = ()) -> Any:
    return SimpleNamespace(topic=topic, partition=0, offset=5, key=b"k", value=value, headers=headers)


def shown(one: Any) -> str:
    console = Console(width=500)
    with console.capture() as captured:
        watch.show(console, one, SETTINGS)
    return captured.get()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ([], ["n.incidents"]),
        (["events", "incidents"], ["n.events.diplomatic-protest", "n.events.defection", "n.incidents"]),
        (["defection"], ["n.events.defection"]),
        (["diplomatic-protest", "diplomatic_protest"], ["n.events.diplomatic-protest"]),
        (["ledger", "dead"], ["n.ledger", "n.dead"]),
        (["n.duplicates", "n.events.defection"], ["n.duplicates", "n.events.defection"]),
    ],
)
def test_a_topic_may_be_named_by_interest_by_its_last_word_or_in_full(wanted: list[str], names: list[str]) -> None:
    assert watch.kafka_names(SETTINGS, TOPICS, wanted) == names


@pytest.mark.parametrize("name", ["n.raw", "n.seen", "n.articles", "defections"])
def test_what_is_no_output_topic_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(Fatal, match="there are events, diplomatic_protest, defection, incidents, ledger, duplicates, dead"):
        watch.kafka_names(SETTINGS, TOPICS, [name])


def test_a_ledger_entry_is_one_line() -> None:
    entry = {
        "schema": "demarche/ledger/v1",
        "input": INPUT,
        "article_id": "a",
        "outcome": "duplicate",
        "reason": "near_copy",
        "duplicate_of": "b",
    }
    assert shown(record("n.ledger", json.dumps(entry).encode())).split() == ["duplicate", "n.raw-1-7", "near_copy", "a", "of", "b"]


def test_a_duplicate_is_one_line() -> None:
    copy = {
        "schema": "demarche/duplicate/v1",
        "input": INPUT,
        "article_id": "a",
        "duplicate_of": "b",
        "method": "near",
        "similarity": 0.875,
    }
    assert shown(record("n.duplicates", json.dumps(copy).encode())).split() == ["near", "0.88", "a", "of", "b"]


def test_a_dead_letter_is_one_line_without_its_bytes() -> None:
    headers = (
        ("demarche.reason", b"not_utf8"),
        ("demarche.detail", b"invalid start byte \x1b[2J"),
        ("demarche.topic", b"n.raw"),
        ("demarche.partition", b"1"),
        ("demarche.offset", b"7"),
    )
    assert shown(record("n.dead", b"\xff\xfe", headers)).split() == ["not_utf8", "n.raw-1-7", "invalid", "start", "byte", "\ufffd[2J"]


def test_a_value_of_another_version_is_told_of_and_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(record("n.ledger", b'{"schema": "demarche/ledger/v9"}')) == ""
    assert "n.ledger-0-5 is not of this version" in capsys.readouterr().err


def test_json_of_a_dead_letter_describes_it_whatever_its_bytes_are() -> None:
    line = watch._as_json(record("n.dead", b"\xff{", (("demarche.reason", b"not_utf8"), ("own", b"x"))), SETTINGS)
    assert json.loads(line) == {
        "topic": "n.dead",
        "partition": 0,
        "offset": 5,
        "headers": {"demarche.reason": "not_utf8"},
        "value": "\ufffd{",
    }


def test_json_of_other_records_is_their_own() -> None:
    assert watch._as_json(record("n.ledger", b'{"a":1}'), SETTINGS) == b'{"a":1}'
