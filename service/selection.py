"""Which incidents and events a reader wants: the filters that `watch`, `export` and the API share, from text to a test of a record's value.

Several values of one filter mean any of them; several filters mean all of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from service.outcome import Modality
from service.settings import duration_ms

NAMES = ("topic", "kind", "country", "actor", "target", "modality", "min_confidence", "since", "limit")
"""The filters, as they are named in a query; on a command line they are written `--min-confidence`."""
OF_EVENTS = frozenset({"kind", "country", "actor", "target", "modality", "min_confidence"})
"""Those that only an event or an incident can answer."""
_ECHOED = 60
_COUNTRY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class WrongFilterError(ValueError):
    """A filter that there is not, or a value that it does not take; `reason` is one line that says what is allowed."""

    def __init__(self, name: str, reason: str) -> None:
        """`name` is one of `NAMES`, or what was taken for one."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class Interest(Protocol):
    """A topic of interest (`service.topics.frame.Topic`)."""

    @property
    def kinds(self) -> Mapping[str, Any]:
        """By name."""


@dataclass(frozen=True, slots=True)
class Known:
    """The kinds that there are, by topic of interest, so that a misspelt one is told of rather than never found."""

    kinds: Mapping[str, Iterable[str]]

    @classmethod
    def of(cls, topics: Mapping[str, Interest]) -> "Known":
        """Those of the topics of interest that are loaded."""
        return cls({name: tuple(topic.kinds) for name, topic in topics.items()})


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; an empty set means any."""

    topics: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    """Of an actor, a target or the place."""
    actors: frozenset[Words] = frozenset()
    targets: frozenset[Words] = frozenset()
    modalities: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    since_ms: int = 0
    """When the record was written to its topic, at the earliest; ms since the epoch."""
    limit: int | None = None
    given: frozenset[str] = frozenset()
    """The names of the filters that were set."""

    def takes(self, value: Mapping[str, Any], written_ms: int) -> bool:
        """Whether an event, an incident or a ledger entry (its JSON, read), written at `written_ms`, is wanted; `limit` is the caller's."""
        if written_ms < self.since_ms:
            return False
        if self.topics and not self.topics.intersection(value.get("topics") or [value.get("topic")]):
            return False
        if not self.given & OF_EVENTS:
            return True
        actors, targets = value.get("actors") or (), value.get("targets") or ()
        return (
            (not self.kinds or value.get("kind") in self.kinds)
            and (not self.modalities or (value.get("modality") or value.get("status")) in self.modalities)
            and float(value.get("confidence") or 0.0) >= self.min_confidence
            and (not self.countries or not self.countries.isdisjoint(_countries((*actors, *targets, value.get("location")))))
            and (not self.actors or _names_any(actors, self.actors))
            and (not self.targets or _names_any(targets, self.targets))
        )


def select(wanted: Mapping[str, Sequence[str]], known: Known, now_ms: int) -> Selection:
    """The selection that `wanted` (name -> the values given for it) asks for; raises `WrongFilterError`.

    `now_ms` is what a `since` such as `2h` is counted from.
    """
    for name in wanted:
        if name not in NAMES:
            raise WrongFilterError(_echo(name), f"there is no such filter; there are {', '.join(NAMES)}")
    given = {name: values for name, values in wanted.items() if values}
    topics = _each(given, "topic", _one_of(known.kinds, "topic"), lambda value: value.replace("-", "_"))
    kinds = [kind for topic in topics or known.kinds for kind in known.kinds[topic]]
    return Selection(
        topics=topics,
        kinds=_each(given, "kind", _one_of(kinds, "kind"), lambda value: value.replace("-", "_")),
        countries=_each(given, "country", _country, str.upper),
        actors=frozenset(_words(value) for value in _each(given, "actor", _name)),
        targets=frozenset(_words(value) for value in _each(given, "target", _name)),
        modalities=_each(given, "modality", _one_of(tuple(Modality), "modality")),
        min_confidence=_last(given, "min_confidence", _share, 0.0),
        since_ms=_last(given, "since", lambda value: _moment(value, now_ms), 0),
        limit=_last(given, "limit", _count, None),
        given=frozenset(given),
    )


def _each(
    given: Mapping[str, Sequence[str]], name: str, check: Callable[[str], str | None], normal: Callable[[str], str] = str
) -> frozenset[str]:
    """The values of a filter; `check` says what is wrong with one."""
    values = [normal(value.strip()) for value in given.get(name, ())]
    for value in values:
        if wrong := check(value):
            raise WrongFilterError(name, wrong)
    return frozenset(values)


def _last(given: Mapping[str, Sequence[str]], name: str, read: Callable[[str], Any], otherwise: Any) -> Any:
    """The value of a filter that has one."""
    if name not in given:
        return otherwise
    try:
        return read(given[name][-1].strip())
    except (ValueError, OverflowError) as wrong:
        raise WrongFilterError(name, f"{_echo(given[name][-1])} {wrong}") from None


def _one_of(allowed: Iterable[str], what: str) -> Callable[[str], str | None]:
    names = list(allowed)
    return lambda value: None if value in names else f"{_echo(value)} is no {what}; there are {', '.join(names)}"


def _country(value: str) -> str | None:
    return None if _COUNTRY.fullmatch(value) else f"{_echo(value)} is no country; write its three letters (ISO 3166), such as FRA"


def _name(value: str) -> str | None:
    return None if _words(value) else "give a name, or a part of one"


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("is no confidence; give a number from 0 to 1")
    return share


def _count(value: str) -> int:
    if not _NUMBER.fullmatch(value) or not int(value):
        raise ValueError("is no limit; give a whole number, 1 or more")
    return int(value)


def _moment(value: str, now_ms: int) -> int:
    """A day, a moment, or how long ago, in ms since the epoch."""
    try:
        return int(_instant(value).timestamp() * 1000)
    except (ValueError, OverflowError):
        pass
    try:
        ago = None if value.isdigit() else duration_ms(value)
    except ValueError:
        ago = None
    if not isinstance(ago, int):
        raise ValueError("is no time; write a day (2026-11-29), a moment (2026-11-29T10:00Z) or how long ago (90m, 2h, 3d)")  # noqa: TRY004
    return max(0, now_ms - ago)


def _instant(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _countries(things: Iterable[Mapping[str, Any] | None]) -> set[str]:
    return {str(thing["country"]) for thing in things if thing and thing.get("country")}


def _names_any(parties: Iterable[Mapping[str, Any]], wanted: Iterable[Words]) -> bool:
    """Whether a party has one of the names: as whole words one after the other (so that Mali is not Somalia), or as its country's code."""
    for party in parties:
        texts = [_words(str(party.get(key) or "")) for key in ("name", "text", "role", "country")]
        if any(_within(words, text) for words in wanted for text in texts):
            return True
    return False


def _within(words: Words, text: Words) -> bool:
    return any(text[start : start + len(words)] == words for start in range(len(text) - len(words) + 1))


def _words(text: str) -> Words:
    """Words without case and accents."""
    plain = "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))
    return tuple(_WORD.findall(plain.casefold()))


def _echo(value: str) -> str:
    """A value as a message repeats it: on one line, and not all of a long one."""
    line = " ".join(value.split())
    return f"{line[:_ECHOED]}…" if len(line) > _ECHOED else line or "nothing"
