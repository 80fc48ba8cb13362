"""What the words of a sentence, and of those around it, lack or have that would make an act another than its frame's."""

from dataclasses import dataclass, field

from service.coding.grammar.arguments import Argument
from service.coding.grammar.objects import is_own
from service.coding.grammar.subject import subject_left
from service.coding.grammar.targets import IN_ANSWER
from service.coding.grammar.verbgroup import VerbGroup
from service.coding.sentence import Sentence
from service.topics.frame import Frame

_COMPLEMENT_REACH = 26
"""Words after a verb within which its complement stands: "ordered A, B and C, who ..., to leave"."""
NEGATIONS = frozenset(
    "not n't no nobody none never won't wouldn't didn't doesn't don't cannot neither nor isn't aren't wasn't weren't".split()
)
"""Words that make a "will attend" a refusal."""
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


@dataclass(slots=True)
class Miss:
    """A trigger whose frame was not fulfilled, and what was missing."""

    frame: Frame
    sentence: Sentence
    first: int
    last: int
    missing: str
    nearness: int = field(default=0)


def lacking_of(
    sentence: Sentence, token: int, end: int, group: VerbGroup, voice: str, frame: Frame, found: Argument | None, around: str
) -> Miss | None:
    """What the sentence does not say though the frame needs it; None when nothing is missing."""
    if frame.own and found is not None and not is_own(sentence, found, frame, voice):
        return Miss(frame, sentence, token, end, "that the envoy is the actor's own", 2)
    if frame.target == "object" and not frame.own and found is not None and _is_its_own(sentence, found, frame):
        return Miss(frame, sentence, token, end, "that it is another state's", 1)
    if frame.complement is not None:
        begin = (min(token, found.first) if found else token) if voice == "nominal" else end
        if sentence.find(frame.complement, begin, token + _COMPLEMENT_REACH) is None:
            return Miss(frame, sentence, token, end, "the words that make it this act", 0)
    if frame.negated and not any(
        word in NEGATIONS for word in (*sentence.words[max(0, group.first - 8) : token], *sentence.words[end : end + 2])
    ):
        return Miss(frame, sentence, token, end, "a refusal", 0)
    return meaning_lacking(sentence, token, end, frame, around, 2 if found is not None else 0)


def meaning_lacking(sentence: Sentence, token: int, end: int, frame: Frame, around: str, certain: int) -> Miss | None:
    """What the words of the sentence, or those around it, lack or have that would make it another act."""
    for need, phrases in zip(frame.needs_here, frame.needs_here_phrases, strict=True):
        if sentence.find(need) is None:
            return Miss(frame, sentence, token, end, f"{_such_as(phrases)} in the same sentence", certain)
    for need, phrases in zip(frame.needs, frame.needs_phrases, strict=True):
        if sentence.find(need) is None and need.search(around) is None:
            return Miss(frame, sentence, token, end, f"{_such_as(phrases)} in it or near it", certain + 1)
    if frame.unless_act is not None:
        excluding = frame.unless_act.search(_act_clause(sentence, token))
        if excluding is not None:
            return Miss(frame, sentence, token, end, f'another act than that of "{excluding.group()}"', certain + 1)
    for pattern, words in ((frame.unless, ""), (frame.unless_near, around)):
        if pattern is not None:
            excluding = pattern.search(sentence.joined) or pattern.search(words)
            if excluding is not None:
                return Miss(frame, sentence, token, end, f'another meaning than that of "{excluding.group()}"', certain + 1)
    return None


def _act_clause(sentence: Sentence, token: int) -> str:
    """The words of the sentence that tell the act at `token`, without those that say what it answers ("over the rebels' attack")."""
    words = sentence.words
    stop = next((i for i in range(token + 1, len(words)) if words[i] in _REASONS or words[i : i + 2] in _REASON_PAIRS), len(words))
    begin = 0
    if words[0] in _REASONS and "," in words[:token]:
        begin = words.index(",")
    return " " + " ".join(words[begin:stop]) + " "


def _such_as(phrases: tuple[str, ...]) -> str:
    shown = [phrase.replace("*", "").replace(" _ ", " ... ") for phrase in phrases[:3]]
    return "a word such as " + ", ".join(f'"{phrase}"' for phrase in shown)


def _is_its_own(sentence: Sentence, found: Argument, frame: Frame) -> bool:
    """As in "ordered staff out of its embassy", "declared their minister ...", "ordered diplomats out of Sudan": not another state's."""
    before = sentence.words[found.first - 1] if found.first else ""
    stateless = found.placed is not None and (found.placed.mention.inferred or not found.placed.mention.country)
    if before in {"its", "own"} or (before == "their" and stateless):
        return True
    if not stateless:
        return False
    left = [p for p in sentence.placed if found.last < p.first <= found.last + _LEFT_WORDS and sentence.words[p.first - 1] in _LEAVING]
    subject = subject_left(sentence, found.first, frame.actor, None)
    actor = subject.placed.mention.country if subject is not None and subject.placed is not None else None
    return bool(left) and actor is not None and left[0].mention.country not in {None, actor}
