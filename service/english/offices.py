"""Offices, ranks and callings: the nouns that make a person, a body or a group of one out of a state's name.

The nouns are in `service/data/offices.toml`, one list a class.
"""

from collections import Counter
from functools import cache

from service.english.gazetteer import Entry, Phrases, group_names
from service.english.words import table, word_set

_CLASSES: dict[str, list[str]] = table("offices")["classes"]

FORMER = word_set("offices", "former")
"""Words before an office that say it is held no more."""
MODIFIERS = word_set("offices", "modifiers")
"""Words that may stand between a state's name and the office: closed, so that "Turkey summoned ambassadors" is not one phrase."""
INSTITUTIONS = word_set("offices", "institutions")
"""Classes whose holder is a body, not a person."""
STATE_VOICES = word_set("offices", "state_voices")
"""Classes that speak for their state."""
ROLE_CLASSES = frozenset(_CLASSES) | {"people"}
"""All classes of offices, and the people of a state: the roles that a topic's frames may name."""

_EVERYWHERE = word_set("offices", "everywhere")
_PLURAL = "="
"""Ends a noun that is a plural already, or has none."""
_SMALL = frozenset({"a", "at", "d", "for", "of", "the", "to", "un"})


@cache
def offices() -> Phrases:
    """All offices as phrases; the entry's name is the singular noun."""
    phrases = Phrases()
    for role_class, nouns in _CLASSES.items():
        for noun in nouns:
            if noun.endswith(_PLURAL):
                phrases.add([noun[:-1]], Entry("role", noun[:-1], role_class=role_class, plural=True))
                continue
            phrases.add([noun], Entry("role", noun, role_class=role_class))
            phrases.add(_plurals(noun), Entry("role", noun, role_class=role_class, plural=True))
    return phrases


def _plurals(noun: str) -> list[str]:
    plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + ("es" if noun.endswith("ch") else "s")
    head, _, tail = noun.partition(" of ")
    return [plural, f"{head}s of {tail}"] if tail else [plural]


@cache
def office_words() -> frozenset[str]:
    """The first words of all offices: a quick look before the long one."""
    return offices().first_words()


def role_words(classes: frozenset[str]) -> frozenset[str]:
    """How words begin of which one stands in every text that has a mention of these classes; as few and as telling as can be.

    Of each noun it is a word that is a noun of the classes itself ("envoy" of "special envoy"), else one that news is not full of, and
    of these the one that most of their nouns have ("embassy" of "embassy spokesman"), else the longest.
    """
    nouns: list[list[str]] = []
    for role_class in classes & _CLASSES.keys():
        nouns.extend(_words_of(noun.rstrip(_PLURAL)) for noun in _CLASSES[role_class])
    if "rebel" in classes:
        nouns.extend(_words_of(name) for name in group_names())
    alone = {words[0] for words in nouns if len(words) == 1}
    shared = Counter(word for words in nouns for word in set(words))

    def rank(word: str) -> tuple[bool, bool, int, int]:
        return any(word.startswith(noun) for noun in alone), word not in _EVERYWHERE, shared[word], len(word)

    return frozenset(max(words, key=rank) for words in nouns)


def _words_of(phrase: str) -> list[str]:
    return [word for word in phrase.replace("'", " ").replace("-", " ").split() if word not in _SMALL]
