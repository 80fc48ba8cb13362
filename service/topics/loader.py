"""Loads topics: files in, compiled frames out. The built-in ones lie beside this module; a user's directory adds to or replaces them."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from service.coding.judge.labels import TOPIC_OF, TOPICS
from service.english.inflection import plural, verb_forms
from service.errors import Fatal
from service.outcome import ExitCode
from service.topics.compiling import Classes, Source, Wrong, compile_topic
from service.topics.files import TopicFile, read_topic, topics_in
from service.topics.frame import Topic, Trigger
from service.topics.schema import HeadFile, KindFile, SingleFile, WordsFile

BUILT_IN = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Rules:
    """All topics of interest, in the order of their names."""

    topics: dict[str, Topic]
    version: str
    """Digest of the files: the same files give the same version."""
    languages: frozenset[str]
    """ISO 639-1 codes of the languages that the frames are written for."""

    judged: frozenset[str]
    """Names of the topics whose sentences the judge reads; of the others the frames alone decide."""

    @cached_property
    def divided(self) -> "tuple[Rules, Rules]":
        """The topics that the judge knows, and the others."""
        known = {name: topic for name, topic in self.topics.items() if name in self.judged}
        plain = {name: topic for name, topic in self.topics.items() if name not in self.judged}
        return (
            Rules(known, f"{self.version}-judged", self.languages, self.judged),
            Rules(plain, f"{self.version}-plain", self.languages, frozenset()),
        )

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


@dataclass(frozen=True)
class Loaded:
    """One topic with what is known of its files."""

    topic: Topic
    languages: tuple[str, ...]
    digest: bytes


def load_rules(topics_dir: Path | None) -> Rules:
    """Load the built-in topics, and those of `topics_dir`, which add to them or replace them by name; raises `Fatal` for a broken file."""
    if topics_dir is not None and not topics_dir.is_dir():
        raise Fatal(f"The topics directory {topics_dir} does not exist; create it or unset DEMARCHE_TOPICS_DIR.", ExitCode.USAGE)
    folders = [BUILT_IN] if topics_dir is None else [BUILT_IN, topics_dir]
    return rules_of([load_topic(path) for folder in folders for path in topics_in(folder)])


def load_one(path: Path) -> Rules:
    """The topic at `path` alone, a file or a folder; raises `Fatal` when it is broken or absent."""
    return rules_of([load_topic(path)])


def rules_of(topics: list[Loaded]) -> Rules:
    """All of `topics` as one value; of two with the same name the later one counts."""
    named = {loaded.topic.name: loaded for loaded in topics}
    digest = hashlib.sha256()
    for name in sorted(named):
        digest.update(name.encode() + b"\0" + named[name].digest + b"\0")
    spoken = frozenset(code for loaded in named.values() for code in loaded.languages)
    compiled = {name: named[name].topic for name in sorted(named)}
    judged = frozenset(name for name, topic in compiled.items() if name in TOPICS and topic.kinds.keys() <= TOPIC_OF.keys())
    return Rules(compiled, digest.hexdigest()[:16], spoken, judged)


def load_topic(path: Path) -> Loaded:
    """The topic at `path`, a file or a folder. Raises `Fatal` with file, line and reason."""
    files = read_topic(path)
    head = cast("HeadFile", files[0].part)
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.path.name.encode() + b"\0" + file.raw + b"\0")
    try:
        topic = compile_topic(head, _classes(files), _sources(files, head))
    except Wrong as wrong:
        files[wrong.file].refuse(wrong.path, wrong.reason)
    return Loaded(topic, head.languages, digest.digest())


def _classes(files: list[TopicFile]) -> Classes:
    for index, file in enumerate(files):
        if isinstance(file.part, WordsFile):
            return Classes(file.part.classes, index)
    return Classes({}, 0)


def _sources(files: list[TopicFile], head: HeadFile) -> tuple[Source, ...]:
    """In the order of [kinds], since the first frame that is fulfilled counts."""
    if isinstance(head, SingleFile):
        return (Source(0, None, head.frame, head.example, head.defaults),)
    kinds = list(head.kinds)
    sources = []
    for index, file in enumerate(files):
        if isinstance(file.part, KindFile):
            kind = file.path.stem
            if kind not in kinds:
                file.refuse((), f"its name must be a kind's, and {kind} is not among [kinds] of {files[0].path.name}")
            sources.append(Source(index, kind, file.part.frame, file.part.example, file.part.defaults))
    return tuple(sorted(sources, key=lambda source: kinds.index(str(source.kind))))
