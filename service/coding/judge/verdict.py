"""What the judge says of one passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from service.coding.judge.labels import KINDS, MODALITIES, TOPIC_OF, TOPICS

_SCARCE = 0.05
"""Less than this for all kinds of a topic together says nothing of which it is."""
_DIGITS = 3
"""Probabilities are rounded, so that the last bits of a processor's sums don't show."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities, by name; `TOPICS`: that an act of the topic is reported which counts (asserted, planned, historical)."""

    topics: dict[str, float]
    kinds: dict[str, float]
    """That an act of the kind is spoken of, in whatever modality."""
    modalities: dict[str, float]
    """Of the act that is spoken of, given that one is; they sum to one."""
    in_passing: float

    def likely(self, kind: str) -> float:
        """That an act of the kind is told: what is said of the kind alone, or of its topic shared out among the topic's kinds."""
        topic = TOPIC_OF[kind]
        rivals = sum(likely for other, likely in self.kinds.items() if TOPIC_OF[other] == topic)
        return max(self.kinds[kind], self.topics[topic] * self.kinds[kind] / max(rivals, _SCARCE))

    def kind(self, topic_kinds: Sequence[str]) -> str:
        """The likeliest of some kinds."""
        return max(topic_kinds, key=self.kinds.__getitem__)

    @property
    def modality(self) -> str:
        """The likeliest modality."""
        return max(self.modalities, key=self.modalities.__getitem__)


def verdict(outputs: Sequence[float]) -> Verdict:
    """From the outputs of the encoder, in the order of `labels`."""
    values = iter(outputs)
    kinds = {name: _likely(next(values)) for name in KINDS}
    topics = {name: _likely(next(values)) for name in TOPICS}
    weights = [next(values) for _ in MODALITIES]
    most = max(weights)
    shares = [exp(weight - most) for weight in weights]
    modalities = {name: round(share / sum(shares), _DIGITS) for name, share in zip(MODALITIES, shares, strict=True)}
    return Verdict(topics, kinds, modalities, _likely(next(values)))


def _likely(logit: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, logit)))), _DIGITS)
