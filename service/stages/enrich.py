"""Stage enrich: when and where each event happened, what was said, and the codes of the ontologies."""

from bisect import bisect_right
from dataclasses import replace

from service.article import Article
from service.context import Context
from service.english.known import Known
from service.english.names import find_mentions
from service.english.quotations import quotations
from service.english.sentences import sentences
from service.enrichment.place import Stretch, locate
from service.enrichment.quotes import read_quotes
from service.enrichment.when import Calendar
from service.model import CodedEvent, Codes, Evidence
from service.outcome import Modality
from service.reading import Coding

_LEAD = 2
"""Sentences of the text that set the scene of a story."""


def enrich(coding: Coding, article: Article, context: Context) -> Coding:
    """The coding with place, date, quotes and codes on each event; unchanged where there is no event."""
    if not coding.events:
        return coding
    reader = _Reader(article, coding.events)
    return replace(coding, events=tuple(reader.event(event, context) for event in coding.events))


class _Reader:
    """One article while it is enriched: its calendar, and the sentences that matter with their mentions, read once."""

    def __init__(self, article: Article, events: tuple[CodedEvent, ...]) -> None:
        self.article = article
        self.calendar = Calendar(article)
        self.spans = sentences(article.text)
        self.read: dict[int, Stretch] = {}
        known = Known()
        for index in self._needed(events):
            start, end = self.spans[index]
            mentions = find_mentions(article.text, start, end, known)
            known.remember(mentions)
            self.read[index] = Stretch(article.text, start, end, "text", mentions)
        length = len(article.title)
        self.title = Stretch(article.title, 0, length, "title", find_mentions(article.title, 0, length, known))
        self.quotes = read_quotes(article.text, tuple(m for stretch in self.read.values() for m in stretch.mentions))

    def _needed(self, events: tuple[CodedEvent, ...]) -> list[int]:
        """The sentences to read, in order: the lead, those with evidence or quotation marks, and the ones beside them."""
        points = [e.start for event in events for e in event.evidence if e.part == "text"]
        points += [start for start, _ in quotations(self.article.text)]
        needed = set(range(min(_LEAD, len(self.spans))))
        for point in points:
            index = self._index(point)
            needed.update(range(max(0, index - 1), min(len(self.spans), index + 2)))
        return sorted(needed)

    def _index(self, point: int) -> int:
        return max(0, bisect_right(self.spans, (point, len(self.article.text))) - 1)

    def event(self, event: CodedEvent, context: Context) -> CodedEvent:
        """The event with all that this stage knows."""
        topic = context.rules.topics.get(event.topic)
        acts = [self._stretch(evidence) for evidence in event.evidence]
        acts.sort(key=lambda stretch: stretch.part == "title")  # the body tells more than the headline
        others = [stretch for stretch in self.read.values() if stretch not in acts]
        when = self.calendar.date_of(event, context.rules)
        past = event.modality in {Modality.ASSERTED, Modality.PLANNED} and self.calendar.is_past(when, event, context.rules)
        return event.model_copy(
            update={
                "modality": Modality.HISTORICAL if past else event.modality,
                "location": locate(event, topic.scenes.get(event.kind, "actor") if topic else "actor", acts, others),
                "date": when,
                "quotes": self.quotes,
                "codes": event.codes if event.codes != Codes() or topic is None else topic.kinds.get(event.kind, Codes()),
            }
        )

    def _stretch(self, evidence: Evidence) -> Stretch:
        return self.title if evidence.part == "title" else self.read[self._index(evidence.start)]
