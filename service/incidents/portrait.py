"""What of an event tells its act from others: the few facts that are compared, small enough to be remembered with every event."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.incidents.answer_words import says_so
from service.incidents.names import sounds
from service.incidents.rarity import rarest
from service.incidents.words import numbers_of
from service.model import Event, EventDate, Party
from service.number_words import NUMBERS

LEAD = 500
"""Code points of the text's beginning whose words count beside the evidence: the cause of an act often stands there."""
MOST_WORDS, MOST_NAMES = 32, 16
"""Words and names kept of an event, the rarest: with twice as many the scores out of fold are the same."""
COALITION = 3
"""So many acting states are a coalition."""
_MOST_PERSONS = 4
_MOST_COUNTS = 4

_NUMBERS = {word: value for word, value in NUMBERS.items() if 2 <= value <= 20}  # noqa: PLR2004 - two to twenty
_PEOPLE = re.compile(
    rf"\b(\d{{1,3}}(?:,?\d{{3}})?|{'|'.join(_NUMBERS)})\s+(?:[\w.’'-]+\s+){{0,3}}?(?:diplomat|official|officer|staff|envoy|soldier|troop|pilot|people|"
    r"employee|member|worker|agent|sp(?:y|ies)|ambassador|attach[eé]|police|personnel|countries|nations|states)"
)
"""In small letters: to pass over case costs as much as the search."""
_LARGEST_COUNT = 100_000
_YEARS = range(1900, 2101)
_EXPLICIT = frozenset({"absolute", "relative_to_publication", "relative_to_dateline"})
_ASSUMED = frozenset({"publication", "dateline"})


@dataclass(frozen=True, slots=True)
class Dated:
    """When an act happened: first and last day (ordinals), and whether the text says so or it is the day of the news."""

    first: int
    last: int
    explicit: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """An event as others are compared with it. States are alpha-3 codes, words and names are numbers (`rarity`)."""

    topic: str
    kind: str
    modality: str
    actors: frozenset[str]
    targets: frozenset[str]
    """States, and bodies by name."""
    persons: tuple[tuple[str, ...], ...]
    """Acting persons, each by the sounds of its names."""
    dated: Dated | None
    place: str | None
    counts: frozenset[int]
    """How many people (or states) the evidence speaks of."""
    names: frozenset[int]
    words: frozenset[int]
    answers: bool
    """Whether the evidence says that the act answers another."""

    @classmethod
    def of(cls, event: Event) -> "Portrait":
        """Read off an event with its article."""
        evidence = evidence_of(event)
        words, names = numbers_of(f"{event.headline}\n{evidence}\n{event.article.text[:LEAD]}")
        headline, evidence = event.headline.casefold(), evidence.casefold()
        return cls(
            event.topic,
            event.kind,
            event.modality.value,
            _states(event.actors),
            _states(event.targets),
            tuple(name for party in event.actors if party.kind == "person" and party.name and (name := sounds(party.name)))[:_MOST_PERSONS],
            _dated(event.date),
            event.location.country if event.location else None,
            frozenset(_counts(f"{headline}\n{evidence}")),
            rarest(names, MOST_NAMES),
            rarest(words, MOST_WORDS),
            says_so(evidence),
        )

    def packed(self) -> list[Any]:
        """As a JSON list; the same portrait gives the same list."""
        return [
            self.topic,
            self.kind,
            self.modality,
            sorted(self.actors),
            sorted(self.targets),
            self.persons,
            self.dated and [self.dated.first, self.dated.last, self.dated.explicit],
            self.place,
            sorted(self.counts),
            sorted(self.names),
            sorted(self.words),
            self.answers,
        ]

    @classmethod
    def unpacked(cls, packed: list[Any]) -> "Portrait":
        """The inverse of `packed`."""
        topic, kind, modality, actors, targets, persons, dated, place, counts, names, words, answers = packed
        return cls(
            topic,
            kind,
            modality,
            frozenset(actors),
            frozenset(targets),
            tuple(map(tuple, persons)),
            Dated(*dated) if dated else None,
            place,
            frozenset(counts),
            frozenset(names),
            frozenset(words),
            answers,
        )


def evidence_of(event: Event) -> str:
    """The passages that tell an event, one after the other."""
    return " ".join(piece.text for piece in event.evidence)


def _states(parties: tuple[Party, ...]) -> frozenset[str]:
    keys = (party.country or (party.name.casefold() if party.kind != "person" and party.name else None) for party in parties)
    return frozenset(key for key in keys if key)


def _dated(when: EventDate | None) -> Dated | None:
    """Days of an act. A day that is counted from the record's arrival is none: the article may be years old."""
    if when is None or when.method not in _EXPLICIT | _ASSUMED:
        return None
    parts = [int(part) for part in when.value.split("-")]
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004 - year, month, day
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[when.granularity]
    return Dated(first.toordinal(), (first + timedelta(days=days - 1)).toordinal(), when.method in _EXPLICIT)


def _counts(text: str) -> list[int]:
    """Numbers of people."""
    found = []
    for match in _PEOPLE.finditer(text):
        word = match[1].replace(",", "")
        value = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
        if 1 < value < _LARGEST_COUNT and value not in _YEARS:
            found.append(value)
    return list(dict.fromkeys(found))[:_MOST_COUNTS]
