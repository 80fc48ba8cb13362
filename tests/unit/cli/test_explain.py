"""Explaining articles on the command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service import explainer
from service.article import Article
from service.cli.main import execute
from service.context import Context
from service.edge.children import guard
from service.outcome import DeadReason, Reason
from service.reading import Reading, Refusal
from service.reasons import SENTENCES
from service.record import Record
from service.trace import Trace

EXPULSION = (
    "SANTIAGO - Chile on Tuesday expelled three diplomats of the Nicaraguan embassy, declaring them persona non grata. "
    "The foreign ministry said that the three had followed exiles who live in the capital. The embassy did not comment."
)
SNOW = "The first heavy snow of the season closed two passes in the north on Sunday. Drivers were asked to wait."
FIELDS = {"article", "outcome", "duplicate_of", "similarity", "events", "near_misses", "reason", "detail", "warnings"}


def write(path: Path, *articles: object) -> Path:
    path.write_text("".join(f"{article if isinstance(article, str) else json.dumps(article)}\n" for article in articles))
    return path


def explained(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_json_is_one_object_an_article_in_input_order(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    articles = write(
        tmp_path / "a.jsonl", {"id": "1", "text": EXPULSION}, "{broken", {"id": "3", "text": EXPULSION}, {"id": "4", "text": SNOW}
    )
    assert execute(["explain", "--json", str(articles)]) == 1
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


@pytest.mark.parametrize(
    ("article", "says"),
    [
        ('{"text": 5}', "`text` is a JSON number, not a string"),
        ('{"id": 1}', "neither `text` nor `html` is there"),
        ("{broken", "unexpected character"),
        ('{"text": "' + "a" * 2_000_000 + '"}', "2,000,012 bytes, more than the limit of 2,000,000"),
    ],
    ids=["type", "nothing", "broken", "large"],
)
def test_a_refused_article_is_told_of_in_detail_and_ends_with_1(
    article: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["explain", str(write(tmp_path / "a.jsonl", article))]) == 1
    assert says in capsys.readouterr().out


def test_what_was_left_out_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = write(tmp_path / "a.jsonl", {"text": EXPULSION, "published_at": "last Tuesday", "language": 7})
    assert execute(["explain", str(articles)]) == 0
    said = capsys.readouterr().out
    assert "warning  published_at: " in said
    assert "warning  language: " in said
    assert execute(["explain", "--json", str(articles)]) == 0
    assert len(json.loads(capsys.readouterr().out)["warnings"]) == 2


@pytest.mark.parametrize(("name", "content"), [("a.json", "[]"), ("a.jsonl", ""), ("a.jsonl", "\n \n")])
def test_a_file_without_an_article_is_told_of(name: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text(content)
    assert execute(["explain", str(tmp_path / name)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"There is no article in {tmp_path / name}" in err


def test_an_empty_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("")
    assert execute(["explain", str(tmp_path / "a.txt")]) == 1
    assert "refused: there is nothing in it" in capsys.readouterr().out


def test_empty_standard_input_is_told_of(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert execute(["explain", "-"]) == 1
    assert "There is no article in standard input" in capsys.readouterr().err


def test_an_article_that_never_ends_is_reported_and_the_others_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = guard.read

    def hangs(record: Record, context: Context, trace: Trace) -> Reading | Refusal:
        while b"endless" in (record.value or b""):
            pass
        return real(record, context, trace)

    monkeypatch.setattr(guard, "read", hangs)
    monkeypatch.setattr(guard, "RECORD_CPU_S", 1.5)
    articles = write(tmp_path / "a.jsonl", {"id": "1", "text": EXPULSION}, {"id": "endless", "text": SNOW}, {"id": "3", "text": EXPULSION})
    assert execute(["explain", "--json", str(articles)]) == 1
    out, err = capfd.readouterr()
    assert [(one["outcome"], one["reason"]) for one in map(json.loads, out.splitlines())] == [
        ("event", "events_found"),
        ("dead", "stage_error"),
        ("duplicate", "exact_copy"),
    ]
    assert err.count("\n") == 1
    assert "reading it took more than 1.5 s of CPU" in err


def test_ctrl_c_ends_quietly_while_an_article_is_read(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys, time\n"
        "from service.cli.main import execute\n"
        "from service.edge.children import guard\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # as the command does: a shell ignores it for what runs behind it
        "def hangs(record, context, trace):\n"
        "    os.killpg(0, signal.SIGINT)\n"
        "    while True: time.sleep(1)\n"
        "guard.read = hangs\n"
        f"sys.exit(execute(['explain', {str(write(tmp_path / 'a.jsonl', {'text': SNOW}))!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60, start_new_session=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_no_library_leaves_an_id_of_the_machine_and_so_tells_nobody_of_it(tmp_path: Path) -> None:
    article, home = write(tmp_path / "a.jsonl", {"text": SNOW}), tmp_path / "home"
    home.mkdir()
    ours = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY" and not name.startswith("XDG_")}
    command = Path(sys.executable).parent / "demarche"
    done = subprocess.run([command, "explain", article], env=ours | {"HOME": str(home)}, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0
    assert list(home.iterdir()) == []


def test_every_reason_has_a_sentence() -> None:
    assert {str(reason) for reason in SENTENCES} == {*map(str, Reason), *map(str, DeadReason)}


def test_a_failing_stage_is_one_line_and_exit_1_and_the_others_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = explainer.script_of

    def breaks(read: Article) -> int:
        if read.id == "bad":
            raise KeyError("oops")
        return real(read)

    monkeypatch.setattr(explainer, "script_of", breaks)
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
    says = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("weighed ")]
    assert len(says) == 2
    assert all("by the rules 0.9" in line and "doer named +" in line for line in says)
