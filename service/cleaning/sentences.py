"""Sentences of one line, roughly: enough to take one out. Errs on the side of too few cuts, so that no piece of a real one is lost."""

import re

from service.english.abbreviations import ABBREVIATIONS

_END = re.compile(
    r"[.!?…。！？।॥؟»>](?:(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[”\"’'»)\]*]*+\s+|(?<=[。！？।॥؟])[”\"’»)\]」』）]*\s*"
    r"|(?<=[»>])[»>]?\s+(?=[A-Z]))"
)
"""All ways begin with one set of signs, which is looked for much faster than each by itself."""
_ABBREVIATIONS = ABBREVIATIONS | frozenset(
    "u.s u.n u.k e.g i.e a.m p.m ph.d d.c sra dra lic ing núm av avda pág mme mlle bzw z.b d.h ca nr г гг ул им т.е т.д".split()
)
"""Those of English, with what has points inside, and some of other languages."""


def sentence_spans(line: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `line`, in order; together they cover it."""
    spans, start = [], 0
    for match in _END.finditer(line):
        end = match.end()
        if end >= len(line) or line[end].islower() or (line[match.start()] == "." and _is_abbreviation(line, start, match.start())):
            continue
        spans.append((start, end))
        start = end
    if start < len(line):
        spans.append((start, len(line)))
    return spans


def _is_abbreviation(line: str, start: int, dot: int) -> bool:
    word = line[start:dot].rpartition(" ")[2].lstrip("(\"“‘'").lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


FIRST_HAN = 0x2E80
"""From this code point on, scripts write no spaces between words (Han, Kana)."""
_LONGEST_COUNTED = 1_000
"""Signs that are looked at: every limit is below."""
_SIGN_WEIGHT = 2
"""A Han or Kana sign says as much as three letters: two more than it counts."""
_TERMINAL = ".!?…:;。！？।॥؟：；"
_CLOSING = "”\"’'»)]*」』）›_ "


def is_terminated(line: str) -> bool:
    """Whether `line` ends like a sentence (or introduces what follows)."""
    if line and line[-1] not in _CLOSING:
        return line[-1] in _TERMINAL
    bare = line.rstrip(_CLOSING)
    return bool(bare) and (bare[-1] in _TERMINAL or (bare != line and line.rstrip()[-1] in '”"»'))


def reading_length(text: str) -> int:
    """How much there is to read, in letters of an alphabet."""
    if text.isascii():
        return len(text)
    return len(text) + _SIGN_WEIGHT * sum(ord(char) >= FIRST_HAN for char in text[:_LONGEST_COUNTED])
