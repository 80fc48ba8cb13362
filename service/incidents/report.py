"""What an incident keeps of each event that reports it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from service.incidents.portrait import Portrait
from service.model import Event, Party


class Joined(NamedTuple):
    """Why a report is in its incident: the best score with a report that was there, and what spoke for it; 1.0 for the first."""

    score: float
    because: tuple[str, ...]


_HEADLINE = 300
"""Code points kept of a headline, so that a hundred reports stay a small record."""

OPENED = Joined(1.0, ("first report",))


@dataclass(frozen=True, slots=True)
class Report:
    """An event as its incident knows it. Parties are `[name, role, country, kind]`, a place `[name, country, latitude, longitude]`."""

    event_id: str
    incident_id: str
    joined: Joined
    portrait: Portrait
    headline: str
    published_at: str | None
    confidence: float
    actors: tuple[tuple[str | None, ...], ...]
    targets: tuple[tuple[str | None, ...], ...]
    place: tuple[Any, ...] | None
    date: tuple[str, str] | None
    """Value and granularity."""
    responds_to: str | None

    @classmethod
    def of(cls, event: Event, portrait: Portrait, incident_id: str, joined: Joined, responds_to: str | None) -> "Report":
        """Of an event that is linked."""
        place = event.location
        published = event.article.published_at
        return cls(
            event.event_id,
            incident_id,
            joined,
            portrait,
            event.headline[:_HEADLINE],
            published.strftime("%Y-%m-%dT%H:%M:%SZ") if published else None,
            event.confidence,
            _parties(event.actors),
            _parties(event.targets),
            (place.name, place.country, place.latitude, place.longitude) if place else None,
            (event.date.value, event.date.granularity) if event.date else None,
            responds_to,
        )

    def packed(self) -> list[Any]:
        """As a JSON list, without the event's id."""
        return [
            self.incident_id,
            list(self.joined),
            self.portrait.packed(),
            self.headline,
            self.published_at,
            self.confidence,
            self.actors,
            self.targets,
            self.place,
            self.date,
            self.responds_to,
        ]

    @classmethod
    def unpacked(cls, event_id: str, packed: list[Any]) -> "Report":
        """The inverse of `packed`."""
        incident_id, joined, portrait, headline, published_at, confidence, actors, targets, place, date, responds_to = packed
        return cls(
            event_id,
            incident_id,
            Joined(joined[0], tuple(joined[1])),
            Portrait.unpacked(portrait),
            headline,
            published_at,
            confidence,
            tuple(map(tuple, actors)),
            tuple(map(tuple, targets)),
            tuple(place) if place else None,
            tuple(date) if date else None,
            responds_to,
        )


class Telling(NamedTuple):
    """A settled reading that tells of incidents: the reports of the events that it published, and the ids of those that it repeats."""

    position: int
    """In the lane; rises."""
    seconds: int
    """Record time."""
    article_id: str
    url: str | None
    source: str
    publisher: str
    wire: str | None
    thread: bytes
    reports: tuple[Report, ...]
    carried: tuple[str, ...]


def _parties(parties: tuple[Party, ...]) -> tuple[tuple[str | None, ...], ...]:
    return tuple((party.name or party.text, party.role, party.country, party.kind) for party in parties)
