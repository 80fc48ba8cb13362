"""The words by which a text says that an act answers another."""

import re

_TO_COME = re.compile(
    r"\b(?:vow|promis|threat|pledg|warn|prepar|expect|consider|plann?|may\b|might\b|could\b|will\b|would\b)\w*\s+(?:\w+\s+){0,2}?"
    r"(?:retaliat|reciproc|respon|repl|answer|counter-?measure|tit[- ]for[- ]tat)\w*"
)
"""An answer that is only spoken of, mostly by the other side."""
_AN_ACT = (
    r"(?:[\w.’'-]+\s+){0,8}?(?:expel|expuls|kick|oust|order|declar|recall|summon|sever|suspen|br[eo]ke|clos|withdr[ae]w|sanction|visa|"
    r"restrict|ban\b|bans\b|banned)\w*"
)
_SAYS = re.compile(
    r"\b(?:retaliat\w+|tit[- ]for[- ]tat|reciproc\w+|in (?:response|reply|answer)(?:,| to\s+" + _AN_ACT + r")|in (?:kind|return|turn)\b|"
    r"counter-?measures?|hit(?:ting)? back)"
)
"""In small letters, as `_FOLLOWS` is: to pass over case costs as much as the search.

What is done in response to an attack answers no act."""
_FOLLOWS = re.compile(r"\b(?:after|following)\s+" + _AN_ACT)


def says_so(evidence: str) -> bool:
    """Whether the evidence of an event (in small letters) says that the act answers another."""
    return _SAYS.search(_TO_COME.sub(" ", evidence)) is not None


def follows(evidence: str) -> bool:
    """Whether the evidence (in small letters) says that the act came after an act: its answer, where that was by the other side."""
    return _FOLLOWS.search(evidence) is not None
