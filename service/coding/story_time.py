"""The time that an article is of, and what lies outside of it: said here once, for the words of a sentence and for dates alike."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from service.article import Article

_WORD = re.compile(r"[^\W\d_]+")
_ANY_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_MONTH_WORD = r"(?P<m{0}>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?"
_WIRE = re.compile(
    r"(?<!\b(?:on|of|by|in) )(?<!\b(?:since|until|after) )(?<!\bbefore )"
    rf"\b(?P<d1>[0-3]?\d) {_MONTH_WORD.format(1)} (?P<y1>\d\d|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""The day in the head of an old wire report ("SAN SALVADOR, 12 JAN 90"); not of a sentence: "On 14 May 2024 Peru ..."."""
_HEAD = re.compile(
    r"\A\W{0,3}(?P<place>[^\W\d_][^\n;!?“”\"]{0,70}?[,(/:) ] ?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?P<date>{_MONTH_WORD.format(2)} (?P<d2>[0-3]?\d)(?:,? (?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<d3>[0-3]?\d) {_MONTH_WORD.format(3)}(?:,? (?P<y3>(?:19|20)\d\d))?)"
    r"[.)/]?,? ?(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/|[A-Z][\w.]{1,14})? ?(?:--?|–|—|:)(?=\s)",
    re.IGNORECASE,
)
"""The head of a report that is sent from a place: "NAIROBI, March 6 (Xinhua) --", "Lima, Peru, 6 March 2024 -", "NAIROBI (March 6) -"."""
_WORD = re.compile(r"[^\W\d_]+")
_IN_NAMES = frozenset("of de la el and the del al".split())
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATELINE_REACH = 160
_CENTURY_TURN = 50
_SENT_AHEAD = timedelta(days=2)
"""A report is published within two days of its dateline, else one of the two is not its own."""
_ENTRY = re.compile(
    r"\W{0,4}(?P<date>(?:(?:[0-3]?\d )?(?P<m1>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? (?:[0-3]?\d,? )?)?"
    r"(?P<y>(?:1[89]|20)\d\d))(?:\)?\s?[:|–—]|\)?\s?-(?=\s)|(?P<bare>\.? (?=[A-Z“\"])))"
)
"""The head of a line in a chronology: "2009: ...", "1976 | ...", "March 1999 - ...", "1956 A Hungarian envoy ..."."""
_OWN_TIME = timedelta(days=31)
"""The codebook's "about 30 days" before publication, beyond which an act is background."""


_OPENED = re.compile(
    r"(?:^|(?<=[.!?”\"’)] ))(?:Back in|In|On|By|During|Late in|Early in)(?: the)? (?:[^.;!?\d]{0,24} )??"
    r"(?P<date>(?:[0-3]?\d )?(?:(?P<m1>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)[a-z]*\.?,? (?:[0-3]?\d,? )?)?(?P<y>(?:1[89]|20)\d\d))\b"
    r"[^.;!?]*[.!?][”\"’)]? (?:[^.!?]*[.!?][”\"’)]? )?\Z",
    re.MULTILINE,
)
_SOURED = re.compile(
    r"\b(?:in|of|since) (?P<date>(?:(?P<m1>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?(?P<y>(?:1[89]|20)\d\d))\b"
    r"[^.;!?\d]{0,160}[.!?][”\"’)]? \Z"
)
"""A year in the sentence right before, which a "then" takes up: "Relations soured in 2011, when ... Chad then closed the embassy"."""
_THEN = re.compile(r"\bthen\b", re.IGNORECASE)
_OPENED_REACH = 1_000
"""Code points before a sentence in which two others lie, whose length nobody bounds."""
_OF_NOW = re.compile(
    r"\b(?:today|yesterday|tonight|now|this (?:week|month|year|morning)|last (?:week|night)|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|latest|recent\w*"
    r"|(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
"""What brings a story back from its past."""
_OPENS_WITH_YEAR = re.compile(r"^\W{0,4}(?:\w{3,9}\.? (?:\d{1,2},? )?)?(?:1[89]|20)\d\d\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day at the head of a report ("SAN SALVADOR, 12 JAN 90", "NAIROBI, March 6 (Reuters) -") and its span."""

    day: date
    start: int
    end: int
    dated: bool
    """Whether it gives the year, too. One of two digits is of 1950 to 2049."""

    @classmethod
    def of(cls, text: str, base: date) -> "Dateline | None":
        """Read off the head of a text; a day without a year is the one nearest to `base`. None where there is none."""
        match = _HEAD.match(text)
        if match is not None and _is_place(match["place"] or ""):
            written, name, number = match["y2"] or match["y3"], match["m2"] or match["m3"], match["d2"] or match["d3"]
            start, end = match.span("date")
        elif match := _WIRE.search(text, 0, _DATELINE_REACH):
            written, name, number = match["y1"], match["m1"], match["d1"]
            start, end = match.span()
        else:
            return None
        month = _MONTHS.index(name.lower()) + 1
        try:
            if written is None:
                days = [date(year, month, int(number)) for year in (base.year - 1, base.year, base.year + 1)]
                return cls(min(days, key=lambda day: abs(day - base)), start, end, dated=False)
            return cls(date(_year(written), month, int(number)), start, end, dated=True)
        except ValueError:
            return None


def _is_place(words: str) -> bool:
    """Whether all of it may be names, which no clause of a sentence is."""
    return all(word[0].isupper() or word in _IN_NAMES for word in _WORD.findall(words))


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= _CENTURY_TURN else 2000)  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Entry:
    """The date at the head of a line of a chronology, and its span."""

    year: int
    month: int | None
    start: int
    end: int


def entry_of(text: str, at: int) -> Entry | None:
    """The head of the line that the code point `at` lies in, where it is one of a chronology."""
    match = _ENTRY.match(text, text.rfind("\n", 0, at) + 1)
    if match is None or (match["bare"] and not _is_chronology(text)):
        return None
    month = _MONTHS.index(match["m1"].lower()) + 1 if match["m1"] else None
    return Entry(int(match["y"]), month, *match.span("date"))


@lru_cache(maxsize=8)
def _is_chronology(text: str) -> bool:
    """Whether two lines of a text open with a year: one is the 2010 Games. Kept, as every act of an article asks it."""
    return len(_OPENS_WITH_YEAR.findall(text)) >= 2  # noqa: PLR2004


def opened_with(text: str, start: int, end: int) -> Entry | None:
    """The year that one of the two sentences before `text[start:end]`, in its paragraph, opens with, and that nothing since has left."""
    paragraph = text.rfind("\n", 0, start) + 1
    match = _OPENED.search(text, max(paragraph, start - _OPENED_REACH), start)
    if match is None and _THEN.search(text, start, end):
        match = _SOURED.search(text, max(paragraph, start - _OPENED_REACH), start)
    if match is None or _OF_NOW.search(text, match.end("date"), end):
        return None
    month = _MONTHS.index(match["m1"].lower()) + 1 if match["m1"] else None
    return Entry(int(match["y"]), month, *match.span("date"))


@dataclass(frozen=True, slots=True)
class StoryTime:
    """When a story is told: the day that its relative dates count from, how that is known, and the year and month that are its own."""

    day: date
    method: str
    dateline: Dateline | None
    year: int | None
    month: int | None
    """Known where the publication date is."""

    @classmethod
    def of(cls, article: Article) -> "StoryTime":
        """From the publication date, else the dateline, else the record's time.

        Without a publication date the latest year that the text names (up to the record's) is its own.
        """
        published, received = article.published_at, article.received_at.date()
        line = Dateline.of(article.text, published.date() if published else received)
        if published is not None:
            sent = line is not None and abs(line.day - published.date()) <= _SENT_AHEAD
            day, method = (line.day, "relative_to_dateline") if line and sent else (published.date(), "relative_to_publication")
            return cls(day, method, line, published.year, published.month)
        year = max((int(year) for year in _ANY_YEAR.findall(article.text) if int(year) <= received.year), default=None)
        if line is not None and line.dated:
            return cls(line.day, "relative_to_dateline", line, year, None)
        return cls(line.day if line else received, "relative_to_record", line, year, None)

    def is_past_entry(self, entry: Entry) -> bool:
        """Whether a line of a chronology is background."""
        if self.is_past_year(entry.year, of_december=entry.month == 12):  # noqa: PLR2004
            return True
        return entry.month is not None and entry.year == self.year and self.is_past_month(entry.month)

    def is_past_year(self, year: int, *, of_december: bool) -> bool:
        """Whether an act of `year` is background; in January last December is not."""
        return self.year is not None and year < self.year - (self.month == 1 and of_december)

    def is_past_month(self, month: int) -> bool:
        """Whether an act of the last `month` before the story is background: not this month's nor the one's before."""
        return self.month is not None and (self.month - month) % 12 > 1

    def is_past_day(self, day: date) -> bool:
        """Whether an act of a day is background; unknown, so no, where only the record's time is known."""
        return self.method != "relative_to_record" and day < self.day - _OWN_TIME
