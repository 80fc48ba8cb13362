"""How sure the coder is of an event: the rules' own strength, then a small logistic model that makes a probability of it.

The model (`service/data/weights/confidence.json`) is fitted by `scripts/train_confidence.py` on judged events, those of articles that
the rules were not made on counting double; its figures by cross-validation stand beside its weights. It sees nothing of the topic, so
it serves any.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, log, log1p
from pathlib import Path

import orjson

from service.coding.act import Match
from service.coding.read_article import ReadArticle
from service.model import Party
from service.outcome import Modality

WEIGHTS = Path(__file__).resolve().parents[2] / "data" / "weights" / "confidence.json"

_GUESSED = 0.75
"""Factor for a party that the sentence of the act does not name."""
_PRONOUN = 0.9
"""Factor for an actor whose state is known only from an earlier sentence ("he", "the ministry")."""
_NO_STATE = 0.8
"""Factor for actors of whom no state or body is known."""
_NO_TARGET = 0.95
_OBSCURE, _OBSCURE_PAST = 0.75, 0.45
"""Factors for an act that one sentence tells far down, and for one of an earlier time."""
_PASSING = 0.55
"""Factor for a relative clause or a noun in passing, outside of the title."""
_LOOSE = 0.4
_LEAD = 1
"""Index of the last sentence of the lead."""
_FEW_SENTENCES = 4
"""A text of no more read sentences has no teasers."""
_EVEN = 0.5
"""The side of it that the rules take the model keeps, as an article is about a topic from there on (codebook). Letting the model change
sides would mend as many articles as it would spoil: of 43 on defection 2 lost, of 10 false alarms 1 or 2 gone."""
_JUST_BELOW = 0.49
_LEAST, _MOST = 0.02, 0.98
"""Bounds of a strength before its logit is taken, and of the confidence: nothing read off a text is certain."""
_RARELY = 0.01
"""Bounds of what the judge says before its logit is taken: it is surer than it is right."""
_CAUTION = {"diplomatic_protest": -0.4}
"""Added to the intercept of a topic that the judge tells too readily: of the tenths from 0 down the first with which nineteen in twenty
of the articles that are said to be about it are. Chosen on the two thirds of the real articles that taught the encoder (precision .952,
recall .914; without it .927 and .927); on the third that measures it gave .952 and .941 (without it .922 and .976)."""
_CAUTION_UNREAD = {"asylum": -0.35}
"""Added for a kind that no frame reads, only the judge: most who flee serve no state. Of eight asylums that were told so in labelled and
ordinary articles two were right, of the 70 that a frame reads 52. The least that ends the false ones of 2,000 ordinary articles (.58, .55);
it costs two of 30 leavings in wild sentences, where twice as much costs four."""
_UNREAL = frozenset({Modality.HYPOTHETICAL, Modality.NEGATED, Modality.OPINION})


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
    def of(cls, match: Match, read: ReadArticle) -> "Telling":
        """Read off a match. A loose line is one without a full stop far down: a teaser or a link to another story."""
        sentence = match.sentence
        loose = sentence.index > _LEAD + 1 and read.of_text > _FEW_SENTENCES and sentence.line.text[-1:] not in '.!?"”’)'
        passing = match.relative or (match.voice == "nominal" and not match.by_agent)
        return cls(match.frame.confidence, sentence.index, passing, loose, match.voice == "nominal", match.by_agent)


@dataclass(frozen=True, slots=True)
class Said:
    """What the judge says of one sentence that tells an act."""

    index: int
    kind: float
    """Probability that it speaks of an act of the event's kind."""
    topic: float
    """Probability that it reports an act of the topic that counts."""
    in_passing: float


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that the model looks at."""

    strength: float
    """By the rules, 0 to 1."""
    modality: Modality
    sentences: int
    """How many tell it."""
    by_agent: bool
    """One of them names the actor as subject or agent."""
    events: int
    """How many the article tells: the more, the likelier one is background."""
    length: int
    """Code points of the article's text."""
    judged: tuple[Said, ...] = ()
    """By the judge, sentence by sentence; empty for a topic that it does not know."""
    framed: bool = True
    """A frame is fulfilled in one of them; else only the judge says so."""
    topic: str = ""
    kind: str = ""
    """Their names: of what the judge tells too readily more is asked."""

    def features(self) -> dict[str, float]:
        """What the weights of the model multiply, by name."""
        strength = min(max(self.strength, _LEAST), _MOST)
        found = {
            "strength": log(strength / (1 - strength)),
            "events": log1p(self.events),
            "length": log(max(1, self.length)),
            "unreal": float(self.modality in _UNREAL),
            "historical": float(self.modality is Modality.HISTORICAL),
            "several": float(self.sentences > 1),
            "by_agent": float(self.by_agent),
        }
        if self.judged:
            topics = sorted((_logit(said.topic) for said in self.judged), reverse=True)
            found["judged_topic"] = topics[0]
            found["judged_again"] = max(0.0, topics[1]) if len(topics) > 1 else 0.0
            found["judged_kind"] = max(_logit(said.kind) for said in self.judged)
            found["judged_passing"] = min(said.in_passing for said in self.judged)
            found["framed"] = float(self.framed)
            found["judged_early"] = float(min(said.index for said in self.judged) <= _LEAD)
        return found


def circumstances(
    tellings: list[Telling],
    actors: list[Party],
    targets: list[Party],
    mode: Modality,
    *,
    guessed_target: bool,
    events: int,
    length: int,
    judged: tuple[Said, ...] = (),
    framed: bool = True,
    topic: str = "",
    kind: str = "",
) -> Circumstances:
    """Those of one event, of which `tellings` tell."""
    sentences = len({telling.index for telling in tellings})
    best = max(_of(telling) for telling in tellings) * _of_parties(tellings, actors, targets, guessed_target=guessed_target)
    if sentences == 1 and tellings[0].index > _LEAD:
        best *= _OBSCURE_PAST if mode is Modality.HISTORICAL else _OBSCURE
    return Circumstances(best, mode, sentences, any(telling.by_agent for telling in tellings), events, length, judged, framed, topic, kind)


def terms(of: Circumstances) -> dict[str, float]:
    """What each feature adds to the logarithm of the odds, by name, with the model's `intercept` first; their sum is the model's say."""
    intercept, weights = _model(judged=bool(of.judged))
    if of.judged:
        intercept += _CAUTION.get(of.topic, 0.0) + (0.0 if of.framed else _CAUTION_UNREAD.get(of.kind, 0.0))
    return {"intercept": intercept} | {name: weights[name] * value for name, value in of.features().items()}


def confidence(of: Circumstances) -> float:
    """The probability that the event is right, 0 to 1, to three digits."""
    odds = sum(terms(of).values())
    probability = min(max(1 / (1 + exp(-odds)), _LEAST), _MOST)
    if of.judged:
        return round(probability, 2)
    return round(min(probability, _JUST_BELOW) if of.strength < _EVEN else max(probability, _EVEN), 3)


@cache
def _model(*, judged: bool) -> tuple[float, dict[str, float]]:
    fitted = orjson.loads(WEIGHTS.read_bytes())
    fitted = fitted["judged"] if judged else fitted
    return float(fitted["intercept"]), dict(fitted["weights"])


def _logit(probability: float) -> float:
    bounded = min(max(probability, _RARELY), 1 - _RARELY)
    return log(bounded / (1 - bounded))


def _of(telling: Telling) -> float:
    value = telling.frame_confidence
    if telling.in_passing and telling.index > 0:
        value *= _PASSING
    if telling.loose_line:
        value *= _LOOSE
    return value


def _of_parties(tellings: list[Telling], actors: list[Party], targets: list[Party], *, guessed_target: bool) -> float:
    factor = 1.0
    if not any(party.country or party.kind == "organisation" for party in actors):
        factor *= _NO_STATE
    elif all(party.inferred for party in actors):
        factor *= _PRONOUN if any(telling.by_agent for telling in tellings) else _GUESSED
    if not targets:
        factor *= _NO_TARGET
    elif guessed_target:
        factor *= _GUESSED
    return factor
