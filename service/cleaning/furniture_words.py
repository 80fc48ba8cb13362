"""What the words of a line do: the classes of `service/data/text_furniture.toml`, found in one pass."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import ahocorasick_rs

from service.cleaning.sentences import FIRST_HAN

CLASSES = ("call", "site", "reader", "list", "menu", "clock", "machine", "network", "credit", "maker", "mark", "told")
_TOLD = CLASSES.index("told")
_LIST = CLASSES.index("list")
_HAN_A_WORD = 2
_LABEL_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Words(NamedTuple):
    """The words of a line, and how many of them are of each class."""

    written: list[str]
    lowered: list[str]
    size: int
    """Words, or what says as much in a script without spaces."""
    counts: list[int]
    first: list[bool]
    """Is the first word of the class?"""
    classed: int
    """Words that are of a class, but for those of a story."""


def _load() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[int, ...], ...], tuple[str, ...]]:
    tables = tomllib.loads((files("service.data") / "text_furniture.toml").read_text("utf-8"))
    classes: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(CLASSES):
        for word in tables["marks" if name == "mark" else name]:
            open_ended = name == "mark" or word.endswith("*")
            spoken = "  ".join(word.rstrip("*").split())
            form = spoken if ord(word[0]) >= FIRST_HAN else f" {spoken}" if open_ended else f" {spoken} "
            classes[form] = tuple(dict.fromkeys((*classes.get(form, ()), at)))
    return (
        ahocorasick_rs.AhoCorasick(list(classes), implementation=ahocorasick_rs.Implementation.ContiguousNFA),
        tuple(classes.values()),
        (*tables["marks"], *tables["hints"]),
    )


_AUTOMATON, _MEANT, MARKS = _load()


def words_of(line: str) -> Words:
    """The words of `line` and what they do."""
    written = _WORD.findall(line)
    spoken = f" {'  '.join(written)} ".lower()
    lowered = spoken.split()
    han = 0 if line.isascii() else sum(ord(char) >= FIRST_HAN for char in line)
    counts = [0] * len(CLASSES)
    first = [False] * len(CLASSES)
    classed: set[int] = set()
    second = len(lowered[0]) + 2 if lowered else 0
    for pattern, start, _ in _AUTOMATON.find_matches_as_indexes(spoken, overlapping=True):
        for at in _MEANT[pattern]:
            counts[at] += 1
            if start < second:
                first[at] = True
            if at != _TOLD:
                classed.add(start)
    return Words(written, lowered, len(written) + han // _HAN_A_WORD, counts, first, len(classed))


def is_label(line: str) -> bool:
    """Whether a line that went may have been the label of links that follow it."""
    words = _WORD.findall(line.lower())
    if len(words) > _LABEL_WORDS:
        return False
    spoken = f" {'  '.join(words)} "
    return any(_LIST in _MEANT[pattern] for pattern, _, _ in _AUTOMATON.find_matches_as_indexes(spoken, overlapping=True))


_CALL, _SITE, _READER, _LIST, _MENU, _CLOCK = map(CLASSES.index, ("call", "site", "reader", "list", "menu", "clock"))


def tells_of_classes(
    found: dict[str, float], counts: Sequence[int], first: Sequence[int], size: int, classed: int, spoken: int, digits: int
) -> list[tuple[str, float]]:
    """What its words of furniture tell together: `counts` by class, the classes of its `first` word, how many are `classed` at all."""
    call, site, reader = found.get("call", 0), found.get("site", 0), counts[_READER]
    return [
        ("call_first", first[_CALL]),
        ("list_first", first[_LIST]),
        ("clock_first", first[_CLOCK]),
        ("menu_first", first[_MENU]),
        ("site_share", counts[_SITE] / max(1, size)),
        ("class_share", min(1.0, classed / max(1, spoken))),
        ("all_class", classed >= spoken),
        ("call_site", call > 0 and site > 0),
        ("reader_site", reader > 0 and site > 0),
        ("reader_call", reader > 0 and call > 0),
        ("reader_only", 0 < reader == classed),
        ("list_site", "list" in found and site > 0),
        ("network_call", "network" in found and call > 0),
        ("clock_time", "clock" in found and digits > 0),
        ("menu_short", "menu" in found and size <= 2),  # noqa: PLR2004 one or two words, as in a menu
    ]
