"""What the frames say of a sentence: an act with who fills its places, a match that tells it, a miss that lacks something."""

from dataclasses import dataclass, field

from service.coding.grammar.verbgroup import VerbGroup
from service.coding.sentence import Placed, Sentence
from service.outcome import Modality
from service.topics.frame import Frame, Trigger

_PRESENT_PERFECT = frozenset({"has", "have", "'ve"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler: a mention, or words of the slot (then `placed` is None), at words `[first, last)`."""

    placed: Placed | None
    first: int
    last: int

    @classmethod
    def of(cls, placed: Placed) -> "Argument":
        """A mention as a filler."""
        return cls(placed, placed.first, placed.last)

    @property
    def country(self) -> str | None:
        """The state of the mention, if there is one."""
        return self.placed.mention.country if self.placed is not None else None


@dataclass(frozen=True, slots=True)
class Miss:
    """A trigger at words `[first, last)` whose frame was not fulfilled, and what was missing. The nearer, the less that was."""

    frame: Frame
    sentence: Sentence
    first: int
    last: int
    missing: str
    nearness: int = 0
    act: "Act | None" = None
    """What was found of it all the same."""


@dataclass(slots=True)
class Act:
    """A trigger in its sentence, at words `[token, end)`; what is found of it is written down here, so that nobody looks for it twice."""

    sentence: Sentence
    trigger: Trigger
    token: int
    end: int
    particle: int | None
    """Where the particle stands when the object comes between: "kicked the envoy _out_"."""
    group: VerbGroup
    voice: str
    object: Argument | None = None
    subjects: dict[tuple[int, str | None], Argument | None] = field(default_factory=dict)
    """Answers of `grammar.subject.subject_left`, by where it looked from and which state it avoided."""

    @property
    def frame(self) -> Frame:
        """The frame of the trigger."""
        return self.trigger.frame

    @property
    def first(self) -> int:
        """Where its verb group begins."""
        return self.group.first

    @property
    def is_present_perfect(self) -> bool:
        """Told as news, whenever it happened: "has recalled", "have now left". A date near it is another verb's."""
        return not self.trigger.noun and not _PRESENT_PERFECT.isdisjoint(self.sentence.words[self.first : self.token])

    def lacks(self, missing: str, nearness: int) -> Miss:
        """A miss: this act lacks something."""
        return Miss(self.frame, self.sentence, self.token, self.end, missing, nearness, self)


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of one sentence by one frame: an act with its parties, as a proposal for an event."""

    act: Act
    modality: Modality
    actors: tuple[Placed, ...]
    targets: tuple[Placed, ...]
    by_agent: bool
    """The actor is the grammatical subject or agent, not guessed from the context."""
    relative: bool
    """It stands in a relative or subordinate clause: said in passing."""
    mutual: bool
    """Its parties act on each other."""
    judged_kind: str | None = None
    """The kind that the judge gives it, where it is sure of another than the frame's."""
    forced: bool = False
    """Its frame lacks something; the judge is sure of it all the same."""

    @property
    def wordless(self) -> bool:
        """Whether no word of a frame tells it: only the judge is sure of the act, and its parties are those that stand where they would."""
        return not self.act.trigger.lemma

    @property
    def kind(self) -> str:
        """The kind of the act."""
        return self.judged_kind or self.frame.kind

    @property
    def frame(self) -> Frame:
        """The frame that reads it."""
        return self.act.frame

    @property
    def sentence(self) -> Sentence:
        """Where it is told."""
        return self.act.sentence

    @property
    def head(self) -> int:
        """The first word of the trigger."""
        return self.act.token

    @property
    def last(self) -> int:
        """One past its last word."""
        return self.act.end

    @property
    def voice(self) -> str:
        """Active, passive or nominal."""
        return self.act.voice

    @property
    def span(self) -> tuple[int, int]:
        """Code points of its words."""
        return self.sentence.line.span(self.head, self.last)
