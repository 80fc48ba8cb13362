"""Every setting, read once from `DEMARCHE_*` or the TOML file that `DEMARCHE_CONFIG` names (environment wins); frozen afterwards."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from service.errors import Fatal
from service.outcome import ExitCode
from service.topic_names import TopicNames

PREFIX = "DEMARCHE_"
CONFIG_VARIABLE = "DEMARCHE_CONFIG"
_UNITS_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_DURATION = re.compile(r"\A(\d++)\s*+(ms|s|m|h|d)")
_TOPIC_PREFIX = re.compile(r"[A-Za-z0-9._-]{1,100}")

_SERVER = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?", re.ASCII)
_LAST_PORT = 65_535


def _duration_ms(value: object) -> object:
    """`72h`, `90m`, `10s`, `500ms`, `3d` -> milliseconds; a number is taken as milliseconds."""
    if not isinstance(value, str) or value.strip().isdigit():
        return value
    found = _DURATION.fullmatch(value.strip())
    if not found:
        raise ValueError("write a number and a unit: 72h, 90m, 10s, 3d")
    return int(found[1]) * _UNITS_MS[found[2]]


def _kafka_name(value: str) -> str:
    if not _TOPIC_PREFIX.fullmatch(value):
        raise ValueError("use letters, digits, '.', '_' and '-' only, at most 100 of them")
    return value


def _servers(value: str) -> str:
    for server in value.split(","):
        found = _SERVER.fullmatch(server.strip())
        if found is None or (found[1] and not 0 < int(found[1]) <= _LAST_PORT):
            raise ValueError(f"{server.strip()!r} is no address; write host:port, several with commas")
    return value


Servers = Annotated[str, AfterValidator(_servers)]
DurationMs = Annotated[int, BeforeValidator(_duration_ms), Field(gt=0)]
KafkaName = Annotated[str, AfterValidator(_kafka_name)]


class Settings(BaseSettings):
    """The settings in force. Names are public: the field in upper case after `DEMARCHE_` (contract, "Settings")."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    kafka_bootstrap_servers: Servers = "localhost:9092"
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] | None = None
    kafka_sasl_username: str | None = None
    kafka_sasl_password: SecretStr | None = None
    kafka_ssl_cafile: Path | None = None
    kafka_ssl_certfile: Path | None = None
    kafka_ssl_keyfile: Path | None = None
    group: KafkaName = "demarche"
    topic_prefix: KafkaName = "news"
    partitions: int = Field(default=8, ge=1, le=1_000)
    replication: int = Field(default=1, ge=1, le=10)
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65_535)
    processes: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=0, le=256)
    instance_id: str | None = None
    dedupe_window: DurationMs = 72 * _UNITS_MS["h"]
    """Milliseconds of record time."""
    topics_dir: Path | None = None
    log_format: Literal["auto", "console", "json"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    max_article_bytes: int = Field(default=2_000_000, ge=1_000, le=10_000_000)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values, then the environment, then the file that `DEMARCHE_CONFIG` names."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, InitSettingsSource(settings_cls, _from_file(os.environ))

    @property
    def topic_names(self) -> TopicNames:
        """The Kafka topics."""
        return TopicNames(self.topic_prefix)


def _from_file(environment: Mapping[str, str]) -> dict[str, Any]:
    name = environment.get(CONFIG_VARIABLE)
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as problem:
        raise Fatal(
            f"{CONFIG_VARIABLE} names {name}, which can't be read ({problem.strerror}); correct the path or unset it.", ExitCode.USAGE
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Fatal(f"{name} is not valid TOML: {problem}.", ExitCode.USAGE) from problem


def unknown_variables() -> tuple[str, ...]:
    """List the `DEMARCHE_*` variables that are no setting: misspelt, or put there by an orchestrator; they are shown, never refused."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    return tuple(sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known))


def load_settings() -> tuple[Settings, dict[str, str]]:
    """Return the settings and, by field name, where each came from: `default`, the variable's name or the file's.

    Raises `Fatal` (exit code 2) naming the setting, its origin and what is wrong with it.
    """
    fields = Settings.model_fields
    from_file = _from_file(os.environ)
    origins = {}
    for name in fields:
        variable = PREFIX + name.upper()
        origins[name] = variable if os.environ.get(variable) else os.environ[CONFIG_VARIABLE] if name in from_file else "default"
    try:
        settings = Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0])
        origin = origins.get(name, os.environ.get(CONFIG_VARIABLE, ""))
        where = origin if origin.startswith(PREFIX) else f"{name} in {origin}"
        if first["type"] == "extra_forbidden":
            raise Fatal(f"{where} is not a setting; `demarche config` lists those that are.", ExitCode.USAGE) from problem
        raise Fatal(f"{where} is not usable: {first['msg'].removeprefix('Value error, ')}.", ExitCode.USAGE) from problem
    _check_security(settings)
    return settings, origins


def _check_security(settings: Settings) -> None:
    """Raise `Fatal` for what a secured connection lacks, as the client would say so late and without the setting's name."""
    if settings.kafka_security_protocol.startswith("SASL") and not (settings.kafka_sasl_username and settings.kafka_sasl_password):
        wanted = f"{PREFIX}KAFKA_SASL_USERNAME and {PREFIX}KAFKA_SASL_PASSWORD"
        raise Fatal(f"{PREFIX}KAFKA_SECURITY_PROTOCOL is {settings.kafka_security_protocol}: set {wanted} too.", ExitCode.USAGE)
    for name in ("kafka_ssl_cafile", "kafka_ssl_certfile", "kafka_ssl_keyfile"):
        path = getattr(settings, name)
        if path is not None and not path.is_file():
            raise Fatal(f"{PREFIX}{name.upper()} names {path}, which is no file; correct the path or unset it.", ExitCode.USAGE)
