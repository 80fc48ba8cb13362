"""Scoring the service on labelled articles."""

import json
from pathlib import Path

import pytest

from service.cli.main import execute

EXPULSION = (
    "SANTIAGO - Chile on Tuesday expelled three diplomats of the Nicaraguan embassy, declaring them persona non grata. "
    "The foreign ministry said that the three had followed exiles who live in the capital. The embassy did not comment."
)
SNOW = "The first heavy snow of the season closed two passes in the north on Sunday. Drivers were asked to wait."


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    articles = [
        {"id": "right", "text": EXPULSION, "labels": ["diplomatic_protest"]},
        {"id": "false-alarm", "text": EXPULSION.replace("three", "four"), "labels": []},
        {"id": "missed", "title": "A title", "text": SNOW, "labels": ["diplomatic_protest"]},
        {"id": "arguable", "text": SNOW, "labels": ["defection"], "ambiguous": True},
    ]
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, articles)))
    return file


def test_the_scores_and_errors_of_each_topic_are_counted(labelled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert execute(["evaluate", str(labelled), "--json"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert (said["articles"], said["ambiguous"]) == (3, 1)
    by_topic = {one["topic"]: one for one in said["topics"]}
    protest = by_topic["diplomatic_protest"]
    assert (protest["true_positives"], protest["false_positives"], protest["false_negatives"]) == (1, 1, 1)
    assert (protest["precision"], protest["recall"], protest["f1"]) == (0.5, 0.5, 0.5)
    assert protest["precision_95"][0] < 0.5 < protest["precision_95"][1]
    assert {(error["error"], error["id"]) for error in said["errors"]} == {("false alarm", "false-alarm"), ("missed", "missed")}


def test_a_person_gets_a_table_and_the_list_of_errors(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["evaluate", str(labelled)]) == 0
    out, err = capsys.readouterr()
    table, errors = out.split("\n\n")
    assert [line.split()[0] for line in table.splitlines()] == ["TOPIC", "defection", "diplomatic_protest"]
    assert "false alarm  diplomatic_protest  false-alarm" in errors
    assert "missed       diplomatic_protest  missed       A title" in errors
    assert err == "3 articles scored, 1 ambiguous left out.\n"


@pytest.mark.parametrize("line", ["{broken", '{"text": "x"}', '{"text": "x", "labels": ["sport"]}', "[1]"])
def test_what_is_not_labelled_is_named_by_its_line(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f'{{"text": "{SNOW}", "labels": []}}\n{line}\n')
    assert execute(["evaluate", str(file)]) == 2
    assert capsys.readouterr().err.startswith(f"demarche: {file}:2 ")


@pytest.mark.parametrize("content", ["", json.dumps({"text": SNOW, "labels": [], "ambiguous": True})])
def test_a_file_with_nothing_to_score_is_wrong_use(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text(content)
    assert execute(["evaluate", str(file)]) == 2
    assert "nothing to score" in capsys.readouterr().err
