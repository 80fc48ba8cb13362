"""Stretches between quotation marks."""

import re

_QUOTED = re.compile(
    r"“([^“”]{2,2000})”|„([^„“”\"]{2,2000})[“”\"]|``([^`\n]{2,2000}?)(?:''|\")|(?<![\d\"])\"([^\"]{2,2000}(?:(?:(?<=['’]\d)|(?<=['’]\d\d))\"[^\"]{1,2000})?)\"|«([^«»]{2,2000})»|»([^«»]{2,2000})«"
    r"|(?<![^\W_])‘([^‘\n]{2,400}?)’(?![^\W_])|(?<![^\W_'])'((?:[^'\n]|(?<=\w)'(?=\w)){2,400}?)'(?![^\W_])"
)
_UNCLOSED = re.compile(r"[“\"„«»]([^“”\"„«»]{2,2000})$")
"""A paragraph of a quotation that goes on in the next one, which opens with marks again."""
_OPENS = re.compile(r"\s{0,40}+[“\"„«»]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n")


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Spans inside quotation marks (marks excluded) of `text[start:end]`, in order; a quotation never crosses a blank line.

    One of several paragraphs, closed in the last of them only, is a span in each.
    """
    spans: list[tuple[int, int]] = []
    stop = len(text) if end is None else end
    begin = start
    while begin < stop:
        blank = _BLANK_LINE.search(text, begin, stop)
        paragraph_end = blank.start() if blank else stop
        after = begin
        for match in _QUOTED.finditer(text, begin, paragraph_end):
            spans.append(match.span(match.lastindex or 0))
            after = match.end()
        if blank and _OPENS.match(text, blank.end(), stop):
            unclosed = _UNCLOSED.search(text, after, paragraph_end)
            if unclosed is not None:
                spans.append(unclosed.span(1))
        begin = blank.end() if blank else stop
    return tuple(spans)
