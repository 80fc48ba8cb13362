"""Where the phrases of `service/data/text_boilerplate.toml` stand in a text, found in one pass."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import ahocorasick_rs

from service.errors import Rejected
from service.outcome import DeadReason

_KINDS = ("label", "lead", "within", "form", "glued")
_STRIPPED = " \t0123456789.,:;!?…|/\\-–—•·*#>»«<›‹[](){}\"'“”‘’„_=+~►▶▼▲→←■●©®™@&،؛।؟：，。、！？「」【】《》（）"
MAX_CUES = 10_000
"""Each has its line looked at closely, which takes up to 70 µs of CPU; the most in 2,600 real articles is 151."""
_MARK = ("mark",)
"""Kind of the beginnings of words which make their sentence worth weighing (`service/cleaning/furniture.py`)."""
_LISTS = (("links", 6), ("credit", 1))
"""Kinds of labels that announce lines, and how many."""
_AT_EDGES = frozenset(("label", "lead"))
_BETWEEN_BUTTONS = frozenset(("this", "on", "with", "via", "and", "link", "copy"))
_SPACED = dict.fromkeys(map(ord, ",|·•/&+"), " ")
_MOST_BUTTONS = 8
_BULLET = 4
"""Characters of a bullet before a label."""
_LONGEST_ALONE = 60
"""Characters: no phrase of the table is longer, and long lines need not be looked up."""


class Cue(NamedTuple):
    """A phrase found in a line: offsets in that line, code points."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Phrases:
    """The tables, compiled: whole lines as sets, the rest as one automaton over the text as it is written."""

    alone: frozenset[str]
    company: frozenset[str]
    buttons: frozenset[str]
    """Single words of both, and those that join them."""
    lists: dict[str, int]
    """Labels of lists -> lines that the longest has."""
    phrases: ahocorasick_rs.AhoCorasick
    """Of the tables, in lower case."""
    kinds: tuple[tuple[str, ...], ...]
    """Kinds of each phrase."""
    gates: ahocorasick_rs.AhoCorasick
    """As written: what opens a sentence differs from what stands in one by its capital."""
    gate_kinds: tuple[str, ...]

    def is_alone(self, line: str) -> bool:
        """Whether the whole line is one of the phrases that only a page says, or a row of buttons ("Share Tweet Email")."""
        if len(line) > _LONGEST_ALONE:
            return False
        key = _key(line)
        if key in self.alone:
            return True
        words = key.translate(_SPACED).split()
        return 1 < len(words) <= _MOST_BUTTONS and self.buttons.issuperset(words)

    def keeps_company(self, line: str) -> bool:
        """Whether the whole line is a word that goes only beside other boilerplate."""
        return len(line) <= _LONGEST_ALONE and _key(line) in self.company

    def announces(self, line: str) -> int:
        """How many lines, at most, a label on a line of its own announces that go with it."""
        if len(line) > _LONGEST_ALONE:
            return 0
        key = _key(line)
        return _LISTS[0][1] if key.startswith("more from ") else self.lists.get(key, 0)

    def cues(self, text: str) -> dict[int, list[Cue]]:
        r"""Cues by the index of their line (`text.split("\n")`), in order. Raises Rejected `too_costly` for more than `MAX_CUES`."""
        matches = [(start, end, self.gate_kinds[gate]) for gate, start, end in self.gates.find_matches_as_indexes(text)]
        for pattern, start, end in self.phrases.find_matches_as_indexes(_lowered(text)):
            if self.kinds[pattern] == _MARK or not _inside_word(text, start, end):
                matches += [(start, end, kind) for kind in self.kinds[pattern] if kind not in _AT_EDGES or _is_at_edge(text, start, end)]
        if len(matches) > MAX_CUES:
            raise Rejected(DeadReason.TOO_COSTLY, f"the text has {len(matches):,} phrases of pages, more than {MAX_CUES:,}")
        matches.sort()
        found: dict[int, list[Cue]] = defaultdict(list)
        line, line_start = 0, 0
        next_break = text.find("\n")
        for start, end, kind in matches:
            while next_break != -1 and start > next_break:
                line, line_start = line + 1, next_break + 1
                next_break = text.find("\n", line_start)
            found[line].append(Cue(start - line_start, end - line_start, kind))
        return found


def _key(line: str) -> str:
    key = line.strip(_STRIPPED)
    # A lone x closes an overlay; in "6x9" it measures.
    return "" if key == "x" and len(line.strip()) > 1 else key.replace("’", "'").casefold()


def _inside_word(text: str, start: int, end: int) -> bool:
    """Only for alphabets that put spaces between words; Han, Kana and Thai do not."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum() and ord(text[start]) < _FIRST_UNSPACED
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and ord(text[end]) < _FIRST_UNSPACED
    return before or after


_FIRST_UNSPACED = 0x0E00


def _is_at_edge(text: str, start: int, end: int) -> bool:
    """Whether the phrase begins or ends a line, or begins a bracket; elsewhere a label is a word of a sentence."""
    if end == len(text) or text[end] == "\n" or (start <= _BULLET and not text[:start].strip(_STRIPPED)):
        return True
    before = text[max(0, start - _BULLET) : start].rpartition("\n")
    return (bool(before[1]) and not before[2].strip(_STRIPPED)) or before[2].rstrip()[-1:] in ("(", "[")


def _lowered(text: str) -> str:
    """`text` in lower case, offset by offset (the capital dotted I has two code points in lower case)."""
    lowered = "\n".join([line.lower() for line in text.split("\n")])  # lines of ASCII alone take a tenth of the time
    return lowered if len(lowered) == len(text) else "".join(char if len(char.lower()) > 1 else char.lower() for char in text)


def load_phrases(gates: dict[str, str], marks: Iterable[str] = ()) -> Phrases:
    """The packaged tables; `gates` maps further words, as written, to the kind of closer look that their line is worth.

    `marks`, in small letters, are found wherever they begin.
    """
    tables = tomllib.loads((files("service.data") / "text_boilerplate.toml").read_text("utf-8"))
    kinds: dict[str, tuple[str, ...]] = {}
    for table in tables.values():
        for kind in _KINDS:
            for phrase in table[kind]:
                for form in (phrase, phrase.replace("'", "’")):
                    kinds[form] = tuple(dict.fromkeys((*kinds.get(form, ()), kind)))
    for mark in marks:
        kinds.setdefault(mark, _MARK)
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    alone, company = (
        frozenset(_key(phrase) for table in tables.values() for phrase in table.get(kind, ())) for kind in ("alone", "company")
    )
    return Phrases(
        alone=alone,
        company=company,
        buttons=frozenset(word for word in alone | company if " " not in word) | _BETWEEN_BUTTONS,
        lists={_key(phrase): most for table in tables.values() for kind, most in _LISTS for phrase in table.get(kind, ())},
        # Not as a table of all transitions: that is larger than a processor's caches, and cleaning takes a twentieth longer with it.
        phrases=ahocorasick_rs.AhoCorasick(list(kinds), matchkind=longest, implementation=ahocorasick_rs.Implementation.ContiguousNFA),
        kinds=tuple(kinds.values()),
        gates=ahocorasick_rs.AhoCorasick(list(gates), matchkind=longest, implementation=ahocorasick_rs.Implementation.DFA),
        gate_kinds=tuple(gates.values()),
    )
