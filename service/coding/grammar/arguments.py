"""Finds who fills a frame's places: object, agent, owner, those joined to them, by position, prepositions and type."""

import re

from service.coding.act import Argument
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS
from service.topics.frame import Frame, Slot

OBJECT_REACH = 14
"""Tokens between a verb and its object at most: "expelled Kim Jong Il's second son's former tutor, the ..." is rarer than noise."""
JOINTS = 4
"""Words that join two names at most: ", as well as the"."""
_BLOCKS_OBJECT = frozenset(
    (
        "by after over because while who which that when amid following since for on despite before if although though unless "
        "until where whether"
        "during through but ; : ) ( said says told from to in with at against into and"
    ).split()
)
_QUANTITY = frozenset({"up", "than", "as", "between", "many", "least", "at"})
_PREPOSITIONS = frozenset(
    "in to from with over against of by for at on into about after before amid following between toward towards near between "
    "under despite since during like than via including among".split()
)
_QUANTITIES = frozenset(
    "group majority dozens number scores hundreds thousands most all several couple pair trio handful bloc coalition some many half "
    "company battalion brigade regiment platoon unit squad crew contingent column garrison delegates "
    "representatives ambassadors envoys".split()
)
BEFORE_NOUN = frozenset(
    "the a an its their his her both several some all about around nearly more than at least them two three four".split()
)
"""Words between a preposition and its noun: "with some 400 men", "among them two colonels"."""
_SEVERAL_STATES = frozenset("states nations countries governments allies powers".split())
_FOLLOWED = frozenset({"followed", "joined"})
_ANYONE = Frame.anyone()
_REGIONS = frozenset("arab african european gulf muslim islamic western caribbean".split())


def are_several_states(text: str) -> bool:
    """As in "six Gulf states", "several countries", "Arab foreign ministers": states, though not said which."""
    words = text.lower().split()
    return words[-1] in _SEVERAL_STATES or (not _REGIONS.isdisjoint(words) and words[-1][-1:] == "s")


def fits(slot: Slot, placed: Placed) -> bool:
    """Whether a mention may fill a slot. An empty slot takes any party that is not a mere adjective or place."""
    mention = placed.mention
    if mention.text.lower() in PRONOUNS and mention.role_class not in slot.roles and mention.kind != "state":
        return "person" in slot.kinds and mention.kind == "person"
    if slot.roles or slot.kinds:
        if mention.role_class in slot.roles:
            return True
        nameless = mention.kind == "group" and not (mention.country or mention.name)
        return mention.kind in slot.kinds and mention.role_class != "attribute" and not nameless
    return mention.kind != "place" and mention.role_class != "attribute"


def object_right(sentence: Sentence, start: int, slot: Slot, reach: int = OBJECT_REACH) -> Argument | None:
    """The first filler to the right of a verb, before anything that ends its object."""
    token = start
    stop = min(len(sentence.words), start + reach)
    while token < stop:
        if slot.words is not None and (span := sentence.line.match(slot.words, token)) is not None:
            return Argument(sentence.mention_at(token), *span)
        placed = sentence.mention_at(token)
        if placed is not None and _takes_mentions(slot):
            if fits(slot, placed):
                return Argument.of(placed)
            token = max(token + 1, placed.last) if slot.words is None else token + 1
        elif (step := _step_right(sentence, token, start)) == 0:
            return None
        else:
            token += step
    return None


def _takes_mentions(slot: Slot) -> bool:
    return bool(slot.roles or slot.kinds) or slot.words is None


def _step_right(sentence: Sentence, token: int, start: int) -> int:
    """How many words the search for an object goes on by at a word that is no part of it; 0 where the word ends the search."""
    word = sentence.words[token]
    if word == "," and (token == start or sentence.mention_at(token - 1) is None):
        return 0
    if word == "on" and sentence.words[token + 1 : token + 2] and _is_day(sentence.words[token + 1]):
        return 2
    return 0 if word in _BLOCKS_OBJECT and not _in_quantity(sentence, token) else 1


def _is_day(word: str) -> bool:
    """As in "summoned on Monday the ambassador", "expelled on 5 March three diplomats"."""
    return word.endswith("day") or word[:1].isdigit()


def _in_quantity(sentence: Sentence, token: int) -> bool:
    """As in "up to 10 diplomats", "at least two diplomats", "between 10 and 20 diplomats"."""
    before = sentence.words[token - 1] if token else ""
    after = sentence.words[token + 1] if token + 1 < len(sentence.words) else ""
    return before in _QUANTITY or after == "least" or before[:1].isdigit()


def object_left(sentence: Sentence, end: int, slot: Slot, reach: int = 22) -> Argument | None:
    """The nearest filler to the left of a passive verb that is not inside a prepositional phrase of another noun."""
    token = end - 1
    stop = max(-1, end - reach)
    fallback: Argument | None = None
    while token > stop:
        found = _filler_at(sentence, token, end, slot)
        if found is not None:
            if not after_preposition(sentence, found.first):
                return found
            fallback = fallback or found
            token = found.first - 1
            continue
        if sentence.words[token] in {";", ":"}:
            break
        token -= 1
    return fallback


def _filler_at(sentence: Sentence, token: int, end: int, slot: Slot) -> Argument | None:
    """The mention that covers a word, or the slot's words that begin there and end before `end`."""
    placed = sentence.mention_at(token)
    if placed is not None and _takes_mentions(slot) and fits(slot, placed):
        return Argument.of(placed)
    span = sentence.line.match(slot.words, token) if slot.words is not None else None
    return Argument(placed, *span) if span is not None and span[1] <= end else None


def agent_right(sentence: Sentence, start: int, slot: Slot, reach: int = 18) -> Argument | None:
    """The filler of a by-phrase to the right."""
    stop = min(len(sentence.words), start + reach)
    for token in range(start, stop - 1):
        if sentence.words[token] == "by":
            for following in range(token + 1, min(token + 6, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None and (fits(slot, placed) or placed.mention.country):
                    return Argument.of(placed)
        if sentence.words[token] in {";", "."}:
            return None
    return None


def owner_left(sentence: Sentence, token: int) -> Argument | None:
    """The possessor of a noun: "Moscow's tit-for-tat expulsion", "Russian expulsion"."""
    for before in range(token - 1, max(-1, token - 5), -1):
        placed = sentence.mention_at(before)
        if placed is None:
            continue
        if placed.mention.country is None and placed.mention.kind != "organisation":
            return None
        if sentence.words[placed.last] in {"'s", "'"} or (placed.last == token and placed.mention.role_class == "attribute"):
            return Argument.of(placed)
        return None
    return None


def after_preposition(sentence: Sentence, first: int) -> bool:
    """Whether what begins at `first` stands in a prepositional phrase."""
    token = first - 1
    while token >= 0 and (sentence.words[token] in BEFORE_NOUN or sentence.words[token].isdigit()):
        token -= 1
    if token > 0 and sentence.words[token] == "of" and sentence.words[token - 1] in _QUANTITIES:
        return False  # "a group of developing countries"
    return token >= 0 and sentence.words[token] in _PREPOSITIONS


_OF_STATE = re.compile(r" (?:of|from) ")
_MEMBERS = frozenset("some several most all many of members delegates part parts the other".split())
"""Words before the last of several that act together: "Algeria, Namibia and some members of the Angolan delegation"."""
_JOINING = frozenset({",", "and", "the", "&", "both", "as", "well", "or", "other", "more"})
"""Words between two names that act together: "Serbia and 14 other nations"."""
_LISTING = frozenset({",", "and", "the", "&", "as", "well"})
"""The same where the second name is listed behind the first."""


def coordinated(sentence: Sentence, argument: Argument, slot: Slot) -> list[Placed]:
    """The filler and those joined to it by commas and `and` on either side, in text order."""
    if argument.placed is None:
        return []
    found = [argument.placed]
    while (before := _joined_before(sentence, found[0], slot)) is not None:
        found.insert(0, before)
    while (after := _joined_after(sentence, found[-1], slot)) is not None:
        found.append(after)
    return found


def _joined_before(sentence: Sentence, current: Placed, slot: Slot) -> Placed | None:
    token = current.first - 1
    steps = 0
    while token >= 0 and steps < JOINTS and (sentence.words[token] in _JOINING or sentence.words[token].isdigit()):
        token -= 1
        steps += 1
    previous = sentence.mention_at(token) if token >= 0 and steps else None
    return previous if previous is not None and previous.last == token + 1 and _alike(slot, current, previous) else None


def _joined_after(sentence: Sentence, current: Placed, slot: Slot) -> Placed | None:
    token = current.last
    steps = 0
    while token < len(sentence.words) and steps < JOINTS and sentence.words[token] in _LISTING:
        token += 1
        steps += 1
    if steps and sentence.words[token - 1] == "and":
        token = _past_members(sentence, token)
    following = sentence.mention_at(token) if steps and token < len(sentence.words) else None
    return following if following is not None and following.first == token and _alike(slot, current, following) else None


def _past_members(sentence: Sentence, token: int) -> int:
    """Behind "some members of the", where a delegation follows; else `token`."""
    at = token
    while at < len(sentence.words) and sentence.words[at] in _MEMBERS and sentence.mention_at(at) is None:
        at += 1
    placed = sentence.mention_at(at) if at < len(sentence.words) else None
    return at if placed is not None and placed.mention.country and placed.mention.role_class == "delegation" else token


def followers(sentence: Sentence, found: list[Placed]) -> list[Placed]:
    """Those who did the same: "Ghana, followed by Benin and Togo, pulled out", "Oslo was the first, joined by Lima"."""
    known = {placed.mention.country for placed in found}
    if not found or None in known:
        return []
    words = sentence.words
    if words[max(0, found[0].first - 2) : found[0].first] in {(word, "by") for word in _FOLLOWED}:
        leader = next((placed for placed in sentence.placed if found[0].first - 3 - 1 <= placed.last <= found[0].first - 2), None)
        return [leader] if leader is not None and leader.mention.country not in known | {None} else []
    for token in range(found[-1].last, len(words) - 2):
        if words[token] == "including" and _is_of_delegations(sentence, token):
            first = sentence.mention_at(token + 1)
            return [first] if first is not None and first.mention.country not in known | {None} else []
        if words[token] in _FOLLOWED and words[token + 1] == "by":
            first = sentence.mention_at(token + 2)
            listed = coordinated(sentence, Argument.of(first), _ANYONE) if first is not None and first.mention.country else []
            return [placed for placed in listed if placed.mention.country not in known]
    return []


def _is_of_delegations(sentence: Sentence, token: int) -> bool:
    """Whether "including" follows those who acted with the subject: "a walkout of six delegations, including Canada"."""
    return any(p.mention.role_class in {"delegation", "states"} and 0 <= token - p.last <= 1 for p in sentence.placed)


def _alike(slot: Slot, one: Placed, other: Placed) -> bool:
    if other.mention.kind == "place" or other.mention.role_class == "attribute":
        return False
    if (
        one.mention.country
        and other.mention.country is None
        and other.mention.role_class in {"official", "civilian", "journalist", "ministry", "police"}
    ):
        return False  # "in Canada, officials said"
    if (
        other.mention.kind == "state"
        and _OF_STATE.search(one.mention.text.lower())
        and one.mention.role_class is not None
        and one.first < other.first
    ):
        return True  # "the delegations of Uruguay, Ecuador and Bolivia"
    if (
        one.mention.kind == "state"
        and other.mention.kind == "state"
        and one.mention.role_class is None
        and other.mention.role_class is None
    ):
        return True
    return (
        fits(slot, other)
        and one.mention.kind in {"state", "organisation", "group"}
        and other.mention.kind in {"state", "organisation", "group"}
    )
