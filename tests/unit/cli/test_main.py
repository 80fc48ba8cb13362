"""How a command line ends: help, exit codes, errors of one line."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiokafka.errors import TopicAuthorizationFailedError

from service.cli.main import app, execute
from service.errors import Fatal

ENTRY = Path(sys.executable).with_name("demarche")
COMMANDS = ["demo", "run", "broker", "page", "produce", "watch", "explain", "export", "reconcile", "evaluate", "config"]
GROUPS = [["topics", "create"], ["topics", "check"], ["dead", "list"], ["dead", "show"], ["dead", "replay"], ["dead", "skip"]]


@pytest.mark.parametrize("command", [[one] for one in COMMANDS] + GROUPS, ids=" ".join)
def test_every_command_has_a_help_with_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert execute([*command, "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Example: " in said
    assert f"demarche {' '.join(command)}" in said


def test_the_commands_are_those_of_the_contract() -> None:
    named = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert named == set(COMMANDS)
    assert {group.name for group in app.registered_groups} == {"topics", "dead"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["watch", "--kind", "x\x9b2J"], "--kind: x\ufffd2J is no kind"),
        (["explain"], "Missing"),
        (["explain", "--nonsense", "x"], "nonsense"),
        (["explain", "no-such-file.txt"], "no-such-file.txt does not exist"),
        (["explain", "https://a.example/b"], "https://a.example/b is a URL, and URLs are not fetched"),
        (["produce", "http://a.example/"], "http://a.example is a URL, and URLs are not fetched"),
        (["broker", "--port", "x"], "port"),
        (["dead", "replay", "--limit", "0"], "limit"),
        (["dead", "list", "--reason", "bad_luck"], "bad_luck is no reason"),
        (["dead", "skip", "news.dead-3-1047"], "news.dead-3-1047 is no input of this installation"),
        (["dead", "skip", "news.raw-3"], "news.raw-3 is no input of this installation"),
        (["dead", "skip", "news.raw-3-1047", "--to", "1046"], "--to 1046 is before news.raw-3-1047"),
        (["watch", "nonsense"], "nonsense is no output topic"),
        (["watch", "--kind", "walkuot"], "--kind: walkuot is no kind; there are"),
        (["watch", "--modality", "real"], "--modality: real is no modality; there are asserted, historical, planned"),
        (["watch", "--min-confidence", "nan"], "--min-confidence: nan is no confidence; give a number from 0 to 1"),
        (["watch", "--since", "72"], "--since: 72 is no time"),
        (["watch", "ledger", "--kind", "walkout"], "--kind can't choose among ledger; leave it out"),
        (["watch", "--topic", "sport"], "--topic: sport is no topic; there are defection, diplomatic_protest"),
        (["export", "news", "-o", "a.csv"], "news can't be exported; there are events, incidents, ledger, duplicates"),
        (["export", "events"], "output"),
        (["export", "events", "-o", "a.txt"], "does not say which form is meant; give --format with one of csv, jsonl, parquet, sqlite"),
        (["export", "events", "-o", "a", "--format", "xls"], "xls is no form of a file"),
        (["export", "events", "-o", "/no/such/place/a.csv"], "/no/such/place does not exist"),
        (["export", "events", "-o", "/dev/null", "--format", "csv"], "/dev/null is no file"),
        (["export", "duplicates", "-o", "a.csv", "--topic", "defection"], "--topic can't choose among the duplicates"),
    ],
)
def test_wrong_use_is_exit_2_and_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
    assert err.startswith("demarche: ")


@pytest.mark.parametrize("servers", ["localhost:abc", "localhost:", "a:1,,b:2", "a:70000", "kafka://a:1"])
def test_an_address_that_is_none_is_wrong_use(servers: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMARCHE_KAFKA_BOOTSTRAP_SERVERS", servers)
    assert execute(["reconcile"]) == 2
    assert "is no address; write host:port" in capsys.readouterr().err


@pytest.mark.parametrize("servers", ["localhost:9092", "kafka-1.example:1, kafka_2:2", "[::1]:9092", "kafka"])
def test_addresses_as_clients_take_them_are_taken(servers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_KAFKA_BOOTSTRAP_SERVERS", servers)
    assert execute(["config"]) == 0


def test_a_setting_that_is_wrong_is_wrong_use(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMARCHE_PARTITIONS", "many")
    assert execute(["config"]) == 2
    assert "DEMARCHE_PARTITIONS" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["topics check", "produce a.txt"])
def test_a_cluster_that_is_not_there_is_exit_1_and_one_line_with_what_to_do(command: str, tmp_path: Path) -> None:
    """In a process of its own, as the Kafka client has its own ideas of what to print."""
    article = tmp_path / "a.txt"
    article.write_text("Snow fell.")
    arguments = [str(article) if one.endswith(".txt") else one for one in command.split()]
    environment = dict(os.environ) | {"DEMARCHE_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"}
    done = subprocess.run(
        [sys.executable, "-m", "service.cli.main", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("Following ")]
    assert (done.returncode, done.stdout, len(said)) == (1, "", 1)
    assert said[0].startswith("demarche: No Kafka broker answers at 127.0.0.1:1")
    assert "DEMARCHE_KAFKA_BOOTSTRAP_SERVERS" in said[0]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("demarche watch d", {"dead", "defection", "diplomatic_protest", "duplicates"}),
        ("demarche dead list --reason not", {"not_json", "not_utf8"}),
        ("demarche dead replay --stage e", {"extract", "enrich"}),
    ],
)
def test_the_shell_is_offered_names_and_no_files(line: str, offered: set[str]) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1), "_DEMARCHE_COMPLETE": "complete_bash"}
    done = subprocess.run([ENTRY], env=dict(os.environ) | words, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == offered


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_the_help_says_nothing_of_types(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["explain"], ["dead", "list"], ["topics"]):
        assert execute([*command, flag]) == 0
        said = capsys.readouterr().out
        assert "Show this message" in said
        assert "<" not in said.replace("<int range>", "")


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["--version"]) == 0
    assert re.fullmatch(r"demarche \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("after", [0.05, 0.1, 0.2, 0.4, 0.8])
def test_ctrl_c_ends_quietly_at_any_moment(after: float, tmp_path: Path) -> None:
    """From the moment that Python itself is up; before that nobody can tell it what to do."""
    started = tmp_path / "started"
    code = f"from pathlib import Path; Path({str(started)!r}).touch(); import sys; sys.argv[1:] = ['explain', '-']\n"
    code += "from service.cli.entry import main; main()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not started.exists():
            time.sleep(0.001)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_ctrl_c_ends_produce_while_it_waits_for_a_terminal(tmp_path: Path) -> None:
    ours, its = pty.openpty()
    code = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom service.cli import produce\nfrom service.cli.entry import main\n"
        "from service.edge.operating import produce as edge\n"
        "async def send(settings, messages, *rest):\n"
        f"    Path({str(tmp_path / 'waiting')!r}).touch()\n"
        "    return len([one async for one in messages])\n"
        "edge.produce = send\nsys.argv[1:] = ['produce', '-']\nmain()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=its, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (tmp_path / "waiting").exists():
            time.sleep(0.01)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    os.close(ours)
    os.close(its)
    assert (process.returncode, out, err) == (130, b"", b"")


def fail(*_: object) -> None:
    raise KeyError("a defect")


def stop(*_: object) -> None:
    raise Fatal("The work can't go on.\nDo this.", 70)


def test_a_defect_is_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("service.cli.config.load_settings", fail)
    assert execute(["config"]) == 1
    err = capsys.readouterr().err
    assert err == "demarche: Unexpected KeyError: 'a defect' (add --debug for the traceback)\n"


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (TimeoutError(), "Kafka did not answer as it should (TimeoutError); try again when the cluster is well."),
        (TopicAuthorizationFailedError("n.raw"), "The Kafka broker does not let us read or write n.raw; our user needs READ"),
    ],
)
def test_a_cluster_that_fails_in_the_middle_of_the_work_is_one_line(
    problem: Exception, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise problem

    monkeypatch.setattr("service.cli.config.load_settings", broken)
    assert execute(["config"]) == 1
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--debug", "config"], ["config", "--debug"]])
def test_debug_shows_the_traceback_wherever_it_stands(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("service.cli.config.load_settings", fail)
    assert execute(arguments) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_stop_keeps_its_exit_code_and_its_message_becomes_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("service.cli.config.load_settings", stop)
    assert execute(["config"]) == 70
    assert capsys.readouterr().err == "demarche: The work can't go on. Do this.\n"


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    articles = tmp_path / "many.jsonl"
    articles.write_text('{"text": "Snow fell on the hills."}\n' * 200)
    command = f"{sys.executable} -m service.cli.main explain --json {articles} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["", "--json"])
def test_and_its_exit_code_is_that_of_a_closed_pipe(form: str, tmp_path: Path) -> None:
    articles = tmp_path / "many.jsonl"
    articles.write_text('{"text": "Snow fell on the hills."}\n' * 300)
    command = f"set -o pipefail; {sys.executable} -m service.cli.main explain {form} {articles} | head -n 1 >/dev/null"
    assert subprocess.run(["bash", "-c", command], check=False, stderr=subprocess.PIPE).returncode in {0, 141}


def test_the_help_of_the_program_loads_no_stage_and_no_kafka() -> None:
    """A command answers at once only as long as `--help` and `config` do not load the whole service."""
    code = "import sys, service.cli.main; print(sorted({'faust', 'aiokafka', 'trafilatura', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_is_exit_1_and_one_line_that_says_so(form: list[str], tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Snow closed two passes in the north on Sunday.")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "service.cli.main", "explain", str(article), *form]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "demarche: The output can't be written: No space left on device.\n"
