"""Reads the candidate sentences of an article: tokens, mentions, quotations, with what the sentences before have named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.article import Article
from service.coding.frames.match import Surroundings, glance, match_sentence
from service.coding.frames.meaning import Miss
from service.coding.frames.modality import StoryTime
from service.coding.sentence import Part, Placed, Sentence
from service.english.known import Known
from service.english.names import mentions_among
from service.english.pronouns import OF_PERSONS
from service.english.quotations import quotations
from service.english.spotting import Words, spot
from service.english.tokens import Tokens, lowered, tokenize
from service.topics.frame import Frame, Trigger

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|'s\b|[^\w\s]")
LEAD_SENTENCES = 3
"""The sentences that name the parties of a story, read whether or not they hold a trigger."""
BEFORE = 2
"""Sentences before a candidate that are read for whom it means by "the diplomat", "he", "the country"."""
LONGEST_SENTENCE = 1500
"""Code points of a stretch that is read as one sentence; longer ones are lists and tables, cut here so that the cost stays bounded."""


_TITLE = -1
"""The title's index."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The read sentences in order (the title first, when there is one), and which of them hold a trigger."""

    sentences: tuple[Sentence, ...]
    candidates: frozenset[int]
    """Positions in `sentences`."""
    known: Known


class Reader:
    """Reads the sentences of one article; what needs nothing but a sentence itself is found once, however often it is read."""

    def __init__(self, article: Article, spans: tuple[tuple[int, int], ...]) -> None:
        """`spans`: of the sentences of the text."""
        self._article, self._spans = article, spans
        self._tokens: dict[int, Tokens] = {}
        self._names: dict[int, Words] = {}
        self._joined: dict[int, str] = {}

    def worth_reading(
        self, wanted: Mapping[int, frozenset[Frame]], triggers: dict[str, tuple[Trigger, ...]], now: StoryTime
    ) -> tuple[frozenset[int], list[Miss]]:
        """Those of the wanted sentences that could fulfil a frame, and what the others lacked.

        First by their words alone (only those frames that `wanted` names for the sentence's index), then with the parties that the
        sentence itself names. One that has a pronoun is given the benefit of the doubt, as only the sentences before it tell whom it
        means.
        """
        found: set[int] = set()
        lacking: list[Miss] = []
        for index, frames in wanted.items():
            tokens = self._cut(index)
            possible = _of_frames(triggers, tokens.words, frames)
            if not possible:
                continue
            could, misses = self._glance(index, possible)
            lacking.extend(misses)
            if could and not OF_PERSONS.intersection(tokens.words):
                matches, misses = match_sentence(self._read(index, Known()), triggers, Surroundings(self._around(index), now))
                could = bool(matches) or any(miss.nearness > 0 for miss in misses)
            if could:
                found.add(index)
        return frozenset(found), lacking

    def passages(self, wanted: frozenset[int], *, title_wanted: bool) -> Passages:
        """Read the title, the lead, and every wanted sentence together with those just before it."""
        reading = set(range(min(LEAD_SENTENCES, len(self._spans))))
        for index in wanted:
            reading.update(range(max(0, index - BEFORE), min(len(self._spans), index + 2)))
        known = Known()
        found: list[Sentence] = []
        candidates: set[int] = set()
        if self._article.title.strip():
            if title_wanted:
                candidates.add(0)
            found.append(self._read(_TITLE, known))
        for index in sorted(reading):
            if index in wanted:
                candidates.add(len(found))
            found.append(self._read(index, known))
        if found and found[0].part == "title":
            found[0] = self._read(_TITLE, known)  # again, now that the text has named its persons
        return Passages(tuple(found), frozenset(candidates), known)

    def _glance(self, index: int, possible: dict[str, tuple[Trigger, ...]]) -> tuple[bool, list[Miss]]:
        tokens, (start, end) = self._cut(index), self._span(index)
        bare = Sentence(index, "text", start, end, self._article.text[start:end], tokens, (), (False,) * len(tokens.words))
        return glance(bare, possible, lambda: self._around(index))

    def _read(self, index: int, known: Known) -> Sentence:
        start, end = self._span(index)
        text = self._text(index)
        tokens = self._cut(index)
        names = self._names.get(index)
        if names is None:
            names = self._names[index] = spot(text, tokens.pieces)
        mentions = mentions_among(names, start, known)
        known.remember(mentions)
        placed = []
        for mention in mentions:
            first, last = tokens.at(mention.start), tokens.at(mention.end - 1) + 1
            if first < last:
                placed.append(Placed(mention, first, last))
        quoted = _quoted(tokens, quotations(text, start, end))
        part: Part = "title" if index == _TITLE else "text"
        return Sentence(index, part, start, end, text[start:end], tokens, tuple(placed), quoted)

    def _text(self, index: int) -> str:
        return self._article.title if index == _TITLE else self._article.text

    def _span(self, index: int) -> tuple[int, int]:
        if index == _TITLE:
            return 0, len(self._article.title)
        start, end = self._spans[index]
        return start, min(end, start + LONGEST_SENTENCE)

    def _cut(self, index: int) -> Tokens:
        tokens = self._tokens.get(index)
        if tokens is None:
            tokens = self._tokens[index] = tokenize(self._text(index), *self._span(index))
        return tokens

    def _around(self, index: int) -> str:
        """The words of the title and of the sentence with its neighbours, for the patterns that may match there."""
        nearby = (_TITLE, *range(max(0, index - 1), min(len(self._spans), index + 2)))
        for near in nearby:
            if near not in self._joined:
                whole = self._article.title if near == _TITLE else self._article.text[slice(*self._spans[near])]
                self._joined[near] = _joined(whole)
        return f" {' '.join(self._joined[near] for near in nearby)} "


def _of_frames(
    triggers: dict[str, tuple[Trigger, ...]], words: tuple[str, ...], frames: frozenset[Frame]
) -> dict[str, tuple[Trigger, ...]]:
    """The triggers of these frames of which the first word and the last are there."""
    found = {}
    here = frozenset(words)
    for word in here & triggers.keys():
        kept = tuple(trigger for trigger in triggers[word] if trigger.frame in frames and (not trigger.rest or trigger.rest[-1] in here))
        if kept:
            found[word] = kept
    return found


def _joined(text: str) -> str:
    return " ".join(_WORD.findall(lowered(text)))


def _quoted(tokens: Tokens, spans: tuple[tuple[int, int], ...]) -> tuple[bool, ...]:
    if not spans:
        return (False,) * len(tokens.words)
    return tuple(any(start <= begin < end for start, end in spans) for begin in tokens.starts)
