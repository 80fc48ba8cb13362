"""Where an act happened: the scene that its kind calls for, read off the sentence, else off the parties, the lead or the dateline."""

import re
from typing import Literal

from service.entities.gazetteer import capital_of, cities, state_names
from service.entities.mention import Mention
from service.model import CodedEvent, Location, Part

Scene = Literal["actor", "venue", "refuge", "post"]
"""At the actor's seat (a summons), where states meet (a walkout), where one fled to, where the actor was posted."""

SCENES: dict[str, Scene] = {
    "walkout": "venue",
    "boycott": "venue",
    "withdrawal": "venue",
    "condemnation_lodged": "venue",
    "change_of_sides": "refuge",
    "asylum": "refuge",
    "desertion": "refuge",
    "espionage_defection": "refuge",
    "resignation_in_protest": "post",
}
"""Kinds that are not listed happen at the actor's seat."""

_IN = re.compile(r"\b(?:in|at|outside|near|inside|from|to|into|reached|on|of|across)(?: the)?(?: \w+)? $", re.IGNORECASE)
_VENUE_BODIES = {
    "human rights council": "geneva",
    "world health": "geneva",
    "unhcr": "geneva",
    "conference on disarmament": "geneva",
    "unesco": "paris",
    "iaea": "vienna",
    "atomic energy": "vienna",
    "osce": "vienna",
    "security council": "new york",
    "general assembly": "new york",
    "united nations": "new york",
    "u.n.": "new york",
}
"""Where bodies meet that do not name their town; the first that the sentence holds."""


def locate(
    event: CodedEvent, text: str, part: Part, sentence: tuple[int, int], mentions: tuple[Mention, ...], lead: tuple[Mention, ...]
) -> Location | None:
    """The scene of the act, or None where the text gives none.

    `mentions` are those of the act's `sentence` in `part`, `lead` those of the article's first sentences (in `text`).
    """
    scene = SCENES.get(event.kind, "actor")
    here = tuple(m for m in mentions if m.country)
    if scene == "actor":
        return _at_seat(event, here, part)
    found = {"venue": _venue, "refuge": _refuge, "post": _post}[scene](event, text, here, part)
    if found is None and scene == "venue":
        found = _seat_of_body(text, sentence, part) or next((_place(m, "text") for m in lead if m.kind == "place"), None)
    if found is None and scene == "post":
        found = _at_seat(event, here, part)
    return found


def _at_seat(event: CodedEvent, here: tuple[Mention, ...], part: Part) -> Location | None:
    """The first actor's state; a town of it in the sentence is better than the state's own name."""
    actor = next((a for a in event.actors if a.country), None)
    if actor is None:
        return None
    town = next((m for m in here if m.kind == "place" and m.country == actor.country), None)
    if town is not None:
        return _place(town, part)
    point = capital_of().get(actor.country or "")
    return _location(
        text=actor.text, start=actor.start, end=actor.end, part=actor.part, name=state_names().get(actor.country or "", actor.text), country=actor.country,
        latitude=point.latitude if point else None, longitude=point.longitude if point else None,
    )  # fmt: skip


def _venue(event: CodedEvent, text: str, here: tuple[Mention, ...], part: Part) -> Location | None:
    """A town or state of the sentence that stands after "in" or "at"."""
    for kinds in (("place",), ("state",)):
        for mention in here:
            if mention.kind in kinds and mention.role is None and _IN.search(text[max(0, mention.start - _LOOK_BACK) : mention.start]):
                return _place(mention, part)
    return None


def _refuge(event: CodedEvent, text: str, here: tuple[Mention, ...], part: Part) -> Location | None:
    """Where the actor was posted, else where he went."""
    own = {a.country for a in event.actors}
    posted = next((m for m in here if m.host and m.country in own and m.host not in own), None)
    if posted is not None:
        for mention in here:
            if mention.country == posted.host and mention.start >= posted.start and mention.role is None:
                return _place(mention, part)
    town = next(
        (m for m in here if m.kind == "place" and m.country not in own and _IN.search(text[max(0, m.start - _LOOK_BACK) : m.start])), None
    )
    if town is not None:
        return _place(town, part)
    for target in event.targets:
        if target.country and target.country not in own:
            named = next((m for m in here if m.country == target.country), None)
            if named is not None:
                return _place(named, part)
    away = next(
        (
            m
            for m in here
            if m.kind in {"place", "state"}
            and m.role is None
            and m.role_class != "attribute"
            and m.country not in own
            and _IN.search(text[max(0, m.start - _LOOK_BACK) : m.start])
        ),
        None,
    )
    return _place(away, part) if away else None


def _post(event: CodedEvent, text: str, here: tuple[Mention, ...], part: Part) -> Location | None:
    """Where the one who resigned served: a town of the sentence, else the host of his post."""
    town = next((m for m in here if m.kind == "place" and _IN.search(text[max(0, m.start - _LOOK_BACK) : m.start])), None)
    if town is not None:
        return _place(town, part)
    posted = next((m for m in here if m.host), None)
    if posted is not None:
        return next((_place(m, part) for m in here if m.country == posted.host and m.start >= posted.start), None)
    return None


def _seat_of_body(text: str, sentence: tuple[int, int], part: Part) -> Location | None:
    """The town where the body that the sentence names meets."""
    low = text[sentence[0] : sentence[1]].lower()
    for words, town in _VENUE_BODIES.items():
        at = low.find(words)
        if at >= 0:
            city = cities()[town]
            start = sentence[0] + at
            end = start + len(words)
            return _location(
                text=text[start:end],
                start=start,
                end=end,
                part=part,
                name=city.name,
                country=city.country,
                latitude=city.latitude,
                longitude=city.longitude,
            )
    return None


def _place(mention: Mention, part: Part) -> Location:
    """A mention as a location, with the coordinates of the town, or of the capital for a state."""
    city = cities().get(mention.text.lower()) if mention.kind == "place" else None
    point = city or capital_of().get(mention.country or "")
    name = city.name if city else (mention.name or mention.text)
    return _location(
        text=mention.text, start=mention.start, end=mention.end, part=part, name=name, country=mention.country,
        latitude=point.latitude if point else None, longitude=point.longitude if point else None,
    )  # fmt: skip


def _location(
    text: str, start: int, end: int, part: Part, name: str, country: str | None, latitude: float | None, longitude: float | None
) -> Location:
    return Location.model_validate(
        {
            "text": text,
            "start": start,
            "end": end,
            "in": part,
            "name": name,
            "country": country,
            "latitude": latitude,
            "longitude": longitude,
        }
    )


_LOOK_BACK = 24
