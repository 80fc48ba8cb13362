"""The mentions of a sentence, for the tests of who and what is named."""

from service.english.known import Known
from service.english.mention import Mention
from service.english.names import mentions_among
from service.english.spotting import spot
from service.english.tokens import tokenize


def find_mentions(text: str, start: int, end: int, known: Known) -> tuple[Mention, ...]:
    """Those of the sentence `text[start:end]`, `known` being what was named before."""
    return mentions_among(spot(text, tokenize(text, start, end)), start, known)
