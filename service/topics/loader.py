"""Reads topic files: TOML in, compiled frames out. A broken file is refused with its name, the line and the reason."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from service.english.inflection import plural, verb_forms
from service.errors import Fatal
from service.model import Codes
from service.outcome import ExitCode, Modality
from service.topics.frame import Example, Frame, Scene, Slot, Topic, Trigger
from service.topics.phrases import compile_phrases

BUILT_IN = Path(__file__).resolve().parent
_NAME = re.compile(r"[a-z][a-z0-9_]{1,60}")
_TOPIC_KEYS = {"name", "persons", "unless", "languages", "kinds", "classes", "frame", "example"}
_FRAME_KEYS = {
    "name",
    "kind",
    "verbs",
    "nouns",
    "actor",
    "actor_required",
    "object",
    "complement",
    "needs",
    "needs_here",
    "unless",
    "unless_near",
    "unless_act",
    "target",
    "prepositions",
    "target_required",
    "own",
    "adjacent",
    "negated",
    "loose",
    "states",
    "actor_state",
    "confidence",
}
_SLOT_KEYS = {"roles", "kinds", "words"}
_EXAMPLE_KEYS = {"text", "kind", "modality", "actors", "targets"}
_TARGETS = ("object", "post", "preposition", "accused", "refuge", "left", "other", "own", "none")
_SCENES = ("actor", "venue", "refuge", "ranks", "post")


@dataclass(frozen=True)
class Rules:
    """All topics of interest, in the order of their file names."""

    topics: dict[str, Topic]
    version: str
    """Digest of the files: the same files give the same version."""
    languages: frozenset[str]
    """ISO 639-1 codes of the languages that the frames are written for."""

    @cached_property
    def triggers(self) -> dict[str, tuple[Trigger, ...]]:
        """First word of a trigger's form -> the triggers that begin with it."""
        table: dict[str, list[Trigger]] = {}
        for topic in self.topics.values():
            for frame in topic.frames:
                for lemma in frame.verbs:
                    first, *rest = lemma.split()
                    for form, tags in verb_forms(first).items():
                        table.setdefault(form, []).append(Trigger(frame, lemma, tuple(rest), tags, noun=False))
                for noun in frame.nouns:
                    for form in sorted({noun, plural(noun)}):
                        first, *rest = form.split()
                        table.setdefault(first, []).append(Trigger(frame, noun, tuple(rest), frozenset(), noun=True))
        return {word: tuple(sorted(found, key=lambda t: -len(t.rest))) for word, found in table.items()}


def load_rules(topics_dir: Path | None) -> Rules:
    """Load the built-in topics, and those of `topics_dir`, which add to them or replace them by name; raises `Fatal` for a broken file."""
    topics: dict[str, tuple[str, Topic, bytes]] = {}
    for folder in (BUILT_IN, topics_dir):
        if folder is None:
            continue
        if not folder.is_dir():
            raise Fatal(f"The topics directory {folder} does not exist; create it or unset DEMARCHE_TOPICS_DIR.", ExitCode.USAGE)
        for path in sorted(folder.glob("*.toml")):
            raw, languages, topic = _load(path)
            topics[topic.name] = (" ".join(sorted(languages)), topic, raw)
    digest = hashlib.sha256()
    for name in sorted(topics):
        digest.update(name.encode() + b"\0" + topics[name][2] + b"\0")
    ordered = {name: topics[name][1] for name in sorted(topics)}
    spoken = frozenset(code for row in topics.values() for code in row[0].split())
    return Rules(ordered, digest.hexdigest()[:16], spoken)


def _load(path: Path) -> tuple[bytes, tuple[str, ...], Topic]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
        data = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise Fatal(f"Topic file {path} can't be read: {broken}.") from None
    reader = _Reader(path, text)
    return raw, tuple(reader.strings(data, "languages", "the file")) or ("en",), reader.topic(data)


class _Reader:
    """Turns the TOML of one file into values, and says where it is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        """`text` is kept to find the line of an error."""
        self._path = path
        self._text = text
        self._classes: dict[str, tuple[str, ...]] = {}
        self._persons = False
        self._unless: tuple[str, ...] = ()

    def topic(self, data: dict[str, Any]) -> Topic:
        """The whole file."""
        self._known(data, _TOPIC_KEYS, "the file")
        name = data.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            self.refuse("name", '`name` must be lower-case letters, digits and `_`, such as "hostage_release"')
        self._persons = self._flag(data, "persons", "the file")
        for key, words in self._table(data, "classes").items():
            self._classes[key] = tuple(self._expand(self._strings(words, key, f"class {key}"), key))
        self._unless = self.strings(data, "unless", "the file")
        kinds: dict[str, Codes] = {}
        scenes: dict[str, Scene] = {}
        for kind, row in self._table(data, "kinds").items():
            if not isinstance(row, dict) or not set(row) <= {*Codes.model_fields, "scene"}:
                self.refuse(f"{kind} =", f"kind {kind} may only have {', '.join(Codes.model_fields)} and scene")
            scene = row.get("scene", "actor")
            if scene not in _SCENES:
                self.refuse(f"{kind} =", f"kind {kind}: `scene` must be one of {', '.join(_SCENES)}")
            scenes[kind] = scene
            kinds[kind] = Codes(**{key: value for key, value in row.items() if key != "scene"})
        if not kinds:
            self.refuse("kinds", "at least one kind is needed: [kinds.<name>]")
        frames = tuple(self._frame(row, name, kinds) for row in data.get("frame", []))
        if not frames:
            self.refuse("frame", "at least one [[frame]] is needed")
        names = [frame.name for frame in frames]
        for frame_name in names:
            if names.count(frame_name) > 1:
                self.refuse(frame_name, f"two frames are called {frame_name}")
        return Topic(name, kinds, scenes, frames, tuple(self._example(row, kinds) for row in data.get("example", [])))

    def _frame(self, row: dict[str, Any], topic: str, kinds: dict[str, Codes]) -> Frame:
        name = row.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            self.refuse("[[frame]]", "each frame needs a `name` of lower-case letters, digits and `_`")
        where = f"frame {name}"
        self._known(row, _FRAME_KEYS, where)
        kind = row.get("kind")
        if kind not in kinds:
            self.refuse(name, f"{where}: kind {kind!r} is not among [kinds]")
        verbs, nouns = self.strings(row, "verbs", where), self.strings(row, "nouns", where)
        if not verbs and not nouns:
            self.refuse(name, f"{where}: give `verbs` or `nouns`, else nothing triggers it")
        target = row.get("target", "object")
        if target not in _TARGETS:
            self.refuse(name, f"{where}: `target` must be one of {', '.join(_TARGETS)}")
        confidence = row.get("confidence", 0.9)
        if not isinstance(confidence, int | float) or not 0 < confidence <= 1:
            self.refuse(name, f"{where}: `confidence` must lie between 0 and 1")
        unless = self.strings(row, "unless", where)
        unless_near = self.strings(row, "unless_near", where)
        unless_act = (*self.strings(row, "unless_act", where), *self._unless)
        complement = self.strings(row, "complement", where)
        needs_here = self._groups(row, "needs_here", where)
        needs = self._groups(row, "needs", where)
        return Frame(
            topic=topic,
            name=name,
            kind=str(kind),
            verbs=verbs,
            nouns=nouns,
            actor=self._slot(row.get("actor", {}), f"{where}: actor") or Slot(frozenset(), frozenset(), None),
            object=self._slot(row.get("object"), f"{where}: object"),
            complement=compile_phrases(complement) if complement else None,
            complement_phrases=complement,
            needs=tuple(compile_phrases(group) for group in needs),
            needs_phrases=needs,
            needs_here=tuple(compile_phrases(group) for group in needs_here),
            needs_here_phrases=needs_here,
            unless=compile_phrases(unless) if unless else None,
            unless_near=compile_phrases(unless_near) if unless_near else None,
            unless_act=compile_phrases(unless_act) if unless_act else None,
            target=target,
            prepositions=self.strings(row, "prepositions", where),
            actor_required=self._flag(row, "actor_required", where),
            target_required=self._flag(row, "target_required", where),
            own=self._flag(row, "own", where),
            adjacent=self._flag(row, "adjacent", where),
            negated=self._flag(row, "negated", where),
            loose=self._flag(row, "loose", where),
            states=self._flag(row, "states", where),
            actor_state=self._flag(row, "actor_state", where),
            of_persons=self._persons,
            confidence=float(confidence),
        )

    def _groups(self, row: dict[str, Any], key: str, where: str) -> tuple[tuple[str, ...], ...]:
        groups = row.get(key, [])
        if not isinstance(groups, list) or not all(isinstance(group, list) and group for group in groups):
            self.refuse(where, f"{where}: `{key}` is a list of lists; one phrase of each list must be there")
        return tuple(tuple(self._expand(self._strings(group, key, where), where)) for group in groups)

    def _slot(self, value: Any, where: str) -> Slot | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(where, f'{where} must be a table such as {{ roles = ["ambassador"] }}')
        self._known(value, _SLOT_KEYS, where)
        words = self.strings(value, "words", where)
        return Slot(
            frozenset(self.strings(value, "roles", where)),
            frozenset(self.strings(value, "kinds", where)),
            compile_phrases(words) if words else None,
            words,
        )

    def _example(self, row: dict[str, Any], kinds: dict[str, Codes]) -> Example:
        self._known(row, _EXAMPLE_KEYS, "an example")
        text, kind, modality = row.get("text"), row.get("kind"), row.get("modality")
        if not isinstance(text, str) or not text:
            self.refuse("[[example]]", "each example needs a `text`")
        if kind is not None and kind not in kinds:
            self.refuse(text, f"example: kind {kind!r} is not among [kinds]")
        if modality is not None and modality not in set(Modality):
            self.refuse(text, f"example: modality {modality!r} is unknown")
        actors = tuple(row["actors"]) if "actors" in row else None
        targets = tuple(row["targets"]) if "targets" in row else None
        return Example(text, kind, modality, actors, targets)

    def strings(self, row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
        """The list of strings at `key`, with its `@class` names replaced by their words."""
        return tuple(self._expand(self._strings(row.get(key, []), key, where), where))

    def _strings(self, value: Any, key: str, where: str) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.refuse(key, f"{where}: `{key}` must be a list of words or phrases")
        return value

    def _expand(self, words: list[str], where: str) -> list[str]:
        found: list[str] = []
        for word in words:
            if not word.startswith("@"):
                found.append(word)
            elif word[1:] in self._classes:
                found.extend(self._classes[word[1:]])
            else:
                self.refuse(word, f"{where}: class {word} is not among [classes]")
        return found

    def _flag(self, row: dict[str, Any], key: str, where: str) -> bool:
        value = row.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, f"{where}: `{key}` must be true or false")
        return value

    def _table(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        value = data.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, f"`{key}` must be a table")
        return value

    def _known(self, row: Any, keys: set[str], where: str) -> None:
        if not isinstance(row, dict):
            self.refuse(where, f"{where} must be a table")
        for key in row:
            if key not in keys:
                self.refuse(key, f"{where}: unknown key `{key}`; known are {', '.join(sorted(keys))}")

    def refuse(self, needle: str, reason: str) -> NoReturn:
        """Raise `Fatal` with the first line that has `needle`."""
        lines = self._text.split("\n")
        line = next((number for number, content in enumerate(lines, 1) if needle in content), 1)
        raise Fatal(f"Topic file {self._path}, line {line}: {reason}.")
