"""Where an act happened: the scene that its kind calls for, read off its sentences, else off the parties, the lead or the dateline."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.entities.gazetteer import City, capital_of, cities, state_names
from service.entities.mention import Mention
from service.model import CodedEvent, Location, Part
from service.topics.frame import Scene

_AT = re.compile(r"\b(?:in|at|outside|near|inside|from|reached)(?: the)?(?: [\w-]+)? $", re.IGNORECASE)
_NOT_AT = re.compile(
    r"\b(?:support of|favou?r of|solidarity with|war in|invasion|crisis in|conflict in|attacks? in|aid to|ties with)\b[^.]{0,12}$",
    re.IGNORECASE,
)
"""The land that an act is about is not where it takes place."""
_WENT = re.compile(
    r"\b(?:fled|flee|flees|fleeing|escap\w+|cross\w+|defect\w*|desert\w*|arriv\w+|flew|fly|land\w+|asylum|refuge|exile|went|slipped|surfaced|stayed"
    r"|remained)\b"
    r"[^.;]{0,45}\b(?:to|into|in|for|at|on|over)(?: the)?(?: \w+)? $",
    re.IGNORECASE,
)
_LOOK_BACK = 90
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with its mentions, in `part` of the article."""

    text: str
    start: int
    end: int
    part: Part
    mentions: tuple[Mention, ...]


def locate(event: CodedEvent, scene: Scene, acts: list[Stretch], others: list[Stretch]) -> Location | None:
    """The scene of the act, or None where the text gives none.

    `acts`: the sentences that tell the act, best first; `others`: further sentences that were read, in order, the lead among them.
    """
    if scene == "actor":
        return _at_seat(event, acts)
    finders: dict[Scene, Callable[[CodedEvent, Stretch], Location | None]] = {"venue": _venue, "refuge": _refuge, "post": _post}
    find = finders[scene]
    for stretch in acts:
        if (found := find(event, stretch)) is not None:
            return found
    if scene == "venue":
        return (
            next((s for s in map(_seat_of_body, acts) if s), None)
            or next((v for s in others if (v := _venue(event, s, towns_only=True))), None)
            or _dateline(others)
        )
    if scene == "post":
        return _at_seat(event, acts)
    return next((p for s in others if (p := _posted(event, s))), None)


def _at_seat(event: CodedEvent, acts: list[Stretch]) -> Location | None:
    """The first actor's state; its capital in the sentence is better than the state's own name."""
    actor = next((a for a in event.actors if a.country), None)
    if actor is None:
        return None
    capital = capital_of().get(actor.country or "")
    for stretch in acts:
        for mention in stretch.mentions:
            if mention.kind == "place" and mention.country == actor.country and capital and mention.name == capital.name:
                return _place(mention, stretch.part)
    name = state_names().get(actor.country or "", actor.text)
    return _location(actor.text, actor.start, actor.end, actor.part, name, actor.country, capital)


def _venue(_: CodedEvent, stretch: Stretch, *, towns_only: bool = False) -> Location | None:
    """A town, else a state, that stands after "in" or "at" and is not what the act is about."""
    for kind in ("place",) if towns_only else ("place", "state"):
        for mention in stretch.mentions:
            before = _before(stretch, mention)
            if (
                mention.kind == kind
                and mention.role is None
                and mention.role_class is None
                and _AT.search(before)
                and not _NOT_AT.search(before)
            ):
                return _place(mention, stretch.part)
    return None


def _refuge(event: CodedEvent, stretch: Stretch) -> Location | None:
    """Where the actor was posted, where a verb of going leads, else the target's state as the sentence names it."""
    own = {a.country for a in event.actors}
    if (posted := _posted(event, stretch)) is not None:
        return posted
    lands = [m for m in stretch.mentions if m.kind in {"place", "state"} and m.role is None and m.country and m.country not in own]
    for mention in lands:
        if mention.role_class != "attribute" and _WENT.search(_before(stretch, mention)):
            return _place(mention, stretch.part)
    targets = {t.country for t in event.targets if t.country and t.country not in own}
    named = next((m for m in lands if m.country in targets), None)
    return _place(named, stretch.part) if named else None


def _posted(event: CodedEvent, stretch: Stretch) -> Location | None:
    """The host of an envoy of the actor's state ("acting ambassador to Kuwait")."""
    own = {a.country for a in event.actors}
    for envoy in stretch.mentions:
        if envoy.host and envoy.country in own and envoy.host not in own:
            for mention in stretch.mentions:
                if mention.country == envoy.host and mention.start >= envoy.start and mention.role is None:
                    return _place(mention, stretch.part)
    return None


def _post(event: CodedEvent, stretch: Stretch) -> Location | None:
    """Where the one who resigned served: a town of the sentence, else the host of his post."""
    for mention in stretch.mentions:
        before = _before(stretch, mention)
        if mention.kind == "place" and _AT.search(before) and not _NOT_AT.search(before):
            return _place(mention, stretch.part)
    return _posted(event, stretch)


def _seat_of_body(stretch: Stretch) -> Location | None:
    """The town where the body that the sentence names meets."""
    low = stretch.text[stretch.start : stretch.end].lower()
    for words, town in _SEATS.items():
        at = low.find(words)
        if at >= 0:
            city, start = cities()[town], stretch.start + at
            end = start + len(words)
            return _location(stretch.text[start:end], start, end, stretch.part, city.name, city.country, city)
    return None


def _dateline(others: list[Stretch]) -> Location | None:
    """The place that a report is sent from: the first words of the text."""
    first = next((s for s in others if s.part == "text"), None)
    place = next((m for m in first.mentions if m.kind == "place" and m.start == first.start and m.text.isupper()), None) if first else None
    return _place(place, "text") if place else None


def _before(stretch: Stretch, mention: Mention) -> str:
    return stretch.text[max(stretch.start, mention.start - _LOOK_BACK) : mention.start]


def _place(mention: Mention, part: Part) -> Location:
    """A mention as a location, with the coordinates of the town, or of the capital for a state."""
    city = cities().get(mention.text.lower()) if mention.kind == "place" else None
    point = city or capital_of().get(mention.country or "")
    name = city.name if city else (mention.name or mention.text)
    return _location(mention.text, mention.start, mention.end, part, name, mention.country, point)


def _location(text: str, start: int, end: int, part: Part, name: str, country: str | None, point: City | None) -> Location:
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
