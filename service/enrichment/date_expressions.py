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

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, 1) for length in (3, 4, len(name))}
_WEEKDAYS = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
}
_SEVERAL = {"several": 3, "a few": 3, "a couple of": 2}

_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"
_OF_YEAR = r"(?P<{0}>(?:of )?(?:this|last|that) year)"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple of)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ABOUT = r"(?:(?:more than|about|almost|nearly|around|some|over|less than|only|just|barely) )?"

_DAY_MONTH = (
    rf"\b{_DAY.format('d1')}(?: of(?: the month of)?)?[ -]{_MONTH.format('m1')}(?:,?[ -]{_YEAR.format('y1')}| {_OF_YEAR.format('t1')})?"
)
_MONTH_DAY = (
    rf"\b{_MONTH.format('m2')} {_DAY.format('d2')}\b(?! ?(?:people|percent|%|diplomats))"
    rf"(?:,? {_YEAR.format('y2')}| {_OF_YEAR.format('t2')})?"
)
_MONTH_ONLY = (
    r"\b(?P<pre>in|last|since|early|late|mid|this|next|until|by|from|of|during)[ -](?:early |late |mid-)?"
    rf"{_MONTH.format('m4')}\b(?!,? (?:1[89]|20)\d\d)(?: {_OF_YEAR.format('t4')})?"
)
_RELATIVE = (
    r"\b(?:earlier |later |late |early )?(?P<rel>today|yesterday|tonight|tomorrow|overnight|this morning|this afternoon"
    r"|this evening|last night|last evening"
    r"|the day before yesterday|the day after tomorrow|(?:last|this|next) (?:week|month|year)|the day before|the previous day|the same day"
    r"|(?:last|past|over the|at the|on the|during the|this) weekend|past week|past month)\b"
)
_WEEK = r"(?P<{0}>last|this|next|the previous|the past)"
_WEEKDAY_ONLY = (
    rf"\b(?:(?P<which>last|next|this|past|earlier|late|early) )?(?P<wd>{_WEEKDAY})\b"
    rf"(?:(?: (?:morning|afternoon|evening|night))?,? (?:of |in )?{_WEEK.format('wk1')} week\b|,? a week (?P<weekago>ago|earlier)\b)?"
)
_WEEK_THEN_DAY = rf"\b{_WEEK.format('wk2')} week,? on (?:the )?(?P<wd2>{_WEEKDAY})\b|\ba week ago,?(?: on)? (?P<wd3>{_WEEKDAY})\b"
_NUMERIC = r"\b(?P<n1>[0-3]?\d)(?P<sep>[./-])(?P<n2>[0-3]?\d)(?P=sep)(?P<ny>(?:19|20)\d\d)\b"
_YEAR_ONLY = rf"\b(?P<preyear>in|of|since|during|until|by|from|early|late|mid|the)[ -](?:early |late |mid-)?{_YEAR.format('y5')}\b(?!s)"
_FORMS = {
    "iso": r"\b(?P<iy>(?:19|20)\d\d)(?P<isep>[-/.])(?P<im>[01]?\d)(?P=isep)(?P<id>[0-3]?\d)\b",
    "numeric": _NUMERIC,
    "day_month": _DAY_MONTH,
    "month_day": _MONTH_DAY,
    "month_year": rf"\b{_MONTH.format('m3')},? (?:of )?{_YEAR.format('y3')}",
    "month_only": _MONTH_ONLY,
    "week_then_day": _WEEK_THEN_DAY,
    "weekday": _WEEKDAY_ONLY,
    "ago": rf"\b{_ABOUT}(?P<n>{_COUNT}) (?P<unit>day|week|month|year|decade)s? (?P<dir>ago|earlier|later|before|after)",
    "relative": _RELATIVE,
    "year_only": _YEAR_ONLY,
    "paren": rf"\({_YEAR.format('y6')}\)",
}
"""The forms of dates in news, in the order in which they are tried at a place."""
_EXPRESSION = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()), re.IGNORECASE)
_TIMES = re.compile(r"\btimes?\b")
_LEAD = re.compile(r"(?:in|of|since|during|until|by|from|the)[ -]", re.IGNORECASE)
_SPAN_OF_TIME = re.compile(
    r"\b(?:since|for|until|till|by|within|before|from|at least|no later than|expires?|expiring|due|through|every|each)"
    r"(?: the| late| early)? $",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th)|latest)"
    r"(?! (?:secretar|lady|minister|deput|vice|world war|counsell?or|attach|lieutenant))|once|twice|times)\b[^.,;:()]{0,45}$",
    re.IGNORECASE,
)
"""Before "this year": how often within it, which is no date ("for the second time this month"). A "second secretary" is no count."""
_COUNTED_IN = re.compile(r"(?:this|last|past)(?: |$)|so far", re.IGNORECASE)
_TIMES = re.compile(r"\btimes?\b", re.IGNORECASE)
_COUNT_REACH = 70
_BOUND_WORDS = frozenset({"since", "until", "by", "from", "next"})
_LOOK_BACK = 24
_PLANNED_AGO = timedelta(days=60)
"""A plan's day longer ago than this is next year's: "will go on Jan. 2", written in December."""
_FIRST_YEAR = 1800
"""News does not resolve "300 years ago" to a date."""


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


def date_expressions(text: str, start: int, end: int, base: date, *, ahead: bool = False) -> Iterator[DateExpression]:
    """The dates in `text[start:end]`, in order, resolved against `base`, the day of publication. Impossible dates are left out.

    `ahead`: of a plan, so that a date without a year is the next such one rather than the last.
    """
    for match in _EXPRESSION.finditer(text, start, end):
        resolved = _resolve(match, base, ahead=ahead)
        if resolved is None:
            continue
        value, granularity, absolute = resolved
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        first = match.group().split()[0].lower().rstrip("-")
        bound = first in _BOUND_WORDS or _SPAN_OF_TIME.search(before) is not None or _is_count(match, text, start)
        begin, stop = _trim(match)
        yield DateExpression(begin, stop, value, granularity, absolute, bound)


def _is_count(match: re.Match[str], text: str, start: int) -> bool:
    """Whether it says how often within a time, as "third expulsion this month", "twice this year" and "the fifth time in 2024"."""
    counted = _COUNTED.search(text, max(start, match.start() - _COUNT_REACH), match.start())
    if counted is None:
        return False
    within = match["relative"] is not None and _COUNTED_IN.match(match["rel"]) is not None and "weekend" not in match["rel"].lower()
    return within or ((match["month_only"] or match["year_only"]) is not None and _TIMES.search(counted.group()) is not None)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """The span without a leading preposition: evidence is the date, not the grammar around it."""
    begin, stop = match.span()
    lead = _LEAD.match(match.group())
    if lead and not match.group("relative"):
        begin += lead.end()
    if match.group("paren"):
        begin, stop = begin + 1, stop - 1
    return begin, stop


def _resolve(match: re.Match[str], base: date, *, ahead: bool) -> tuple[str, Granularity, bool] | None:
    group = match.groupdict()
    try:
        if group["iso"]:
            return date(int(group["iy"]), int(group["im"]), int(group["id"])).isoformat(), "day", True
        if group["numeric"]:
            return _numeric(int(group["n1"]), int(group["n2"]), int(group["ny"]), group["sep"], base)
        if group["day_month"]:
            return _day(group["m1"], group["d1"], group["y1"], group["t1"], base, ahead=ahead)
        if group["month_day"]:
            return _day(group["m2"], group["d2"], group["y2"], group["t2"], base, ahead=ahead)
        if group["month_year"]:
            return f"{group['y3']}-{_month(group['m3']):02}", "month", True
        if group["month_only"]:
            return _month_only(group["m4"], group["t4"], group["pre"].lower(), base, ahead=ahead)
        if group["weekday"] or group["week_then_day"]:
            return _weekday_of(group, base, ahead=ahead)
        if group["ago"]:
            return _ago(group["n"].lower(), group["unit"].lower(), group["dir"].lower(), base)
        if group["relative"]:
            return _relative(group["rel"].lower(), base)
        return group["y5"] or group["y6"], "year", True
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _numeric(first: int, second: int, year: int, mark: str, base: date) -> tuple[str, Granularity, bool]:
    """Points are of languages that write the day first; otherwise, where both may be the month, the day nearer to `base`, not after it."""
    day_first = [(second, first)] if second <= 12 else []  # noqa: PLR2004
    month_first = [(first, second)] if first <= 12 and mark != "." else []  # noqa: PLR2004
    readings = [date(year, month, day) for month, day in (*day_first, *month_first)]
    if not readings:
        raise ValueError("no month")
    return min(readings, key=lambda found: (found > base, abs(found - base))).isoformat(), "day", True


def _day(month: str, day: str, year: str | None, which: str | None, base: date, *, ahead: bool) -> tuple[str, Granularity, bool]:
    if year:
        return date(int(year), _month(month), int(day)).isoformat(), "day", True
    if which and "last" in which:
        return date(base.year - 1, _month(month), int(day)).isoformat(), "day", False
    found = date(base.year, _month(month), int(day))
    if ahead and base - found > _PLANNED_AGO and not which:
        found = date(base.year + 1, _month(month), int(day))
    elif not ahead and found - base > timedelta(days=60) and not which:
        # a day two months ahead is more often last year's: papers write the year of a far future
        found = date(base.year - 1, _month(month), int(day))
    return found.isoformat(), "day", False


def _month_only(month: str, which: str | None, pre: str, base: date, *, ahead: bool) -> tuple[str, Granularity, bool] | None:
    number = _month(month)
    if month == month.lower() or (number == 5 and pre in {"of", "from", "by", "this"} and not which):  # noqa: PLR2004  "may", "march" as words
        return None
    year = base.year
    if which and "last" in which:
        year -= 1
    elif pre == "next":
        year += number <= base.month
    elif ahead and not which and pre != "last":
        year += number < base.month
    elif (number > base.month and not which) or (number == base.month and pre == "last"):
        year -= 1
    return f"{year}-{number:02}", "month", False


def _weekday_of(group: dict[str, str | None], base: date, *, ahead: bool) -> tuple[str, Granularity, bool]:
    """A weekday, counted from the week that it is said to be of: "Tuesday last week", "last week on Tuesday", "a week ago on Tuesday"."""
    name = group["wd"] or group["wd2"] or group["wd3"] or ""
    week = (group["wk1"] or group["wk2"] or "").lower()
    if week:
        step = 0 if week == "this" else 1 if week == "next" else -1
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return (monday + timedelta(days=_WEEKDAYS[name.lower()])).isoformat(), "day", False
    if group["weekago"] or group["wd3"]:
        return _weekday(name, "", base - timedelta(weeks=1), ahead=False)
    return _weekday(name, (group["which"] or "").lower(), base, ahead=ahead)


def _weekday(name: str, which: str, base: date, *, ahead: bool) -> tuple[str, Granularity, bool]:
    number = _WEEKDAYS[name.lower()]
    back = (base.weekday() - number) % 7
    if ahead and which in {"", "this"}:
        return (base + timedelta(days=(number - base.weekday()) % 7)).isoformat(), "day", False
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
    number = int(count) if count.isdigit() else _NUMBERS.get(count) or _SEVERAL[count]
    if unit == "day":
        return (base - timedelta(days=number)).isoformat(), "day", False
    if unit == "week":
        return _week(base - timedelta(weeks=number))
    if unit == "month":
        months = base.year * 12 + base.month - 1 - number
        return f"{months // 12}-{months % 12 + 1:02}", "month", False
    years = number * 10 if unit == "decade" else number
    return (str(base.year - years), "year", False) if base.year - years > _FIRST_YEAR else None


def _week(day: date) -> tuple[str, Granularity, bool]:
    return (day - timedelta(days=day.weekday())).isoformat(), "week", False


def _relative(phrase: str, base: date) -> tuple[str, Granularity, bool] | None:
    days = {
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "the day before": -1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "the previous day": -1,
        "tomorrow": 1,
    }
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
