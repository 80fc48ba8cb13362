"""How much two texts resemble each other, by their signatures, and when that makes one a copy of the other."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.outcome import Method
from service.stages.sketch import BINS, LEAD_BINS, TITLE_BINS

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
_PLANE = (BINS + LEAD_BINS + TITLE_BINS) // 8
_STARTS = (0, BINS // 8, (BINS + LEAD_BINS) // 8)
_DIFFERING = np.array([BINS, LEAD_BINS, TITLE_BINS]) * (1 - _CHANCE)
"""How many codes of unrelated texts differ."""


_WHOLE_BITS = (1 << BINS) - 1
_PLANE_BITS = _PLANE * 8
_ROUNDING = 1e-6


class Resemblance(NamedTuple):
    """Estimates, 0..1, for many candidates at once."""

    whole: NDArray[np.float64]
    """Jaccard resemblance of the texts' shingles."""
    lead: NDArray[np.float64]
    title: NDArray[np.float64]
    containment: NDArray[np.float64]
    """Share of the shorter text's shingles that the longer has."""


def compare(signature: bytes, shingles: int, signatures: NDArray[np.uint8], lengths: NDArray[np.int64]) -> Resemblance:
    """Compare one text with candidates (a row of `signatures` each; `lengths` in shingles)."""
    differing = np.bitwise_xor(signatures, np.frombuffer(signature, dtype=np.uint8))
    unequal = np.bitwise_count(differing[:, :_PLANE] | differing[:, _PLANE:])
    agreement = np.maximum(1 - np.add.reduceat(unequal, _STARTS, axis=1, dtype=np.float64) / _DIFFERING, 0)
    whole = agreement[:, 0]
    both = whole / (1 + whole) * (lengths + shingles)
    containment = np.minimum(1, both / np.maximum(1, np.minimum(lengths, shingles)))
    return Resemblance(whole, agreement[:, 1], agreement[:, 2], containment)


def may_be_copy(signature: bytes, shingles: int, other: bytes, length: int) -> bool:
    """Whether the whole texts resemble each other enough for `are_copies`, asked first as it is cheap: numpy's calls cost 40 µs."""
    contained = CONTAINMENT * max(1, min(length, shingles))
    least = max(LEAST, contained / max(1.0, length + shingles - contained))
    differing = int.from_bytes(signature, "little") ^ int.from_bytes(other, "little")
    unequal = ((differing | differing >> _PLANE_BITS) & _WHOLE_BITS).bit_count()
    return unequal <= (1 - least) * BINS * (1 - _CHANCE) + _ROUNDING


def are_copies(resemblance: Resemblance, shingles: int, lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which candidates one text is a copy of, or the other way round."""
    brief = np.minimum(lengths, shingles) <= BRIEF
    lead = np.where(resemblance.containment >= NEARLY_ALL, LEAD_OF_NEARLY_ALL, LEAD)
    alike = (resemblance.lead >= lead) | (resemblance.title >= TITLE) | brief
    agreed: NDArray[np.bool_] = (resemblance.containment >= CONTAINMENT) & (resemblance.whole >= LEAST) & alike
    return agreed


def method_of(shingles: int, other: int) -> Method:
    """Near or contained, by the lengths in shingles."""
    return Method.CONTAINED if min(shingles, other) < CONTAINED_RATIO * max(shingles, other) else Method.NEAR
