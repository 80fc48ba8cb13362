"""Reads the candidate sentences of an article: tokens, mentions, quotations, with what the sentences before have named."""

import re
from dataclasses import dataclass

from service.article import Article
from service.coding.match import Miss, Surroundings, glance, match_sentence
from service.coding.modality import StoryTime
from service.coding.sentence import Placed, Sentence
from service.entities.find import find_mentions
from service.entities.known import Known
from service.syntax.quotations import quotations
from service.syntax.tokens import Tokens, lowered, tokenize
from service.topics.frame import Trigger

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|'s\b|[^\w\s]")
_PRONOUNS = frozenset("he she they him her them his their who".split())
LEAD_SENTENCES = 3
"""The sentences that name the parties of a story, read whether or not they hold a trigger."""
BEFORE = 2
"""Sentences before a candidate that are read for whom it means by "the diplomat", "he", "the country"."""
LONGEST_SENTENCE = 1500
"""Code points of a stretch that is read as one sentence; longer ones are lists and tables, cut here so that the cost stays bounded."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The read sentences in order (the title first, when there is one), and which of them hold a trigger."""

    sentences: tuple[Sentence, ...]
    candidates: frozenset[int]
    """Positions in `sentences`."""
    known: Known


def read_passages(article: Article, spans: tuple[tuple[int, int], ...], wanted: frozenset[int], *, title_wanted: bool) -> Passages:
    """Read the title, the lead, and every wanted sentence (index in `spans`) together with those just before it."""
    reading = set(range(min(LEAD_SENTENCES, len(spans))))
    for index in wanted:
        reading.update(range(max(0, index - BEFORE), min(len(spans), index + 2)))
    known = Known()
    found: list[Sentence] = []
    candidates: set[int] = set()
    if article.title.strip():
        if title_wanted:
            candidates.add(0)
        found.append(_sentence(article.title, 0, len(article.title), -1, "title", known))
    for index in sorted(reading):
        start, end = spans[index]
        if index in wanted:
            candidates.add(len(found))
        found.append(_sentence(article.text, start, min(end, start + LONGEST_SENTENCE), index, "text", known))
    if found and found[0].part == "title":
        found[0] = _sentence(article.title, 0, len(article.title), -1, "title", known)  # again, now that the text has named its persons
    return Passages(tuple(found), frozenset(candidates), known)


def worth_reading(
    article: Article, spans: tuple[tuple[int, int], ...], wanted: frozenset[int], triggers: dict[str, tuple[Trigger, ...]], now: StoryTime
) -> tuple[frozenset[int], list[Miss]]:
    """Those of the wanted sentences that could fulfil a frame, and what the others lacked.

    First by their words alone, then with the parties that the sentence itself names. One that has a pronoun is given the benefit of
    the doubt, as only the sentences before it tell whom it means.
    """
    found: set[int] = set()
    lacking: list[Miss] = []
    title = _joined(article.title)
    joined: dict[int, str] = {}
    for index in sorted(wanted):
        start, end = spans[index]
        end = min(end, start + LONGEST_SENTENCE)
        nearby = range(max(0, index - 1), min(len(spans), index + 2))
        for near in nearby:
            if near not in joined:
                joined[near] = _joined(article.text[spans[near][0] : spans[near][1]])
        around = " ".join(joined[near] for near in nearby)
        words = f" {title} {around} "
        tokens = tokenize(article.text, start, end)
        sentence = Sentence(index, "text", start, end, article.text[start:end], tokens, (), (False,) * len(tokens.words))
        could, misses = glance(sentence, triggers, words)
        lacking.extend(misses)
        if could and not _PRONOUNS.intersection(tokens.words):
            matches, misses = match_sentence(
                _sentence(article.text, start, end, index, "text", Known()), triggers, Surroundings(words, now)
            )
            could = bool(matches) or any(miss.nearness > 0 for miss in misses)
        if could:
            found.add(index)
    return frozenset(found), lacking


def _joined(text: str) -> str:
    return " ".join(_WORD.findall(lowered(text)))


def _sentence(text: str, start: int, end: int, index: int, part: str, known: Known) -> Sentence:
    tokens = tokenize(text, start, end)
    mentions = find_mentions(text, start, end, known)
    known.remember(mentions)
    placed = []
    for mention in mentions:
        first, last = tokens.at(mention.start), tokens.at(mention.end - 1) + 1
        if first < last:
            placed.append(Placed(mention, first, last))
    quoted = _quoted(tokens, quotations(text, start, end))
    return Sentence(index, "title" if part == "title" else "text", start, end, text[start:end], tokens, tuple(placed), quoted)


def _quoted(tokens: Tokens, spans: tuple[tuple[int, int], ...]) -> tuple[bool, ...]:
    if not spans:
        return (False,) * len(tokens.words)
    return tuple(any(start <= begin < end for start, end in spans) for begin in tokens.starts)
