"""What a topic file says, compiled: kinds, frames, slots. Values only; `loader.py` makes them, `service/coding` reads them."""

import re
from dataclasses import dataclass
from typing import Literal

from service.english.inflection import Tag
from service.model import Codes

TargetFrom = Literal["object", "post", "preposition", "accused", "refuge", "left", "other", "own", "none"]
"""Where a frame's target stands: the state of its object; the post that an own envoy holds (`ambassador to X`); after one of its
prepositions; the same, or whom a complaint to a body is about; where a person went, or who took him in; where he went, else the state
that he left; any other party of the sentence; the actor's own state; nowhere."""


Scene = Literal["actor", "venue", "refuge", "ranks", "post"]
"""Where acts of a kind happen: at the actor's seat (a summons), where states meet (a walkout), where one went to (a flight), there or
else at home (soldiers who leave their ranks), where one served (a resignation)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Who or what may fill a place of a frame: mentions by role class or kind, or words."""

    roles: frozenset[str]
    kinds: frozenset[str]
    words: re.Pattern[str] | None
    phrases: tuple[str, ...] = ()
    """What `words` was compiled from."""


_PREPOSITIONS = frozenset("to with from for of into alongside against under".split())


def separable(rest: str) -> bool:
    """Whether an object may stand between a verb and the `rest` of its phrase: "kick _ out", not "break with"."""
    return rest.rsplit(maxsplit=1)[-1] not in _PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Trigger:
    """One form of a trigger: its words after the first one (`rest`), and whether the object may stand between (`kick _ out`)."""

    frame: "Frame"
    lemma: str
    rest: tuple[str, ...]
    tags: frozenset[Tag]
    noun: bool


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One way to say that an act of a kind took place."""

    topic: str
    name: str
    kind: str
    says: str
    """The act in one sentence, for a person; empty where the file does not say it."""
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    actor: Slot
    object: Slot | None
    complement: re.Pattern[str] | None
    complement_phrases: tuple[str, ...]
    needs: tuple[re.Pattern[str], ...]
    needs_phrases: tuple[tuple[str, ...], ...]
    needs_here: tuple[re.Pattern[str], ...]
    needs_here_phrases: tuple[tuple[str, ...], ...]
    unless: re.Pattern[str] | None
    unless_near: re.Pattern[str] | None
    unless_act: re.Pattern[str] | None
    target: TargetFrom
    prepositions: tuple[str, ...]
    actor_required: bool
    target_required: bool
    own: bool
    foreign: bool
    adjacent: bool
    negated: bool
    loose: bool
    states: bool
    actor_state: bool
    of_persons: bool
    confidence: float

    @staticmethod
    def anyone() -> Slot:
        """A slot that takes any party."""
        return Slot(frozenset(), frozenset(), None)

    @property
    def rule(self) -> str:
        """The name that evidence carries."""
        return f"{self.topic}/{self.kind}/{self.name}"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a topic file promises to read rightly; `kind` is None where nothing may be found."""

    text: str
    kind: str | None
    modality: str | None
    actors: tuple[str, ...] | None
    targets: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of interest."""

    name: str
    kinds: dict[str, Codes]
    scenes: dict[str, Scene]
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
