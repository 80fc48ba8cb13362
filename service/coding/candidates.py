"""Which sentences of an article are worth reading: by the words of the frames, then by those of the sentence, then by whom it names."""

from dataclasses import dataclass
from functools import partial

from service.coding.act import Miss
from service.coding.frames.match import match_sentence
from service.coding.frames.triggers import Triggers, glance, of_frames
from service.coding.read_article import LEAD_SENTENCES, ReadArticle
from service.coding.scan import Hits, Need, Scanner
from service.coding.sentence import Sentence
from service.english.pronouns import OF_PERSONS
from service.errors import Rejected
from service.outcome import DeadReason

MAX_HITS = 60_000
"""Words of frames in one text. 350,000 (a megabyte and a half of nothing but triggers) took 4.3 s of CPU, so that this many take 0.8 s."""

MAX_CANDIDATES = 1_500
"""Sentences with words of frames. To see whether one is worth reading takes 0.3 ms: 8,000 took 2.5 s of CPU."""

MAX_SENTENCES = 250
"""Sentences that are read. Each that reports an act, or quotes, costs 2 to 3 ms, so that this many take some 0.8 s; a thousand took 2 to
3 s of CPU, 8,000 took 31. A long chronology has some tens."""

MAX_WORDS = 1_500
"""Words of frames in the sentences that are read: each verb of a frame is read against its whole sentence, up to 1 ms where one that is
nothing but such words is as long as it may be. The most of 5,800 real articles is 257."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences to read, whether the title is one of them, and what those lacked that came close."""

    indexes: frozenset[int]
    title: bool
    misses: tuple[Miss, ...] = ()


NOTHING = Candidates(frozenset(), title=False)


def candidates(read: ReadArticle, scan: Scanner) -> Candidates:
    """The sentences in which a frame may be fulfilled. Raises Rejected: `too_costly`."""
    article = read.article
    title, text = scan.hits(article.title), scan.hits(article.text)
    if len(text.places) > MAX_HITS:
        raise Rejected(DeadReason.TOO_COSTLY, f"the text has {len(text.places):,} words of frames, more than {MAX_HITS:,}")
    possible = scan.possible(title, text)
    if not possible or not (title.places or scan.plausible(possible, text, title.text_groups)):
        return NOTHING
    spans, elsewhere = read.spans, title.text_groups
    groups = scan.by_sentence(text, spans)
    strict = scan.candidates(possible, groups, elsewhere, article.text, spans, strict=True)
    whole = ((0, len(article.title)),)
    lead = scan.groups_before(text, spans[LEAD_SENTENCES - 1][1] if len(spans) >= LEAD_SENTENCES else len(article.text))
    entitled = bool(scan.candidates(possible, scan.by_sentence(title, whole), lead, article.title, whole, strict=False))
    _bounded(scan, text, spans, strict)
    wanted, misses = _worth_reading(read, scan, possible, groups, strict)
    if not wanted and not entitled:
        return Candidates(wanted, entitled, misses)
    more = scan.candidates(possible, groups, elsewhere, article.text, spans, strict=False) - wanted
    _bounded(scan, text, spans, more)
    wanted |= _worth_reading(read, scan, possible, groups, more)[0]
    _at_most(MAX_SENTENCES, wanted)
    return Candidates(wanted, entitled, misses)


def _worth_reading(
    read: ReadArticle, scan: Scanner, possible: list[Need], groups: dict[int, int], indexes: frozenset[int]
) -> tuple[frozenset[int], tuple[Miss, ...]]:
    """Those of the sentences that could fulfil a frame of which they have all words that only they can have; what the others lacked."""
    found: set[int] = set()
    lacking: list[Miss] = []
    for index in sorted(indexes):
        triggers = of_frames(scan.rules.triggers, read.line(index).words, scan.frames(possible, groups[index]))
        if not triggers:
            continue
        could, misses = glance(Sentence(read.line(index), ()), triggers, partial(read.around, index))
        lacking.extend(misses)
        if could and _could_match(read, index, scan.rules.triggers):
            found.add(index)
    return frozenset(found), tuple(lacking)


def _could_match(read: ReadArticle, index: int, triggers: Triggers) -> bool:
    """Whether a sentence could fulfil a frame with the parties that it names itself.

    One that has a pronoun is given the benefit of the doubt, as only the sentences before it tell whom it means.
    """
    if OF_PERSONS.intersection(read.line(index).words):
        return True
    matches, misses = match_sentence(read.alone(index), triggers, partial(read.around, index), read.now)
    return bool(matches) or any(miss.nearness > 0 for miss in misses)


def _bounded(scan: Scanner, text: Hits, spans: tuple[tuple[int, int], ...], indexes: frozenset[int]) -> None:
    _at_most(MAX_CANDIDATES, indexes)
    words = scan.words(text, spans, indexes)
    if words > MAX_WORDS:
        raise Rejected(DeadReason.TOO_COSTLY, f"the sentences to be read have {words:,} words of frames, more than {MAX_WORDS:,}")


def _at_most(most: int, sentences_of_frames: frozenset[int]) -> None:
    count = len(sentences_of_frames)
    if count > most:
        raise Rejected(DeadReason.TOO_COSTLY, f"{count:,} sentences have words of frames, more than {most:,}")
