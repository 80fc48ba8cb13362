"""Explaining articles on the command line."""

import io
import json
import sys
from pathlib import Path

import pytest

from service import explainer
from service.article import Article
from service.cli.explain import _WHY
from service.cli.main import execute
from service.outcome import DeadReason, Reason

EXPULSION = (
    "SANTIAGO - Chile on Tuesday expelled three diplomats of the Nicaraguan embassy, declaring them persona non grata. "
    "The foreign ministry said that the three had followed exiles who live in the capital. The embassy did not comment."
)
SNOW = "The first heavy snow of the season closed two passes in the north on Sunday. Drivers were asked to wait."
FIELDS = {"article", "outcome", "duplicate_of", "similarity", "events", "near_misses", "reason"}


def write(path: Path, *articles: object) -> Path:
    path.write_text("".join(f"{article if isinstance(article, str) else json.dumps(article)}\n" for article in articles))
    return path


def explained(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_json_is_one_object_an_article_in_input_order(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    articles = write(
        tmp_path / "a.jsonl", {"id": "1", "text": EXPULSION}, "{broken", {"id": "3", "text": EXPULSION}, {"id": "4", "text": SNOW}
    )
    assert execute(["explain", "--json", str(articles)]) == 0
    found = explained(capfdbinary)
    assert all(set(one) >= FIELDS for one in found)
    assert [one["article"]["id"] for one in found] == ["1", f"{articles}:2", "3", "4"]  # type: ignore[index]
    assert [one["outcome"] for one in found] == ["event", "dead", "duplicate", "no_topic"]
    assert found[1]["article"]["text"] == ""  # type: ignore[index]
    assert found[1]["reason"] == "not_json"
    assert (found[2]["duplicate_of"], found[2]["similarity"]) == ("1", 1.0)
    assert found[2]["events"]


def test_spans_name_their_part_by_the_contracts_field(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    execute(["explain", "--json", str(write(tmp_path / "a.jsonl", {"text": EXPULSION}))])
    [one] = explained(capfdbinary)
    for event in one["events"]:  # type: ignore[attr-defined]
        for span in event["evidence"]:
            assert one["article"][span["in"]][span["start"] : span["end"]] == span["text"]  # type: ignore[index]


def test_standard_input_is_explained_too(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(EXPULSION.encode())))
    assert execute(["explain", "--json", "-"]) == 0
    [one] = explained(capfdbinary)
    assert one["outcome"] == "event"


def test_a_person_sees_text_language_events_with_evidence_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["explain", str(write(tmp_path / "a.jsonl", {"id": "x", "title": "Envoys told to go", "text": EXPULSION}))]) == 0
    said = capsys.readouterr().out
    assert "id x · language en · text by text" in said
    assert EXPULSION in said
    assert "why  the text reports an act of a topic [events_found]" in said
    assert "● diplomatic protest · expulsion" in said
    assert "evidence " in said
    assert "\x1b" not in said


def test_a_person_is_told_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    near = "Workers walked out of the plant on Monday. Their ambassador of goodwill was recalled by the charity."
    execute(["explain", str(write(tmp_path / "a.jsonl", {"text": near}, {"text": SNOW}, {"id": "no text"}))])
    said = capsys.readouterr().out
    assert "[no_frame]" in said or "[no_trigger]" in said
    assert "why  refused: it is not a raw article" in said
    assert "Traceback" not in said


def test_every_reason_has_a_sentence() -> None:
    assert {str(reason) for reason in _WHY} == {*map(str, Reason), *map(str, DeadReason)}


def test_a_failing_stage_is_one_line_and_exit_1_and_the_others_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = explainer.lane_of

    def breaks(read: Article) -> int:
        if read.id == "bad":
            raise KeyError("oops")
        return real(read)

    monkeypatch.setattr(explainer, "lane_of", breaks)
    articles = write(tmp_path / "a.jsonl", {"id": "bad", "text": SNOW}, {"id": "good", "text": SNOW})
    assert execute(["explain", "--json", str(articles)]) == 1
    out, err = capfd.readouterr()
    assert json.loads(out.splitlines()[0])["reason"] == "stage_error"
    assert len(out.splitlines()) == 2
    assert err.count("\n") == 1
    assert "KeyError: 'oops'" in err
    assert execute(["explain", "--json", "--debug", str(articles)]) == 1
    assert "Traceback" in capfd.readouterr().err


def test_a_person_sees_what_the_rules_and_the_model_say_of_each_event_also_of_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["explain", str(write(tmp_path / "a.jsonl", {"id": "1", "text": EXPULSION}, {"id": "2", "text": EXPULSION}))]) == 0
    says = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("sure ")]
    assert len(says) == 2
    assert all("by the rules 0.9" in line and "doer named +" in line for line in says)
