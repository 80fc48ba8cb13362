"""What may stand in the files of a topic, as they are written: checked by pydantic, not yet compiled (`compiling.py` does that).

A topic is one file that holds everything, or a folder: `topic.toml` (name, languages, kinds), `words.toml` (classes), one file a kind
(frames and examples).
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr, StringConstraints

from service.english.mention import MentionKind
from service.english.offices import ROLE_CLASSES
from service.outcome import Modality
from service.topics.frame import Scene, TargetFrom

Name = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
"""Lower-case letters, digits and `_`, at least two of them."""


def _word(value: str) -> str:
    if not value.strip():
        raise ValueError("a word or phrase is empty")
    if value.split().count("_") > _MOST_BLANKS:
        raise ValueError(f"a phrase may have at most {_MOST_BLANKS} blanks `_`")
    return value


def _role(value: str) -> str:
    if not value.startswith("@") and value not in ROLE_CLASSES:
        raise ValueError(f"there is no role `{value}`; known are {', '.join(sorted(ROLE_CLASSES))}")
    return value


_MOST_BLANKS = 4
"""Each blank stands for one or two words, so that n of them are tried in 2**n ways: 40 never came back."""

Word = Annotated[StrictStr, AfterValidator(_word)]
"""A word or phrase, or `@class`."""
Words = tuple[Word, ...]
Roles = tuple[Annotated[StrictStr, AfterValidator(_role)], ...]


class Part(BaseModel):
    """The base of all: what is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SlotPart(Part):
    """Who or what may fill a place of a frame."""

    roles: Roles = ()
    kinds: tuple[MentionKind, ...] = ()
    words: Words = ()


class SharedPart(Part):
    """What a frame may say, and the frames of a file may say once. `docs/topics.md` explains each key."""

    verbs: Words = ()
    nouns: Words = ()
    actor: SlotPart = SlotPart()
    actor_required: StrictBool = False
    object: SlotPart | None = None
    complement: Words = ()
    needs: tuple[Annotated[Words, Field(min_length=1)], ...] = ()
    needs_here: tuple[Annotated[Words, Field(min_length=1)], ...] = ()
    unless: Words = ()
    unless_near: Words = ()
    unless_act: Words = ()
    target: TargetFrom = "object"
    prepositions: Words = ()
    target_required: StrictBool = False
    own: StrictBool = False
    foreign: StrictBool = False
    adjacent: StrictBool = False
    negated: StrictBool = False
    loose: StrictBool = False
    states: StrictBool = False
    actor_state: StrictBool = False
    confidence: Annotated[float, Field(strict=True, gt=0, le=1)] = 0.9


class FramePart(SharedPart):
    """One way to say that an act took place."""

    name: Name
    kind: Name | None = None
    """Needed in a single file; in a folder the name of the file says it."""
    says: StrictStr = ""
    """The act in one sentence, for the person who reads the file."""


class ExamplePart(Part):
    """A sentence that the topic promises to read rightly; without `kind` nothing of the topic may be found in it."""

    text: Annotated[StrictStr, StringConstraints(min_length=1)]
    kind: Name | None = None
    modality: Modality | None = None
    actors: tuple[StrictStr, ...] | None = None
    targets: tuple[StrictStr, ...] | None = None


class KindPart(Part):
    """A kind of act: its codes, where the ontologies have one, and where acts of it happen."""

    plover_event: StrictStr | None = None
    plover_mode: StrictStr | None = None
    cameo: StrictStr | None = None
    scene: Scene = "actor"


class HeadFile(Part):
    """`topic.toml`: what the topic is."""

    name: Name
    languages: tuple[Annotated[StrictStr, StringConstraints(pattern=r"^[a-z]{2,3}$")], ...] = ("en",)
    persons: StrictBool = False
    unless: Words = ()
    kinds: Annotated[dict[Name, KindPart], Field(min_length=1)]


class WordsFile(Part):
    """`words.toml`: lists of words or roles that frames use as `@name`."""

    classes: dict[Name, Words] = {}


class KindFile(Part):
    """`<kind>.toml`: the frames and examples of one kind."""

    defaults: SharedPart = SharedPart()
    """What each frame says that does not say otherwise: a key of its own replaces it whole."""
    frame: tuple[FramePart, ...] = ()
    example: tuple[ExamplePart, ...] = ()


class SingleFile(HeadFile, WordsFile, KindFile):
    """A topic in one file."""


Role = Literal["head", "words", "kind", "single"]
MODELS: dict[Role, type[Part]] = {"head": HeadFile, "words": WordsFile, "kind": KindFile, "single": SingleFile}
"""What a file is for -> what may stand in it."""
