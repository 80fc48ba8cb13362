"""What the words of a sentence, and of those around it, lack or have that would make an act another than its frame's."""

import re
from collections.abc import Callable
from typing import NamedTuple

from service.coding.act import Act, Argument, Miss
from service.coding.grammar.objects import is_own
from service.coding.grammar.subject import subject_left
from service.coding.grammar.targets import IN_ANSWER
from service.coding.sentence import Line
from service.topics.frame import Frame

_COMPLEMENT_REACH = 26
"""Words after a verb within which its complement stands: "ordered A, B and C, who ..., to leave"."""
NEGATIONS = frozenset(
    "not n't no nobody none never won't wouldn't didn't doesn't don't cannot neither nor isn't aren't wasn't weren't".split()
)
"""Words that make a "will attend" a refusal."""
_REFUSAL_WORDS = 8
"""Words before a verb that may refuse it: "said that it would under no circumstances attend"."""
_REASONS = frozenset(
    "over about after because following amid accusing citing saying describing calling charging when as while since until during "
    "angered".split()
)
"""Words that begin what an act answers, or who was speaking when it happened."""
_REASON_PAIRS = IN_ANSWER | {("to", "protest"), ("to", "object"), ("to", "punish")}
"""The same where it takes two words."""
_LEAVING = frozenset({"leave", "of", "quit", "depart", "from"})
_LEFT_WORDS = 5
"""Words behind an envoy within which stands the country that he is to leave: "ordered diplomats out of Khartoum"."""


def lacking_of(act: Act, around: Callable[[], str], sure: frozenset[str]) -> Miss | None:
    """What the sentence does not say though the frame needs it; None when nothing is missing. `around`: gives the words near it.

    `sure`: kinds that the judge has no doubt of: no words speak against these.
    """
    frame, found = act.frame, act.object
    if frame.own and found is not None and not is_own(act):
        return act.lacks("that the envoy is the actor's own", 2)
    if frame.foreign and found is not None and _is_of_mission(found) and is_own(act):
        return act.lacks("that it is another state's", 1)
    if frame.target == "object" and not frame.own and found is not None and _is_its_own(act, found):
        return act.lacks("that it is another state's", 1)
    if frame.complement is not None and not _has_complement(act, frame.complement):
        return act.lacks("the words that make it this act", 0)
    if frame.negated and not _is_refused(act):
        return act.lacks("a refusal", 0)
    if frame.kind in sure:
        return None
    lacking = meaning_lacking(act.sentence.line, act.token, frame, around)
    return act.lacks(lacking.what, lacking.nearness + (2 if found is not None else 0)) if lacking is not None else None


class Lacking(NamedTuple):
    """What words lack, and how near they come (0: far)."""

    what: str
    nearness: int


def meaning_lacking(line: Line, token: int, frame: Frame, around: Callable[[], str]) -> Lacking | None:
    """What the words of the sentence, or those around it, lack or have that would make the act at `token` another."""
    for need, phrases in zip(frame.needs_here, frame.needs_here_phrases, strict=True):
        if line.find(need) is None:
            return Lacking(f"{_such_as(phrases)} in the same sentence", 0)
    for need, phrases in zip(frame.needs, frame.needs_phrases, strict=True):
        if line.find(need) is None and need.search(around()) is None:
            return Lacking(f"{_such_as(phrases)} in it or near it", 1)
    if frame.unless_act is not None:
        excluding = frame.unless_act.search(_act_clause(line.words, token))
        if excluding is not None:
            return Lacking(f'another act than that of "{excluding.group()}"', 1)
    excluding = frame.unless.search(line.joined) if frame.unless is not None else None
    if excluding is None and frame.unless_near is not None:
        excluding = frame.unless_near.search(line.joined) or frame.unless_near.search(around())
    return Lacking(f'another meaning than that of "{excluding.group()}"', 1) if excluding is not None else None


def _has_complement(act: Act, complement: re.Pattern[str]) -> bool:
    begin = act.end
    if act.voice == "nominal":
        begin = min(act.token, act.object.first) if act.object is not None else act.token
    return act.sentence.find(complement, begin, act.token + _COMPLEMENT_REACH) is not None


def _is_refused(act: Act) -> bool:
    words = act.sentence.words
    near = (*words[max(0, act.first - _REFUSAL_WORDS) : act.token], *words[act.end : act.end + 2])
    return any(word in NEGATIONS for word in near)


def _act_clause(words: tuple[str, ...], token: int) -> str:
    """The words of a sentence that tell the act at `token`, without those that say what it answers ("over the rebels' attack")."""
    stop = next((i for i in range(token + 1, len(words)) if words[i] in _REASONS or words[i : i + 2] in _REASON_PAIRS), len(words))
    begin = 0
    if words[0] in _REASONS and "," in words[:token]:
        begin = words.index(",")
    return " " + " ".join(words[begin:stop]) + " "


def _such_as(phrases: tuple[str, ...]) -> str:
    shown = [phrase.replace("*", "").replace(" _ ", " ... ") for phrase in phrases[:3]]
    return "a word such as " + ", ".join(f'"{phrase}"' for phrase in shown)


def _is_of_mission(found: Argument) -> bool:
    """Whether it is a mission, or its people, that something is done to; not the state that has to close it."""
    return found.placed is not None and found.placed.mention.role_class is not None


def _is_its_own(act: Act, found: Argument) -> bool:
    """As in "ordered staff out of its embassy", "declared their minister ...", "ordered diplomats out of Sudan": not another state's."""
    sentence = act.sentence
    before = sentence.words[found.first - 1] if found.first else ""
    stateless = found.placed is not None and (found.placed.mention.inferred or not found.placed.mention.country)
    if before in {"its", "own"} or (before == "their" and stateless):
        return True
    if not stateless:
        return False
    left = [p for p in sentence.placed if found.last < p.first <= found.last + _LEFT_WORDS and sentence.words[p.first - 1] in _LEAVING]
    subject = subject_left(act, found.first)
    actor = subject.country if subject is not None else None
    return bool(left) and actor is not None and left[0].mention.country not in {None, actor}
