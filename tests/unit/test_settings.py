"""Settings are read once, from the environment before the file, and a bad one is named in one sentence."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import SECRETS, load_settings, unknown_variables


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("DEMARCHE_")]:
        monkeypatch.delenv(name)


def file(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "demarche.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DEMARCHE_CONFIG", str(path))
    return path


def test_the_defaults_are_those_of_the_contract() -> None:
    settings, origins = load_settings()
    assert settings.kafka_bootstrap_servers == "localhost:9092"
    assert (settings.group, settings.topic_prefix) == ("demarche", "news")
    assert (settings.partitions, settings.replication) == (8, 1)
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert settings.dedupe_window == 72 * 3_600_000
    assert settings.max_article_bytes == 2_000_000
    assert set(origins.values()) == {"default"}


@pytest.mark.parametrize(
    ("written", "ms"), [("72h", 259_200_000), ("90m", 5_400_000), ("10s", 10_000), ("500ms", 500), ("3d", 259_200_000)]
)
def test_a_window_has_a_unit(written: str, ms: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_DEDUPE_WINDOW", written)
    assert load_settings()[0].dedupe_window == ms


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, 'group = "filed"\npartitions = 3\n', monkeypatch)
    monkeypatch.setenv("DEMARCHE_PARTITIONS", "5")
    settings, origins = load_settings()
    assert (settings.group, settings.partitions) == ("filed", 5)
    assert (origins["group"], origins["partitions"]) == (str(path), "DEMARCHE_PARTITIONS")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMARCHE_PARTITIONS", "many"),
        ("DEMARCHE_DEDUPE_WINDOW", "soon"),
        ("DEMARCHE_TOPIC_PREFIX", "no spaces"),
        ("DEMARCHE_HTTP_PORT", "70000"),
    ],
)
def test_a_bad_value_is_named_and_is_wrong_use(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Fatal, match=name) as raised:
        load_settings()
    assert raised.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("text", "says"),
    [("partitions = ", "not valid TOML"), ("colour = 1\n", "colour in .* is not a setting"), ('partitions = "x"\n', "partitions in")],
)
def test_a_bad_file_is_named(text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path, text, monkeypatch)
    with pytest.raises(Fatal, match=says) as raised:
        load_settings()
    assert raised.value.exit_code == ExitCode.USAGE


def test_a_file_that_is_not_there_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_CONFIG", "nowhere.toml")
    with pytest.raises(Fatal, match="can't be read"):
        load_settings()


def test_an_empty_variable_is_as_if_it_were_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_HTTP_PORT", "")
    settings, origins = load_settings()
    assert (settings.http_port, origins["http_port"]) == (8080, "default")


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "DEMARCHE_KAFKA_SASL_USERNAME"),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_MECHANISM": "OAUTHBEARER"}, "DEMARCHE_KAFKA_SASL_TOKEN_FILE go together"),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_TOKEN_FILE": "/x"}, "DEMARCHE_KAFKA_SASL_TOKEN_FILE go together"),
        (
            {"KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_MECHANISM": "OAUTHBEARER", "KAFKA_SASL_TOKEN_FILE": "/nowhere"},
            "names /nowhere, which can't be read",
        ),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_USERNAME": "me"}, "DEMARCHE_KAFKA_SASL_PASSWORD"),
        ({"KAFKA_SASL_USERNAME": "me"}, "DEMARCHE_KAFKA_SASL_USERNAME is set, but with DEMARCHE_KAFKA_SECURITY_PROTOCOL=PLAINTEXT nobody"),
        ({"KAFKA_SECURITY_PROTOCOL": "SSL", "KAFKA_SASL_PASSWORD": "x"}, "set DEMARCHE_KAFKA_SECURITY_PROTOCOL to SASL_SSL"),
        ({"KAFKA_SECURITY_PROTOCOL": "SSL", "KAFKA_SSL_CAFILE": "nowhere.pem"}, "DEMARCHE_KAFKA_SSL_CAFILE names nowhere.pem"),
    ],
)
def test_what_a_secured_connection_lacks_is_named(variables: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"DEMARCHE_{name}", value)
    with pytest.raises(Fatal, match=says) as raised:
        load_settings()
    assert raised.value.exit_code == ExitCode.USAGE


def test_settings_are_frozen() -> None:
    settings, _ = load_settings()
    with pytest.raises(ValidationError):
        settings.group = "other"


def test_a_secret_does_not_show_in_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    logs_in(monkeypatch)
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD", "hunter2")
    assert "hunter2" not in repr(load_settings()[0])


def logs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_USERNAME", "me")


@pytest.mark.parametrize("name", SECRETS)
def test_each_secret_may_lie_in_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logs_in(monkeypatch)
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD", "" if name == "kafka_sasl_password" else "x")
    (tmp_path / "secret").write_text(" hunter2 \n")
    monkeypatch.setenv(f"DEMARCHE_{name.upper()}_FILE", str(tmp_path / "secret"))
    settings, origins = load_settings()
    assert getattr(settings, name).get_secret_value() == " hunter2 "
    assert origins[name] == f"DEMARCHE_{name.upper()}_FILE"
    assert unknown_variables() == ()


def test_the_file_of_settings_may_name_the_file_of_a_secret_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logs_in(monkeypatch)
    (tmp_path / "secret").write_text("hunter2")
    config = file(tmp_path, f'kafka_sasl_password_file = "{tmp_path / "secret"}"\n', monkeypatch)
    settings, origins = load_settings()
    assert settings.kafka_sasl_password is not None
    assert settings.kafka_sasl_password.get_secret_value() == "hunter2"
    assert origins["kafka_sasl_password"] == str(config)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "can't be read"),
        (b"", "must hold the secret alone"),
        (b"a\nb\n", "on one line"),
        (b"\xff", "not UTF-8"),
        (b"a" * 70_000, "on one line"),
    ],
)
def test_a_file_of_a_secret_that_can_not_be_one_is_named_without_what_it_holds(
    content: bytes | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(Fatal, match=says) as raised:
        load_settings()
    assert (raised.value.exit_code, "aa" in str(raised.value)) == (ExitCode.USAGE, False)


def test_a_secret_given_twice_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD", "a")
    monkeypatch.setenv("DEMARCHE_KAFKA_SASL_PASSWORD_FILE", str(tmp_path))
    with pytest.raises(Fatal, match="keep one of them"):
        load_settings()
    monkeypatch.delenv("DEMARCHE_KAFKA_SASL_PASSWORD_FILE")
    file(tmp_path, 'kafka_sasl_password = "a"\nkafka_sasl_password_file = "b"\n', monkeypatch)
    with pytest.raises(Fatal, match="sets both kafka_sasl_password and kafka_sasl_password_file"):
        load_settings()


def test_a_variable_that_is_no_setting_is_listed_and_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_SERVICE_HOST", "10.0.0.1")
    load_settings()
    assert unknown_variables() == ("DEMARCHE_SERVICE_HOST",)
