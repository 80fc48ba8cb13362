"""An article's text with the words between marks blanked out, and where its sentences begin and end."""

import re
from collections.abc import Sequence

from service.english.abbreviations import TITLES

BLANK = "~"
"""Stands for each code point between marks."""
MARKS = "“”\"„«»‘'`"
_BOUNDARY = re.compile(
    rf"(?:(?<=[^A-Z\s][.!?])|(?<=[.!?][{MARKS}]))"
    + "".join(rf"(?<!\b{title.title()}\.)" for title in sorted(TITLES))
    + rf"\s+(?=[A-Z\d{MARKS}À-Þ])"
)
_WINDOW = 400
"""Code points within which a sentence is looked for."""


def unquoted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with all words between marks blanked out, but for the last code point of each, which may end a sentence."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        if start < at:
            continue
        pieces += (text[at:start], BLANK * (end - 1 - start), text[end - 1])
        at = end
    return "".join((*pieces, text[at:]))


def past(text: str, at: int, stop: int, marks: str | None = None) -> int:
    """The first offset from `at` on, before `stop`, that holds none of the marks (None: no white space)."""
    rest = text[at:stop]
    return at + len(rest) - len(rest.lstrip(marks))


def sentence_begin(text: str, at: int) -> int:
    """Where the sentence that goes on at `at` begins; never before its paragraph."""
    begin = max(0, at - _WINDOW)
    begin = max(begin, text.rfind("\n", begin, at) + 1)
    last = begin
    for match in _BOUNDARY.finditer(text, begin, at + 1):  # one more, for the pattern looks ahead
        if match.end() <= at:
            last = match.end()
    return last


def sentence_end(text: str, at: int) -> int:
    """Where the sentence that goes on at `at` ends, its stop included; never behind its paragraph."""
    line = text.find("\n", at)
    stop = min(len(text) if line < 0 else line, at + _WINDOW)
    match = _BOUNDARY.search(text, at, stop)
    return match.start() if match else stop
