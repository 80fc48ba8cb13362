"""Who acts and at whom it is aimed, as far as the sentence of the act says."""

from typing import NamedTuple

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import agent_right, are_several_states, coordinated, fits, followers, object_right, owner_left
from service.coding.grammar.leavers import gone_to, home_of, not_served, person_of, state_left
from service.coding.grammar.subject import subject_left
from service.coding.grammar.targets import including, other_party, targets_of
from service.coding.sentence import Placed
from service.english.pronouns import POSSESSIVES

_AGENT_OF_NOUN = 14
"""Words after a noun of the act within which its by-phrase stands."""
_PARTICIPLE_REACH = 20
"""Words of a participle phrase that opens a sentence."""
_INVERTED_REACH = 4
"""Words behind the verb of an inverted sentence within which its subject begins."""
_TELLS = frozenset({"said", "says", "announced", "reported", "confirmed"})
_THAT_ACT = frozenset({"the", "this", "that"})
_IS = frozenset({"was", "is", "had", "has", "were"})
_SPEAKS = _TELLS | frozenset("say called calls call describes described told tells insisted insists argued claimed claims that".split())
_SPEECH_WORDS = 4
"""Words before the noun of an act within which the verb stands by which somebody speaks of it."""
_SUPPORT = tuple(
    "announc order declar stag launch join lead led began begin impos confirm decid threat call demand approv urg make made lodg fil issu "
    "deliver consider plan propos mount ended reject support back carr prompt".split()
)
"""Beginnings of the verbs that link a noun of the act to its doer: "ordered the expulsion"."""


class Participants(NamedTuple):
    """Those whom the sentence names."""

    actors: list[Placed]
    targets: list[Placed]
    by_agent: bool
    """The actors are subject or agent of the act rather than merely near it."""


class _Subject(NamedTuple):
    """Who acts, and whether grammar links the two."""

    found: Argument | None
    linked: bool


def participants(act: Act) -> Participants:
    """Actors and targets that the sentence names."""
    targets = targets_of(act)
    subject, linked = _subject(act, _state_to_avoid(act, targets))
    if act.frame.of_persons:
        subject, targets = person_of(act, subject, targets)
    sender = _sender(act, subject)
    if sender is not None:
        subject, actors = act.object, [sender]
    else:
        actors = _acting(act, subject, targets)
    targets = [placed for placed in _targets_beside(act, actors, targets) if placed not in actors]
    if not act.frame.of_persons and _states(actors):
        actors = [p for p in actors if p.mention.country or not are_several_states(p.mention.text)]  # "Serbia and 14 other nations"
    return Participants(actors, targets, subject is not None and linked)


def _states(parties: list[Placed]) -> set[str | None]:
    return {placed.mention.country for placed in parties} - {None}


def _sender(act: Act, subject: Argument | None) -> Placed | None:
    """A state recalls its own: who is called back is its envoy, as in "the French ambassador was recalled"."""
    sender = act.object.placed if act.frame.target == "post" and act.object is not None else None
    if sender is None or not sender.mention.country or sender.mention.inferred:
        return None
    return sender if subject is None or _is_of_another_state(subject, sender) else None


def _is_of_another_state(subject: Argument, sender: Placed) -> bool:
    return subject.placed is not None and subject.placed.mention.inferred and subject.placed.mention.country != sender.mention.country


def _acting(act: Act, subject: Argument | None, targets: list[Placed]) -> list[Placed]:
    """The subject with those joined to it, but for those acted on."""
    if subject is None or (act.object is not None and act.object.placed is subject.placed):
        return []
    together = coordinated(act.sentence, subject, act.frame.actor)
    actors = [placed for placed in including(act.sentence, together) if placed not in targets]
    return actors if act.frame.of_persons else [*actors, *followers(act.sentence, actors)]


def _targets_beside(act: Act, actors: list[Placed], targets: list[Placed]) -> list[Placed]:
    """The targets, now that the actors are known."""
    frame, served = act.frame, _states(actors)
    if frame.of_persons:
        targets = not_served(act, targets, served)
    if frame.target != "other" and (frame.target != "refuge" or targets):
        return targets
    if not frame.of_persons:
        return other_party(act.sentence, actors, act.token, of_persons=False)
    home = home_of(act.sentence, actors) or state_left(act)
    if home is None:
        return gone_to(act, other_party(act.sentence, actors, act.token), served=bool(served))
    return gone_to(act, other_party(act.sentence, [*actors, home], act.token), served=True)


def _state_to_avoid(act: Act, targets: list[Placed]) -> str | None:
    """The state acted upon, which is hardly the actor too."""
    found = act.object
    if act.frame.target == "object" and found is not None and found.placed is not None and not found.placed.mention.inferred:
        return found.placed.mention.country
    return targets[0].mention.country if len(targets) == 1 and not act.frame.of_persons else None


def _subject(act: Act, avoid: str | None) -> _Subject:
    if act.voice == "passive":
        return _Subject(_agent(act, avoid), linked=True)
    if act.voice == "nominal":
        return _doer_of_noun(act, avoid)
    if "ing" in act.trigger.tags and act.first and act.sentence.words[act.first - 1] in POSSESSIVES:
        return _Subject(None, linked=False)  # "his cancelling the summit": the subject is he
    if "ing" in act.trigger.tags and act.first == act.token == 0 and (inverted := _behind_be(act)) is not None:
        return _Subject(inverted, linked=True)
    subject = subject_left(act, act.first, avoid)
    if subject is None and act.frame.of_persons and "ing" in act.trigger.tags and act.first == act.token:
        subject = _after_participle(act)
    return _Subject(subject, linked=True)


def _agent(act: Act, avoid: str | None) -> Argument | None:
    frame = act.frame
    if frame.of_persons and frame.object is None and (taken := subject_left(act, act.first, avoid)) is not None:
        return taken  # "the colonel was smuggled out by two American officers": it is he who left
    agent = agent_right(act.sentence, act.end, frame.actor)
    if agent is None and frame.object is None:
        agent = subject_left(act, act.first, avoid)
    if agent is None and (frame.actor_required or frame.states) and not frame.of_persons:
        agent = _reporter(act, avoid)
    return agent


def _doer_of_noun(act: Act, avoid: str | None) -> _Subject:
    sentence = act.sentence
    owner = owner_left(sentence, act.token)
    if owner is None:
        owner = agent_right(sentence, act.end, act.frame.actor, _AGENT_OF_NOUN)
        if act.frame.of_persons and owner is not None and owner.placed is not None and not fits(act.frame.actor, owner.placed):
            return _Subject(None, linked=False)  # "the defection is the first by a diplomat": no spy's
    if owner is not None:
        return _Subject(owner, linked=True)
    if _is_spoken_of(act):
        return _Subject(None, linked=False)
    subject = subject_left(act, act.token, avoid)
    supported = subject is not None and any(word.startswith(_SUPPORT) for word in sentence.words[subject.last : act.token])
    return _Subject(subject, linked=supported)


def _is_spoken_of(act: Act) -> bool:
    """As in "the ambassador said the walkout was ...": the act was told before, and whoever speaks of it did not do it."""
    words, token = act.sentence.words, act.token
    definite = token > 0 and words[token - 1] in _THAT_ACT
    return (
        definite
        and (words[act.end : act.end + 1] or ("",))[0] in _IS
        and any(word in _SPEAKS for word in words[max(0, token - _SPEECH_WORDS) : token])
    )


def _behind_be(act: Act) -> Argument | None:
    """As in "Leaving the hall as the Chadian spoke were the delegations of Togo and Benin": the subject follows the verb."""
    sentence = act.sentence
    for token in range(act.end, min(len(sentence.words) - 1, act.end + _PARTICIPLE_REACH)):
        if sentence.words[token] in {"were", "was"}:
            return object_right(sentence, token + 1, act.frame.actor, _INVERTED_REACH)
    return None


def _after_participle(act: Act) -> Argument | None:
    """As in "Since fleeing to the South, the former ambassador has ...": the subject of the main clause follows the comma."""
    sentence = act.sentence
    stop = min(len(sentence.words), act.end + _PARTICIPLE_REACH)
    comma = next((token for token in range(act.end, stop) if sentence.words[token] == ","), stop)
    for token in range(comma + 1, min(stop, comma + 4)):
        placed = sentence.mention_at(token)
        if placed is not None:
            return Argument.of(placed) if fits(act.frame.actor, placed) else None
    return None


def _reporter(act: Act, avoid: str | None) -> Argument | None:
    """As in "a protest was lodged with Beijing, Manila said": who tells of what was done did it."""
    sentence = act.sentence
    for placed in sentence.placed:
        tells = sentence.words[placed.last : placed.last + 1]
        if tells and tells[0] in _TELLS and fits(act.frame.actor, placed) and placed.mention.country not in {None, avoid}:
            return Argument.of(placed)
    return None
