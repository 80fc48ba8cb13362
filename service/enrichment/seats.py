"""Where bodies of several states sit, for acts that name the body and not the town."""

from service.coding.sentence import Sentence
from service.english.gazetteer import City, body_seats, cities
from service.model import Location, Part

_SEATS = {
    "human rights council": "geneva",
    "world health": "geneva",
    "unhcr": "geneva",
    "conference on disarmament": "geneva",
    "labour organization": "geneva",
    "unesco": "paris",
    "iaea": "vienna",
    "atomic energy": "vienna",
    "osce": "vienna",
    "security and cooperation": "vienna",
    "security council": "new york",
    "general assembly": "new york",
    "united nations": "new york",
    "u.n.": "new york",
}
"""Towns of bodies that sentences name without their town; the first phrase that the sentence holds."""


def seat_of_body(sentence: Sentence) -> Location | None:
    """The town where the body that the sentence names meets."""
    low = sentence.line.source[sentence.line.start : sentence.line.end].lower()
    for words, town in _SEATS.items():
        at = low.find(words)
        if at >= 0:
            city, start = cities()[town], sentence.line.start + at
            end = start + len(words)
            return location_at(sentence.line.source[start:end], start, end, sentence.part, city.name, city.country, city)
    return None


def headquarters(sentence: Sentence) -> Location | None:
    """The seat of a body that the sentence names."""
    for mention in sentence.mentions:
        city = cities().get(body_seats().get(mention.name or "", "")) if mention.kind == "organisation" else None
        if city is not None:
            return location_at(mention.text, mention.start, mention.end, sentence.part, city.name, city.country, city)
    return None


def location_at(text: str, start: int, end: int, part: Part, name: str, country: str | None, point: City | None) -> Location:
    """The contract's value for a place that stands at `[start, end)` of a part of the article."""
    return Location.model_validate(
        {
            "text": text,
            "start": start,
            "end": end,
            "in": part,
            "name": name,
            "country": country,
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
        }
    )
