"""Mentions that stand aside from the way between a subject and its verb: set off, in a clause that is over, excepted."""

from service.coding.sentence import Placed, Sentence

_SET_OFF, _SET_OFF_WORDS = 2.0, 3
"""Cost of what stands between commas only to describe, and within how many words behind the first it begins."""
_ASIDE, _WHICH_WORDS = 2.5, 4
"""Cost of what stands in a relative clause or an aside that is over, and how many words after its pronoun."""
_EXCEPTED, _EXCEPTED_WORDS = 6.0, 5
"""Cost of those who did not act as the others did, and within how many words behind "all but" they stand."""
_EXCEPTIONS = (("all", "but"), ("all", "except"), ("everyone", "but"), ("everyone", "except"))
_ARTICLES = frozenset({"a", "an"})
_OPENS_ASIDE = frozenset({"a", "an", "the", "who", "once", "formerly", "then", "long"})
"""Words behind the comma that opens what describes a person."""
_DEEPER = frozenset("who of to in from by with for at near against under".split())
"""Words of an aside behind which stands somebody else than it describes."""


def cost_of_aside(sentence: Sentence, placed: Placed, end: int) -> float:
    """What it costs a mention, as the subject of the verb at the word `end`, to stand aside; 0 where it does not."""
    cost = 0.0
    if _is_set_off(sentence, placed):
        cost += _SET_OFF
    if _in_which_clause(sentence, placed, end) or _is_inside_aside(sentence, placed, end):
        cost += _ASIDE
    if _is_excepted(sentence, placed):
        cost += _EXCEPTED
    return cost


def _is_set_off(sentence: Sentence, placed: Placed) -> bool:
    """As in "a colonel of the Hungarian army, long an agent of the CIA, fled": what only describes him stands between commas."""
    words = sentence.words
    before = next((token for token in range(placed.first - 1, max(-1, placed.first - 1 - _SET_OFF_WORDS), -1) if words[token] == ","), None)
    if before is None or words[placed.last : placed.last + 1] != (",",) or not _ARTICLES & set(words[before + 1 : placed.first]):
        return False
    described = sentence.mention_at(before - 1)
    return described is not None and placed.mention.kind == "person" and not placed.mention.name


def _is_inside_aside(sentence: Sentence, placed: Placed, end: int) -> bool:
    """As in "Togba, a general close to Kenya's president, defects": who only belongs to what describes the subject before it."""
    words = sentence.words
    if words[end - 1 : end] != (",",) or placed.last >= end:
        return False
    commas = (token for token in range(placed.first - 1, 0, -1) if words[token] == ",")
    opened = next((token for token in commas if words[token + 1] in _OPENS_ASIDE), None)
    described = sentence.mention_at(opened - 1) if opened is not None else None
    if opened is None or described is None or described.last != opened or described.mention.kind != "person":
        return False
    return not _DEEPER.isdisjoint(words[opened + 1 : placed.first])


def _is_excepted(sentence: Sentence, placed: Placed) -> bool:
    """As in "13 members, all but Chad and Togo, condemned": the others did."""
    words = sentence.words
    begins = range(max(0, placed.first - _EXCEPTED_WORDS), placed.first - 1)
    opened = next((token + 2 for token in begins if words[token : token + 2] in _EXCEPTIONS), None)
    if opened is None:
        return False
    return all(words[token] in {"the", "and", ",", "or"} or sentence.mention_at(token) is not None for token in range(opened, placed.first))


def _in_which_clause(sentence: Sentence, placed: Placed, end: int) -> bool:
    """Whether a mention stands in a relative clause that a comma closes before the verb: "Cambodia, which borders Laos, ..."."""
    words = sentence.words
    opened = next(
        (t for t in range(placed.first - 1, max(-1, placed.first - _WHICH_WORDS - 1), -1) if words[t] in {"which", "where"}), None
    )
    if opened is None or "," in words[opened : placed.first] or words[max(0, opened - 1)] != ",":
        return False
    return "," in words[placed.last : end] and placed.last < end - 1
