"""Phrases that hold a name or an office and mean something else, from `service/data/things.toml`."""

from functools import cache

from service.english.gazetteer import Entry, Phrases
from service.english.words import table


@cache
def things() -> Phrases:
    """Capitalised phrases that yield no mention."""
    return _phrases("things")


@cache
def false_offices() -> Phrases:
    """Phrases of common nouns that hold an office noun and name no one."""
    return _phrases("false_offices")


def _phrases(key: str) -> Phrases:
    phrases = Phrases()
    for phrase in table("things")[key]:
        phrases.add([phrase], Entry("thing", phrase))
    return phrases
