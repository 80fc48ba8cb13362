"""How likely two events tell one act: a logistic model over their signals, and what no likeness may join.

Its weights (`service/data/weights/incidents.json`) are fitted by `python -m quality.incidents` on labelled pairs of real events; how it
does on stories that it never saw stands beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

import orjson

from service.incidents.names import same_person
from service.incidents.portrait import COALITION, Portrait
from service.incidents.signals import AS_WELL, LONG, Signals, days_between, mentions, overlap, signals

WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "weights" / "incidents.json"
LEAST_NAMES = 0.25
"""Names in common (by rarity) without which two departures of nobody in particular are two: "dozens" must not swallow single persons."""
_MOST_REASONS = 4


class Likeness(NamedTuple):
    """A probability, and the signals that it was made of."""

    score: float
    found: Signals


@dataclass(frozen=True)
class Model:
    """A fitted model; `threshold` is the score from which an event joins an incident."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    def compare(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two events; None where they can't be one act whatever the rest says."""
        if apart(one, other):
            return None
        found = signals(one, other)
        return Likeness(round(self.score(found), 3), found)

    def score(self, found: Signals) -> float:
        """The probability that signals give."""
        weights = self.weights
        odds = self.intercept + sum([weights.get(name, 0.0) * value for name, value in found.items()])
        return 1 / (1 + exp(-odds))

    def because(self, found: Signals) -> tuple[str, ...]:
        """The signals that speak most for one act; what weighs twice is said once."""
        speaks: dict[str, float] = {}
        for name, value in found.items():
            said = name.removesuffix(AS_WELL)
            speaks[said] = speaks.get(said, 0.0) + self.weights.get(name, 0.0) * value
        most = sorted(speaks.items(), key=lambda one: (-one[1], one[0]))[:_MOST_REASONS]
        return tuple(name for name, value in most if value > 0)


def apart(one: Portrait, other: Portrait) -> bool:
    """Whether two events are never merged, as a wrong merge hides an act.

    So are those of other topics, those of actors that have nothing in common (an act and its answer look alike in all else), a coalition
    beside one of its members, acts that the texts date long apart (none of 370 labelled pairs of them is one act), and departures of other
    persons or of nobody in particular: there the person decides.
    """
    if one.topic != other.topic:
        return True
    common = one.actors & other.actors
    if one.actors and other.actors and not common:
        return True
    if (len(one.actors) >= COALITION) != (len(other.actors) >= COALITION):
        return True
    if one.dated and other.dated and one.dated.explicit and other.dated.explicit and days_between(one.dated, other.dated) > LONG:
        return True
    return one.topic == "defection" and _other_persons(one, other)


def _other_persons(one: Portrait, other: Portrait) -> bool:
    """Whether nothing says that two departures are one person's: no person in common, none of one in the other's text, few names alike."""
    if any(same_person(a, b) for a in one.persons for b in other.persons) or mentions(one, other) or mentions(other, one):
        return False
    return bool(one.persons and other.persons) or overlap(one.names, other.names) < LEAST_NAMES


@cache
def fitted() -> Model:
    """The model that the service uses."""
    stored = orjson.loads(WEIGHTS.read_bytes())
    return Model(stored["intercept"], stored["weights"], stored["threshold"])
