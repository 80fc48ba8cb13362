"""Texts made to be slow for one pattern, derived from the pattern itself: what its repeats take, said again and again.

A pattern is slow where the engine can divide one stretch of text among its repeats in many ways, or where it runs far ahead from each of
many starts before it fails. So each attack says something often that a repeat takes, with what the pattern wants before it, and ends in
what no pattern takes.
"""

import re
import re._compiler as sre_compiler  # no public name: the standard library's own reading of a pattern
import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, permutations, product
from typing import Any

_CHARACTERS = "aAzZ09_ \n\t-.,:;!?'’\"“”/|@#&()[]<>«»—–=éÀßяА新社。ي\u0301"
"""One of each kind that patterns tell apart; a pattern's own are added."""
_CHARACTERS_TRIED = 70
_MANY = 8
"""A repeat that may be had so often can be pumped."""
_SAMPLES = 6
"""Of one part of a pattern: alternatives beyond them are said in the same manner."""
_STARTS = 2
"""Ways to get to one repeat."""
_PAIRED = 9
"""Pumps of one pattern that are taken in pairs."""
_END = "\x00"
_SINGLE = frozenset({sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY})
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})


@dataclass(frozen=True)
class Attack:
    """A text of any length: `start`, then `pump` as often as it fits, then `end`."""

    start: str
    pump: str
    end: str

    def text(self, length: int) -> str:
        """The attack of about `length` characters."""
        return self.start + self.pump * max(1, length // len(self.pump)) + self.end


def attacks(pattern: re.Pattern[Any]) -> Iterator[Attack]:
    """Every attack on `pattern`, each once. Patterns over bytes are attacked as if over Latin-1."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags & ~re.UNICODE
    found = _Pumps(sre_parser.parse(source, flags & ~re.LOCALE), flags)
    yield from dict.fromkeys(found.attacks())


def gives_back(pattern: re.Pattern[Any]) -> bool:
    """Whether a repeat of `pattern` gives back what it took; where none does, there is one way to divide a text."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return _has_giving(sre_parser.parse(source, pattern.flags & re.VERBOSE))


def _has_giving(tree: Any) -> bool:
    return any(op in (sre.MAX_REPEAT, sre.MIN_REPEAT) or any(map(_has_giving, _within(op, value))) for op, value in tree)


@dataclass
class _Pumps:
    """The repeats of one pattern: what stands before each, and what each takes."""

    tree: Any
    flags: int
    characters: str = ""
    repeats: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.characters = "".join(dict.fromkeys(chain(_CHARACTERS, _literals(self.tree))))[:_CHARACTERS_TRIED]
        self._find(self.tree, [""])

    def attacks(self) -> Iterator[Attack]:
        for start, taken in self.repeats:
            for pump in filter(None, taken):
                yield Attack(start, pump, _END)
                yield Attack(start, pump, "")
                if start:
                    yield Attack("", start + pump, _END)
        pumps = dict.fromkeys(pump for _, taken in self.repeats for pump in taken if pump)
        yield from (Attack("", one + other, _END) for one, other in permutations(islice(pumps, _PAIRED), 2))
        yield from (Attack("", char, _END) for char in self.characters)
        yield from (Attack("", whole, _END) for whole in self._samples(self.tree) if whole)

    def _find(self, tree: Any, before: list[str]) -> None:
        """Note the repeats within `tree`, which stands behind one of `before`."""
        for op, value in tree:
            for inner in _within(op, value):
                self._find(inner, before)
            if op in _REPEATS and (value[1] is sre.MAXREPEAT or value[1] >= _MANY):
                taken = self._samples(value[2])
                self.repeats.extend((start, taken) for start in before[:_STARTS])
            parts = self._samples([(op, value)])
            before = [start + part for start, part in islice(product(before, parts or [""]), _SAMPLES)]

    def _samples(self, tree: Any) -> list[str]:
        """Some texts that `tree` takes, of each alternative; empty where it takes none that can be made here."""
        samples = [""]
        for op, value in tree:
            if op in _SINGLE:
                parts = self._characters_of(op, value)
            elif op is sre.BRANCH:
                each = [self._samples(branch) for branch in value[1]]
                parts = [one[0] for one in each if one] + [two for one in each for two in one[1:2]]
            elif op in _REPEATS:
                once = self._samples(value[2])
                parts = [part * max(value[0], 1) for part in once] + ([""] if value[0] == 0 else [])
            elif op in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
                parts = self._samples(value[-1] if op is sre.SUBPATTERN else value)
            else:
                continue  # takes no characters
            if not parts:
                return []
            wide = [start + part for part, start in product(parts, samples)]
            samples = list(dict.fromkeys(wide))[: 2 * _SAMPLES]
        return samples

    def _characters_of(self, op: Any, value: Any) -> list[str]:
        """Characters of each kind that one place of the pattern takes."""
        if op is sre.LITERAL:
            return [chr(value)]
        state = self.tree.state
        place = sre_compiler.compile(sre_parser.SubPattern(state, [(op, value)]), self.flags)
        return [char for char in self.characters if place.fullmatch(char)][: 2 * _SAMPLES]


def _within(op: Any, value: Any) -> list[Any]:
    if op is sre.BRANCH:
        return list(value[1])
    if op in _REPEATS:
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[-1]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in (sre.ASSERT, sre.ASSERT_NOT) else []


def _literals(tree: Any) -> Iterator[str]:
    for op, value in tree:
        if op in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(value)
        elif op is sre.IN:
            yield from _literals(value)
        elif op is sre.RANGE:
            yield chr(value[0])
        for inner in _within(op, value):
            yield from _literals(inner)
