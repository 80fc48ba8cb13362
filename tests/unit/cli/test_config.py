"""The settings in force, with their origin."""

import json
from pathlib import Path

import pytest

from service.cli.main import execute


def rows(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[1:]}


def test_each_setting_has_its_value_and_origin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "demarche.toml"
    file.write_text('group = "from-file"\npartitions = 3\n')
    monkeypatch.setenv("DEMARCHE_CONFIG", str(file))
    monkeypatch.setenv("DEMARCHE_PARTITIONS", "4")
    assert execute(["config"]) == 0
    said = rows(capsys)
    assert said["DEMARCHE_GROUP"] == ["from-file", str(file)]
    assert said["DEMARCHE_PARTITIONS"] == ["4", "DEMARCHE_PARTITIONS"]
    assert said["DEMARCHE_DEDUPE_WINDOW"] == ["72h", "default"]


@pytest.mark.parametrize("arguments", [["config"], ["config", "--json"], ["config", "--debug"]])
def test_secrets_are_hidden(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMARCHE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_USERNAME", "me")
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD", "hunter2")
    assert execute(arguments) == 0
    out = capsys.readouterr().out
    assert "hunter2" not in out
    assert "********" in out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("DEMARCHE_CONFIG", 'kafka_sasl_pasword = "hunter2"'),
        ("DEMARCHE_CONFIG", 'partitions = "many"\nkafka_sasl_password = "hunter2"'),
        ("DEMARCHE_CONFIG", 'kafka_sasl_password = ["hunter2"]'),
        ("DEMARCHE_CONFIG", 'kafka_sasl_password = "hunter2'),
        ("DEMARCHE_KAFKA_SASL_PASSWORD_FILE", "hunter2\nhunter2"),
    ],
)
def test_no_message_and_no_traceback_tells_a_secret(
    name: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text(content)
    monkeypatch.setenv(name, str(tmp_path / "file"))
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD", "" if name.endswith("FILE") else "hunter2")
    assert execute(["--debug", "config"]) == 2
    said = "".join(capsys.readouterr())
    assert "Traceback" in said
    assert "hunter2" not in said


def test_json_holds_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMARCHE_DEDUPE_WINDOW", "90m")
    assert execute(["config", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["DEMARCHE_DEDUPE_WINDOW"] == {"value": "90m", "origin": "DEMARCHE_DEDUPE_WINDOW"}
    assert said["DEMARCHE_GROUP"] == {"value": "demarche", "origin": "default"}


def test_a_variable_that_is_no_setting_is_pointed_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMARCHE_PARTITION", "4")
    assert execute(["config"]) == 0
    said = capsys.readouterr()
    assert "DEMARCHE_PARTITION is set and is no setting" in said.err
    assert "misspelt" not in said.out
