"""Sentence spans of news text: abbreviations, headlines without a full stop, hard-wrapped newswire."""

import re
from string import ascii_letters

from service.english.abbreviations import ABBREVIATIONS

_END = re.compile(r"[.!?…\n](?:(?<=\n)(?:\s*\n)?|(?<![.!?…\n][.!?…])(?<!\n)[.!?…]*+[\"'”’»)\]]*+(?=\s))")
"""Stops before a space, line breaks and blank lines; begins with one set of characters, as the search then skips all others quickly.

A run of stops is tried at its first one only."""
_LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS))
_INITIALS = re.compile(r"(?:^|\W)[A-Za-z]\.[A-Za-z]\.$")
_STARTER = re.compile(
    r"(?:the|a|an|it|he|she|they|in|on|but|and|this|that|these|we|i|his|her|its|their|at|as|after|when|if|there|mr|so)\b", re.IGNORECASE
)
_WRAP_LONGEST = 90
"""No line of hard-wrapped newswire is longer (MUC and Reuters text wrap at 60 to 80)."""
_WRAP_SHORTEST = 45
"""A line that was wrapped is rarely shorter."""


def is_wrapped(text: str) -> bool:
    """Whether single line breaks fall inside sentences: three lines or more, none long, most of full length and not ended by a stop."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) > _WRAP_LONGEST:  # noqa: PLR2004  two lines prove nothing
        return False
    full = sum(1 for line in lines[:-1] if len(line) >= _WRAP_SHORTEST)
    return full * 3 >= (len(lines) - 1) * 2


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences of `text`, without surrounding space, in order."""
    wrapped = is_wrapped(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        stop, end = match.span()
        if text[stop] == "\n":
            if wrapped and end == stop + 1:
                continue
        elif not _closes(text, start, stop, end, wrapped=wrapped):
            continue
        _append(text, start, end, spans)
        start = end
    _append(text, start, len(text), spans)
    return tuple(spans)


def _closes(text: str, start: int, stop: int, end: int, *, wrapped: bool) -> bool:
    following = end
    while following < len(text) and text[following].isspace():
        following += 1
    if following >= len(text):
        return True
    if not wrapped and "\n" in text[end:following]:
        return True
    first = text[following]
    if text[stop] == "." and end == stop + 1:
        word = _word_before(text, start, stop)
        if len(word) == 1:
            if _INITIALS.search(text, max(start, stop - 12), stop + 1):
                return _STARTER.match(text, following) is not None and first.isupper()
            return False
        if word in ABBREVIATIONS:
            return False
    return not first.islower()


def _word_before(text: str, start: int, stop: int) -> str:
    """The ASCII letters that end at `stop`, in lower case; empty when they are part of something longer ("2nd", "naïf") or too many."""
    first = max(start, stop - _LONGEST_ABBREVIATION - 1)
    stretch = text[first:stop]
    before = stretch.rstrip(ascii_letters)
    if before:
        return "" if before[-1].isalnum() or before[-1] == "_" else stretch[len(before) :].lower()
    return stretch.lower() if first == start else ""


def _append(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
