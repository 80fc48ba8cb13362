"""The names that stand for states, bodies, groups and places, from `service/data/`, as one table from first word to phrases."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from service.english.tokens import Token, tokenize

_DATA = Path(__file__).resolve().parent.parent / "data"

_BLOCS = {
    "baltic": ("EST", "LVA", "LTU"),
    "baltics": ("EST", "LVA", "LTU"),
    "nordic": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "scandinavian": ("DNK", "NOR", "SWE"),
    "benelux": ("BEL", "LUX", "NLD"),
}
"""Names for several neighbouring states at once; larger blocs are bodies or too loose to name their members."""

_LAST_POINT = re.compile(r"\b((?:\w\.)+\w)\.")

EntryKind = Literal["state", "adjective", "people", "capital", "seat", "body", "group", "city", "role", "thing", "bloc"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase: what it is, the normal name, and the state that it stands for or lies in (alpha-3)."""

    kind: EntryKind
    name: str
    country: str | None = None
    role_class: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """A place with its coordinates (degrees), as geonames has them; none for regions."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at `tokens[first:last]`."""

    first: int
    last: int
    entry: Entry


class Phrases:
    """Phrases to look for, by their first word; longest first."""

    def __init__(self) -> None:
        """Empty."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}

    def add(self, phrases: Iterable[str], entry: Entry) -> None:
        """Add phrases for an entry; a phrase that is known already keeps its first meaning.

        An acronym with points is also known without its last one ("the U.S said").
        """
        known = list(phrases)
        for phrase in dict.fromkeys((*known, *(_LAST_POINT.sub(r"\1", each) for each in known))):
            keys = tuple(token.key for token in tokenize(phrase, 0, len(phrase)).pieces(phrase))
            rows = self._by_first.setdefault(keys[0], [])
            if all(rest != keys[1:] for rest, _ in rows):
                rows.append((keys[1:], entry))
                rows.sort(key=lambda row: -len(row[0]))

    def first_words(self) -> frozenset[str]:
        """The words with which the phrases begin."""
        return frozenset(self._by_first)

    def at(self, tokens: list[Token], index: int) -> Match | None:
        """The longest phrase that begins at `tokens[index]`."""
        rows = self._by_first.get(tokens[index].key)
        if rows is None:
            return None
        for rest, entry in rows:
            last = index + 1 + len(rest)
            if last <= len(tokens) and all(tokens[index + 1 + n].key == key for n, key in enumerate(rest)):
                return Match(index, last, entry)
        return None


def _load(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def names() -> Phrases:
    """All names of states, peoples, capitals, seats of power, bodies and groups (not the lesser cities)."""
    phrases = Phrases()
    states: dict[str, dict[str, Any]] = _load("gazetteer_states.json")
    for code, state in states.items():
        phrases.add(state["names"], Entry("state", state["name"], code))
    for code, state in states.items():
        phrases.add(state["adjectives"], Entry("adjective", state["name"], code))
        phrases.add(state["people"], Entry("people", state["name"], code, plural=True))
        phrases.add(state["seats"], Entry("seat", state["name"], code))
        phrases.add(state["capitals"], Entry("capital", state["name"], code))
    for name, body in _load("gazetteer_bodies.json").items():
        phrases.add(body["names"], Entry("body", name))
    for name, group in _load("gazetteer_groups.json").items():
        phrases.add(group["names"], Entry("group", name, group["country"], plural=True))
    for name, members in _BLOCS.items():
        phrases.add([name], Entry("bloc", name.title(), " ".join(members), plural=True))
    for name, row in _load("gazetteer_cities.json").items():
        phrases.add([name], Entry("city", row[0], row[1]))
    return phrases


@cache
def state_names() -> dict[str, str]:
    """alpha-3 -> the name that news uses."""
    return {code: state["name"] for code, state in _load("gazetteer_states.json").items()}


@cache
def adjectives() -> dict[str, str]:
    """alpha-3 -> the adjective that news uses, with a capital; states without one are absent."""
    states = _load("gazetteer_states.json").items()
    return {code: state["adjectives"][0].title() for code, state in states if state["adjectives"]}


@cache
def capital_of() -> dict[str, City]:
    """alpha-3 -> its capital (the first of the list) with coordinates; states without one are absent."""
    return {
        code: City(state["capitals"][0].title(), code, *state["point"])
        for code, state in _load("gazetteer_states.json").items()
        if state["point"]
    }


@cache
def cities() -> dict[str, City]:
    """Lower-case name -> place; capitals and regions included."""
    return {name: City(*row) for name, row in _load("gazetteer_cities.json").items()}


@cache
def leaders() -> dict[str, tuple[str, str]]:
    """Lower-case full name or telling surname -> (name, alpha-3) of the leaders by whom news means a state's act."""
    return {key: (row[0], row[1]) for key, row in _load("gazetteer_leaders.json").items()}


@cache
def group_names() -> tuple[str, ...]:
    """All names of armed and political groups, lower case."""
    return tuple(name for group in _load("gazetteer_groups.json").values() for name in group["names"])


@cache
def body_seats() -> dict[str, str]:
    """Normal name of a body -> the town where it sits, lower case; bodies without a seat are absent."""
    return {name: body["seat"] for name, body in _load("gazetteer_bodies.json").items() if body["seat"]}
