"""The labelled incidents beside the events that the service reads: which of its events is which act, and what belongs to one story."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from quality.running import Row, explained, rows
from service.incidents.portrait import Portrait
from service.incidents.signals import related
from service.model import Event, Party

FOLDS = 10

Key = tuple[str, int]
"""An article's id, and which of its events."""


class Pair(NamedTuple):
    """Two events of which a person said whether they are one act."""

    one: Key
    other: Key
    same: bool


@dataclass(frozen=True)
class Material:
    """The events read off the labelled articles, in order of publication."""

    events: Mapping[Key, Event]
    portraits: Mapping[Key, Portrait]
    acts: Mapping[Key, str]
    """Event -> labelled incident, for those that are one of the labelled acts."""
    clusters: Sequence[Row]
    arguable: frozenset[frozenset[str]]
    """Pairs of articles of which a person could not say."""
    story: Mapping[str, str]
    """Article -> what it hangs together with by acts, look-alikes and answers."""

    def fold(self, article: str) -> int:
        """Which of the folds a story is in."""
        return int(hashlib.sha1(self.story[article].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS

    def pairs(self) -> Iterator[Pair]:
        """Pairs of labelled events of two articles that share a party, and all that are one act."""
        keys = list(self.acts)
        for at, one in enumerate(keys):
            for other in keys[at + 1 :]:
                a, b = self.portraits[one], self.portraits[other]
                if one[0] != other[0] and a.topic == b.topic and frozenset((one[0], other[0])) not in self.arguable:
                    same = self.acts[one] == self.acts[other]
                    if same or a.actors & b.actors or a.targets & b.targets or a.actors & b.targets:
                        yield Pair(one, other, same)


def read(real: Path) -> Material:
    """Code the labelled articles and find the labelled acts among what is read."""
    clusters = rows(real / "incidents" / "clusters.jsonl")
    wanted = {article for cluster in clusters for article in cluster["docs"]}
    articles = [row for row in rows(real / "topics" / "dev.jsonl") if row["id"] in wanted]
    articles.sort(key=lambda row: (row.get("published_at") or "", row["id"]))
    events = {(one.article.id, at): event for one in explained(articles) for at, event in enumerate(one.events)}
    labels = {(told["doc"], told["event"]): cluster["incident"] for cluster in clusters for told in cluster["events"]}
    acts: dict[Key, str] = {}
    for row in articles:
        here = {key: event for key, event in events.items() if key[0] == row["id"]}
        for number, key in _partners(row.get("events") or [], here).items():
            if (row["id"], number) in labels:
                acts[key] = labels[row["id"], number]
    return Material(
        events,
        {key: Portrait.of(event) for key, event in events.items()},
        acts,
        clusters,
        frozenset(frozenset((one["a"], one["b"])) for cluster in clusters for one in cluster.get("arguable", ())),
        _stories(real, clusters),
    )


def _partners(gold: Sequence[Row], read_events: Mapping[Key, Event]) -> dict[int, Key]:
    """Labelled act -> the event that was read for it, one to one, best first; none whose kind or parties are another act's.

    A related kind counts only where the same sentence tells it: that a state also recalls its ambassador is another act than its expulsion.
    """
    scored = sorted(
        (-_likeness(act, event), number, key)
        for number, act in enumerate(gold)
        for key, event in read_events.items()
        if _may_be(act, event)
    )
    partners: dict[int, Key] = {}
    for _, number, key in scored:
        if number not in partners and key not in partners.values():
            partners[number] = key
    return partners


def _may_be(act: Row, event: Event) -> bool:
    if act["topic"] != event.topic or not related(act["kind"], event.kind):
        return False
    if act["kind"] != event.kind and not _same_sentence(act, event):
        return False
    actors, targets = _names(event.actors), _names(event.targets)
    other_actor = act.get("actor_countries") and actors and not actors & _upper(act["actor_countries"])
    other_target = act.get("target_countries") and targets and not targets & _upper(act["target_countries"])
    return not other_actor and not (other_target and event.topic != "defection")


def _likeness(act: Row, event: Event) -> float:
    same = (act["kind"] == event.kind) + (act["modality"] == event.modality.value)
    for countries, parties in ((act.get("actor_countries"), event.actors), (act.get("target_countries"), event.targets)):
        same += bool(_upper(countries or ()) & _names(parties))
    dated = bool(act.get("date") and event.date and event.date.value.startswith(act["date"]))
    return same + dated + _same_sentence(act, event)


def _same_sentence(act: Row, event: Event) -> bool:
    return " ".join(act.get("sentence", "").split())[:60] in " ".join(event.summary.split())


def _names(parties: Sequence[Party]) -> set[str]:
    return {str(party.country or party.name).upper() for party in parties} - {"NONE"}


def _upper(names: Any) -> set[str]:
    return {str(name).upper() for name in names}


def _stories(real: Path, clusters: Sequence[Row]) -> dict[str, str]:
    """Article -> the first name of its story: acts share articles, look-alikes and answers tie acts together."""
    parent: dict[str, str] = {}

    def first(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    def tie(one: str, other: str) -> None:
        a, b = sorted((first(one), first(other)))
        parent[b] = a

    for cluster in clusters:
        for article in cluster["docs"]:
            tie(article, f"incident {cluster['incident']}")
    for pair in rows(real / "incidents" / "pairs-not-same.jsonl"):
        tie(pair["a"]["doc"], pair["b"]["doc"])
    for answer in rows(real / "incidents" / "related.jsonl"):
        tie(f"incident {answer['incident']}", f"incident {answer['responds_to']}")
    return {article: first(article) for cluster in clusters for article in cluster["docs"]}
