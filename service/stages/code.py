"""Stage *code*: which acts of the topics of interest the clean text reports, or what it lacked.

Two steps: a scan for triggers, which ends the matter for nearly every article in microseconds, then the reading of the sentences that
have one: mentions, frames, modality, and the merging of what is told several times.
"""

from service.article import Article
from service.coding.events import coded_events
from service.coding.match import Match, Surroundings, match_sentence
from service.coding.meaning import Miss
from service.coding.modality import StoryTime
from service.coding.passages import LEAD_SENTENCES, Passages, Reader
from service.coding.scan import scanner
from service.context import Context
from service.errors import Rejected
from service.model import NearMiss
from service.outcome import DeadReason, Reason
from service.reading import Coding
from service.syntax.sentences import sentences

NEAR_MISSES = 5
"""At most so many are told for an article: the nearest first."""

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


def code(article: Article, context: Context) -> Coding:
    """Code a clean article. Events carry kind, modality, confidence, evidence, actors and targets; *enrich* fills in the rest.

    Raises Rejected: `too_costly`.
    """
    rules = context.rules
    if article.language and article.language.split("-")[0] not in rules.languages:
        return Coding((), (), Reason.LANGUAGE_NOT_CODED)
    scan = scanner(rules)
    rules = scan.rules  # the same, with the very frames that the scan names
    title, text = scan.hits(article.title), scan.hits(article.text)
    if len(text.places) > MAX_HITS:
        raise Rejected(DeadReason.TOO_COSTLY, f"the text has {len(text.places):,} words of frames, more than {MAX_HITS:,}")
    possible = scan.possible(title, text)
    if not possible:
        return Coding((), (), Reason.NO_TRIGGER)
    if not scan.plausible(possible, text, title.text_groups) and not title.places:
        return Coding((), (), Reason.NO_TRIGGER)
    spans = sentences(article.text)
    groups, elsewhere = scan.by_sentence(text, spans), title.text_groups
    wanted = scan.candidates(possible, groups, elsewhere, article.text, spans, strict=True)
    whole_title = ((0, len(article.title)),)
    lead = scan.groups_before(text, spans[LEAD_SENTENCES - 1][1] if len(spans) >= LEAD_SENTENCES else len(article.text))
    title_wanted = bool(scan.candidates(possible, scan.by_sentence(title, whole_title), lead, article.title, whole_title, strict=False))
    if not wanted and not title_wanted:
        return Coding((), (), Reason.NO_TRIGGER)
    now = StoryTime.of(article)
    reader = Reader(article, spans)

    def worth_reading(indexes: frozenset[int]) -> tuple[frozenset[int], list[Miss]]:
        _at_most(MAX_CANDIDATES, indexes)
        words = scan.words(text, spans, indexes)
        if words > MAX_WORDS:
            raise Rejected(DeadReason.TOO_COSTLY, f"the sentences to be read have {words:,} words of frames, more than {MAX_WORDS:,}")
        return reader.worth_reading({index: scan.frames(possible, groups[index]) for index in sorted(indexes)}, rules.triggers, now)

    wanted, misses = worth_reading(wanted)
    if not wanted and not title_wanted:
        return Coding((), _near_misses(misses, []), Reason.NO_FRAME if misses else Reason.NO_TRIGGER)
    more = scan.candidates(possible, groups, elsewhere, article.text, spans, strict=False) - wanted
    wanted |= worth_reading(more)[0]
    _at_most(MAX_SENTENCES, wanted)
    passages = reader.passages(wanted, title_wanted=title_wanted)
    matches: list[Match] = []
    for position in sorted(passages.candidates):
        sentence = passages.sentences[position]
        found, missed = match_sentence(sentence, rules.triggers, Surroundings(_around(passages, position), now))
        matches.extend(found)
        misses.extend(missed)
    weighed = coded_events(matches, passages, article, rules)
    reason = Reason.EVENTS_FOUND if weighed else Reason.NO_FRAME
    return Coding(tuple(event for event, _ in weighed), _near_misses(misses, matches), reason, tuple(of for _, of in weighed))


def _at_most(most: int, sentences_of_frames: frozenset[int]) -> None:
    count = len(sentences_of_frames)
    if count > most:
        raise Rejected(DeadReason.TOO_COSTLY, f"{count:,} sentences have words of frames, more than {most:,}")


def _around(passages: Passages, position: int) -> str:
    first = max(0, position - 1)
    around = passages.sentences[first : position + 2]
    title = passages.sentences[:1] if first > 0 and passages.sentences[0].part == "title" else ()
    return " ".join(sentence.joined for sentence in (*title, *around))


def _near_misses(misses: list[Miss], matches: list[Match]) -> tuple[NearMiss, ...]:
    """The nearest frame of each kind for each trigger that made no event."""
    told = {(match.sentence.index, match.head) for match in matches}
    best: dict[tuple[int, int, str], Miss] = {}
    for miss in misses:
        key = (miss.sentence.index, miss.first, miss.frame.kind)
        if miss.nearness > 0 and key[:2] not in told and (key not in best or miss.nearness > best[key].nearness):
            best[key] = miss
    found = []
    for miss in sorted(best.values(), key=lambda miss: -miss.nearness)[:NEAR_MISSES]:
        tokens = miss.sentence.tokens
        start, end = tokens.starts[miss.first], tokens.ends[miss.last - 1]
        text = miss.sentence.text[start - miss.sentence.start : end - miss.sentence.start]
        found.append(
            NearMiss(
                text=text, start=start, end=end, part=miss.sentence.part, topic=miss.frame.topic, kind=miss.frame.kind, missing=miss.missing
            )
        )
    return tuple(found)
