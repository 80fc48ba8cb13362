"""The names of those who act or are acted on, where the sentence of the act gives only their office and another one the name."""

import re
from collections.abc import Iterable

from service.coding.sentence import Sentence
from service.english.mention import Mention
from service.model import Party

_NAME = r"(?P<name>[A-Z][\w’'-]+(?: (?:(?:al|bin|de|da|van|von|der|el|ibn) )?[A-Z][\w’'-]+){1,3})"
_NAMED_AS = re.compile(rf"\b(?:named|identified|known)(?: (?:by|in|to) [^.,;“”\"]{{1,60}}?)? as {_NAME}")
"""As in "The man, who was named by South Korean media as Ri Kwang Chol"."""
_WITH_AGE = re.compile(rf"(?<![\w’'-]){_NAME}, (?:aged )?\d\d, ")
"""How news goes on about one whom the sentence before only described: "Matthias Reuschenberg, 51, handed in his letter"."""
_RANK_WORDS = frozenset({"colonel", "general", "major", "captain", "lieutenant", "sergeant", "admiral", "commander", "corporal", "private"})


def named(parties: tuple[Party, ...], acts: list[Sentence], others: list[Sentence], *, of_persons: bool) -> tuple[Party, ...]:
    """The parties with the names that the article gives single persons of whom the act's sentence says the office.

    `acts`: the sentences that tell the act; `others`: further ones that were read; `of_persons`: whether the act is a person's own, so
    that the text may go on about him by a mere name.
    """
    nameless = [party for party in parties if _is_nameless(party)]
    if len(nameless) != 1:
        return parties
    name = _name_of(nameless[0], acts, others) or (_described_name(acts, others) if of_persons else None)
    if name is None or any(party.name == name for party in parties):
        return parties
    return tuple(party.model_copy(update={"name": name}) if party is nameless[0] else party for party in parties)


def _is_nameless(party: Party) -> bool:
    return party.kind == "person" and party.name is None and party.role is not None


def _name_of(party: Party, acts: list[Sentence], others: list[Sentence]) -> str | None:
    """The name of the only person of the same office and state; of a soldier, of the same rank."""
    own = next((m for m in _mentions(acts) if m.start == party.start and m.role == party.role), None)
    if own is None or own.role_class is None:
        return None
    names: dict[str, str] = {}
    for mention in _mentions([*acts, *others]):
        if mention.kind != "person" or not mention.name or mention.former != own.former or mention.role_class != own.role_class:
            continue
        if mention.country == party.country or (mention.country is None and _is_same_rank(own, mention)):
            names.setdefault(mention.name.split()[-1], mention.name)
    return next(iter(names.values())) if len(names) == 1 else None


def _is_same_rank(one: Mention, other: Mention) -> bool:
    mine, theirs = ({word for word in (m.role or "").lower().split() if word in _RANK_WORDS} for m in (one, other))
    return bool(mine) and mine == theirs


def _described_name(acts: list[Sentence], others: list[Sentence]) -> str | None:
    """The name by which the sentences behind the act go on about its person, where they give one only."""
    last = max((sentence.index for sentence in acts if sentence.part == "text"), default=-1)
    found: set[str] = set()
    for sentence in others:
        if sentence.part != "text" or not last < sentence.index <= last + 2:
            continue
        line = sentence.line
        match = _NAMED_AS.search(line.source, line.start, line.end) or _WITH_AGE.match(line.source, line.start, line.end)
        if match is not None:
            found.add(match["name"])
    return found.pop() if len(found) == 1 else None


def _mentions(sentences: Iterable[Sentence]) -> list[Mention]:
    return [mention for sentence in sentences for mention in sentence.mentions]
