"""Who acts and at whom it is aimed, as far as the sentence of the act says."""

from service.coding.grammar.arguments import Argument, agent_right, are_several_states, coordinated, fits, object_right, owner_left
from service.coding.grammar.subject import subject_left
from service.coding.grammar.targets import Act, including, other_party, targets_of
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import POSSESSIVES
from service.topics.frame import Frame, Trigger

_AGENT_OF_NOUN = 14
"""Words after a noun of the act within which its by-phrase stands."""
_PARTICIPLE_REACH = 20
"""Words of a participle phrase that opens a sentence."""
_TELLS = frozenset({"said", "says", "announced", "reported", "confirmed"})
_BEFORE_PARTICIPLE = frozenset("the a an this that hear meet watch former said escaped of by with from".split())
_GIVING = frozenset({"give", "grant", "offer", "provide"})
"""Verbs whose subject gives: who gets is the person that the frame is about."""
_BE = frozenset("be been being is are was were get gets got".split())
_SUPPORT = (
    "announc",
    "order",
    "declar",
    "stag",
    "launch",
    "join",
    "lead",
    "led",
    "began",
    "begin",
    "impos",
    "confirm",
    "decid",
    "threat",
    "call",
    "demand",
    "approv",
    "urg",
    "make",
    "made",
    "lodg",
    "fil",
    "issu",
    "deliver",
    "consider",
    "plan",
    "propos",
    "mount",
    "ended",
    "reject",
    "support",
    "back",
    "carr",
    "prompt",
)
"""Beginnings of the verbs that link a noun of the act to its doer: "ordered the expulsion"."""


def participants(act: Act) -> tuple[list[Placed], list[Placed], bool]:
    """Actors and targets that the sentence names, and whether the actors are subject or agent of the act rather than merely near it."""
    sentence, frame, found = act.sentence, act.trigger.frame, act.object
    targets = targets_of(act)
    subject, linked = _subject(act, _state_to_avoid(act, targets))
    if frame.of_persons:
        subject, targets = _person(act, subject, targets)
    actors: list[Placed] = []
    sender = found.placed if frame.target == "post" and found is not None else None
    if (
        sender is not None
        and sender.mention.country
        and not sender.mention.inferred
        and (subject is None or _is_of_another_state(subject, sender))
    ):
        subject = found  # a state recalls its own: "the French ambassador was recalled"
        actors = [sender]
    elif subject is not None and not (found is not None and found.placed is subject.placed):
        actors = [placed for placed in including(sentence, coordinated(sentence, subject, frame.actor)) if placed not in targets]
    served = {placed.mention.country for placed in actors} - {None}
    if frame.of_persons and frame.target in {"preposition", "refuge", "left"}:
        targets = [
            placed
            for placed in targets  # "fled Myanmar": left, not gone to; "at Charles de Gaulle airport": nobody to go to
            if placed.mention.country not in served and (placed.mention.kind != "person" or placed.mention.country)
        ]
    if frame.of_persons and frame.target == "object" and len(targets) > 1:
        targets = [placed for placed in targets if placed.mention.country not in served] or targets
    if frame.target == "other" or (frame.target == "refuge" and not targets):
        targets = other_party(sentence, actors, act.token)
        if frame.of_persons:
            targets = [p for p in targets if not _MATTER.intersection(sentence.words[max(0, p.first - 3) : p.first])]
        if frame.of_persons and not served:
            targets = [p for p in targets if p.mention.role_class not in _SERVED and p.mention.kind != "place"]
    if not frame.of_persons and served:
        actors = [p for p in actors if p.mention.country or not are_several_states(p.mention.text)]  # "Serbia and 14 other nations"
    return actors, targets, subject is not None and linked


def _is_of_another_state(subject: Argument, sender: Placed) -> bool:
    return subject.placed is not None and subject.placed.mention.inferred and subject.placed.mention.country != sender.mention.country


def _state_to_avoid(act: Act, targets: list[Placed]) -> str | None:
    """The state acted upon, which is hardly the actor too."""
    found = act.object
    if act.trigger.frame.target == "object" and found is not None and found.placed is not None and not found.placed.mention.inferred:
        return found.placed.mention.country
    return targets[0].mention.country if len(targets) == 1 and not act.trigger.frame.of_persons else None


def _subject(act: Act, avoid: str | None) -> tuple[Argument | None, bool]:
    """Who acts, and whether grammar links the two."""
    sentence, frame = act.sentence, act.trigger.frame
    if act.voice == "passive":
        agent = agent_right(sentence, act.end, frame.actor)
        if agent is None and frame.object is None:
            agent = subject_left(sentence, act.first, frame.actor, avoid)
        if agent is None and (frame.actor_required or frame.states) and not frame.of_persons:
            agent = _reporter(act, avoid)
        return agent, True
    if act.voice == "nominal":
        owner = owner_left(sentence, act.token) or agent_right(sentence, act.end, frame.actor, _AGENT_OF_NOUN)
        if owner is not None:
            return owner, True
        subject = subject_left(sentence, act.token, frame.actor, avoid)
        return subject, subject is not None and any(word.startswith(_SUPPORT) for word in sentence.words[subject.last : act.token])
    if "ing" in act.trigger.tags and act.first and sentence.words[act.first - 1] in POSSESSIVES:
        return None, False  # "his cancelling the summit": the subject is he
    subject = subject_left(sentence, act.first, frame.actor, avoid)
    if subject is None and frame.of_persons and "ing" in act.trigger.tags and act.first == act.token:
        subject = _after_participle(act)
    return subject, True


def _after_participle(act: Act) -> Argument | None:
    """As in "Since fleeing to the South, the former ambassador has ...": the subject of the main clause follows the comma."""
    sentence = act.sentence
    stop = min(len(sentence.words), act.end + _PARTICIPLE_REACH)
    comma = next((token for token in range(act.end, stop) if sentence.words[token] == ","), stop)
    for token in range(comma + 1, min(stop, comma + 4)):
        placed = sentence.mention_at(token)
        if placed is not None:
            return Argument(placed, placed.first, placed.last) if fits(act.trigger.frame.actor, placed) else None
    return None


def _reporter(act: Act, avoid: str | None) -> Argument | None:
    """As in "a protest was lodged with Beijing, Manila said": who tells of what was done did it."""
    sentence = act.sentence
    for placed in sentence.placed:
        tells = sentence.words[placed.last : placed.last + 1]
        if tells and tells[0] in _TELLS and fits(act.trigger.frame.actor, placed) and placed.mention.country not in {None, avoid}:
            return Argument(placed, placed.first, placed.last)
    return None


def _person(act: Act, subject: Argument | None, targets: list[Placed]) -> tuple[Argument | None, list[Placed]]:
    """In an act of persons the subject may be who gives: "Sweden granted the pilot asylum" is about the pilot."""
    sentence, frame = act.sentence, act.trigger.frame
    giving = frame.target == "refuge" and act.trigger.lemma in _GIVING and not _BE.intersection(sentence.words[act.first : act.token])
    recipient = _recipient(sentence, act.end, act.object, frame, to=giving or act.voice != "active")
    if giving and recipient is not None:
        targets = [p for p in sentence.placed if p.last <= act.first and p.mention.country and p.mention.role_class != "attribute"][-1:]
    named = _named_by_trigger(sentence, act.token, act.voice, act.trigger, frame)
    return named or (recipient if giving else subject or recipient), targets


def _named_by_trigger(sentence: Sentence, token: int, voice: str, trigger: Trigger, frame: Frame) -> Argument | None:
    """As in "a Russian deserter": the noun of the act is the person; "the defected diplomat": the participle stands before him."""
    placed = sentence.mention_at(token) if voice == "nominal" else None
    if placed is None and voice == "active" and "en" in trigger.tags and token > 0 and sentence.words[token - 1] in _BEFORE_PARTICIPLE:
        following = sentence.mention_at(token + 1)
        placed = following if following is not None and following.first == token + 1 else None
    return Argument(placed, placed.first, placed.last) if placed is not None and fits(frame.actor, placed) else None


def _recipient(sentence: Sentence, end: int, found: Argument | None, frame: Frame, *, to: bool) -> Argument | None:
    """As in "granted asylum to a pilot", "gave the pilot asylum", "the defection of two soldiers": the person stands to the right.

    `to`: whether "to" leads to one who gets something, rather than to where the person goes.
    """
    for token in range(end, found.first if found is not None else end):
        placed = sentence.mention_at(token)
        if placed is not None and fits(frame.actor, placed):
            return Argument(placed, placed.first, placed.last)
    for token in range(end, min(end + 8, len(sentence.words) - 1)):
        if sentence.words[token] in {"of", "for", "by"} or (to and sentence.words[token] == "to"):
            return object_right(sentence, token + 1, frame.actor, 7)
    return None


_MATTER = frozenset("war invasion fighting crackdown conflict battle offensive aggression coup over against about near".split())
"""Words before a state that say what moved a person, or where he was near, not to whom he went: "condemned the war in Ukraine"."""
_SERVED = frozenset({"military", "service", "ministry", "mission", "government"})
"""What a person whose own state the text does not name has left, not where he went: "he left the Syrian army"."""
