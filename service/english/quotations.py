"""Stretches between quotation marks."""

import re

_QUOTED = re.compile(
    r"“([^“”]{2,2000})”|\"([^\"]{2,2000})\"|«([^«»]{2,2000})»|(?<![^\W_])‘([^‘\n]{2,400}?)’(?![^\W_])|(?<![^\W_])'([^'\n]{2,400}?)'(?![^\W_])"
)


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Spans inside quotation marks (marks excluded) of `text[start:end]`, in order; a quotation never crosses a blank line."""
    spans = []
    for match in _QUOTED.finditer(text, start, len(text) if end is None else end):
        group = next(i for i in range(1, 6) if match.group(i) is not None)
        if "\n\n" not in match.group(group):
            spans.append(match.span(group))
    return tuple(spans)
