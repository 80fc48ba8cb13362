"""Stage *enrich*: when and where each event happened, and what was said."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from service.coding.act import Match
from service.coding.read_article import ReadArticle
from service.coding.sentence import Sentence
from service.context import Context
from service.enrichment.act_date import Calendar
from service.enrichment.naming import named
from service.enrichment.place import locate
from service.enrichment.quantities import count_of, deadline_of
from service.enrichment.quote_events import quotes_of
from service.enrichment.speakers import read_quotes
from service.model import CodedEvent
from service.outcome import Modality
from service.reading import Coding

_LEAD = 2
"""Sentences of the text that set the scene of a story."""


def enrich(coding: Coding, read: ReadArticle, context: Context) -> Coding:
    """The coding with place, date and quotes on each event; unchanged where there is no event. `read`: as *code* left it."""
    if not coding.events:
        return coding
    needed = _needed(read)
    read.read_also(needed)
    sentences = [read.sentence(index) for index in needed]
    quotes = read_quotes(read.article.text, read.quotations, tuple(m for sentence in sentences for m in sentence.mentions))
    calendar = Calendar(read, context.rules)
    events = zip(coding.events, read.acts, strict=True)
    enriched = [_enriched(event, acts, sentences, calendar, context) for event, acts in events]
    shares = quotes_of(enriched, read.article.text, quotes)
    return replace(coding, events=tuple(e.model_copy(update={"quotes": q}) for e, q in zip(enriched, shares, strict=True)))


def _needed(read: ReadArticle) -> list[int]:
    """The sentences to read, in order: the lead, those that tell an act or have quotation marks, and the ones beside them."""
    points = {match.sentence.index for acts in read.acts for match in acts if match.sentence.part == "text"}
    points |= {max(0, bisect_right(read.spans, (start, len(read.article.text))) - 1) for start, _ in read.quotations}
    needed = set(range(min(_LEAD, len(read.spans))))
    for index in points:
        needed.update(range(max(0, index - 1), min(len(read.spans), index + 2)))
    return sorted(needed)


def _enriched(event: CodedEvent, acts: Sequence[Match], sentences: list[Sentence], calendar: Calendar, context: Context) -> CodedEvent:
    """The event with all that this stage knows but the quotations; `sentences`: those read, in order."""
    topic = context.rules.topics.get(event.topic)
    told = sorted(acts, key=lambda match: match.sentence.part == "title")  # the body tells more
    tell = [match.sentence for match in told]
    others = [sentence for sentence in sentences if all(sentence is not one for one in tell)]
    when = calendar.date_of(event.modality, acts)
    past = event.modality in {Modality.ASSERTED, Modality.PLANNED} and calendar.is_past(when, acts[0])
    return event.model_copy(
        update={
            "modality": Modality.HISTORICAL if past else event.modality,
            "location": locate(event, topic.scenes.get(event.kind, "actor") if topic else "actor", tell, others),
            "date": when,
            "count": count_of(told),
            "deadline": deadline_of(told, calendar.read),
            "actors": named(event.actors, tell, others, of_persons=acts[0].frame.of_persons),
            "targets": named(event.targets, tell, others, of_persons=False),
        }
    )
