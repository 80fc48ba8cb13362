"""The way of a scraped text to a clean one, every step in order, repeated until nothing changes (so that cleaning twice changes nothing)."""

import re
from typing import NamedTuple

from service.cleaning import calls, credits, links, wires
from service.cleaning.characters import normalise
from service.cleaning.phrases import Cue, load_phrases
from service.cleaning.sentences import is_terminated
from service.cleaning.structure import (
    Line,
    headline,
    joined,
    lines_of,
    text_of,
    without_repeats,
    without_shouted,
    without_tail,
    without_title,
)

_PHRASES = load_phrases(
    dict.fromkeys(calls.GATES, "call") | dict.fromkeys(links.GATES, "list") | dict.fromkeys(credits.GATES, "credit") | dict.fromkeys(wires.GATES, "wire")
)
_HEAD = 6
"""Lines from the top in which bylines and datelines stand."""
_TIME_LINE = re.compile(
    r"^\W*(?:(?:posted|published|updated|last updated|first published|created|modified)\b.{0,40}\d{4}.{0,30}|il y a \d+ \w+|hace \d+ \w+|vor \d+ \w+|há \d+ \w+|\d+\s?(?:小时|分钟|天|小時|分鐘|時間|分)前.{0,3}|منذ \d+ \w+|\d+ \w+ पहले|\d+ (?:час\w*|минут\w*|дн\w+|ден\w+) назад|\d+ \w+ fa|\d+ min(?:ute)?s? read)\W*$",
    re.IGNORECASE,
)
_ADDRESS_LINE = re.compile(r"^(?:https?://|www\.)\S+$")
_SERIES = re.compile(r"^(?:Series|Category|Categories|Section|Topic)s?: \S")


class Cleaned(NamedTuple):
    """Clean title and text, and what was read off the lines that went."""

    title: str
    text: str
    wire: str | None = None
    authors: tuple[str, ...] = ()


def clean_text(title: str, text: str) -> Cleaned:
    """The clean form of `title` and `text`; a missing title is taken from the text where its first line clearly is one.

    Never longer than the input; no line that the input has not (but joined ones); clean_text of the result is the result.
    """
    state = Cleaned(" ".join(normalise(title).split()), normalise(text))
    while True:
        lines = lines_of(state.text)
        again = _once(state._replace(text=text_of(lines)), lines)
        if (again.title, again.text) == (state.title, state.text):
            return again
        state = again


def _once(state: Cleaned, lines: list[Line]) -> Cleaned:
    cues = _PHRASES.cues("\n".join(line.text for line in lines))
    lines, wire, authors = _line_by_line(lines, cues, state.wire, state.authors)
    title = state.title
    if not title and (found := headline(lines)):
        title, lines = found, lines[1:]
    lines = without_title(lines, title)
    lines = without_shouted(without_repeats(lines))
    lines = joined(without_tail(lines))
    return Cleaned(title, text_of(lines), wire, authors)


def _line_by_line(
    lines: list[Line], cues: dict[int, list[Cue]], wire: str | None, authors: tuple[str, ...]
) -> tuple[list[Line], str | None, tuple[str, ...]]:
    out: list[Line] = []
    gone = [False] * len(lines)
    for i, line in enumerate(lines):
        text = line.text
        if _is_furniture(text, i):
            text = ""
        elif found := cues.get(i):
            kinds = {cue.kind for cue in found}
            text = links.without_links(text, found)
            if "wire" in kinds and text:
                credit = wires.team(text)
                if len(out) < _HEAD and credit.line:
                    credit = _merged(credit, wires.byline(credit.line))
                wire, authors, text = wire or credit.wire, authors + tuple(a for a in credit.authors if a not in authors), credit.line
            if "credit" in kinds and text:
                text = credits.without_credits(text)
        if text and len(out) < _HEAD - 2:
            credit = wires.dateline(text)
            wire, text = wire or credit.wire, credit.line
        gone[i] = not text
        out.append(Line(line.gap, text))
    return [line for i, line in enumerate(out) if line.text and not _keeps_bad_company(out, gone, i)], wire, authors


def _merged(first: wires.Credit, second: wires.Credit) -> wires.Credit:
    return wires.Credit(second.line, first.wire or second.wire, first.authors + second.authors)


def _is_furniture(text: str, index: int) -> bool:
    """Is the line a part of the page that is told by itself: a button, a ruler, a time, an invitation?"""
    if not is_terminated(text) and calls.is_open_call(text):
        return True
    if _PHRASES.is_alone(text) or not any(char.isalnum() for char in text[:80]):
        return True
    if text.startswith(("http", "www.")) and _ADDRESS_LINE.match(text):
        return True
    return len(text) < 100 and (bool(_TIME_LINE.match(text)) or (index < 2 and bool(_SERIES.match(text)) and not is_terminated(text)))  # noqa: PLR2004


def _keeps_bad_company(lines: list[Line], gone: list[bool], i: int) -> bool:
    if not _PHRASES.keeps_company(lines[i].text):
        return False
    return (i > 0 and gone[i - 1]) or (i + 1 < len(lines) and gone[i + 1])
