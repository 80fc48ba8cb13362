"""What the reports come to: `readings.toml`, checked while it is loaded."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.outcome import Modality

READINGS = Path(__file__).parent / "readings.toml"
_MODALITIES = frozenset(modality.value for modality in Modality)
_CHECKS = frozenset({
    "at", "outcome", "reason", "language", "published", "warns", "title", "authors", "wire", "events", "only", "never", "has", "lacks",
    "story", "quotes",
})  # fmt: skip
_KEYS = frozenset({"judgement", "count", "stdin", "articles", "published"})
_DAY = re.compile(r"!?\d{4}(-\d\d){0,2}")


@dataclass(frozen=True)
class Wanted:
    """An event as a reading writes it: `expulsion asserted MLI>FRA 2022-01-31`. What is None may be anything."""

    kinds: frozenset[str] | None = None
    modalities: frozenset[str] | None = None
    actors: frozenset[str] | None = None
    targets: frozenset[str] | None = None
    day: str | None = None
    not_day: str | None = None
    articles: int | None = None

    @classmethod
    def parse(cls, written: str) -> "Wanted":
        """Raises ValueError for a word that says nothing."""
        kind, *words = written.split()
        said: dict[str, Any] = {"kinds": None if kind == "?" else frozenset(kind.split("/"))}
        for word in words:
            if ">" in word:
                actors, targets = re.fullmatch(r"(.+)>(.+)", word).groups()  # type: ignore[union-attr]
                said |= {"actors": _states(actors), "targets": _states(targets)}
            elif word[0] == "x" and word[1:].isdigit():
                said["articles"] = int(word[1:])
            elif _DAY.fullmatch(word):
                said["not_day" if word.startswith("!") else "day"] = word.removeprefix("!")
            elif set(word.split("/")) <= _MODALITIES:
                said["modalities"] = frozenset(word.split("/"))
            else:
                raise ValueError(f"{word!r} in {written!r} is no modality, no parties, no day and no count")
        return cls(**said)


def _states(written: str) -> frozenset[str] | None:
    if written == "?":
        return None
    return frozenset() if written == "-" else frozenset(written.split(","))


@dataclass(frozen=True)
class Reading:
    """What one report comes to. `published` are the events that the topics hold at the end.

    `judgement`: what acts, dates, modality and quotations mean decides it, not what is read and taken.
    """

    judgement: bool = False
    count: int | None = None
    stdin: bool = False
    articles: tuple[dict[str, Any], ...] = ()
    published: tuple[str, ...] = ()
    stories: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def load(path: Path = READINGS) -> dict[int, Reading]:
    """All readings by the number of their report; raises ValueError for a check that does not exist."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    stories = said.pop("story")
    found = {}
    for number, entry in said.items():
        if unknown := set(entry) - _KEYS | {key for article in entry.get("articles", ()) for key in article} - _CHECKS:
            raise ValueError(f"reading {number}: {', '.join(sorted(unknown))} is no check")
        for written in [*entry.get("published", ()), *_written(entry)]:
            Wanted.parse(written)
        fields = entry | {key: tuple(entry[key]) for key in ("articles", "published") if key in entry}
        found[int(number)] = Reading(stories=stories, **fields)
    return found


def _written(entry: dict[str, Any]) -> list[str]:
    return [event for article in entry.get("articles", ()) for name in ("events", "never") for event in article.get(name, ())]
