"""The first step: can any frame be fulfilled here at all, and in which sentences? Microseconds, for nearly all articles say no.

Each frame has a few groups of words of which one each must be there: a form of its trigger, a word of its object, of its complement, of
each `needs_here`. One automaton finds all of them at once; a sentence is a candidate when some frame has all its groups. The office of
an actor or object ("the ambassador") may stand in a sentence close by, as this one may say "he".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from service.english.inflection import plural, verb_forms
from service.english.offices import role_words
from service.english.pronouns import OBJECTS, SUBJECTS
from service.english.tokens import lowered
from service.topics.frame import Frame, separable
from service.topics.loader import Rules

_BEFORE = 4
_AFTER = 1
"""Sentences around a candidate in which the office of "he" or "the diplomat", and a stated objection, may stand."""
_SEPARATORS = bytes(ord(" ") if chr(byte) in "\"'«»()[]{}<>-\n\r\t/,;:!?|" else byte for byte in range(256))
"""Marks that may stand before a word, as spaces. What is not in Latin-1 (curly quotes, dashes) is `?` by then, so a space as well."""
_IN_WORDS = tuple(chr(byte).isalnum() for byte in range(256))
_PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted((SUBJECTS | OBJECTS | {'who'}) - {'it'}))})\b", re.IGNORECASE)
_STRETCH = 200
"""Code points that a sentence, or the part of it that matters, rarely exceeds; the coarse check looks one stretch to either side."""
_TOO_COMMON = frozenset(
    "over after amid war in out from because first back against to of on with for who told no not also home un end".split()
)
"""A group with one of these is met by most articles, so to look for it costs more than it saves."""


@dataclass(slots=True)
class Hits:
    """What the automaton found in one text: for each hit its offset and its groups (as bits)."""

    text: str
    text_groups: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)

    def only(self, groups: int) -> None:
        """Forget the hits of other groups."""
        self.places = [(offset, mask & groups) for offset, mask in self.places if mask & groups]


@dataclass(frozen=True, slots=True)
class Need:
    """The bits of a frame: all that must be set, and those of them that a sentence close by may set."""

    frame: Frame
    trigger: int
    everything: int
    near: int
    worded: int
    """Those that only the sentence itself can set, by its words."""
    roles: int
    pronouns: bool
    """Whether a pronoun may stand for the office."""


class Scanner:
    """The words of all frames as one automaton."""

    def __init__(self, rules: Rules) -> None:
        """Number the groups of all frames and build the automaton."""
        self.rules = rules
        self._bits: dict[tuple[str, bool], int] = {}
        self._next = 0
        needs = [self._frame(frame) for topic in rules.topics.values() for frame in topic.frames]
        self._needs = {need.trigger: need for need in needs}
        self._triggers = sum(self._needs)
        words = sorted(self._bits)
        self._masks = [self._bits[word] for word in words]
        self._open = [is_open for _, is_open in words]
        self._automaton = BytesAhoCorasick([_spaced(f" {word}") for word, _ in words], matchkind=MatchKind.Standard)

    def hits(self, text: str) -> Hits:
        """All hits in `text` (offsets in code points)."""
        low = _spaced(f" {lowered(text)} ")
        masks, is_open, goes_on = self._masks, self._open, _IN_WORDS
        places = [  # the pattern's leading space is the boundary on the left
            (start, masks[index])
            for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True)
            if is_open[index] or not goes_on[low[end]]
        ]
        groups = 0
        for _, mask in places:
            groups |= mask
        return Hits(text, groups, places)

    def possible(self, title: Hits, text: Hits) -> list[Need]:
        """The frames that the article as a whole has the words for. The hits of all others are forgotten."""
        there = title.text_groups | text.text_groups
        lacking, triggers = ~there, there & self._triggers
        found: list[Need] = []
        wanted = 0
        while triggers:  # from one bit that is set to the next: a text has a tenth of the triggers
            trigger = triggers & -triggers
            triggers ^= trigger
            need = self._needs[trigger]
            if not need.everything & lacking:
                found.append(need)
                wanted |= need.everything
        title.only(wanted)
        text.only(wanted)
        return found

    def plausible(self, possible: list[Need], hits: Hits, elsewhere: int) -> bool:
        """Whether any stretch of the text has the words of a frame close together; cheaper than to find the sentences first."""
        groups: dict[int, int] = {}
        for offset, mask in hits.places:
            groups[offset // _STRETCH] = groups.get(offset // _STRETCH, 0) | mask
        for index, own in groups.items():
            here = own | groups.get(index - 1, 0) | groups.get(index + 1, 0)
            for need in possible:
                if own & need.trigger:
                    around = (
                        here
                        | elsewhere
                        | groups.get(index - 2, 0)
                        | groups.get(index - 3, 0)
                        | groups.get(index - 4, 0)
                        | groups.get(index + 2, 0)
                    )
                    if (here | (around & need.near)) & need.everything == need.everything:
                        return True
        return False

    @staticmethod
    def by_sentence(hits: Hits, spans: tuple[tuple[int, int], ...]) -> dict[int, int]:
        """Index of a sentence span -> the groups that have words in it; sentences without any are left out."""
        starts = [start for start, _ in spans[1:]]
        groups: dict[int, int] = {}
        for offset, mask in hits.places if spans else ():
            index = bisect_right(starts, offset)
            groups[index] = groups.get(index, 0) | mask
        return groups

    @staticmethod
    def words(hits: Hits, spans: tuple[tuple[int, int], ...], wanted: frozenset[int]) -> int:
        """How many hits the `wanted` ones of the sentence spans have."""
        starts = [start for start, _ in spans[1:]]
        return sum(bisect_right(starts, offset) in wanted for offset, _ in hits.places)

    @staticmethod
    def candidates(
        possible: list[Need], groups: dict[int, int], elsewhere: int, text: str, spans: tuple[tuple[int, int], ...], *, strict: bool
    ) -> frozenset[int]:
        """Indexes of the sentence spans of `text` in which one of the possible frames has all its words.

        `groups`: those of each sentence; `elsewhere`: those of the title (of the lead, for the title).
        `strict`: the office of who acts or is acted on stands in the sentence itself, or a pronoun does.
        """
        triggers = 0
        for need in possible:
            triggers |= need.trigger
        found = set()
        for index, here in groups.items():
            if not here & triggers:
                continue
            around = elsewhere
            for other in range(index - _BEFORE, index + _AFTER + 1):
                around |= groups.get(other, 0)
            for need in possible:
                if not here & need.trigger:
                    continue
                lacking = need.everything & ~here
                if lacking & ~(around & need.near):
                    continue
                if strict and need.roles and not here & need.roles and not (need.pronouns and _PRONOUN.search(text, *spans[index])):
                    continue
                found.add(index)
                break
        return frozenset(found)

    @staticmethod
    def frames(possible: list[Need], here: int) -> frozenset[Frame]:
        """The frames of which a sentence with the groups `here` has all words that only it can have."""
        return frozenset(need.frame for need in possible if not need.worded & ~here)

    @staticmethod
    def groups_before(hits: Hits, end: int) -> int:
        """The groups that stand before the offset `end`."""
        groups = 0
        for offset, mask in hits.places:
            if offset < end:
                groups |= mask
        return groups

    def _frame(self, frame: Frame) -> Need:
        trigger = self._group(_trigger_forms(frame))
        everything, near, roles = trigger, 0, 0
        slot = frame.object
        if slot is not None and not slot.kinds:
            words = {_key(phrase) for phrase in slot.phrases}
            if slot.roles:
                words |= {(word, True) for word in role_words(slot.roles)}
            bit = self._group(words)
            everything |= bit
            near |= bit if slot.roles else 0
            roles |= bit if slot.roles else 0
        if frame.actor_required and frame.actor.roles and not frame.actor.kinds:
            bit = self._group({(word, True) for word in role_words(frame.actor.roles)})
            everything |= bit
            near |= bit
            roles |= bit
        for phrases in (frame.complement_phrases, *frame.needs_here_phrases):
            if phrases and not any(_key(phrase)[0] in _TOO_COMMON for phrase in phrases):
                everything |= self._group({_key(phrase) for phrase in phrases})
        for phrases in frame.needs_phrases:
            if not _TOO_COMMON & set(phrases):
                bit = self._group({_key(phrase) for phrase in phrases})
                everything |= bit
                near |= bit
        return Need(frame, trigger, everything, near, everything & ~near, roles, not frame.own)

    def _group(self, words: set[tuple[str, bool]]) -> int:
        bit = 1 << self._next
        self._next += 1
        for word in words:
            self._bits[word] = self._bits.get(word, 0) | bit
        return bit


def _spaced(low: str) -> bytes:
    """The text in Latin-1 with spaces for marks: a byte for each code point, so that the offsets of the one are those of the other."""
    return low.encode("latin-1", "replace").translate(_SEPARATORS)


def _trigger_forms(frame: Frame) -> set[tuple[str, bool]]:
    """All forms of the words that may tell the act."""
    forms: set[tuple[str, bool]] = set()
    for lemma in frame.verbs:
        first, _, rest = lemma.partition(" ")
        apart = rest and frame.object is not None and separable(rest)  # an object may stand between a verb and its particle
        whole = f" {rest}" if rest and not apart else ""
        forms.update((form + whole, False) for form in verb_forms(first))
    for noun in frame.nouns:
        forms.update(((noun, False), (plural(noun), False)))
    return forms


def _key(phrase: str) -> tuple[str, bool]:
    """The longest stretch of a phrase without a gap or an open word inside, and whether its ending is open."""
    stretches: list[str] = [""]
    for word in phrase.split():
        if word == "_":
            stretches.append("")
            continue
        stretches[-1] = f"{stretches[-1]} {word}".strip()
        if word.endswith("*"):
            stretches.append("")
    longest = max(stretches, key=len).replace(" 's", "'s")
    return longest.replace("*", ""), longest.endswith("*")


@lru_cache(maxsize=8)
def _scanner(rules: "_ByVersion") -> Scanner:
    return Scanner(rules.rules)


@dataclass(frozen=True, slots=True)
class _ByVersion:
    """Rules, equal when their version is."""

    version: str
    rules: Rules = field(compare=False)


def scanner(rules: Rules) -> Scanner:
    """The automaton for these rules, built once a process for each version of them; its `rules` are those that came first."""
    return _scanner(_ByVersion(rules.version, rules))
