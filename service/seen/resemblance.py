"""How much two texts resemble each other, by their signatures, and when that makes one a copy of the other."""

from typing import NamedTuple

from service.outcome import Method
from service.sketch import BINS, LEAD_BINS, TITLE_BINS

CONTAINMENT = 0.72
"""Share of the shorter text that the longer has too. Of the labelled pairs, copies have 0.84 and more, other articles that begin alike
0.60 (fixed series of a few lines 0.75); the standard error of the estimate is 0.03. Over twenty hash functions 0.72 made the fewest
errors (docs/quality-duplicates.md)."""
LEAD = 0.31
"""Resemblance of the leads. Copies have 0.38 and more (unless the lead was rewritten under the same title), other articles on the same
event with as much in common up to 0.19."""
NEARLY_ALL = 0.9
LEAD_OF_NEARLY_ALL = 0.22
"""With so much contained the leads must resemble each other less: articles that share a digest or a list of links have 0.07 at most."""
TITLE = 0.6
"""Resemblance of the titles from which a rewritten lead does not matter."""
BRIEF = 200
"""A text of so few shingles may stand anywhere within a longer one, as agency items do, so leads and titles are not asked."""
LEAST = 0.15
"""Resemblance of the texts below which chance alone (0 give or take 0.05) may make a short text look contained in a long one."""
CONTAINED_RATIO = 0.67
"""With a smaller ratio of lengths the shorter text is called contained, else near."""

_CHANCE = 0.25
"""Two 2-bit codes of different hashes agree that often."""
_PLANE = BINS + LEAD_BINS + TITLE_BINS
"""Bits of a signature before the high bits of its codes."""
_WHOLE = (1 << BINS) - 1
_LEAD = (1 << LEAD_BINS) - 1
_TITLE = (1 << TITLE_BINS) - 1


class Resemblance(NamedTuple):
    """Estimates, 0..1."""

    whole: float
    """Jaccard resemblance of the texts' shingles."""
    lead: float
    title: float
    containment: float
    """Share of the shorter text's shingles that the longer has."""


def compare(signature: bytes, shingles: int, other: bytes, length: int) -> Resemblance:
    """Compare two texts by their signatures and lengths in shingles; so few are compared that numpy's calls would cost more."""
    differing = int.from_bytes(signature, "little") ^ int.from_bytes(other, "little")
    unequal = differing | differing >> _PLANE
    whole = max(1 - (unequal & _WHOLE).bit_count() / (BINS * (1 - _CHANCE)), 0.0)
    lead = max(1 - (unequal >> BINS & _LEAD).bit_count() / (LEAD_BINS * (1 - _CHANCE)), 0.0)
    title = max(1 - (unequal >> (BINS + LEAD_BINS) & _TITLE).bit_count() / (TITLE_BINS * (1 - _CHANCE)), 0.0)
    both = whole / (1 + whole) * (length + shingles)
    return Resemblance(whole, lead, title, min(1.0, both / max(1, min(length, shingles))))


def are_copies(resemblance: Resemblance, shingles: int, length: int) -> bool:
    """Whether one text is a copy of the other."""
    if resemblance.containment < CONTAINMENT or resemblance.whole < LEAST:
        return False
    lead = LEAD_OF_NEARLY_ALL if resemblance.containment >= NEARLY_ALL else LEAD
    return resemblance.lead >= lead or resemblance.title >= TITLE or min(length, shingles) <= BRIEF


def method_of(shingles: int, other: int) -> Method:
    """Near or contained, by the lengths in shingles."""
    return Method.CONTAINED if min(shingles, other) < CONTAINED_RATIO * max(shingles, other) else Method.NEAR
