"""Parties that no table names: half of Korea, a body that is left, a group by its acronym, so many of those named before, a surname."""

from service.english.known import Known
from service.english.persons import NOT_NAMES, is_capital
from service.english.spotting import Words
from service.number_words import NUMBERS

_HALVES = {"south": "KOR", "north": "PRK"}
_LEAVES = frozenset({"from", "of", "quit", "quits", "quitting", "leave", "leaves", "leaving", "left", "exit", "exits", "exiting"})
"""The last word of those that say of a body that somebody goes out of it."""
_LEAVES_BODY = frozenset("withdraw withdraws withdrew withdrawn withdrawing withdrawal pull pulls pulled pulling out exit dropped".split())
_GOES_OUT_WORDS = 3
_BODIES = frozenset(
    "union council community organisation organization alliance league pact commission bloc group forum assembly force initiative "
    "parliament tribunal court treaty convention conference secretariat".split()
)
"""How the name of a body ends."""
_LONGEST_BODY = 7
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 7
_NUMBER_OPENS = frozenset(
    {"more", "less", "fewer", "at", "about", "around", "some", "nearly", "almost", "over", "another", "up", "least", "than", "to"}
)
_AFTER_NUMBER = frozenset({"have", "had", "were", "later", "then", "also", "fled", "defected", "deserted"})
"""Behind a number that stands for persons: "More than 30 have fled"."""
_OPENING = 4
_OPENS_CLAUSE = frozenset("that after when because as before while where since although if but".split())
_LEFT = frozenset("defected fled resigned deserted escaped left quit".split())
_HAS_LEFT = frozenset("had has have was is".split())
_SHORTEST_SURNAME = 3


def half_of_korea(words: Words, index: int, known: Known) -> str | None:
    """The state of "the South" or "the North" in a story about Korea, where no noun follows."""
    token = words.tokens[index]
    if token.key not in _HALVES:
        return None
    korean = known.states["PRK"] + known.states["KOR"] + sum(m is not None and m.entry.country in {"PRK", "KOR"} for m in words.matches)
    following = words.key(index + 1)
    if not korean or not is_capital(token) or words.key(index - 1) not in {"the", "to", "for", "in", "from"}:
        return None
    if following and following[0].isalpha() and following not in NOT_NAMES and not following.endswith("ed"):
        return None
    return _HALVES[token.key]


def is_acronym(words: Words, index: int) -> bool:
    """Whether a token is an acronym of a group or body, in a text where capitals mean something."""
    if words.caps or words.title or not 0 <= index < len(words.tokens):
        return False
    text = words.tokens[index].text
    return _SHORTEST_ACRONYM <= len(text) <= _LONGEST_ACRONYM and text.isalnum() and text.isupper() and not text.isdigit()


def body_left(words: Words, index: int) -> int:
    """One past the name of a body that no table has, right behind words by which somebody leaves it; `index` where there is none.

    An acronym ("withdrew from CEMAC") or a name that ends as those of bodies do ("is quitting the Sahel Joint Force").
    """
    if words.caps or words.title or not is_capital(words.tokens[index]) or not _is_left(words, index):
        return index
    if is_acronym(words, index):
        return index + 1
    for end in range(index + 1, min(index + _LONGEST_BODY, len(words.tokens)) + 1):
        token = words.tokens[end - 1]
        if not (is_capital(token) or token.key in {"of", "for", "and", "the", "on"}):
            return index
        if end > index + 1 and token.key in _BODIES and not (end < len(words.tokens) and is_capital(words.tokens[end])):
            return end
    return index


def _is_left(words: Words, index: int) -> bool:
    before = index - 1 - (words.key(index - 1) == "the")
    if words.key(before) not in _LEAVES:
        return False
    if words.key(before) not in {"from", "of"}:
        return True
    return any(words.key(at) in _LEAVES_BODY for at in range(before - _GOES_OUT_WORDS, before))


def numeral_subject(words: Words) -> int:
    """One past a number that opens a sentence and stands for persons named before; 0 where none does."""
    at = 0
    while at < _OPENING and words.key(at) in _NUMBER_OPENS:
        at += 1
    number = words.key(at)
    if not (number.replace(",", "").isdigit() or number in NUMBERS or number in {"dozens", "hundreds", "several", "many"}):
        return 0
    return at + 1 if words.key(at + 1) in _AFTER_NUMBER else 0


def surname_that_leaves(words: Words, index: int) -> bool:
    """Whether a single capitalised word is somebody whom the text named elsewhere: "said that Ruiz had defected"."""
    token = words.tokens[index]
    if len(token.text) < _SHORTEST_SURNAME or token.text.isupper() or words.key(index - 1) not in _OPENS_CLAUSE:
        return False
    return words.key(index + 1 + (words.key(index + 1) in _HAS_LEFT)) in _LEFT
