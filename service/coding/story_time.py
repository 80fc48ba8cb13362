"""The time that an article is of, and what lies outside of it: said here once, for the words of a sentence and for dates alike."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from service.article import Article

_ANY_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_DATELINE = re.compile(
    r"\b(?P<d>[0-3]?\d) (?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (?P<y>\d\d|(?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATELINE_REACH = 160
_CENTURY_TURN = 50
_OWN_TIME = timedelta(days=31)
"""The codebook's "about 30 days" before publication, beyond which an act is background."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The full date at the head of a wire story ("SAN SALVADOR, 12 JAN 90") and its span; a year of two digits is of 1950 to 2049."""

    day: date
    start: int
    end: int

    @classmethod
    def of(cls, text: str) -> "Dateline | None":
        """Read off the head of a text; None where there is none."""
        match = _DATELINE.search(text, 0, _DATELINE_REACH)
        if match is None:
            return None
        year = int(match["y"])
        if year < 100:  # noqa: PLR2004
            year += 1900 if year >= _CENTURY_TURN else 2000
        try:
            return cls(date(year, _MONTHS.index(match["m"][:3].lower()) + 1, int(match["d"])), *match.span())
        except ValueError:
            return None


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
        line = Dateline.of(article.text)
        if article.published_at is not None:
            published = article.published_at
            return cls(published.date(), "relative_to_publication", line, published.year, published.month)
        received = article.received_at.date()
        year = max((int(year) for year in _ANY_YEAR.findall(article.text) if int(year) <= received.year), default=None)
        if line is not None:
            return cls(line.day, "relative_to_dateline", line, year, None)
        return cls(received, "relative_to_record", line, year, None)

    def is_past_year(self, year: int, *, of_december: bool) -> bool:
        """Whether an act of `year` is background; in January last December is not."""
        return self.year is not None and year < self.year - (self.month == 1 and of_december)

    def is_past_month(self, month: int) -> bool:
        """Whether an act of the last `month` before the story is background: not this month's nor the one's before."""
        return self.month is not None and (self.month - month) % 12 > 1

    def is_past_day(self, day: date) -> bool:
        """Whether an act of a day is background; unknown, so no, where only the record's time is known."""
        return self.method != "relative_to_record" and day < self.day - _OWN_TIME
