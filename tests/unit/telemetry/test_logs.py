"""One renderer for our logs and for the libraries'."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from service.telemetry import logs
from service.telemetry.logs import LibraryGate, LogEvent, get_logger

pytestmark = pytest.mark.usefixtures("restored")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def lines(log_format: str, level: str, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> list[str]:
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(log_format, level)  # type: ignore[arg-type]
    get_logger(partition=3).info(LogEvent.HTTP_LISTENING, url="http://127.0.0.1:1")
    get_logger().debug(LogEvent.WORKER_READY)
    logging.getLogger("faust.app").info("not wanted")
    logging.getLogger("aiokafka.consumer").warning("broker %s is away", 7)
    return stream.getvalue().splitlines()


def test_json_lines_carry_the_event_its_values_and_what_was_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = map(json.loads, lines("json", "info", monkeypatch, io.StringIO()))
    assert first | {"timestamp": ""} == {
        "event": "http_listening", "level": "info", "logger": "demarche", "partition": 3, "timestamp": "", "url": "http://127.0.0.1:1",
    }  # fmt: skip
    assert (second["event"], second["level"], second["logger"]) == ("broker 7 is away", "warning", "aiokafka.consumer")


def test_auto_is_json_in_a_pipe_and_console_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(line.startswith("{") for line in lines("auto", "info", monkeypatch, io.StringIO()))
    assert not any(line.startswith("{") for line in lines("auto", "info", monkeypatch, Terminal()))


def test_console_lines_in_a_pipe_hold_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in "".join(lines("console", "info", monkeypatch, io.StringIO()))


def test_the_level_holds_for_us_and_the_libraries_stay_at_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [json.loads(line)["event"] for line in lines("json", "debug", monkeypatch, io.StringIO())]
    assert said == ["http_listening", "worker_ready", "broker 7 is away"]


def test_a_higher_level_holds_for_the_libraries_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines("json", "error", monkeypatch, io.StringIO()) == []


def test_an_exception_is_one_json_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure("json", "info")
    try:
        int("no")
    except ValueError:
        get_logger().exception(LogEvent.STAGE_ERROR)
    [line] = stream.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]


class Said(logging.LogRecord):
    def __init__(self, name: str, message: str, level: int = logging.ERROR) -> None:
        """What a library hands to the log."""
        super().__init__(name, level, "", 0, message, None, None)


def test_what_a_library_repeats_is_told_once_a_minute_with_how_often_it_was_said() -> None:
    now = [0.0]
    gate = LibraryGate(lambda: now[0])
    passed = []
    for _ in range(60_000):
        said = Said("aiokafka.client", "Unable connect to node")
        if gate.filter(said):
            passed.append(said.getMessage())
        now[0] += 0.002
    assert passed == ["Unable connect to node", "Unable connect to node (said 29999 more times before)"]


def test_each_thing_that_a_library_says_has_its_own_minute_and_our_own_lines_always_pass() -> None:
    gate = LibraryGate(lambda: 0.0)
    assert [gate.filter(Said("aiokafka", text)) for text in ("a", "b", "a")] == [True, True, False]
    assert [gate.filter(Said("demarche", "a")) for _ in range(3)] == [True] * 3


def test_the_gate_can_be_closed_for_the_kafka_libraries_but_not_for_what_is_critical() -> None:
    gate = LibraryGate(lambda: 0.0)
    gate.kafka_closed = True
    assert not gate.filter(Said("aiokafka.client", "x"))
    assert not gate.filter(Said("mode.timers", "x"))
    assert gate.filter(Said("trafilatura", "x"))
    assert gate.filter(Said("faust", "x", logging.CRITICAL))
