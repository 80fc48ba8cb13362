"""Scores what was read off labelled articles: precision, recall and F1 per topic, with their uncertainty and the errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from service.model import Explanation
from service.outcome import Modality

COUNTED_MODALITIES = frozenset({Modality.ASSERTED, Modality.HISTORICAL, Modality.PLANNED})
COUNTED_CONFIDENCE = 0.5
"""An article is about a topic when it has an event of it that happened, happens or is decided, and that is likelier than not (codebook)."""
_Z95 = 1.959964
"""Standard normal quantile of a two-sided 95% interval."""


class Interval(NamedTuple):
    """A 95% confidence interval of a proportion."""

    low: float
    high: float


class Labelled(NamedTuple):
    """A labelled article and what was read off it; `labels`: the topics that it is about."""

    labels: frozenset[str]
    explanation: Explanation


class Error(NamedTuple):
    """An article that was judged wrongly for a topic."""

    topic: str
    missed: bool
    """True: it is about the topic and was not found; False: a false alarm."""
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one topic, over articles."""

    topic: str
    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        """Of the articles said to be about the topic, the part that is; 0 when there is none."""
        return _ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """Of the articles about the topic, the part that was found; 0 when there is none."""
        return _ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _ratio(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)

    @property
    def precision_interval(self) -> Interval:
        """95% interval of the precision."""
        return wilson(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall_interval(self) -> Interval:
        """95% interval of the recall."""
        return wilson(self.true_positives, self.true_positives + self.false_negatives)


def score(articles: Sequence[Labelled], topics: Sequence[str]) -> tuple[list[Score], list[Error]]:
    """The score of each topic and all errors, in the order of `topics` and of the articles."""
    scores, errors = [], []
    for topic in topics:
        counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
        for labels, explanation in articles:
            is_it, said = topic in labels, topic in topics_of(explanation)
            counts[is_it, said] += 1
            if is_it != said:
                errors.append(Error(topic, is_it, explanation))
        scores.append(Score(topic, counts[True, True], counts[False, True], counts[True, False]))
    return scores, errors


def topics_of(explanation: Explanation) -> frozenset[str]:
    """The topics that the article counts as being about."""
    return frozenset(
        event.topic for event in explanation.events if event.modality in COUNTED_MODALITIES and event.confidence >= COUNTED_CONFIDENCE
    )


def wilson(successes: int, trials: int) -> Interval:
    """Wilson's score interval (1927) for a proportion, at 95%; the whole range when nothing was tried."""
    if trials == 0:
        return Interval(0.0, 1.0)
    share, z2 = successes / trials, _Z95 * _Z95
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials)) / (1 + z2 / trials)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
