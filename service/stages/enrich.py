"""Stage enrich: when and where each event happened, what was said, and the codes of the ontologies."""

from bisect import bisect_right
from dataclasses import replace

from service.article import Article
from service.context import Context
from service.enrichment.place import locate
from service.enrichment.quotes import read_quotes
from service.enrichment.when import Calendar
from service.entities.find import find_mentions
from service.entities.known import Known
from service.entities.mention import Mention
from service.model import CodedEvent, Codes, Evidence, Part
from service.outcome import Modality
from service.reading import Coding
from service.syntax.quotations import quotations
from service.syntax.sentences import sentences

_LEAD = 2
"""Sentences of the text that set the scene of a story."""


def enrich(coding: Coding, article: Article, context: Context) -> Coding:
    """The coding with place, date, quotes and codes on each event; unchanged where there is no event."""
    if not coding.events:
        return coding
    reader = _Reader(article, coding.events)
    return replace(coding, events=tuple(reader.event(event, context) for event in coding.events))


class _Reader:
    """One article while it is enriched: its sentences and mentions, read once."""

    def __init__(self, article: Article, events: tuple[CodedEvent, ...]) -> None:
        self.article = article
        self.calendar = Calendar(article)
        self.spans: dict[Part, tuple[tuple[int, int], ...]] = {"text": sentences(article.text), "title": ((0, len(article.title)),)}
        self.mentions: dict[tuple[Part, int], tuple[Mention, ...]] = {}
        known = Known()
        for span in self._needed(events):
            found = find_mentions(article.text, *span, known)
            known.remember(found)
            self.mentions["text", span[0]] = found
        self.mentions["title", 0] = find_mentions(article.title, 0, len(article.title), known)
        self.quotes = read_quotes(article.text, tuple(m for found in list(self.mentions.values())[:-1] for m in found))

    def _needed(self, events: tuple[CodedEvent, ...]) -> list[tuple[int, int]]:
        """The sentences to read, in order: the lead, those with evidence or quotation marks, and the ones beside them."""
        spans = self.spans["text"]
        points = [e.start for event in events for e in event.evidence if e.part == "text"]
        points += [start for start, _ in quotations(self.article.text)]
        needed = set(range(min(_LEAD, len(spans))))
        for point in points:
            index = bisect_right(spans, (point, len(self.article.text))) - 1
            needed.update(range(max(0, index - 1), min(len(spans), index + 2)))
        return [spans[index] for index in sorted(needed)]

    def string(self, part: Part) -> str:
        """The string that offsets of `part` count in."""
        return self.article.title if part == "title" else self.article.text

    def event(self, event: CodedEvent, context: Context) -> CodedEvent:
        """The event with all that this stage knows."""
        evidence = event.evidence[0]
        sentence = self._sentence(evidence)
        topic = context.rules.topics.get(event.topic)
        lead = tuple(m for span in self.spans["text"][:_LEAD] for m in self.mentions.get(("text", span[0]), ()))
        mentions = self.mentions.get((evidence.part, sentence[0]), ())
        codes = event.codes if event.codes != Codes() or topic is None else topic.kinds.get(event.kind, Codes())
        when = self.calendar.date_of(event, context.rules)
        past = event.modality is Modality.ASSERTED and self.calendar.is_past(when)
        return event.model_copy(
            update={
                "modality": Modality.HISTORICAL if past else event.modality,
                "location": locate(event, self.string(evidence.part), evidence.part, sentence, mentions, lead),
                "date": when,
                "quotes": self.quotes,
                "codes": codes,
            }
        )

    def _sentence(self, evidence: Evidence) -> tuple[int, int]:
        for span in self.spans[evidence.part]:
            if span[0] <= evidence.start < span[1]:
                return span
        return evidence.start, evidence.end
