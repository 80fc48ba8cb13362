"""Finds the files of topics and reads them: TOML, checked against its schema. What is wrong is refused with file, line and reason."""

import difflib
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service.errors import Fatal
from service.outcome import ExitCode
from service.topics.schema import MODELS, Part, Role
from service.topics.toml_lines import Path as TomlPath
from service.topics.toml_lines import lines_of

HEAD, WORDS = "topic.toml", "words.toml"
MAX_BYTES = 1_000_000
"""The built-in topics take under 0.2 MB each; a FIFO or a device never ends."""

_SAID = {
    "missing": "`{key}` is missing",
    "string_type": "`{key}` must be text in quotes",
    "tuple_type": "`{key}` must be a list of words or phrases",
    "bool_type": "`{key}` must be true or false",
    "float_type": "`{key}` must be a number",
    "model_type": "`{key}` must be a table",
    "model_attributes_type": "`{key}` must be a table",
    "dict_type": "`{key}` must be a table",
    "greater_than": "`{key}` must lie between 0 and 1",
    "less_than_equal": "`{key}` must lie between 0 and 1",
    "too_short": "`{key}` must not be empty",
    "string_too_short": "`{key}` must not be empty",
}


@dataclass(frozen=True)
class TopicFile:
    """One file of a topic, read: its bytes, and the lines of what stands in it."""

    path: Path
    role: Role
    raw: bytes
    part: Part
    lines: dict[TomlPath, int]

    def refuse(self, at: TomlPath, reason: str) -> NoReturn:
        """Raise `Fatal` with the line of `at`, or of the nearest that holds it."""
        _refuse(self.path, self.lines, at, reason)


def topics_in(folder: Path) -> list[Path]:
    """The topics in `folder`, in the order of their names: files that hold one each, and folders with `topic.toml`."""
    return [path for path in sorted(folder.iterdir()) if (path / HEAD).exists() or (path.suffix == ".toml" and not path.is_dir())]


def read_topic(path: Path) -> list[TopicFile]:
    """The files of the topic at `path`, a file or a folder, checked one by one; `topic.toml` comes first.

    Raises `Fatal` with file, line and reason.
    """
    if not path.is_dir():
        return [_read(path, "single")]
    if not (path / HEAD).exists():
        raise Fatal(f"The folder {path} has no {HEAD}; a topic is one TOML file, or a folder with {HEAD} in it.", ExitCode.USAGE)
    others = sorted(other for other in path.glob("*.toml") if other.name != HEAD)
    return [_read(path / HEAD, "head"), *(_read(other, "words" if other.name == WORDS else "kind") for other in others)]


def _read(path: Path, role: Role) -> TopicFile:
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        raise Fatal(f"Topic file {path}, line {1 + raw[: broken.start].count(10)}: it is not UTF-8.") from None
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        raise Fatal(f"Topic file {path} can't be read: {broken}.") from None
    lines = lines_of(text)
    try:
        return TopicFile(path, role, raw, MODELS[role].model_validate(data), lines)
    except ValidationError as wrong:
        error = min(wrong.errors(), key=lambda error: _line(lines, error["loc"]))
        _refuse(path, lines, error["loc"], _reason(error, MODELS[role], data))


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Fatal(f"Topic file {path} is not a regular file.", ExitCode.USAGE)
        if path.stat().st_size > MAX_BYTES:
            raise Fatal(f"Topic file {path} is larger than {MAX_BYTES:,} bytes.", ExitCode.USAGE)
        return path.read_bytes()
    except OSError as failed:
        raise Fatal(f"Topic file {path} can't be read: {failed.strerror}.", ExitCode.USAGE) from None


def _line(lines: dict[TomlPath, int], at: TomlPath) -> int:
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def _refuse(path: Path, lines: dict[TomlPath, int], at: TomlPath, reason: str) -> NoReturn:
    raise Fatal(f"Topic file {path}, line {_line(lines, at)}: {reason}.")


def _reason(error: ErrorDetails, model: type[BaseModel], data: dict[str, Any]) -> str:
    at, kind = error["loc"], error["type"]
    where = _where(at, data)
    key = next((str(part) for part in reversed(at) if isinstance(part, str) and part != "[key]"), "the file")
    if kind == "extra_forbidden":
        known = sorted(_model_at(model, at[:-1]).model_fields)
        near = difflib.get_close_matches(key, known, 1)
        return f"{where}unknown key `{key}`; " + (f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}")
    if kind == "string_pattern_mismatch":
        return f'{where}`{key}` must be lower-case letters, digits and `_`, such as "hostage_release"'
    if kind in {"literal_error", "enum"}:
        return f"{where}`{key}` must be one of {error['ctx']['expected'].replace(chr(39), '')}"
    if kind == "value_error":
        return f"{where}{error['ctx']['error']}"
    if kind == "string_type" and isinstance(at[-1], int):
        return f"{where}`{key}` must be a list of words or phrases"
    return where + _SAID.get(kind, f"`{{key}}` is wrong: {error['msg'].lower()}").format(key=key)


def _where(at: TomlPath, data: dict[str, Any]) -> str:
    """`frame expel_envoy: ` for what stands in a frame that has a name."""
    if len(at) > 1 and at[0] == "frame" and isinstance(at[1], int):
        frame = data["frame"][at[1]]
        name = frame.get("name") if isinstance(frame, dict) else None
        return f"frame {name}: " if isinstance(name, str) and at[-1] != "name" else ""
    return ""


def _model_at(model: type[BaseModel], at: TomlPath) -> type[BaseModel]:
    """The model that stands at `at` in `model`."""
    for key in at:
        if isinstance(key, int) or key not in model.model_fields:
            continue
        model = _inner(model.model_fields[key].annotation) or model
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _inner(part))), None)
