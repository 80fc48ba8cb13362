"""How sure the coder is of an event."""

from dataclasses import dataclass

from service.coding.match import Match
from service.coding.passages import Passages
from service.model import Party
from service.outcome import Modality

_GUESSED = 0.75
"""Factor for a party that the sentence of the act does not name."""
_PRONOUN = 0.9
"""Factor for an actor whose state is known only from an earlier sentence ("he", "the ministry")."""
_LEAD = 1
"""Index of the last sentence of the lead."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How one sentence tells an act."""

    frame_confidence: float
    index: int
    in_passing: bool
    loose_line: bool
    nominal: bool
    by_agent: bool

    @classmethod
    def of(cls, match: Match, passages: Passages) -> "Telling":
        """Read off a match. A loose line is one without a full stop far down: a teaser or a link to another story."""
        sentence = match.sentence
        text_count = sum(1 for s in passages.sentences if s.part == "text")
        loose = sentence.index > _LEAD + 1 and text_count > 4 and sentence.text[-1:] not in '.!?"”’)'  # noqa: PLR2004  a short text has no teasers
        passing = match.relative or (match.voice == "nominal" and not match.by_agent)
        return cls(match.frame.confidence, sentence.index, passing, loose, match.voice == "nominal", match.by_agent)


def confidence(tellings: list[Telling], actors: list[Party], targets: list[Party], mode: Modality, *, guessed_target: bool) -> float:
    """0 to 1: the best telling, less what is missing or said only in passing."""
    best = max(_of(telling) for telling in tellings)
    if not any(p.country or p.kind == "organisation" for p in actors):
        best *= 0.8
    elif all(p.inferred for p in actors) and not any(t.by_agent for t in tellings):
        best *= _GUESSED
    elif all(p.inferred for p in actors):
        best *= _PRONOUN
    if not targets:
        best *= 0.9
    elif guessed_target:
        best *= _GUESSED
    prominent = any(t.index <= _LEAD for t in tellings) or len({t.index for t in tellings}) > 1
    if not prominent:
        best *= 0.45 if mode is Modality.HISTORICAL else 0.75
    return round(min(best, 0.99), 3)


def _of(telling: Telling) -> float:
    value = telling.frame_confidence
    if telling.in_passing and telling.index > 0:
        value *= 0.55
    if telling.loose_line:
        value *= 0.4
    return value
