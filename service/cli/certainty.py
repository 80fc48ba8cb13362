"""How sure an event is, in words: how often such events are right, and what of this one is unsure."""

from collections.abc import Iterator

from service.model import Event, EventDate, Party
from service.outcome import Modality

_LEVELS = (
    (0.9, "nearly certain: of such events nine in ten or more are right"),
    (0.75, "probable: of such events at least three in four are right"),
    (0.5, "more likely than not"),
    (0.3, "doubtful: such events are more often wrong than right"),
    (0.0, "hardly: kept for those who want to see everything"),
)
"""From which confidence on which words hold: it is calibrated, so that they can be said of it."""
_ACT_UNSURE = 0.6
"""Confidence below which it is mainly unsure whether the text reports the act at all."""
NOT_DONE = {
    Modality.HYPOTHETICAL: "only possible, not done",
    Modality.NEGATED: "denied or not done",
    Modality.OPINION: "somebody's view, not a report",
}
"""What the reader must see at a glance of an event that did not happen."""


def certainty(event: Event) -> str:
    """The confidence of an event in words, and behind it what is unsure: whether it is an act, who, against whom, when."""
    level = next(words for least, words in _LEVELS if event.confidence >= least)
    unsure = [*_of_act(event), *_of_parties("who", event.actors), *_of_targets(event), *_of_date(event.date)]
    return level + (f"; unsure: {', '.join(unsure)}" if unsure else "")


def _of_act(event: Event) -> Iterator[str]:
    if event.confidence < _ACT_UNSURE:
        yield "whether it is an act"


def _of_parties(what: str, parties: tuple[Party, ...]) -> Iterator[str]:
    if not parties:
        yield f"{what} (not said)"
    elif not any(party.country or party.kind == "organisation" for party in parties):
        yield f"{what} (of which state is not said)"
    elif all(party.inferred for party in parties):
        yield f"{what} (from another sentence)"


def _of_targets(event: Event) -> Iterator[str]:
    """Nothing where the act needs no other party: one may leave the service for nobody in particular."""
    if event.targets or event.topic == "diplomatic_protest":
        yield from _of_parties("against whom" if event.topic == "diplomatic_protest" else "from or to whom", event.targets)


def _of_date(date: EventDate | None) -> Iterator[str]:
    if date is None:
        yield "when (no date)"
    elif date.method == "publication":
        yield "when (no day is said: that of publication)"
    elif date.method == "relative_to_record":
        yield "when (counted from its arrival)"
    elif date.granularity != "day":
        yield f"when (only the {date.granularity})"
