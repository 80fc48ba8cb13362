"""What the words of a line do: the classes of `service/data/text_furniture.toml`, found in one pass."""

import re
import tomllib
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
        ahocorasick_rs.AhoCorasick(list(classes), implementation=ahocorasick_rs.Implementation.DFA),
        tuple(classes.values()),
        (*tables["marks"], *tables["hints"]),
    )


_AUTOMATON, _MEANT, MARKS = _load()


def words_of(line: str) -> Words:
    """The words of `line` and what they do."""
    written = _WORD.findall(line)
    lowered = [word.lower() for word in written]
    han = 0 if line.isascii() else sum(ord(char) >= FIRST_HAN for char in line)
    counts = [0] * len(CLASSES)
    first = [False] * len(CLASSES)
    classed: set[int] = set()
    second = len(lowered[0]) + 2 if lowered else 0
    for pattern, start, _ in _AUTOMATON.find_matches_as_indexes(f" {'  '.join(lowered)} ", overlapping=True):
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
