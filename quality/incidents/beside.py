"""What simpler ways of putting reports together give on the same events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from quality.incidents.material import Key, Material
from service.model import Event

_DAYS = 3
_LEAD = 500
_THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
_NAMES_AND_NUMBERS = r"\b(?:[A-Z][^\W\d_]+|\d[\d,.]*)\b"

Homes = Mapping[Key, str]


def same_facts(material: Material) -> Homes:
    """Same kind, a state in common on either side, and at most three days apart: single link."""
    events = list(material.events.items())
    alike = ((one, other) for at, (one, event) in enumerate(events) for other, later in events[at + 1 :] if _same_facts(event, later))
    return _single_link(list(material.events), alike)


def by_words(material: Material, *, names_only: bool) -> Mapping[float, Homes]:
    """Single link by TF-IDF of title, evidence and lead within a topic, by threshold; of capitalised words and numbers, or of all words."""
    keys = list(material.events)
    texts = [f"{event.headline}\n{event.summary}\n{event.article.text[:_LEAD]}" for event in material.events.values()]
    options = {"lowercase": False, "token_pattern": _NAMES_AND_NUMBERS} if names_only else {"stop_words": "english"}
    table = TfidfVectorizer(**options).fit_transform(texts)
    alike = np.triu(np.asarray((table @ table.T).todense()), 1)
    topics = np.array([event.topic for event in material.events.values()])
    alike[topics[:, None] != topics[None, :]] = 0.0
    found = {}
    for threshold in _THRESHOLDS:
        pairs = np.argwhere(alike >= threshold).tolist()
        found[threshold] = _single_link(keys, [(keys[one], keys[other]) for one, other in pairs])
    return found


def _same_facts(one: Event, other: Event) -> bool:
    if (one.topic, one.kind) != (other.topic, other.kind) or one.date is None or other.date is None:
        return False
    for mine, theirs in ((one.actors, other.actors), (one.targets, other.targets)):
        states = {party.country for party in mine} & {party.country for party in theirs} - {None}
        if not states and (mine or theirs):
            return False
    return abs(_day(one.date.value) - _day(other.date.value)) <= _DAYS


def _day(value: str) -> int:
    return date.fromisoformat((value + "-01-01")[:10]).toordinal()


def _single_link(keys: Sequence[Key], pairs: Iterable[tuple[Key, Key]]) -> Homes:
    """Each key's group, where every pair but those of one article is in one group."""
    home = {key: key for key in keys}

    def first(key: Key) -> Key:
        while home[key] != key:
            key = home[key]
        return key

    for one, other in pairs:
        if one[0] != other[0]:
            home[first(other)] = first(one)
    return {key: str(first(key)) for key in keys}
