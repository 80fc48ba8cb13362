"""Which tokens of a sentence are names of the gazetteer, and which only look like it."""

from dataclasses import dataclass, field
from functools import cache

from service.english.gazetteer import Match, names
from service.english.name_cues import BEFORE_HYPHEN, BONDS, SCENE, TOWARD
from service.english.offices import MODIFIERS, offices
from service.english.persons import NOT_NAMES, is_all_caps, is_capital, is_title_case
from service.english.things import things
from service.english.tokens import Token, Tokens

DASHES = frozenset({"-", "–", "—"})
_ACRONYMS = frozenset({"who", "car", "pace", "un", "eu", "au", "ec", "sco", "ira", "anc", "rsf", "fsa", "ttp", "eln", "pti", "icc", "cis"})
"""Names that are common words or parts of words unless written in capitals."""
_WORDS_IN_CAPITALS = frozenset({"who", "car", "pace", "male", "nice", "quad", "au", "ec", "of"})
"""Names that can't be told from common words where all is in capitals."""
_NAMES_OF_PERSONS = frozenset({"city", "capital", "state"})
_COMMON_WORDS = frozenset(
    """us turkey chad jordan guinea polish georgia nice male of who car pace un eu au ec mali man niger bar well may march
    quad cis anc ira cia isi pla who serb finn dane pole swede scot turk lao thai car""".split()
)
"""Names that are also common words, or parts of them, in a text that has no capitals."""
_SURE_IN_SMALL = frozenset({"state", "adjective", "people", "capital", "seat", "thing", "bloc"})
"""Kinds of names that are read in a text without capitals."""
_AMERICAN_STATES = frozenset({"Georgia"})
"""Names of countries that are those of states of the USA as well."""
_OF_AMERICAN_STATE = frozenset(
    {"governor", "lieutenant", "senator", "senators", "congressman", "congresswoman", "legislature", "statehouse"}
)
"""What such a state has, and the country has not, within two words behind its name."""
_BEFORE_STATE = frozenset({"", "the", ":", "-", "–", "—", ")"})
"""What stands before a state's name that opens a sentence, a headline or what follows a dateline, and "the"; nothing is "" here."""
_FEW_TOKENS = 6
_SHORT = 3
"""Words of so many letters are in small letters in any headline."""
_PLAIN = 3
"""One in so many tokens that is a longer word in small letters: at most a quarter may be in a text in capitals, a fifth in a headline."""
_DATELINE_TOKENS = 4
_MEETINGS = frozenset("meeting summit conference talks games olympics congress forum session round gathering negotiations".split())
_POSTED_TO = frozenset({"to", "in", "at"})


@dataclass(slots=True)
class Words:
    """A sentence cut into tokens, with the gazetteer names in it."""

    text: str
    tokens: list[Token]
    caps: bool
    title: bool
    matches: list[Match | None] = field(default_factory=list)
    """For each token: the name that begins there."""
    taken: set[int] = field(default_factory=set)
    """Tokens inside names."""

    def key(self, index: int) -> str:
        """The look-up form of a token; empty outside the sentence."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def adjacent(self, index: int) -> bool:
        """Whether the token follows the one before it with at most a space between."""
        return index > 0 and self.tokens[index].start - self.tokens[index - 1].end <= 1

    def span(self, first: int, last: int) -> str:
        """The text of `tokens[first:last]`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def spot(text: str, cut: Tokens) -> Words:
    """The names among the words of a sentence of `text`."""
    tokens = cut.pieces(text)
    plain = _is_plain(tokens)
    caps = not plain and is_all_caps(tokens)
    words = Words(text, tokens, caps, not (plain or caps) and is_title_case(tokens), [None] * len(tokens))
    index, table, others, begins = 0, names(), things(), _first_words()
    small = len(tokens) > _FEW_TOKENS and not any(token.text[0].isupper() for token in tokens)
    while index < len(tokens):
        word, key = tokens[index][2:]
        match = None
        if key in begins and (word[0].isupper() or word[0].isdigit() or (small and key not in _COMMON_WORDS)):
            match = others.at(tokens, index)
            if match is None or tokens[match.last - 1].text == "today":  # "protested to India today" is no magazine
                match = table.at(tokens, index)
            if match is not None and small and match.entry.kind not in _SURE_IN_SMALL:
                match = None
            if match is not None and match.entry.kind != "thing" and not _is_name(words, match):
                match = None
        if match is None or _past(words, match):
            index += 1
            continue
        words.matches[index] = match
        words.taken.update(range(match.first, match.last))
        index = match.last
    return words


@cache
def _first_words() -> frozenset[str]:
    return names().first_words() | things().first_words()


def _is_plain(tokens: list[Token]) -> bool:
    """Whether so many words are in small letters that this is neither in capitals nor a headline that capitalises most words.

    As nearly all sentences are; it costs a quarter of what it takes to find out either.
    """
    small = sum(1 for token in tokens if len(token.text) > _SHORT and token.text.islower() and token.text.isalpha())
    return small * _PLAIN >= len(tokens)


def _is_name(words: Words, match: Match) -> bool:
    """Whether the phrase is a name here, and not a pronoun, a common word or a part of a person's name."""
    tokens, first = words.tokens, words.tokens[match.first]
    if first.key == "us":
        return first.text == "US" and (not words.caps or _is_state_in_capitals(words, match))
    if match.last - match.first == 1 and first.key in _ACRONYMS and not first.text.isupper():
        return False
    if words.caps and first.key in _WORDS_IN_CAPITALS:
        return False
    if words.caps or words.title or match.entry.kind not in _NAMES_OF_PERSONS:
        return True
    if match.last - match.first > 1:
        return match.entry.kind != "city" or not _surname_after(words, match, tokens)  # "San Francisco Gotera" is another town
    return not (_first_name_before(words, match) or _surname_after(words, match, tokens))


def _is_state_in_capitals(words: Words, match: Match) -> bool:
    """Whether "US" is no pronoun in a text of capitals: it opens the sentence, follows "the", or an office follows it."""
    before = words.key(match.first - 1)
    return before in _BEFORE_STATE or (match.last < len(words.tokens) and offices().at(words.tokens, match.last) is not None)


def _past(words: Words, match: Match) -> bool:
    """Whether it is the "Soviet" of "ex-Soviet": the state that is no more stands for nobody."""
    before = match.first - 1
    return (
        before > 0
        and words.tokens[before].text == "-"
        and words.adjacent(before + 1)
        and words.key(before - 1) in {"ex", "post", "pre"}
        and match.entry.country in {"SUN", "YUG"}
    )


def _known_word(words: Words, index: int) -> bool:
    """Whether the capitalised token is something else than a part of a person's name."""
    key = words.key(index)
    return key in NOT_NAMES or key in MODIFIERS or index in words.taken or offices().at(words.tokens, index) is not None


def _first_name_before(words: Words, match: Match) -> bool:
    """Whether a first name stands right before ("Michael Jordan"): a capitalised word that begins no sentence and is no office."""
    before = match.first - 1
    if before < 1 or not words.adjacent(match.first):
        return False
    token = words.tokens[before]
    return is_capital(token) and token.text.isalpha() and not _known_word(words, before)


def _surname_after(words: Words, match: Match, tokens: list[Token]) -> bool:
    """Whether a surname stands right after ("Chad Smith"): a capitalised word that is no office and no name of the gazetteer.

    Not behind "ambassador to": there the state is the post, and the name is the envoy's ("Chad's ambassador to Togo Idriss Adoum").
    """
    after = match.last
    if words.key(match.first - 1) in _POSTED_TO and offices().at(words.tokens, match.first - 2) is not None:
        return False
    if after >= len(tokens) or not words.adjacent(after):
        return False
    token = tokens[after]
    if (
        after + 1 < len(tokens)
        and is_capital(tokens[after + 1])
        and offices().at(tokens, after + 1) is not None
        and words.adjacent(after + 1)
    ):
        return False  # "Iran Quds Force commander"
    return is_capital(token) and token.text.isalpha() and not _known_word(words, after) and names().at(tokens, after) is None


def hyphenated(words: Words, match: Match) -> bool:
    """Whether the name is part of a compound adjective ("Russian-backed", "anti-Soviet")."""
    tokens, after, before = words.tokens, match.last, match.first - 1
    joined = after + 1 < len(tokens) and tokens[after].key in DASHES and tokens[after].start == tokens[after - 1].end
    if joined and tokens[after + 1].start == tokens[after].end:
        return words.matches[after + 1] is None
    return (
        before > 0
        and tokens[before].text == "-"
        and tokens[before].end == tokens[match.first].start
        and words.key(before - 1) in BEFORE_HYPHEN
    )


def is_american_state(words: Words, match: Match) -> bool:
    """Whether the name is that of a state of the USA: it has a governor or a legislature, or a town of the USA stands before it."""
    tokens, after = words.tokens, match.last
    if match.entry.name not in _AMERICAN_STATES or match.entry.kind != "state":
        return False
    after += after < len(tokens) and tokens[after].key == "'s"
    if any(words.key(index) in _OF_AMERICAN_STATE for index in (after, after + 1)):
        return True
    town = next((m for m in words.matches[max(0, match.first - 4) : match.first] if m is not None and m.last == match.first - 1), None)
    return town is not None and words.key(match.first - 1) == "," and town.entry.kind in {"city", "capital"} and town.entry.country == "USA"


def is_scene(words: Words, match: Match) -> bool:
    """Whether a capital is named as a place ("in Moscow", "MOSCOW (Reuters)") rather than as a government ("Moscow expelled")."""
    before = match.first - 2 if words.key(match.first - 1) == "the" else match.first - 1
    key = words.key(before)
    if key in SCENE or is_dateline(words, match) or _meets_there(words, match):
        return True
    return key in TOWARD and not any(token.key in BONDS for token in words.tokens[max(0, match.first - 4) : match.first])


def _meets_there(words: Words, match: Match) -> bool:
    """As in "the Paris summit", "the Geneva OSCE meeting": a name may stand before the noun of those who meet."""
    if words.key(match.first - 1) != "the":
        return False
    named = words.matches[match.last] if match.last < len(words.matches) else None
    return words.key(match.last if named is None else named.last) in _MEETINGS


def is_dateline(words: Words, match: Match) -> bool:
    """Whether the place is the dateline at the head of the text ("MOSCOW (Reuters) -", "LONDON, May 3")."""
    if match.first >= _DATELINE_TOKENS or not words.tokens[match.first].text.isupper() or (words.caps and match.first > 0):
        return False
    return words.key(match.last) in {"(", ",", ":", "—", "–", "-", "/"}
