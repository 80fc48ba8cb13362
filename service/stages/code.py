"""Stage *code*: which acts of the topics of interest the clean text reports, or what it lacked.

Three steps: a scan for triggers, which ends the matter for nearly every article in microseconds; the reading of the sentences that have
one, which gives proposals: matches of a frame, with parties and modality; and the merging of what is told several times into events.
"""

from service.coding.act import Match, Miss
from service.coding.candidates import candidates
from service.coding.events.events import coded_events
from service.coding.frames.match import match_sentence
from service.coding.read_article import ReadArticle
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
    scan = scanner(context.rules)
    wanted = candidates(read, scan)
    if not wanted.indexes and not wanted.title:
        return Coding((), _near_misses(wanted.misses, []), Reason.NO_FRAME if wanted.misses else Reason.NO_TRIGGER)
    rules = scan.rules  # the same as the context's, with the very frames that the scan names
    proposals, misses = _proposals(read, wanted.indexes, rules, title=wanted.title)
    weighed = coded_events(proposals, read, rules)
    read.acts = tuple(one.acts for one in weighed)
    return Coding(
        tuple(one.event for one in weighed),
        _near_misses((*wanted.misses, *misses), proposals),
        Reason.EVENTS_FOUND if weighed else Reason.NO_FRAME,
        tuple(one.circumstances for one in weighed),
    )


def _proposals(read: ReadArticle, wanted: frozenset[int], rules: Rules, *, title: bool) -> tuple[list[Match], list[Miss]]:
    """What the frames say of the wanted sentences, in reading order."""
    proposals: list[Match] = []
    misses: list[Miss] = []
    for sentence in read.read(wanted, title_wanted=title):
        found, missed = match_sentence(sentence, rules.triggers, read.around(sentence.index), read.now)
        proposals.extend(found)
        misses.extend(missed)
    return proposals, misses


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
