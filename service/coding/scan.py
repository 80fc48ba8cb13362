"""The first step: does the article have a trigger at all, and in which sentences? Microseconds, for nearly all articles say no."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from service.syntax.inflection import plural, verb_forms
from service.syntax.tokens import lowered
from service.topics.loader import Rules


@dataclass(frozen=True)
class Scanner:
    """The triggers of all topics as one automaton."""

    automaton: AhoCorasick

    def hits(self, text: str) -> list[int]:
        """Offsets (code points) in `text` where a trigger's first word begins; whole words only, in order."""
        low = lowered(text)
        found = []
        length = len(low)
        for _, start, end in self.automaton.find_matches_as_indexes(low):
            if (start == 0 or not low[start - 1].isalnum()) and (end == length or not low[end].isalnum()):
                found.append(start)
        return found


@cache
def scanner(rules_version: str, words: tuple[str, ...]) -> Scanner:
    """The automaton for these words, built once a process for each version of the rules."""
    del rules_version
    return Scanner(AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest))


def trigger_words(rules: Rules) -> tuple[str, ...]:
    """What has to stand in a text for any frame to match: every form of every trigger, with the words that must follow it at once."""
    words: set[str] = set()
    for topic in rules.topics.values():
        for frame in topic.frames:
            for lemma in frame.verbs:
                words.update(verb_forms(lemma.split()[0]))
            for noun in frame.nouns:
                words.update((noun.split()[0], plural(noun).split()[0]))
    return tuple(sorted(words))


def sentences_with(hits: list[int], spans: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Indexes of the sentence spans that hold at least one hit."""
    starts = [start for start, _ in spans]
    return tuple(sorted({max(0, bisect_right(starts, hit) - 1) for hit in hits}))
