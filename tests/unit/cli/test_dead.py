"""Dead letters on the command line."""

import json
from typing import Any

import pytest
import typer

from service.cli.main import execute
from service.edge.operating import dead_letters as dead
from service.edge.operating import skipping
from service.edge.operating.dead_letters import Letter
from service.record import Source


def letter(place: str, timestamp: int, *, replayed: bool = False) -> Letter:
    headers = (("demarche.reason", b"not_json"), ("demarche.reason", None), ("nothing", None), ("demarche.topic", b"news.raw"))
    return Letter(place, timestamp, None, b"{", headers, replayed, size=1)


LETTERS = [letter("0-1", 3_000), letter("1-0", 1_000, replayed=True), letter("1-1", 2_000)]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    calls: list[Any] = []

    async def listed(_settings: object, wanted: dead.LetterFilter | None = None) -> Any:
        for one in LETTERS:
            if wanted is None or wanted.matches(one):
                yield one

    async def replay(_settings: object, wanted: object, **how: Any) -> list[Letter]:
        calls.append((wanted, how))
        return LETTERS[:1]

    async def show(_settings: object, _name: str) -> Letter:
        return LETTERS[0]

    monkeypatch.setattr(dead, "list_letters", listed)
    monkeypatch.setattr(dead, "replay", replay)
    monkeypatch.setattr(dead, "show", show)
    return calls


def places(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines()[1:]]


@pytest.mark.usefixtures("sent")
def test_letters_are_listed_in_the_order_of_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["dead", "list"]) == 0
    assert places(capsys.readouterr().out) == ["1-1", "0-1"]


@pytest.mark.usefixtures("sent")
def test_a_limit_takes_the_oldest(capfd: pytest.CaptureFixture[str]) -> None:
    assert execute(["dead", "list", "--limit", "1", "--json"]) == 0
    assert [(said["letter"], said["bytes"]) for said in map(json.loads, capfd.readouterr().out.splitlines())] == [("1-1", 1)]


@pytest.mark.usefixtures("sent")
def test_those_that_were_sent_back_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["dead", "list", "--replayed"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "SENT BACK" in lines[0]
    assert [(line.split()[0], " yes " in f"{line} ") for line in lines[1:]] == [("1-0", True), ("1-1", False), ("0-1", False)]


@pytest.mark.usefixtures("sent")
def test_a_letter_with_null_headers_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["dead", "show", "0-1"]) == 0
    assert ["nothing", "(null)"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_sending_everything_back_asks_first(sent: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert execute(["dead", "replay"]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert sent == []


@pytest.mark.parametrize("arguments", [["--yes"], ["--reason", "not_json"], ["--limit", "5"], ["--dry-run"]])
def test_a_choice_or_yes_does_not_ask(arguments: list[str], sent: list[Any]) -> None:
    assert execute(["dead", "replay", *arguments]) == 0
    assert len(sent) == 1


@pytest.mark.parametrize(("answer", "code", "calls"), [(True, 0, 1), (False, 130, 0)])
def test_a_person_is_asked_with_the_number_of_letters(
    answer: bool,  # noqa: FBT001
    code: int,
    calls: int,
    sent: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def confirm(question: str, **_: object) -> None:
        asked.append(question)
        if not answer:
            raise typer.Abort

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", confirm)
    assert execute(["dead", "replay"]) == code
    assert (len(sent), asked) == (calls, ["Send all 2 open dead letters back to the input?"])


EMPTY = Letter("0-2", 4_000, None, None, (("demarche.value_omitted", b"unread"), ("demarche.topic", b"news.raw")), replayed=False)


def test_bytes_that_a_letter_does_not_hold_are_not_printed_as_none(
    sent: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del sent

    async def show(_settings: object, _name: str) -> Letter:
        return EMPTY

    monkeypatch.setattr(dead, "show", show)
    assert execute(["dead", "show", "0-2", "--raw"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, "holds no bytes of it (unread)" in captured.err) == ("", True)
    assert execute(["dead", "show", "0-2"]) == 0


@pytest.mark.parametrize(("count", "sentence"), [(1, "1 dead letter holds no bytes of its input"), (2, "2 dead letters hold no bytes")])
def test_what_can_not_be_sent_back_is_said(
    count: int, sentence: str, sent: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del sent

    async def replay(_settings: object, _wanted: object, *, without_bytes: Any, **_how: Any) -> list[Letter]:
        for _ in range(count):
            without_bytes(EMPTY)
        return []

    monkeypatch.setattr(dead, "replay", replay)
    assert execute(["dead", "replay", "--yes"]) == 0
    captured = capsys.readouterr()
    assert "0 dead letters were sent back to the input" in captured.out
    assert sentence in " ".join(captured.err.split())


@pytest.mark.parametrize(
    ("arguments", "said", "goes"),
    [
        ([], "news.raw-3-7 became a dead letter, unread", "the group goes on at 9"),
        (["--dry-run"], "news.raw-3-7 would become a dead letter, unread", "the group would go on at 9"),
    ],
)
def test_what_is_skipped_is_told_by_its_name(
    arguments: list[str], said: str, goes: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []

    async def skip(_settings: object, name: str, **how: Any) -> skipping.Skipped:
        asked.append((name, how))
        return skipping.Skipped((Source("news.raw", 3, 7),), (Source("news.raw", 3, 8),), 9)

    monkeypatch.setattr(skipping, "skip", skip)
    assert execute(["dead", "skip", "news.raw-3-7", "--to", "8", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [said, "news.raw-3-8 had been read before and keeps what becomes of it"]
    assert goes in " ".join(captured.err.split())
    assert asked == [("news.raw-3-7", {"to": 8, "dry_run": bool(arguments)})]
