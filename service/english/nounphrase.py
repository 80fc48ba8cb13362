"""Noun phrases around an office: modifiers before it, chained nouns, "of <state>" and "to <host>" after it, the holder's name."""

from dataclasses import dataclass

from service.english.gazetteer import Entry, Match
from service.english.known import Known
from service.english.name_cues import ADJECTIVE_LIKE, AUXILIARIES, NOT_AFTER_PLAIN_STATE, POSTED, VERB_LIKE, WITHDRAWING
from service.english.offices import INSTITUTIONS, MODIFIERS, offices
from service.english.persons import NOT_NAMES, is_capital, name_end
from service.english.spotting import DASHES, Words
from service.english.things import false_offices

_ADJECTIVE_ENDS = ("al", "ic", "ary", "ive", "ous", "ful", "ed", "ish", "ese", "ian", "ern", "est")
_MAX_MODIFIERS = 5
_CAPS_NAME = 3
_NEVER_FIRST = frozenset(
    {"un", "united", "nations", "one", "another", "some", "most", "all", "both", "other", "more", "many", "dozen", "own"}
)
_WITHDRAWN_REACH = 7
_BEFORE_OFFICE = frozenset({"vice", "ex", "deputy", "co", "then", "one", "two", "three", "four", "five", "six"})
_PORTFOLIOS = frozenset({"foreign", "finance", "interior", "defence", "defense", "trade"})
_BEHIND_NOUN = frozenset("close loyal near responsible critical born known once long".split())
"""Words that go on about the noun before: "a general close to the king"."""
_OF_NAMES = "national"
"""Between capitals it is part of an institution's name, "the U.S. National Security Agency", and nobody's nationality."""
_SEATED = frozenset({"ministry", "government", "parliament", "military"})
"""Classes that sit in their own state: "the foreign ministry in Moscow"."""


@dataclass(frozen=True, slots=True)
class Complement:
    """What stands after an office: whose it is, or where it is posted."""

    owner: Match | None
    host: Match | None
    last: int
    """One past the complement."""


def office_at(words: Words, index: int) -> Match | None:
    """The office noun, chained to the last noun of its phrase, that begins at `index`."""
    tokens, table = words.tokens, offices()
    office = table.at(tokens, index)
    if office is None or _in_compound(words, index):
        return None
    other = false_offices().at(tokens, index)
    if other is not None and other.last >= office.last:
        return None  # "state television" is no state; but "state television journalist" is an office
    if office.last - office.first == 1:
        if office.entry.name in VERB_LIKE and not is_capital(tokens[index]) and words.key(index - 1) == "to":
            return None
        if office.entry.name in ADJECTIVE_LIKE and not office.entry.plural and _noun_follows(words, office.last):
            return None
        if office.entry.name == _OF_NAMES and all(map(is_capital, tokens[index : index + 2])):
            return None
    while (
        office.last < len(tokens)
        and words.adjacent(office.last)
        and not (office.entry.plural and office.entry.role_class not in INSTITUTIONS)
    ):
        chained = table.at(tokens, office.last)
        if chained is None or chained.entry.name in {"people", "children", "private", "state", "force", "major"}:
            break
        secret = office.entry.role_class == "service" and chained.entry.role_class in {"officer", "official", "soldier", "worker"}
        entry = Entry("role", chained.entry.name, role_class="spy", plural=chained.entry.plural) if secret else chained.entry
        office = Match(office.first, chained.last, entry)
    return office


def _in_compound(words: Words, index: int) -> bool:
    """Whether a hyphen binds the noun to a word that is no part of an office: "nerve-agent", not "vice-consul" or "ex-minister"."""
    if words.key(index - 1) != "-" or not words.adjacent(index) or words.key(index - 2) == "":
        return False
    return words.tokens[index - 1].start == words.tokens[index - 2].end and words.key(index - 2) not in _BEFORE_OFFICE


def _noun_follows(words: Words, index: int) -> bool:
    """Whether the next token is a common noun, by exclusion: a lower-case word that is no function word and no past tense."""
    if index >= len(words.tokens):
        return False
    token = words.tokens[index]
    if not token.text[0].isalpha() or token.key in NOT_NAMES or token.key in AUXILIARIES or token.key in _BEHIND_NOUN:
        return False
    if token.key.endswith(("ed", "s")):
        return False
    return words.caps or not is_capital(token) or words.title


def office_after(words: Words, index: int, *, plain: bool) -> Match | None:
    """The office shortly after a state's name that ends before `index`; `plain`: the name is bare ("Ghana envoy"), so be strict."""
    tokens = words.tokens
    for _ in range(_MAX_MODIFIERS + 1):
        if index >= len(tokens):
            return None
        office = office_at(words, index)
        if office is not None:
            single = office.last - index == 1
            return None if plain and single and tokens[index].key in NOT_AFTER_PLAIN_STATE else office
        token = tokens[index]
        joins = token.key in DASHES and words.adjacent(index) and token.start == tokens[index - 1].end
        fits = token.key in MODIFIERS or token.text.isdigit() or joins
        if not fits and not plain:
            fits = token.text.isalpha() and token.key.endswith(_ADJECTIVE_ENDS) and (words.caps or not is_capital(token))
        if not fits and is_capital(token) and index + 1 < len(tokens) and is_capital(tokens[index + 1]) and not (words.caps or words.title):
            fits = office_at(words, index + 1) is not None and words.adjacent(index + 1)  # "Iran Quds Force commander"
        match = words.matches[index]
        if not fits or (match is not None and match.entry.kind != "body"):
            return None
        index += 1
    return None


def first_modifier(words: Words, index: int, floor: int) -> int:
    """The first token of the phrase whose office begins at `index`: back over modifiers, not beyond `floor`."""
    first = index
    while (
        first > floor and index - first < _MAX_MODIFIERS and words.key(first - 1) in MODIFIERS and words.key(first - 1) not in _NEVER_FIRST
    ):
        first -= 1
    if words.key(first - 1) == "and" and words.key(first - 2) in _PORTFOLIOS:
        return first_modifier(words, first - 2, floor)  # "Arab foreign and finance ministers"
    while (
        first > floor + 1
        and words.key(first - 1) in DASHES
        and words.key(first - 2) in {"high", "low", "mid", "vice", "ex", "top", "senior"}
    ):
        first -= 2
    return first


def holder(words: Words, office: Match, index: int, known: Known) -> int:
    """One past the name of the office's holder that begins at `index`; `index` where there is none."""
    if office.entry.plural or office.entry.role_class in INSTITUTIONS or index >= len(words.tokens):
        return index
    if words.caps:
        return _caps_name_end(words, index)
    if words.title:
        return index + 1 if known.person(words.key(index)) else index
    return name_end(words.tokens, index, words.taken)


def _caps_name_end(words: Words, first: int) -> int:
    """In capitals a name is up to three words that are no words of the trade."""
    end = first
    while end < len(words.tokens) and end - first < _CAPS_NAME:
        token = words.tokens[end]
        stop = token.key in NOT_NAMES or token.key in AUXILIARIES or end in words.taken or not token.text.isalpha()
        if stop or token.key.endswith(("ed", "ing", "ly")) or offices().at(words.tokens, end):
            break
        end += 1
    return end


def complement(words: Words, office: Match, index: int) -> Complement:
    """Whose the office is ("of Iraq", "the ambassador from Iran"), or where it is posted ("to Kuwait", recalled "from Turkey")."""
    nothing = Complement(None, None, index)
    preposition = words.key(index)
    if preposition not in {"of", "from", "for", "to", "in", "at"} or index + 1 >= len(words.tokens):
        return nothing
    article = words.key(index + 1) == "the" and words.matches[index + 1] is None and index + 2 < len(words.tokens)
    at = index + 2 if article else index + 1
    match = words.matches[at]
    if match is None or match.entry.kind in {"thing", "adjective", "people", "group", "bloc"} or words.key(match.last) == "'s":
        return nothing  # "members of Kenya's team": the state owns the next noun, not this one
    posted = office.entry.role_class in POSTED
    if preposition == "of" or (preposition == "from" and not (posted and _withdrawn(words, office.first))):
        if match.entry.kind == "city" or (match.entry.kind == "state" and office_after(words, match.last, plain=True) is not None):
            return nothing  # "the head of the US mission": the state owns the mission
        return Complement(match, None, match.last)
    officials = office.entry.name == "official" and office.entry.plural and words.key(office.first - 1) in {"", ",", "said", "that", "by"}
    if preposition == "in" and match.entry.kind in {"capital", "state", "seat"} and (office.entry.role_class in _SEATED or officials):
        return Complement(match, None, index)
    if preposition == "for":
        return nothing
    return Complement(None, match, match.last) if posted else nothing


def _withdrawn(words: Words, index: int) -> bool:
    """Whether the envoy is called home rather than named by origin."""
    if words.key(index - 1) in {"its", "their", "his", "her"}:
        return True
    return any(token.key in WITHDRAWING for token in words.tokens[max(0, index - _WITHDRAWN_REACH) : index])
