"""Forms of English verbs and nouns, with the tags that decide voice and tense."""

from functools import cache
from pathlib import Path
from typing import Literal

Tag = Literal["base", "s", "ing", "ed", "en"]
"""Infinitive or plural present, third person, -ing, past, past participle."""

_TABLE = Path(__file__).resolve().parents[1] / "data" / "verb_forms.tsv"
_TAGS: tuple[Tag, ...] = ("s", "ing", "ed", "en")
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> dict[str, frozenset[Tag]]:
    """Inflected form -> tags, for the lemma of one verb (`expel` -> expel, expels, expelling, expelled).

    Verbs that the table lacks, such as a user's coinage, are taken for regular.
    """
    forms: dict[str, set[Tag]] = {lemma: {"base"}}
    for tag, written in zip(_TAGS, verb_table().get(lemma) or _regular(lemma), strict=True):
        for form in written.split("/"):
            forms.setdefault(form, set()).add(tag)
    return {form: frozenset(tags) for form, tags in forms.items()}


@cache
def verb_table() -> dict[str, tuple[str, ...]]:
    """Lemma -> its third person, -ing forms, pasts and participles, as `scripts/make_verb_forms.py` wrote them: `/` parts several."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


def _regular(lemma: str) -> tuple[str, str, str, str]:
    ending = "d" if lemma.endswith("e") else "ed"
    past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else lemma + ending
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    return plural(lemma), stem + "ing", past, past


def plural(noun: str) -> str:
    """Regular plural of the last word of `noun`, which is also how a regular verb's third person is written."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")
