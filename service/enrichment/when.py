"""Which of the dates of an article is the act's own."""

import re
from datetime import date, datetime, timedelta

from service.article import Article
from service.english.sentences import sentences
from service.english.tokens import tokenize
from service.enrichment.date import DateExpression, date_expressions
from service.model import CodedEvent, EventDate, Evidence, Part
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
_OWN_TIME = timedelta(days=31)
"""The codebook's "about 30 days" before publication, beyond which an act is background."""
_NIGHT_HOUR = 3
"""Published in the first hours of the day (UTC): the news is of the day before. Midnight sharp is a date without a time."""
_LEAD = 3
_DATELINE = re.compile(
    r"\b(?P<d>[0-3]?\d) (?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (?P<y>\d\d|(?:19|20)\d\d)\b", re.IGNORECASE
)
_PRESENT_PERFECT = re.compile(r"\b(?:has|have|[’']ve)(?: \w+ly| now| also| both| since)? $")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATELINE_REACH = 160
_CENTURY_TURN = 50


def dateline(text: str) -> tuple[date, int, int] | None:
    """The full date at the head of a wire story ("SAN SALVADOR, 12 JAN 90") and its span; a year of two digits is of 1950 to 2049."""
    match = _DATELINE.search(text, 0, _DATELINE_REACH)
    if match is None:
        return None
    year = int(match["y"])
    if year < 100:  # noqa: PLR2004
        year += 1900 if year >= _CENTURY_TURN else 2000
    try:
        return date(year, _MONTHS.index(match["m"][:3].lower()) + 1, int(match["d"])), *match.span()
    except ValueError:
        return None


class Calendar:
    """What an article knows of time: the day that its relative dates count from, and how it is known."""

    def __init__(self, article: Article) -> None:
        """Publication if given, else the dateline, else the record's time."""
        self.article = article
        self.line = dateline(article.text)
        if article.published_at is not None:
            self.base, self.method = article.published_at.date(), "relative_to_publication"
        elif self.line is not None:
            self.base, self.method = self.line[0], "relative_to_dateline"
        else:
            self.base, self.method = article.received_at.date(), "relative_to_record"

    def date_of(self, event: CodedEvent, rules: Rules) -> EventDate | None:
        """The date nearest to the act in its sentences; for news without one the day of publication or of the dateline."""
        acts = [(evidence, act_span(self._string(evidence.part), evidence, rules)) for evidence in event.evidence]
        for evidence, act in acts:
            found = self._nearest(self._string(evidence.part), evidence.start, evidence.end, act, event.modality)
            if found is not None:
                return self._dated(found, evidence.part)
        if event.modality is Modality.HISTORICAL:
            return None
        if all(evidence.part == "title" for evidence, _ in acts) and (lead := self._from_lead(rules, event)) is not None:
            return lead
        return self._of_publication(*acts[0])

    def is_past(self, found: EventDate | None, event: CodedEvent, rules: Rules) -> bool:
        """Whether the whole period of the event's date lies outside the story's own time (more than a month before it).

        Unknown, so no, where the article has neither a day of publication nor a dateline; and no where the act is told in the
        present perfect ("left in November and has asked for asylum"), which makes it news.
        """
        if found is None or self.method == "relative_to_record" or _last_day(found) >= self.base - _OWN_TIME:
            return False
        told = event.evidence[0]
        text = self._string(told.part)
        act = act_span(text, told, rules)[0]
        return _PRESENT_PERFECT.search(text, told.start, act) is None

    def _string(self, part: Part) -> str:
        return self.article.title if part == "title" else self.article.text

    def _nearest(self, text: str, start: int, end: int, act: tuple[int, int], modality: Modality) -> DateExpression | None:
        best: tuple[float, DateExpression] | None = None
        for found in date_expressions(text, start, end, self.base):
            if not self._possible(found, modality) or self._in_dateline(text, found):
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

    def _in_dateline(self, text: str, found: DateExpression) -> bool:
        return self.line is not None and text is self.article.text and found.start < self.line[2] and found.end > self.line[1]

    def _possible(self, found: DateExpression, modality: Modality) -> bool:
        if modality is Modality.PLANNED:
            return True
        if found.bound or found.value > self.base.isoformat():
            return False
        if modality is Modality.HISTORICAL:
            return True
        return found.value >= (self.base - _FRESH).isoformat()[: len(found.value)]

    def _from_lead(self, rules: Rules, event: CodedEvent) -> EventDate | None:
        """The act of a headline is told again in the first sentences: a day beside the same kind of words."""
        text = self.article.text
        for start, end in sentences(text)[:_LEAD]:
            act = _trigger(text, start, end, event.evidence[0].rule, rules)
            if (
                act is not None
                and (found := self._nearest(text, start, end, act, event.modality)) is not None
                and found.granularity == "day"
            ):
                return self._dated(found, "text")
        return None

    def _of_publication(self, evidence: Evidence, act: tuple[int, int]) -> EventDate | None:
        """News without a date of its own is of the day on which it was published; the span is the dateline's, else the words of the act."""
        published = self.article.published_at
        if self.line is not None and (published is None or abs(self.line[0] - published.date()) <= timedelta(days=2)):
            day, start, end = self.line
            return _event_date(self.article.text, start, end, "text", day.isoformat(), "day", "dateline")
        if published is None:
            return None
        return _event_date(self._string(evidence.part), *act, evidence.part, _news_day(published).isoformat(), "day", "publication")

    def _dated(self, found: DateExpression, part: Part) -> EventDate:
        method = "absolute" if found.absolute else self.method
        return _event_date(self._string(part), found.start, found.end, part, found.value, found.granularity, method)


def act_span(text: str, evidence: Evidence, rules: Rules) -> tuple[int, int]:
    """Where the words of the act stand in its sentence; the whole sentence where they can't be told."""
    return _trigger(text, evidence.start, evidence.end, evidence.rule, rules) or (evidence.start, evidence.end)


def _trigger(text: str, start: int, end: int, rule: str, rules: Rules) -> tuple[int, int] | None:
    """The first words in `text[start:end]` that trigger the frame called `rule`."""
    triggers = rules.triggers
    tokens = tokenize(text, start, end).pieces
    for index, token in enumerate(tokens):
        for trigger in triggers.get(token.key, ()):
            if trigger.frame.rule == rule:
                rest = tuple(following.key for following in tokens[index + 1 : index + 1 + len(trigger.rest)])
                return token.start, tokens[index + len(rest)].end if rest == trigger.rest else token.end
    return None


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
