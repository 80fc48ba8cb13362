"""Who acts and at whom it is aimed, as far as the sentence of the act says."""

from dataclasses import replace
from typing import NamedTuple

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import agent_right, are_several_states, coordinated, fits, followers, object_right, owner_left
from service.coding.grammar.subject import subject_left
from service.coding.grammar.targets import including, other_party, targets_of
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import POSSESSIVES
from service.topics.frame import Frame

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
_BEFORE_PARTICIPLE = frozenset("the a an this that hear meet watch former said escaped of by with from".split())
_GIVING = frozenset({"give", "grant", "offer", "provide"})
"""Verbs whose subject gives: who gets is the person that the frame is about."""
_BE = frozenset("be been being is are was were get gets got".split())
_SUPPORT = tuple(
    "announc order declar stag launch join lead led began begin impos confirm decid threat call demand approv urg make made lodg fil issu "
    "deliver consider plan propos mount ended reject support back carr prompt".split()
)
"""Beginnings of the verbs that link a noun of the act to its doer: "ordered the expulsion"."""
_MATTER = frozenset("war invasion fighting crackdown conflict battle offensive aggression coup over against about near".split())
"""Words before a state that say what moved a person, or where he was near, not to whom he went: "condemned the war in Ukraine"."""
_LEAVES = ("defect", "desert", "flee", "escape", "break")
"""Verbs behind which "from" says whom one left."""
_SERVED = frozenset({"military", "service", "ministry", "mission", "government"})
"""What a person whose own state the text does not name has left, not where he went: "he left the Syrian army"."""


_OVER = "change_of_sides"
_AT_HOME = frozenset("judge official minister police soldier officer party_elite broadcaster_staff journalist head scholar".split())


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
        subject, targets = _person(act, subject, targets)
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
        targets = _not_served(act, targets, served)
    if frame.target != "other" and (frame.target != "refuge" or targets):
        return targets
    if not frame.of_persons:
        return other_party(act.sentence, actors, act.token)
    home = home_of(act.sentence, actors)
    if home is None:
        return _gone_to(act, other_party(act.sentence, actors, act.token), served=bool(served))
    return _gone_to(act, other_party(act.sentence, [*actors, home], act.token), served=True)


def _not_served(act: Act, targets: list[Placed], served: set[str | None]) -> list[Placed]:
    """Where a person went is not what he served: "fled Myanmar" is left; "at Charles de Gaulle airport" is nobody to go to."""
    target = act.frame.target
    if target in {"preposition", "refuge", "left"}:
        targets = [_as_group(act, placed) for placed in targets]
        return [p for p in targets if p.mention.country not in served and (p.mention.kind != "person" or p.mention.country)]
    if target == "object" and len(targets) > 1:
        return [p for p in targets if p.mention.country not in served] or targets
    return targets


def home_of(sentence: Sentence, actors: list[Placed]) -> Placed | None:
    """Where a servant without a state of his own serves, told right behind him: "a prosecutor in Togo has fled to Benin".

    One who may be posted abroad ("a diplomat in Paris") is not at home where he is.
    """
    if len(actors) != 1 or actors[0].mention.country is not None or actors[0].mention.role_class not in _AT_HOME:
        return None
    last = actors[0].last
    if sentence.words[last : last + 1] not in {("in",), ("from",), ("of",)}:
        return None
    behind = sentence.mention_at(last + 1 + (sentence.words[last + 1 : last + 2] == ("the",)))
    return behind if behind is not None and behind.mention.country is not None and behind.first <= last + 2 else None


def _as_group(act: Act, placed: Placed) -> Placed:
    """To whom a soldier defects by name ("to Ahrar al-Sham") is those whom he will fight for, not a private person."""
    mention, words = placed.mention, act.sentence.words
    to = words[max(0, placed.first - 1) : placed.first] == ("to",)
    if act.frame.kind != _OVER or not to or mention.kind != "person" or mention.country or mention.role or not mention.name:
        return placed
    return replace(placed, mention=replace(mention, kind="group", role_class="rebel", plural=True))


def _gone_to(act: Act, others: list[Placed], *, served: bool) -> list[Placed]:
    """The other party of the sentence, where it can be to whom a person went."""
    words = act.sentence.words
    found = [p for p in others if not _MATTER.intersection(words[max(0, p.first - 3) : p.first])]
    if act.trigger.lemma.startswith(_LEAVES):
        found = [p for p in found if words[p.first - 1 - (words[p.first - 1] == "the")] != "from"]  # there he served
    return found if served else [p for p in found if p.mention.role_class not in _SERVED and p.mention.kind != "place"]


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


def _person(act: Act, subject: Argument | None, targets: list[Placed]) -> tuple[Argument | None, list[Placed]]:
    """In an act of persons the subject may be who gives: "Sweden granted the pilot asylum" is about the pilot."""
    sentence = act.sentence
    giving = act.frame.target == "refuge" and act.trigger.lemma in _GIVING and not _BE.intersection(sentence.words[act.first : act.token])
    recipient = _recipient(act, to=giving or act.voice != "active")
    if giving and recipient is not None:
        targets = [p for p in sentence.placed if p.last <= act.first and p.mention.country and p.mention.role_class != "attribute"][-1:]
    if act.voice == "passive" and act.frame.object is None and subject is not None:
        by = agent_right(sentence, act.end, Frame.anyone())
        targets = [by.placed] if by is not None and by.placed is not None and by.country not in {None, subject.country} else targets
    subject = _who_it_was(act, subject)
    return _named_by_trigger(act) or (recipient if giving else subject or recipient), targets


def _who_it_was(act: Act, subject: Argument | None) -> Argument | None:
    """As in "the first officer to switch sides was Togo's attaché in Lagos": he of whom that is said."""
    sentence = act.sentence
    if subject is None or subject.country is not None or "to" not in sentence.words[subject.last : act.token]:
        return subject
    for token in range(act.end, min(len(sentence.words) - 1, act.end + _PARTICIPLE_REACH)):
        if sentence.words[token] in {"was", "is"}:
            named = sentence.mention_at(token + 1) or sentence.mention_at(min(token + 2, len(sentence.words) - 1))
            found = named is not None and named.mention.country and fits(act.frame.actor, named)
            return Argument.of(named) if found and named is not None else subject
    return subject


def _named_by_trigger(act: Act) -> Argument | None:
    """As in "a Russian deserter": the noun of the act is the person; "the defected diplomat": the participle stands before him."""
    sentence, token = act.sentence, act.token
    placed = sentence.mention_at(token) if act.voice == "nominal" else None
    if placed is None and act.voice == "active" and "en" in act.trigger.tags and token and sentence.words[token - 1] in _BEFORE_PARTICIPLE:
        following = sentence.mention_at(token + 1)
        placed = following if following is not None and following.first == token + 1 else None
    return Argument.of(placed) if placed is not None and fits(act.frame.actor, placed) else None


def _recipient(act: Act, *, to: bool) -> Argument | None:
    """As in "granted asylum to a pilot", "gave the pilot asylum", "the defection of two soldiers": the person stands to the right.

    `to`: whether "to" leads to one who gets something, rather than to where the person goes.
    """
    sentence, end, slot = act.sentence, act.end, act.frame.actor
    for token in range(end, act.object.first if act.object is not None else end):
        placed = sentence.mention_at(token)
        if placed is not None and fits(slot, placed):
            return Argument.of(placed)
    for token in range(end, min(end + 8, len(sentence.words) - 1)):
        if sentence.words[token] in {"of", "for", "by"} or (to and sentence.words[token] == "to"):
            return object_right(sentence, token + 1, slot, 7)
    return None
