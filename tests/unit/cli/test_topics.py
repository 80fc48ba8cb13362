"""Trying a topic of interest of one's own."""

from pathlib import Path

import pytest

from service.cli.main import execute

TOPIC = Path(__file__).resolve().parents[3] / "examples" / "topics" / "hostage_release.toml"


def test_the_examples_of_a_topic_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["topics", "try", str(TOPIC)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "5 of 5 examples read as promised.\n"


def test_a_promise_that_is_broken_is_named_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "topic.toml"
    broken.write_text(TOPIC.read_text().replace("Soldiers rescued", "Soldiers photographed"))
    assert execute(["topics", "try", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert "must be rescue, but is read as nothing" in out
    assert "hostage_release" in out
    assert "rescue/rescue_captives" in out
    assert err == "4 of 5 examples read as promised.\n"


def test_frames_that_no_given_article_fires_are_listed_with_what_they_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The rebels freed three French hostages on Sunday after talks in Bamako that had lasted for a month.")
    assert execute(["topics", "try", str(TOPIC), "--articles", str(article)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Frames that no given article fires",
        "  exchange/swap_captives: Those who hold captives exchange them for others.",
        "  rescue/rescue_captives: Soldiers or police free captives by force.",
    ]


def test_a_path_that_holds_no_topic_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["topics", "try", str(tmp_path / "absent.toml")]) == 2
    assert "No such file" in capsys.readouterr().err
