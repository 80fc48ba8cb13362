"""The first step: can any frame be fulfilled here at all, and in which sentences? Microseconds, for nearly all articles say no.

Each frame has a few groups of words of which one each must be there: a form of its trigger, a word of its object, of its complement, of
each `needs_here`. One automaton finds all of them at once; a sentence is a candidate when some frame has all its groups. The office of
an object ("the ambassador") may stand anywhere in the article, as the sentence may say "he".
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from service.entities.offices import role_words
from service.syntax.inflection import plural, verb_forms
from service.syntax.tokens import lowered
from service.topics.frame import Frame
from service.topics.loader import Rules


@dataclass(slots=True)
class Hits:
    """What the automaton found in one text: for each hit its offset and its groups (as bits)."""

    text_groups: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Need:
    """The bits of a frame: all that must be set, and those of them that may be set by any sentence of the article."""

    trigger: int
    everything: int
    anywhere: int


class Scanner:
    """The words of all frames as one automaton."""

    def __init__(self, rules: Rules) -> None:
        """Number the groups of all frames and build the automaton."""
        self._bits: dict[tuple[str, bool], int] = {}
        self._next = 0
        self._needs = [self._frame(frame) for topic in rules.topics.values() for frame in topic.frames]
        words = sorted(self._bits)
        self._masks = [self._bits[word] for word in words]
        self._open = [is_open for _, is_open in words]
        self._automaton = AhoCorasick([word for word, _ in words], matchkind=MatchKind.Standard)

    def hits(self, text: str) -> Hits:
        """All hits in `text` (offsets in code points)."""
        low = lowered(text)
        length = len(low)
        found = Hits()
        masks, is_open = self._masks, self._open
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if (start == 0 or not low[start - 1].isalnum()) and (is_open[index] or end == length or not low[end].isalnum()):
                mask = masks[index]
                found.text_groups |= mask
                found.places.append((start, mask))
        return found

    def possible(self, title: Hits, text: Hits) -> list[_Need]:
        """The frames that the article as a whole has the words for."""
        groups = title.text_groups | text.text_groups
        return [need for need in self._needs if groups & need.everything == need.everything]

    def candidates(self, possible: list[_Need], hits: Hits, elsewhere: int, spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
        """Indexes of the sentence spans in which one of the possible frames has all its words; `elsewhere`: groups of the whole article."""
        if not spans:
            return frozenset()
        starts = [start for start, _ in spans]
        groups: dict[int, int] = {}
        for offset, mask in hits.places:
            index = max(0, bisect_right(starts, offset) - 1)
            groups[index] = groups.get(index, 0) | mask
        return frozenset(
            index
            for index, here in groups.items()
            if any(here & need.trigger and (here | (elsewhere & need.anywhere)) & need.everything == need.everything for need in possible)
        )

    def _frame(self, frame: Frame) -> _Need:
        forms: set[tuple[str, bool]] = set()
        for lemma in frame.verbs:
            forms.update((form, False) for form in verb_forms(lemma.split()[0]))
        for noun in frame.nouns:
            forms.update(((noun.split()[0], False), (plural(noun).split()[0], False)))
        trigger = self._group(forms)
        everything, anywhere = trigger, 0
        slot = frame.object
        if slot is not None and not slot.kinds:
            words = {_key(phrase) for phrase in slot.phrases}
            if slot.roles:
                words |= {(word, True) for word in role_words(slot.roles)}
            bit = self._group(words)
            everything |= bit
            anywhere |= bit if slot.roles else 0
        if frame.actor_required and frame.actor.roles and not frame.actor.kinds:
            bit = self._group({(word, True) for word in role_words(frame.actor.roles)})
            everything |= bit
            anywhere |= bit
        for phrases in (frame.complement_phrases, *frame.needs_here_phrases):
            if phrases:
                everything |= self._group({_key(phrase) for phrase in phrases})
        return _Need(trigger, everything, anywhere)

    def _group(self, words: set[tuple[str, bool]]) -> int:
        bit = 1 << self._next
        self._next += 1
        for word in words:
            self._bits[word] = self._bits.get(word, 0) | bit
        return bit


def _key(phrase: str) -> tuple[str, bool]:
    """The longest word of a phrase, and whether its ending is open."""
    word = max((w for w in phrase.split() if w != "_"), key=len)
    return word.replace("*", ""), word.endswith("*")


@lru_cache(maxsize=8)
def _scanner(rules: "_ByVersion") -> Scanner:
    return Scanner(rules.rules)


@dataclass(frozen=True, slots=True)
class _ByVersion:
    """Rules, equal when their version is."""

    version: str
    rules: Rules = field(compare=False)


def scanner(rules: Rules) -> Scanner:
    """The automaton for these rules, built once a process for each version of them."""
    return _scanner(_ByVersion(rules.version, rules))
