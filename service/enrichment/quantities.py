"""How many did an act or had it done to them, and by when: the numbers that stand in the sentences that tell it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from service.coding.act import Match
from service.coding.read_article import ReadArticle
from service.coding.sentence import Line, Placed
from service.enrichment.date_expressions import date_expressions
from service.model import Count, Deadline
from service.number_words import NUMBERS, TENS, UNITS

_COMPOUND = {f"{ten}-{unit}": NUMBERS[ten] + NUMBERS[unit] for ten in TENS for unit in UNITS[:9]}
_ROUND = {"a dozen": 12, "two dozen": 24, "three dozen": 36, "a hundred": 100, "one hundred": 100, "a thousand": 1000, "both": 2}
_SAID = NUMBERS | _COMPOUND | _ROUND
_NUMBER = (
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6}|" + "|".join(sorted(map(re.escape, _SAID), key=len, reverse=True)) + r")(?! ?(?:%|per cent|percent))"
)
_BEFORE_MANY = re.compile(
    rf"(?<![\w.,:/-]){_NUMBER} (?:(?:of (?:its|his|her|their|the)|more|other|further|additional|remaining|accredited|top|senior|unnamed"
    r"|young|former|alleged|suspected|serving|high-ranking|[\w-]+an|[\w-]+ish|[\w-]+ese|state|army|military|government|foreign"
    r"|members of(?: the)?|staff (?:members )?of(?: the)?|employees of(?: the)?|representatives of) ){0,3}$",
    re.IGNORECASE,
)
"""Right before those who are many: "three Nicaraguan diplomats", "two senior members of the embassy"."""
_OPENS_WITH = re.compile(rf"(?<![\w.,]){_NUMBER} ", re.IGNORECASE)
_WITH_HIM = re.compile(
    rf"\bwith (?:about |some |around |nearly |more than |at least |up to |over )?{_NUMBER} (?:of his (?:own )?)?(?:armed |fellow |other )?"
    r"(?:soldiers|men|troops|fighters|officers|others|comrades|colleagues|conscripts|policemen|guards)\b",
    re.IGNORECASE,
)
"""As in "went over to the rebels with about 200 of his soldiers"."""
_FROM_STATES = re.compile(
    rf"\b(?:of|from) (?:some |about |around |nearly |more than |at least |over )?{_NUMBER} (?:countries|nations|states)\b", re.IGNORECASE
)
_MANY_REACH = 60
_YEARS = range(1800, 2100)
"""A number of these, written without a comma, is a year rather than a crowd."""

_SPAN = r"(?P<m>\d{1,3}|an?|" + "|".join(UNITS) + r")[ -](?P<unit>hour|day|week|month)s?\b"
_WITHIN = re.compile(
    rf"\b(?:within|in the next|gave|given|gives|giving)(?: (?:\w+ ){{0,4}}?)?(?:the )?(?:next |coming |only |just )?(?P<said>{_SPAN})"
    r"(?! (?:ago|earlier|later|after|before|old|visit|talks|of))",
    re.IGNORECASE,
)
_TO_LEAVE = re.compile(
    rf"\b(?P<said>{_SPAN})(?:['’]s?)? (?:to (?:leave|go|pack|depart|quit|get out|close|respond|answer|comply)|deadline|notice|ultimatum)",
    re.IGNORECASE,
)
"""As in "72 hours to leave", "a week to pack", "a 48-hour deadline"."""
_DEMANDS = re.compile(
    r"\b(?:leave|depart|go home|go|out|quit|close|withdraw|answer|reply|respond|apolog\w+|explanation|inquiry|comply|persona non grata)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|till|before|no later than)(?: the)? (?P<end>end of the (?P<period>week|month|year))?", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:They|Both|All|The (?:[\w-]+ ){1,3}?)\s?(?:have|has|had|were given|was given|must|are to|is to)\b")
"""How the next sentence goes on about those who must leave: "They have 72 hours to leave"."""
_LETTERS = {"hour": ("PT", "H"), "day": ("P", "D"), "week": ("P", "W"), "month": ("P", "M")}


def count_of(acts: Sequence[Match]) -> Count | None:
    """How many acted (of persons, and of those who leave a room) or were acted on (envoys), where a sentence of the act says so.

    `acts`: the matches that tell it, those of the text first. The span is the number's.
    """
    for match in acts:
        for placed in _many(match):
            if found := _number_at(match.sentence.line, placed):
                return found
        line = match.sentence.line
        apart = _WITH_HIM if match.frame.of_persons else _FROM_STATES if match.kind in _CROWDS else None
        more = apart.search(line.source, line.start, line.end) if apart else None
        if more is not None and (value := _value(more["n"])) is not None:
            return _count(line, *more.span("n"), value)
    return None


_CROWDS = frozenset({"walkout", "boycott", "condemnation_lodged"})
"""Kinds of which the number of those who act is told."""


def _many(match: Match) -> list[Placed]:
    """Whose number counts."""
    if match.frame.of_persons or match.kind in _CROWDS:
        return list(match.actors)
    placed = match.act.object.placed if match.act.object is not None else None
    return [placed] if placed is not None else list(match.targets)


def _number_at(line: Line, placed: Placed) -> Count | None:
    """The number right before a mention, or in it."""
    mention = placed.mention
    if mention.kind == "state" and mention.role is None:
        return None
    inside = _OPENS_WITH.match(line.source, mention.start, mention.end)
    found = inside or _BEFORE_MANY.search(line.source, max(line.start, mention.start - _MANY_REACH), mention.start)
    value = _value(found["n"]) if found else None
    return _count(line, *found.span("n"), value) if found and value is not None else None


def _value(said: str) -> int | None:
    """The number that words or digits say; None for what is rather a year."""
    word = said.lower()
    if word in _SAID:
        return _SAID[word]
    value = int(word.replace(",", ""))
    return None if value == 0 or ("," not in word and value in _YEARS) else value


def _count(line: Line, start: int, end: int, value: int) -> Count:
    return Count.model_validate({"text": line.source[start:end], "start": start, "end": end, "in": line.part, "value": value})


def deadline_of(acts: Sequence[Match], read: ReadArticle) -> Deadline | None:
    """By when those acted on must do what is asked, where a sentence of the act, or the one behind it, says so; never of persons' acts."""
    if acts[0].frame.of_persons:
        return None
    lines = [match.sentence.line for match in acts]
    lines += [read.line(match.sentence.index + 1) for match in acts if 0 <= match.sentence.index < len(read.spans) - 1]
    for number, line in enumerate(lines):
        if number < len(acts) or _GOES_ON.match(line.source, line.start, line.end):
            found = _span_of_time(line) or _last_day(line, read.now.day)
            if found is not None:
                return found
    return None


def _span_of_time(line: Line) -> Deadline | None:
    found = _TO_LEAVE.search(line.source, line.start, line.end)
    if found is None:
        found = _WITHIN.search(line.source, line.start, line.end)
        if found is None or _DEMANDS.search(line.source, line.start, line.end) is None:
            return None
    said = found["m"].lower()
    number = int(said) if said.isdigit() else 1 if said in {"a", "an"} else NUMBERS[said]
    before, after = _LETTERS[found["unit"].lower()]
    return _deadline(line, *found.span("said"), f"{before}{number}{after}")


def _last_day(line: Line, base: date) -> Deadline | None:
    if _DEMANDS.search(line.source, line.start, line.end) is None:
        return None
    for until in _UNTIL.finditer(line.source, line.start, line.end):
        if until["period"]:
            return _deadline(line, *until.span("end"), _end_of(until["period"].lower(), base).isoformat())
        day = next(date_expressions(line.source, until.start(), line.end, base, ahead=True), None)
        near = day is not None and day.start - until.end() <= 1 and day.granularity == "day"
        if day is not None and near and day.value > base.isoformat():
            return _deadline(line, day.start, day.end, day.value)
    return None


def _end_of(period: str, base: date) -> date:
    if period == "week":
        return base + timedelta(days=6 - base.weekday())
    following = date(base.year + 1, 1, 1) if period == "year" or base.month == 12 else date(base.year, base.month + 1, 1)  # noqa: PLR2004
    return following - timedelta(days=1)


def _deadline(line: Line, start: int, end: int, value: str) -> Deadline:
    return Deadline.model_validate({"text": line.source[start:end], "start": start, "end": end, "in": line.part, "value": value})
