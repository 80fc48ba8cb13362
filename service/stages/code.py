"""Stage *code*: which acts of the topics of interest the clean text reports, or what it lacked.

For the topics that the judge knows: a gate ends the matter for most articles in microseconds, a scan for what frames could read for
most of the others; the judge says which of the likely sentences tell an act; the frames find the parties in these. For other topics that
scan names the sentences, and the frames alone decide. What is told several times becomes one event.
"""

from functools import partial

from service.coding.act import Match, Miss
from service.coding.candidates import NOTHING, Candidates, candidates
from service.coding.events.events import coded_events
from service.coding.frames.match import match_sentence
from service.coding.judged import NOT_JUDGED, Judged, acts, judged
from service.coding.read_article import TITLE, ReadArticle
from service.coding.scan import scanner
from service.context import Context
from service.model import NearMiss
from service.outcome import Reason
from service.reading import Coding
from service.topics.loader import Rules

NEAR_MISSES = 5
"""At most so many are told for an article: the nearest first."""


def code(read: ReadArticle, context: Context) -> Coding:
    """Code a clean article. Events carry kind, modality, confidence, evidence, actors, targets and codes; *enrich* fills in the rest.

    `read` is annotated: with the sentences that were read, and with the matches that tell each event. Raises Rejected: `too_costly`.
    """
    language = read.article.language
    if language and language.split("-")[0] not in context.rules.languages:
        return Coding((), (), Reason.LANGUAGE_NOT_CODED)
    known, plain = context.rules.divided
    found = judged(read, known) if known.topics else NOT_JUDGED
    wanted = candidates(read, scanner(plain)) if plain.topics else NOTHING
    proposals, misses = _proposals(read, found, wanted, known, plain)
    misses = (*found.misses, *wanted.misses, *misses)
    if not proposals:
        reason = Reason.NO_FRAME if misses or found.verdicts else Reason.NO_TRIGGER
        return Coding((), _near_misses(misses, []), reason, judged=found)
    weighed = coded_events(proposals, read, context.rules, found.verdicts)
    read.acts = tuple(one.acts for one in weighed)
    return Coding(
        tuple(one.event for one in weighed),
        _near_misses(misses, proposals),
        Reason.EVENTS_FOUND if weighed else Reason.NO_FRAME,
        tuple(one.circumstances for one in weighed),
        found,
    )


def _proposals(read: ReadArticle, found: Judged, wanted: Candidates, known: Rules, plain: Rules) -> tuple[list[Match], tuple[Miss, ...]]:
    """What judge and frames say of the sentences that may tell an act, in reading order, and what the frames lacked."""
    told = found.told
    proposals: list[Match] = []
    misses: list[Miss] = []
    if not told and not wanted.indexes and not wanted.title:
        return proposals, ()
    for sentence in read.read((told - {TITLE}) | wanted.indexes, title_wanted=wanted.title or TITLE in told):
        if sentence.index in told:
            matches, missed = acts(sentence, found.verdicts[sentence.index], read, known)
            proposals.extend(matches)
            misses.extend(missed)
        if sentence.index in wanted.indexes or (wanted.title and sentence.index == TITLE):
            rules = scanner(plain).rules  # the same, with the very frames that the scan names
            matches, missed = match_sentence(sentence, rules.triggers, partial(read.around, sentence.index), read.now)
            proposals.extend(matches)
            misses.extend(missed)
    return proposals, tuple(misses)


def _near_misses(misses: tuple[Miss, ...], proposals: list[Match]) -> tuple[NearMiss, ...]:
    """The nearest frame of each kind for each trigger that made no event."""
    told = {(match.sentence.index, match.head) for match in proposals}
    best: dict[tuple[int, int, str], Miss] = {}
    for miss in misses:
        key = (miss.sentence.index, miss.first, miss.frame.kind)
        if miss.nearness > 0 and key[:2] not in told and (key not in best or miss.nearness > best[key].nearness):
            best[key] = miss
    return tuple(_told(miss) for miss in sorted(best.values(), key=lambda miss: -miss.nearness)[:NEAR_MISSES])


def _told(miss: Miss) -> NearMiss:
    line, frame = miss.sentence.line, miss.frame
    start, end = line.span(miss.first, miss.last)
    text = line.source[start:end]
    return NearMiss(text=text, start=start, end=end, part=line.part, topic=frame.topic, kind=frame.kind, missing=miss.missing)
