"""How sure the coder is of an event."""

from service.coding.match import Match
from service.model import Party
from service.outcome import Modality


def confidence(matches: list[Match], actors: list[Party], targets: list[Party], mode: Modality) -> float:
    """0 to 1: the best of the matches, less what is missing or only in passing."""
    best = max(match.frame.confidence * (0.75 if match.relative and match.sentence.index > 1 else 1.0) for match in matches)
    if not actors:
        best *= 0.8
    if not targets:
        best *= 0.85
    prominent = any(match.sentence.index <= 1 for match in matches) or len({match.sentence.index for match in matches}) > 1
    if not prominent:
        best *= 0.45 if mode is Modality.HISTORICAL else 0.8
    return round(min(best, 0.99), 3)
