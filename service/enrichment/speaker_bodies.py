"""How a body that speaks is called: by its whole name, though the sentence has but "the ministry" or "the ministry in Oslo"."""

import re
from collections.abc import Iterator

from service.english.gazetteer import Entry, adjectives, names
from service.english.tokens import lowered, tokenize
from service.enrichment.speaking_phrase import INSTITUTIONS, WORD

ARTICLE = re.compile(r"^(?:an?|the|this|that|its|their) ", re.IGNORECASE)
_SPOKESMAN = re.compile(r"\b(?:spokes(?:man|woman|person|people)|press secretary)\b", re.IGNORECASE)
_FOR = re.compile(r"(?:[^,]{1,60} )?(?:spokes[a-z]{3,6}|press secretary) (?:for|of|at|from) (?:the )?(?P<of>[^,]{1,80})", re.IGNORECASE)
_OF = re.compile(r"(?P<of>[^,]{1,80}?)(?:['’]s?)? (?:chief )?(?:spokes[a-z]{3,6}|press secretary)", re.IGNORECASE)
_OWNER = re.compile(r"^(?P<owner>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})['’]s? (?P<rest>.+)$")
_IN_PLACE = re.compile(r"^(?P<body>.+?) in (?:the )?(?P<place>[A-Z].+)$")
_COMPLEMENT = re.compile(r" (?:of|in|for|at) ")
_OF_WHAT = re.compile(r" of (?:the )?[A-Z][\w-]+(?:(?: and| of| the)? [A-Z][\w-]+)*")
_NO_MODIFIERS = frozenset(
    "the a an by of for at from with to in on that and but its their his her or as while when said says told summoned called not which who"
    " where after before since over is was were has had will would this these one some any no each every".split()
)
"""Words that stand before a name, not in it."""
_REACH = 60
"""Code points before a noun within which its name begins."""
_WORDS_OF_A_SHORT_NAME = 2
"""A name of more words than these is whole."""
_LONGEST_NAME = 8


def is_body(words: str) -> bool:
    """Whether a noun phrase is one of a body: its head, or what stands before "of" and "in", is a noun of bodies."""
    if _SPOKESMAN.search(words):
        return False
    head = _COMPLEMENT.split(words)[0].split()
    return bool(head) and head[-1].lower() in INSTITUTIONS


def of_spokesman(text: str, words: str, at: int) -> str:
    """The body for which an unnamed spokesman at `at` speaks, where his words name it only in part; else the words."""
    if _SPOKESMAN.fullmatch(words):
        return whole_body(text, words, at)  # as he was called before
    match = _FOR.fullmatch(words) or _OF.fullmatch(words)
    if match is None:
        return words
    whole = whole_body(text, match["of"], at)
    return words if whole.lower() == ARTICLE.sub("", match["of"], count=1).lower() else whole


def whole_body(text: str, words: str, at: int) -> str:
    """A body by its whole name: "the ministry" at `at` as the article names it elsewhere, "the ministry in Oslo" by its state."""
    bare = ARTICLE.sub("", words, count=1)
    place = _IN_PLACE.match(bare)
    if place is not None:
        adjective = _adjective(place["place"])
        return f"{adjective} {place['body']}" if adjective else bare
    if len(bare.split()) > _WORDS_OF_A_SHORT_NAME or any(map(known_by, bare.split())) or _OWNER.match(bare):
        return bare
    forms = _fuller_forms(text, bare)
    if not forms:
        return bare
    form = next((form for start, form in reversed(forms) if start < at), forms[0][1])
    owner = _OWNER.match(form)
    adjective = _adjective(owner["owner"]) if owner else None
    return f"{adjective} {owner['rest']}" if owner and adjective else form


def known_by(name: str) -> Entry | None:
    """What the gazetteer knows by exactly this name, a possessive taken off."""
    bare = name.removesuffix("'s").removesuffix("’s")
    tokens = tokenize(bare, 0, len(bare)).pieces(bare)
    match = names().at(tokens, 0) if tokens else None
    return match.entry if match and match.last == len(tokens) else None


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text as whole words, in capitals or not."""
    low, wanted = lowered(text), lowered(words)
    at = low.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum()):
            yield at, end
        at = low.find(wanted, end)


def _fuller_forms(text: str, bare: str) -> list[tuple[int, str]]:
    """Where else the text has the noun, with more words of its name before or behind it."""
    forms: list[tuple[int, str]] = []
    for start, end in places(text, bare):
        first = start
        for word in reversed(list(WORD.finditer(text, max(0, first - _REACH), first))):
            if text[word.end() : first] != " " or word.group().lower() in _NO_MODIFIERS:
                break
            first = word.start()
        after = _OF_WHAT.match(text, end)
        form = text[first : after.end() if after else end]
        if len(bare.split()) < len(form.split()) <= _LONGEST_NAME:
            forms.append((start, form))
    return forms


def _adjective(name: str) -> str | None:
    """The adjective of the state that a name of a state or town stands for."""
    entry = known_by(name)
    return adjectives().get(entry.country or "") if entry else None
