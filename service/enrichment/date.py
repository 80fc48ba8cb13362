"""When an act happened: our own small grammar of the dates that news is written with, resolved against the day of publication.

Own, not a library's: it must cost microseconds, must never read today's date, and must know which phrases are spans of time
("within 48 hours", "since 2002") and so no date of an act. All arithmetic is on calendar days of the article's own clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Granularity = Literal["day", "week", "month", "year"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
            "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}
_NUMBERS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
    "several": 3,
    "few": 3,
}

_MONTH = r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_EXPRESSION = re.compile(
    "|".join(
        (
            r"(?P<iso>\b(?:19|20)\d\d-[01]\d-[0-3]\d\b)",
            rf"(?P<day_month>\b{_DAY.format('d1')}(?: of)? {_MONTH.format('m1')}(?:,? {_YEAR.format('y1')}| (?P<this1>of this year|this year|last year|of last year))?)",
            rf"(?P<month_day>\b{_MONTH.format('m2')} {_DAY.format('d2')}\b(?!\s?(?:people|percent|%|diplomats))(?:,? {_YEAR.format('y2')}| (?P<this2>of this year|this year|last year|of last year|of that year))?)",
            rf"(?P<month_year>\b{_MONTH.format('m3')},? (?:of )?{_YEAR.format('y3')})",
            rf"(?P<month_only>\b(?P<pre>in|last|since|early|late|mid|this|next|until|by|from|of|during|early in|late in)[ -](?:early |late |mid-)?{_MONTH.format('m4')}\b(?!,? (?:1[89]|20)\d\d)(?: (?P<this4>of this year|this year|last year|of last year|of that year))?)",
            rf"(?P<weekday>\b(?:(?P<which>last|next|this|past|earlier|late|early) )?(?P<wd>{_WEEKDAY})\b)",
            rf"(?P<ago>\b(?:(?:more than|about|almost|nearly|around|some|over|less than|only|just|barely) )?(?P<n>{_COUNT}|several|a few|a couple of) (?P<unit>day|week|month|year|decade)s? (?P<dir>ago|earlier|later|before|after))",
            r"(?P<relative>\b(?:earlier |later |late |early )?(?P<rel>today|yesterday|tonight|tomorrow|overnight|this morning|this afternoon|this evening|last night|last evening|last week|this week|last month|this month|last year|this year"
            r"|next week|next month|next year|the day before|the previous day|the same day|last weekend|over the weekend|at the weekend|this weekend|past week|past month)\b)",
            rf"(?P<year_only>\b(?P<preyear>in|of|since|during|until|by|from|early|late|mid|the)[ -](?:early |late |mid-)?{_YEAR.format('y5')}\b(?!s))",
            rf"(?P<paren>\({_YEAR.format('y6')}\))",
        )
    ),
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(
    r"(?:\b(?:since|for|until|till|by|within|before|from|until at least|no later than|expires?|expiring|due|through|every|each)(?: the| late| early)? $)",
    re.IGNORECASE,
)
_BOUND_WORDS = frozenset({"since", "until", "by", "from", "next"})
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as the text gives it, resolved. `value`: ISO 8601 as precise as the granularity (a week by its Monday)."""

    start: int
    end: int
    value: str
    granularity: Granularity
    absolute: bool
    """True where the text alone gives the year."""
    bound: bool
    """True for "since", "until", "by", "next ...": the limit of a span of time or a later day, rarely the day of an act."""


def date_expressions(text: str, start: int, end: int, base: date) -> Iterator[DateExpression]:
    """The dates in `text[start:end]`, in order, resolved against `base`, the day of publication. Impossible dates are left out."""
    for match in _EXPRESSION.finditer(text, start, end):
        resolved = _resolve(match, base)
        if resolved is None:
            continue
        value, granularity, absolute = resolved
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        first = match.group().split()[0].lower().rstrip("-")
        bound = first in _BOUND_WORDS or _SPAN_OF_TIME.search(before) is not None
        begin, stop = _trim(match)
        yield DateExpression(begin, stop, value, granularity, absolute, bound)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """The span without a leading preposition: evidence is the date, not the grammar around it."""
    begin, stop = match.span()
    lead = re.match(r"(?:in|of|since|during|until|by|from|the)[ -]", match.group(), re.IGNORECASE)
    if lead and match.lastgroup not in {"relative"} and not match.group("relative"):
        begin += lead.end()
    if match.group("paren"):
        begin, stop = begin + 1, stop - 1
    return begin, stop


def _resolve(match: re.Match[str], base: date) -> tuple[str, Granularity, bool] | None:
    group = match.groupdict()
    try:
        if group["iso"]:
            return date.fromisoformat(group["iso"]).isoformat(), "day", True
        if group["day_month"]:
            return _day(group["m1"], group["d1"], group["y1"], group["this1"], base)
        if group["month_day"]:
            return _day(group["m2"], group["d2"], group["y2"], group["this2"], base)
        if group["month_year"]:
            return f"{group['y3']}-{_month(group['m3']):02}", "month", True
        if group["month_only"]:
            return _month_only(group["m4"], group["this4"], group["pre"].lower(), base)
        if group["weekday"]:
            return _weekday(group["wd"], (group["which"] or "").lower(), base)
        if group["ago"]:
            return _ago(group["n"].lower(), group["unit"].lower(), group["dir"].lower(), base)
        if group["relative"]:
            return _relative(group["rel"].lower(), base)
        return group["y5"] or group["y6"], "year", True
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _day(month: str, day: str, year: str | None, which: str | None, base: date) -> tuple[str, Granularity, bool]:
    if year:
        return date(int(year), _month(month), int(day)).isoformat(), "day", True
    if which and "last" in which:
        return date(base.year - 1, _month(month), int(day)).isoformat(), "day", False
    found = date(base.year, _month(month), int(day))
    if found - base > timedelta(days=60) and not which:
        # a day two months ahead is more often last year's: papers write the year of a far future
        found = date(base.year - 1, _month(month), int(day))
    return found.isoformat(), "day", False


def _month_only(month: str, which: str | None, pre: str, base: date) -> tuple[str, Granularity, bool] | None:
    number = _month(month)
    if month == month.lower() or (number == 5 and pre in {"of", "from", "by", "this"} and not which):  # noqa: PLR2004  "may", "march" as words
        return None
    year = base.year
    if which and "last" in which:
        year -= 1
    elif pre == "next":
        year += number <= base.month
    elif number > base.month and not which:
        year -= 1
    elif number == base.month and pre == "last":
        year -= 1
    return f"{year}-{number:02}", "month", False


def _weekday(name: str, which: str, base: date) -> tuple[str, Granularity, bool]:
    number = _WEEKDAYS[name.lower()]
    back = (base.weekday() - number) % 7
    if which == "next":
        found = base + timedelta(days=(number - base.weekday() - 1) % 7 + 1)
    elif which == "last" and back == 0:
        found = base - timedelta(days=7)
    else:
        found = base - timedelta(days=back)
    return found.isoformat(), "day", False


def _ago(count: str, unit: str, direction: str, base: date) -> tuple[str, Granularity, bool] | None:
    if direction in {"later", "after", "before"}:
        return None
    number = int(count) if count.isdigit() else _NUMBERS.get(count, 3 if "few" in count or count == "several" else 2)
    if unit == "day":
        return (base - timedelta(days=number)).isoformat(), "day", False
    if unit == "week":
        return _week(base - timedelta(weeks=number))
    if unit == "month":
        months = base.year * 12 + base.month - 1 - number
        return f"{months // 12}-{months % 12 + 1:02}", "month", False
    years = number * 10 if unit == "decade" else number
    return str(base.year - years), "year", False


def _week(day: date) -> tuple[str, Granularity, bool]:
    return (day - timedelta(days=day.weekday())).isoformat(), "week", False


def _relative(phrase: str, base: date) -> tuple[str, Granularity, bool] | None:
    days = {"yesterday": -1, "last night": -1, "last evening": -1, "the day before": -1, "the previous day": -1, "tomorrow": 1}
    if phrase in days or phrase in {"today", "tonight", "overnight", "this morning", "this afternoon", "this evening", "the same day"}:
        return (base + timedelta(days=days.get(phrase, 0))).isoformat(), "day", False
    if "weekend" in phrase:
        return (base - timedelta(days=(base.weekday() - 5) % 7)).isoformat(), "day", False
    step = -1 if phrase.startswith("last") else 1 if phrase.startswith("next") else 0
    if phrase.endswith("week"):
        return _week(base + timedelta(weeks=step))
    if phrase.endswith("month"):
        months = base.year * 12 + base.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}", "month", False
    return str(base.year + step), "year", False
