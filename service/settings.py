"""Every setting, read once from `DEMARCHE_*` or the TOML file that `DEMARCHE_CONFIG` names (environment wins); frozen afterwards."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

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

_FILE = "_file"
"""What the name of a secret ends with where the file is meant that holds it: `DEMARCHE_KAFKA_SASL_PASSWORD_FILE`."""
_LARGEST_SECRET = 65_536

_SERVER = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?", re.ASCII)
_LAST_PORT = 65_535


def duration_ms(value: object) -> object:
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
DurationMs = Annotated[int, BeforeValidator(duration_ms), Field(gt=0)]
KafkaName = Annotated[str, AfterValidator(_kafka_name)]


class Settings(BaseSettings):
    """The settings in force. Names are public: the field in upper case after `DEMARCHE_` (contract, "Settings")."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True)

    kafka_bootstrap_servers: Servers = "localhost:9092"
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"] | None = None
    kafka_sasl_username: str | None = None
    kafka_sasl_password: SecretStr | None = None
    kafka_sasl_token_file: Path | None = None
    kafka_ssl_cafile: Path | None = None
    kafka_ssl_certfile: Path | None = None
    kafka_ssl_keyfile: Path | None = None
    kafka_ssl_key_password: SecretStr | None = None
    group: KafkaName = "demarche"
    topic_prefix: KafkaName = "news"
    partitions: int = Field(default=8, ge=1, le=1_000)
    replication: int = Field(default=1, ge=1, le=10)
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65_535)
    http_names: str | None = None
    """By which the worker is asked, with commas; addresses and `localhost` always do."""
    http_token: SecretStr | None = None
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
        """Given values, then the environment, then the file that `DEMARCHE_CONFIG` names; secrets may lie in files that either names."""
        del dotenv_settings, file_secret_settings
        from_secret_files = InitSettingsSource(settings_cls, _from_secret_files(os.environ))
        return init_settings, env_settings, from_secret_files, InitSettingsSource(settings_cls, _from_file(os.environ))

    @property
    def topic_names(self) -> TopicNames:
        """The Kafka topics."""
        return TopicNames(self.topic_prefix)


SECRETS = tuple(name for name, field in Settings.model_fields.items() if SecretStr in get_args(field.annotation))
"""The settings that nobody is to see; each may lie in a file."""


def _from_file(environment: Mapping[str, str]) -> dict[str, Any]:
    name = environment.get(CONFIG_VARIABLE)
    if not name:
        return {}
    try:
        values = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as problem:
        raise Fatal(
            f"{CONFIG_VARIABLE} names {name}, which can't be read ({problem.strerror}); correct the path or unset it.", ExitCode.USAGE
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Fatal(f"{name} is not valid TOML: {problem}.", ExitCode.USAGE) from problem
    for secret in SECRETS:
        if path := values.pop(secret + _FILE, None):
            if secret in values:
                raise Fatal(f"{name} sets both {secret} and {secret}{_FILE}; keep one of them.", ExitCode.USAGE)
            values[secret] = secret_in(str(path), f"{secret}{_FILE} in {name}")
    return values


def _from_secret_files(environment: Mapping[str, str]) -> dict[str, Any]:
    """The secrets whose files are named by variables."""
    found = {}
    for secret in SECRETS:
        variable = PREFIX + secret.upper()
        if path := environment.get(variable + _FILE.upper()):
            if environment.get(variable):
                raise Fatal(f"Both {variable} and {variable}{_FILE.upper()} are set; keep one of them.", ExitCode.USAGE)
            found[secret] = secret_in(path, variable + _FILE.upper())
    return found


def secret_in(path: str, origin: str) -> str:
    """The secret that a file holds, without the end of its line. Raises `Fatal`, in which `origin` says what names the file."""
    try:
        with Path(path).open("rb") as file:
            secret = file.read(_LARGEST_SECRET + 1).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise Fatal(f"{origin} names {path}, which can't be read ({why}); correct the path.", ExitCode.USAGE) from None
    if not secret or len(secret) > _LARGEST_SECRET or "\n" in secret:
        raise Fatal(f"{origin} names {path}, which must hold the secret alone, on one line.", ExitCode.USAGE)
    return secret


def unknown_variables() -> tuple[str, ...]:
    """List the `DEMARCHE_*` variables that are no setting: misspelt, or put there by an orchestrator; they are shown, never refused."""
    known = {PREFIX + name.upper() for name in (*Settings.model_fields, *(secret + _FILE for secret in SECRETS))} | {CONFIG_VARIABLE}
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
        set_by = next((one for one in (variable, *([variable + _FILE.upper()] if name in SECRETS else [])) if os.environ.get(one)), None)
        origins[name] = set_by or (os.environ[CONFIG_VARIABLE] if name in from_file else "default")
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
    protocol, logs_in = f"{PREFIX}KAFKA_SECURITY_PROTOCOL", settings.kafka_security_protocol.startswith("SASL")
    by_token = settings.kafka_sasl_mechanism == "OAUTHBEARER"
    if by_token != (settings.kafka_sasl_token_file is not None):
        mechanism, file = f"{PREFIX}KAFKA_SASL_MECHANISM=OAUTHBEARER", f"{PREFIX}KAFKA_SASL_TOKEN_FILE"
        raise Fatal(f"{mechanism} and {file} go together: set both or neither.", ExitCode.USAGE)
    if logs_in and not by_token and not (settings.kafka_sasl_username and settings.kafka_sasl_password):
        wanted = f"{PREFIX}KAFKA_SASL_USERNAME and {PREFIX}KAFKA_SASL_PASSWORD"
        raise Fatal(f"{protocol} is {settings.kafka_security_protocol}: set {wanted} too.", ExitCode.USAGE)
    of_login = ("kafka_sasl_mechanism", "kafka_sasl_username", "kafka_sasl_password")
    given = [name for name in of_login if getattr(settings, name)]
    if given and not logs_in:
        raise Fatal(
            f"{PREFIX}{given[0].upper()} is set, but with {protocol}={settings.kafka_security_protocol} nobody logs in: "
            f"set {protocol} to SASL_SSL (or SASL_PLAINTEXT), or unset it.",
            ExitCode.USAGE,
        )
    if settings.kafka_sasl_token_file is not None:
        secret_in(str(settings.kafka_sasl_token_file), f"{PREFIX}KAFKA_SASL_TOKEN_FILE")
    for name in ("kafka_ssl_cafile", "kafka_ssl_certfile", "kafka_ssl_keyfile"):
        path = getattr(settings, name)
        if path is not None and not path.is_file():
            raise Fatal(f"{PREFIX}{name.upper()} names {path}, which is no file; correct the path or unset it.", ExitCode.USAGE)
