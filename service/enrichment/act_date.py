"""Which of the dates of an article is the act's own."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from service.coding.act import Match
from service.coding.frames.background import is_occasion
from service.coding.frames.labels import is_printed_again, printed_first
from service.coding.frames.triggers import first_of
from service.coding.read_article import ReadArticle
from service.coding.sentence import Line
from service.coding.story_time import Entry, entry_of, opened_with
from service.enrichment.date_expressions import DateExpression, date_expressions
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
_QUARREL = re.compile(r"\bover (?:the|a|an|this) (?:controversy|row|dispute|spat|issue|affair|quarrel|crisis|matter|feud)\b", re.IGNORECASE)
"""What an act is about, without a deed in it: a date behind is the act's."""
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
_BESIDE = 70
"""Code points between an act and a day that is given in full, within which both are of one clause."""
_LEAD = 3
_OPENING_DAY = 24
"""Code points of the day that opens a reprint."""


_DAYS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS_AFTER = re.compile(r"\b(?P<said>(?P<n>a|one|two|three|four|five|six|\d) days? after) (?!which\b)[^.,;:“”\"]{0,50}$", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|declared|stated|added|wrote|statement|spokes\w+)\b[^.;:“”\"]{0,40}$"
    r"|^[^.;]{0,40}\b(?:said|told|announced|reported|confirmed|stated)\b",
    re.IGNORECASE,
)
_TOLD_ON = re.compile(
    r"\b(?:said|told [\w ]{1,20}|announced|reported|confirmed|(?:press|news) (?:conference|briefing)|statement)(?: late| early)?(?: on)? $",
    re.IGNORECASE,
)
"""Right before the day of a report: "the agency reported on Sunday", "in a press conference Tuesday"."""
_REPORT_BETWEEN = re.compile(r"\b(?:said|told|announced|reported|confirmed|stated)\b[^.;]{0,25}$")
_TOLD_AGAIN = re.compile(
    r"(?:It|This|That|They|He|She|The (?:[\w-]+ ){1,4}?)\b[^.;]{0,30}?(?P<verb>took place|happened|occurred|was held"
    r"|were held|came|was made"
    r"|were made|was delivered|was handed|was lodged|was sent|was given|were given|was received|left|were told|was told"
    r"|was called in|was announced|were announced|was made public|was taken|followed)\b",
)
"""How a sentence goes on about the act of the one before: "The meeting took place on Tuesday"."""
_ARRIVED = re.compile(
    r"(?:It|He|She|They|The (?:[\w-]+ ){1,3}?)\b[^.;]{0,30}?(?P<verb>landed|touched down|arrived|crossed|came ashore"
    r"|(?:had|has|have) been missing|went missing|disappeared|vanished)\b",
)
"""The same of somebody who left: "The jet landed on Tuesday", "The crew had been missing since Friday"."""


def _is_of_report(line: Line, found: DateExpression, act: tuple[int, int]) -> bool:
    """Whether a date stands beside a verb of speech rather than the act: "said on Monday that it had expelled ..."."""
    if found.end <= act[0]:
        return _REPORT.search(line.source[line.start : found.start]) is not None
    between = line.source[act[1] : found.start]
    return _REPORT_BETWEEN.search(between) is not None


def _is_another(between: str, day: str) -> bool:
    """Whether words between an act and a date begin another clause, not merely a quarrel or an event that has the act's date."""
    between = _QUARREL.sub("", between)
    found = _ANOTHER_CLAUSE.search(between)
    return found is not None and not is_occasion(tuple(f"{between[found.start() :]}{day}".lower().split()))


class Calendar:
    """The dates of one article, resolved against its story's own day."""

    def __init__(self, read: ReadArticle, rules: Rules) -> None:
        """Nothing is looked for yet."""
        self.read, self._rules = read, rules
        self._now = read.now
        self._day, self._method = self._told_on()

    def date_of(self, modality: Modality, acts: Sequence[Match]) -> EventDate | None:
        """The date nearest to the act in the sentences that tell it; for news without one the day of publication or of the dateline."""
        for match in acts:
            line = match.sentence.line
            found = self._days_before(line, match.span) or self._nearest(line, match.span, modality)
            if found is None or (found.granularity != "day" and modality is not Modality.PLANNED):
                found = self._of_entry(line) or found
            if found is not None and not (_is_of_report(line, found, match.span) and match.sentence.part == "text"):
                return self._dated(found, line)
            if beside := self._beside(match, modality):
                return beside
            if found is not None:
                return self._dated(found, line)
        if modality is Modality.HISTORICAL:
            line = acts[0].sentence.line
            opened = opened_with(line.source, line.start, line.end) if line.part == "text" else None
            return self._dated(_of_head(opened, line, self._day), line) if opened else None
        if modality is Modality.ASSERTED and (reported := self._of_report(acts)) is not None:
            return reported
        if all(match.sentence.part == "title" for match in acts) and (lead := self._from_lead(modality, acts[0])) is not None:
            return lead
        return self._of_publication(acts[0])

    def _told_on(self) -> tuple[date, str | None]:
        """The day that relative dates count from and how it is known; None where it is not known, as in a reprint without its day."""
        article = self.read.article
        if not is_printed_again(article.title, article.text):
            return self._now.day, self._now.method
        again = printed_first(article.text)
        begin, end = again or (0, min(_OPENING_DAY, len(article.text)))
        days = (one for one in date_expressions(article.text, begin, end, self._now.day) if one.absolute and one.granularity == "day")
        first = next((one for one in days if again or one.start == 0), None)  # "March 3, 1977. Six envoys resigned today ..."
        return (date.fromisoformat(first.value), "relative_to_publication") if first else (self._now.day, None)

    def is_past(self, found: EventDate | None, told: Match) -> bool:
        """Whether the whole period of the event's date lies outside the story's own time.

        No where the act is told in the present perfect ("left in November and has asked for asylum"), which makes it news.
        """
        return found is not None and self._now.is_past_day(_last_day(found)) and not told.act.is_present_perfect

    def _nearest(self, line: Line, act: tuple[int, int], modality: Modality) -> DateExpression | None:
        best: tuple[float, DateExpression] | None = None
        text = line.source
        planned = modality is Modality.PLANNED
        for found in date_expressions(text, line.start, line.end, self._day, ahead=planned):
            if planned and not found.absolute and _is_of_report(line, found, act):
                found = next(date_expressions(text, found.start, found.end, self._day), found)  # noqa: PLW2901  announced then
            if (self._method is None and not found.absolute) or self._in_dateline(line, found):
                continue
            if not self._possible(found, modality) and not self._is_stated(line, found, act):
                continue
            between = text[act[1] : found.start] if found.start >= act[1] else text[found.end : act[0]]
            cost = len(between) * (1.0 if found.start >= act[1] else _BEFORE_ACT_COST)
            another = _is_another(between, text[found.start : found.end])
            if found.start >= act[1] and another:
                cost += _OTHER_CLAUSE_COST * 2
            elif another:
                cost += _OTHER_CLAUSE_COST
            elif _SAME_TIME.search(between):
                cost += _SAME_TIME_COST
            if cost < _FAR and (best is None or cost < best[0]):
                best = cost, found
        return best[1] if best else None

    def _is_stated(self, line: Line, found: DateExpression, act: tuple[int, int]) -> bool:
        """Whether a time of earlier years is given in full beside the act, in its own clause: then the act is of that time."""
        if not found.absolute or found.bound or found.value > self._now.day.isoformat():
            return False
        between = line.source[act[1] : found.start] if found.start >= act[1] else line.source[found.end : act[0]]
        return len(between) < _BESIDE and _ANOTHER_CLAUSE.search(between) is None

    def _days_before(self, line: Line, act: tuple[int, int]) -> DateExpression | None:
        """As in "said on Friday, a day after Chile recalled its envoy": so many days before the other act, else before the news itself."""
        match = _DAYS_AFTER.search(line.source, line.start, act[0])
        if match is None or self._method is None:
            return None
        days = [
            one for one in date_expressions(line.source, line.start, match.start(), self._day) if one.granularity == "day" and not one.bound
        ]
        published = self.read.article.published_at
        day = date.fromisoformat(days[-1].value) if days else _news_day(published) if published else self._day
        number = _DAYS.get(match["n"].lower()) or int(match["n"])
        return DateExpression(*match.span("said"), (day - timedelta(days=number)).isoformat(), "day", absolute=False, bound=False)

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

    def _of_entry(self, line: Line) -> DateExpression | None:
        """The date of the line of a chronology that the sentence stands in."""
        entry = entry_of(line.source, line.start) if line.part == "text" else None
        if entry is None:
            return None
        return _of_head(entry, line, self._day)

    def _beside(self, match: Match, modality: Modality) -> EventDate | None:
        """The day that a neighbouring sentence of the text gives the same act: "The meeting took place on Tuesday"."""
        index = match.sentence.index
        for near in (index + 1, index - 1):
            if match.sentence.part != "text" or not 0 <= near < len(self.read.spans):
                continue
            line = self.read.line(near)
            again = _TOLD_AGAIN.match(line.source, line.start, line.end) if near > index else None
            if again is None and near > index and match.frame.of_persons:
                again = _ARRIVED.match(line.source, line.start, line.end)
            found = self._nearest(line, again.span("verb"), modality) if again else None
            if found is None and again is not None:
                found = self._nearest(line, again.span("verb"), Modality.HISTORICAL)
                found = found if found is not None and found.absolute else None  # "She left in March 2009."
            precise = found is not None and (found.granularity == "day" or found.absolute)
            if found is not None and precise and not _is_of_report(line, found, again.span("verb") if again else (0, 0)):
                return self._dated(found, line)
        return None

    def _of_report(self, acts: Sequence[Match]) -> EventDate | None:
        """The day on which news was told, where the sentence that tells the act gives none of its own: better than that of the paper."""
        for match in acts:
            line = match.sentence.line
            if match.sentence.part != "text" or self._method is None:
                continue
            for found in date_expressions(line.source, line.start, line.end, self._day):
                apart = found.start >= match.span[1] or found.end <= match.span[0]
                told = apart and _TOLD_ON.search(line.source, line.start, found.start) is not None
                if told and found.granularity == "day" and self._possible(found, Modality.ASSERTED) and not self._in_dateline(line, found):
                    return self._dated(found, line)
        return None

    def _from_lead(self, modality: Modality, told: Match) -> EventDate | None:
        """The act of a headline is told again in the first sentences: a day beside the same kind of words."""
        for index in range(min(_LEAD, len(self.read.spans))):
            line = self.read.line(index)
            words = first_of(line, told.frame, self._rules.triggers)
            found = self._nearest(line, line.span(*words), modality) if words is not None else None
            if found is not None and found.granularity == "day":
                return self._dated(found, line)
        return None

    def _of_publication(self, told: Match) -> EventDate | None:
        """News without a date of its own is of the day on which it was published; the span is the dateline's, else the words of the act."""
        article, head = self.read.article, self._now.dateline
        published = article.published_at
        if head is not None and (published is None or abs(head.day - published.date()) <= timedelta(days=2)):
            return _event_date(article.text, head.start, head.end, "text", head.day.isoformat(), "day", "dateline")
        if published is None:
            return None
        line = told.sentence.line
        return _event_date(line.source, *told.span, line.part, _news_day(published).isoformat(), "day", "publication")

    def _dated(self, found: DateExpression, line: Line) -> EventDate:
        method = "absolute" if found.absolute else self._method or self._now.method
        return _event_date(line.source, found.start, found.end, line.part, found.value, found.granularity, method)


def _of_head(entry: Entry, line: Line, base: date) -> DateExpression:
    """The date at the head of a line or a paragraph, as precisely as it is given."""
    full = next((one for one in date_expressions(line.source, entry.start, entry.end, base) if one.granularity == "day"), None)
    if full is not None:
        return full
    value = f"{entry.year}-{entry.month:02}" if entry.month else str(entry.year)
    return DateExpression(entry.start, entry.end, value, "month" if entry.month else "year", absolute=True, bound=False)


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
