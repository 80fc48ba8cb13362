"""For whom a quotation says "we": the state of the one whose words it is."""

import re

from service.english.mention import Mention

WE = "we"
_OPENS, _CLOSES = re.compile(r"[“\"]"), re.compile(r"[”\"]")
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|stated|declared|announced|wrote|explained|insisted|according to|spokes\w+)\b", re.IGNORECASE
)
_BEHIND = 90
"""Code points behind a quotation within which stands who said it."""
_SPEAKS_FOR_STATE = frozenset("head minister ministry government parliament ambassador diplomat mission delegation official".split())
"""Classes whose "we" is their state; that of a soldier or a rebel is his like."""


def state_of_speaker(text: str, start: int, we: Mention, mentions: list[Mention]) -> str | None:
    """The state (alpha-3) that "we" means in a quotation whose speaker the same sentence, which begins at `start`, names beside it."""
    opened = list(_OPENS.finditer(text, start, we.start))
    if not opened:
        return None
    closed = _CLOSES.search(text, we.end, mentions[-1].end)
    if closed is not None:
        behind = [m for m in mentions if closed.end() <= m.start <= closed.end() + _BEHIND and _speaks(m)]
        if behind and _SAYS.search(text, closed.end(), closed.end() + _BEHIND):
            return behind[0].country
    first = opened[-1].start()
    before = [m for m in mentions if m.end <= first and _speaks(m)]
    return before[-1].country if before and _SAYS.search(text, before[-1].start, first) else None


def _speaks(mention: Mention) -> bool:
    return mention.country is not None and mention.role_class in _SPEAKS_FOR_STATE
