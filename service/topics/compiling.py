"""From what is written in a topic's files to what `service/coding` reads: classes put in, phrases compiled, references checked."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from service.model import Codes
from service.topics.frame import Example, Frame, Slot, Topic
from service.topics.phrases import compile_phrases
from service.topics.schema import ExamplePart, FramePart, HeadFile, SharedPart, SlotPart
from service.topics.toml_lines import Path


@dataclass(frozen=True, slots=True)
class Source:
    """Frames and examples of one file of a topic, and the kind that its name gives them (None in a single file)."""

    file: int
    """Which of the topic's files it is."""
    kind: str | None
    frames: tuple[FramePart, ...]
    examples: tuple[ExamplePart, ...]
    defaults: SharedPart
    """What its frames say that do not say otherwise."""


class Wrong(Exception):
    """What is written can't be meant: in which file of the topic, where in it, and why."""

    def __init__(self, file: int, path: Path, reason: str) -> None:
        """`path`: keys and indexes to the value."""
        super().__init__(reason)
        self.file = file
        self.path = path
        self.reason = reason


class Classes:
    """The lists of words that frames use by name."""

    def __init__(self, classes: dict[str, tuple[str, ...]], file: int) -> None:
        """Put the classes that classes name into them. Raises Wrong for one that does not exist, or only later in the file."""
        self._words: dict[str, tuple[str, ...]] = {}
        for name, words in classes.items():
            self._words[name] = self.expand(words, file, ("classes", name))

    def expand(self, words: Iterable[str], file: int, path: Path) -> tuple[str, ...]:
        """`words` with each `@class` replaced by its words. Raises Wrong for a class that does not exist."""
        found: list[str] = []
        for index, word in enumerate(words):
            if not word.startswith("@"):
                found.append(word)
            elif word[1:] in self._words:
                found.extend(self._words[word[1:]])
            else:
                raise Wrong(file, (*path, index), f"class {word} is not among [classes] above it")
        return tuple(found)


def compile_topic(head: HeadFile, classes: Classes, sources: tuple[Source, ...]) -> Topic:
    """The topic of these files; frames in the order of `sources`. Raises Wrong where they do not fit together."""
    general = classes.expand(head.unless, 0, ("unless",))
    frames: list[Frame] = []
    names: set[str] = set()
    for source in sources:
        for index, written in enumerate(source.frames):
            path, inherited = ("frame", index), source.defaults.model_fields_set - written.model_fields_set
            part = written.model_copy(update={key: getattr(source.defaults, key) for key in inherited})
            if part.name in names:
                raise Wrong(source.file, (*path, "name"), f"two frames are called {part.name}")
            names.add(part.name)
            frames.append(_frame(part, _kind(part, source, path, head), head, general, _Words(classes, source.file, path, inherited)))
    if not frames:
        raise Wrong(0, (), "at least one [[frame]] is needed")
    examples = tuple(_examples(sources, head))
    kinds = {
        name: Codes(plover_event=kind.plover_event, plover_mode=kind.plover_mode, cameo=kind.cameo) for name, kind in head.kinds.items()
    }
    return Topic(head.name, kinds, {name: kind.scene for name, kind in head.kinds.items()}, tuple(frames), examples)


def _kind(part: FramePart, source: Source, path: Path, head: HeadFile) -> str:
    kind = part.kind or source.kind
    if kind is None:
        raise Wrong(source.file, path, f"frame {part.name} needs a `kind`")
    if source.kind is not None and kind != source.kind:
        raise Wrong(source.file, (*path, "kind"), f"frame {part.name}: its file is for {source.kind}, so its kind can't be {kind}")
    if kind not in head.kinds:
        raise Wrong(source.file, (*path, "kind"), f"frame {part.name}: kind {kind!r} is not among [kinds]")
    if not part.verbs and not part.nouns:
        raise Wrong(source.file, path, f"frame {part.name}: give `verbs` or `nouns`, else nothing triggers it")
    return kind


def _examples(sources: tuple[Source, ...], head: HeadFile) -> Iterator[Example]:
    for source in sources:
        for index, part in enumerate(source.examples):
            if part.kind is not None and part.kind not in head.kinds:
                raise Wrong(source.file, ("example", index, "kind"), f"example: kind {part.kind!r} is not among [kinds]")
            yield Example(part.text, part.kind, part.modality, part.actors, part.targets)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one frame: lists of it with their classes put in."""

    classes: Classes
    file: int
    path: Path
    inherited: AbstractSet[str]
    """Its keys that stand in [defaults]."""

    def of(self, words: tuple[str, ...], *key: str | int) -> tuple[str, ...]:
        return self.classes.expand(words, self.file, (*(("defaults",) if key[0] in self.inherited else self.path), *key))

    def groups(self, groups: tuple[tuple[str, ...], ...], key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(self.of(group, key, index) for index, group in enumerate(groups))

    def slot(self, part: SlotPart, key: str) -> Slot:
        words = self.of(part.words, key, "words")
        return Slot(frozenset(self.of(part.roles, key, "roles")), frozenset(part.kinds), compile_phrases(words) if words else None, words)


def _frame(part: FramePart, kind: str, head: HeadFile, general: tuple[str, ...], words: _Words) -> Frame:
    complement = words.of(part.complement, "complement")
    needs, needs_here = words.groups(part.needs, "needs"), words.groups(part.needs_here, "needs_here")
    unless, unless_near = words.of(part.unless, "unless"), words.of(part.unless_near, "unless_near")
    unless_act = (*words.of(part.unless_act, "unless_act"), *general)
    return Frame(
        topic=head.name,
        name=part.name,
        kind=kind,
        says=part.says,
        verbs=words.of(part.verbs, "verbs"),
        nouns=words.of(part.nouns, "nouns"),
        actor=words.slot(part.actor, "actor"),
        object=words.slot(part.object, "object") if part.object is not None else None,
        complement=compile_phrases(complement) if complement else None,
        complement_phrases=complement,
        needs=tuple(compile_phrases(group) for group in needs),
        needs_phrases=needs,
        needs_here=tuple(compile_phrases(group) for group in needs_here),
        needs_here_phrases=needs_here,
        unless=compile_phrases(unless) if unless else None,
        unless_near=compile_phrases(unless_near) if unless_near else None,
        unless_act=compile_phrases(unless_act) if unless_act else None,
        target=part.target,
        prepositions=words.of(part.prepositions, "prepositions"),
        actor_required=part.actor_required,
        target_required=part.target_required,
        own=part.own,
        foreign=part.foreign,
        adjacent=part.adjacent,
        negated=part.negated,
        loose=part.loose,
        states=part.states,
        actor_state=part.actor_state,
        of_persons=head.persons,
        confidence=part.confidence,
    )
