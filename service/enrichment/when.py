"""Which of the dates of an article is the act's own."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from service.coding.act import Match
from service.coding.frames.triggers import first_of
from service.coding.read_article import ReadArticle
from service.coding.sentence import Line
from service.enrichment.date import DateExpression, date_expressions
from service.model import EventDate, Part
from service.outcome import Modality
from service.topics.loader import Rules

_ANOTHER_CLAUSE = re.compile(
    r"\b(?:after|following|since|because|response to|responding to|retaliation|over|citing|accusing|amid|before|until"
    r"|who|which|whom|whose"
    r"|comments|remarks|attack|attacks|killing|election|elections|anniversary|born|scheduled|planned for|due)\b",
    re.IGNORECASE,
)
"""Between the act and a date: the date belongs to another act."""
_OTHER_CLAUSE_COST = 60
_SAME_TIME = re.compile(r"\b(?:when|while)\b", re.IGNORECASE)
_SAME_TIME_COST = 30
"""What happens "when" or "while" another thing does has that one's date, where it has none of its own."""
_BEFORE_ACT_COST = 1.3
"""A date before the act is a little less often its own than one after it: "On Friday X called for ... after Y expelled ..."."""
_FAR = 130
"""Code points between act and date beyond which they are seldom of one clause."""
_FRESH = timedelta(days=370)
"""An act that is told as news is not older than about a year; older dates in its sentence are background."""
_NIGHT_HOUR = 3
"""Published in the first hours of the day (UTC): the news is of the day before. Midnight sharp is a date without a time."""
_LEAD = 3
_PRESENT_PERFECT = re.compile(r"\b(?:has|have|[’']ve)(?: \w+ly| now| also| both| since)? $")


class Calendar:
    """The dates of one article, resolved against its story's own day."""

    def __init__(self, read: ReadArticle, rules: Rules) -> None:
        """Nothing is looked for yet."""
        self._read, self._rules = read, rules
        self._now = read.now

    def date_of(self, modality: Modality, acts: Sequence[Match]) -> EventDate | None:
        """The date nearest to the act in the sentences that tell it; for news without one the day of publication or of the dateline."""
        for match in acts:
            line = match.sentence.line
            found = self._nearest(line, match.span, modality)
            if found is not None:
                return self._dated(found, line)
        if modality is Modality.HISTORICAL:
            return None
        if all(match.sentence.part == "title" for match in acts) and (lead := self._from_lead(modality, acts[0])) is not None:
            return lead
        return self._of_publication(acts[0])

    def is_past(self, found: EventDate | None, told: Match) -> bool:
        """Whether the whole period of the event's date lies outside the story's own time.

        No where the act is told in the present perfect ("left in November and has asked for asylum"), which makes it news.
        """
        if found is None or not self._now.is_past_day(_last_day(found)):
            return False
        line = told.sentence.line
        return _PRESENT_PERFECT.search(line.source, line.start, told.span[0]) is None

    def _nearest(self, line: Line, act: tuple[int, int], modality: Modality) -> DateExpression | None:
        best: tuple[float, DateExpression] | None = None
        text = line.source
        for found in date_expressions(text, line.start, line.end, self._now.day):
            if not self._possible(found, modality) or self._in_dateline(line, found):
                continue
            between = text[act[1] : found.start] if found.start >= act[1] else text[found.end : act[0]]
            cost = len(between) * (1.0 if found.start >= act[1] else _BEFORE_ACT_COST)
            if found.start >= act[1] and _ANOTHER_CLAUSE.search(between):
                cost += _OTHER_CLAUSE_COST * 2
            elif _ANOTHER_CLAUSE.search(between):
                cost += _OTHER_CLAUSE_COST
            elif _SAME_TIME.search(between):
                cost += _SAME_TIME_COST
            if cost < _FAR and (best is None or cost < best[0]):
                best = cost, found
        return best[1] if best else None

    def _in_dateline(self, line: Line, found: DateExpression) -> bool:
        head = self._now.dateline
        return head is not None and line.part == "text" and found.start < head.end and found.end > head.start

    def _possible(self, found: DateExpression, modality: Modality) -> bool:
        if modality is Modality.PLANNED:
            return True
        if found.bound or found.value > self._now.day.isoformat():
            return False
        if modality is Modality.HISTORICAL:
            return True
        return found.value >= (self._now.day - _FRESH).isoformat()[: len(found.value)]

    def _from_lead(self, modality: Modality, told: Match) -> EventDate | None:
        """The act of a headline is told again in the first sentences: a day beside the same kind of words."""
        for index in range(min(_LEAD, len(self._read.spans))):
            line = self._read.line(index)
            words = first_of(line, told.frame, self._rules.triggers)
            found = self._nearest(line, line.span(*words), modality) if words is not None else None
            if found is not None and found.granularity == "day":
                return self._dated(found, line)
        return None

    def _of_publication(self, told: Match) -> EventDate | None:
        """News without a date of its own is of the day on which it was published; the span is the dateline's, else the words of the act."""
        article, head = self._read.article, self._now.dateline
        published = article.published_at
        if head is not None and (published is None or abs(head.day - published.date()) <= timedelta(days=2)):
            return _event_date(article.text, head.start, head.end, "text", head.day.isoformat(), "day", "dateline")
        if published is None:
            return None
        line = told.sentence.line
        return _event_date(line.source, *told.span, line.part, _news_day(published).isoformat(), "day", "publication")

    def _dated(self, found: DateExpression, line: Line) -> EventDate:
        method = "absolute" if found.absolute else self._now.method
        return _event_date(line.source, found.start, found.end, line.part, found.value, found.granularity, method)


def _news_day(published: datetime) -> date:
    early = published.hour < _NIGHT_HOUR and (published.hour, published.minute, published.second) != (0, 0, 0)
    return published.date() - timedelta(days=1) if early else published.date()


def _last_day(found: EventDate) -> date:
    """The last day of the period that a date names."""
    parts = [int(part) for part in found.value.split("-")]
    if found.granularity == "year":
        return date(parts[0], 12, 31)
    if found.granularity == "month":
        year, month = (parts[0] + 1, 1) if parts[1] == 12 else (parts[0], parts[1] + 1)  # noqa: PLR2004  December
        return date(year, month, 1) - timedelta(days=1)
    return date(*parts) + timedelta(days=6 if found.granularity == "week" else 0)


def _event_date(text: str, start: int, end: int, part: Part, value: str, granularity: str, method: str) -> EventDate:
    return EventDate.model_validate(
        {"text": text[start:end], "start": start, "end": end, "in": part, "value": value, "granularity": granularity, "method": method}
    )
