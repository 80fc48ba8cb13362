"""Whether those found for an act are the right ones for its frame: what its parties lack, in the order in which it is asked."""

from collections.abc import Callable

from service.coding.act import Act, Miss
from service.coding.grammar.arguments import are_several_states
from service.coding.grammar.participants import Participants
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS

_NOUNS_TOO = frozenset("defect desert protest boycott escape censure vote rebuke reproach flight complain".split())
"""Verbs of which a bare form may also be a noun."""
_BEFORE_ADJECTIVE = frozenset("the a an its their through over into in on past across around near of at from with for these those".split())
_ARTICLES = frozenset({"the", "a", "an", "these", "those", "all", "any", "other"})
_FROM_WORDS = 8
"""Words after an act within which it says whom one left: "defected last week from the guerrillas"."""
_FIRST_VERB_WORDS = 14
"""Words that the first of two coordinated verbs, with its object, takes at most."""
_ASIDE_WORDS = 14
"""Words between an actor and his verb at most, where these only describe him."""
_LINKS = frozenset(
    """who which that , have has had also ( ) — – is are was were said reported believed understood thought known alleged on late earlier
    monday tuesday wednesday thursday friday saturday sunday today yesterday last this week month year night then later now once""".split()
)
_POSTED = frozenset("to the in at of from and his her their wife family".split())
"""Words between a person and his verb that only say where he served or with whom he went: "a diplomat in Rome and his wife defect"."""


_SEATED = frozenset({"ministry", "government"})
"""Bodies of which the text may say where they sit: "the foreign ministry in Quito protested"."""


def unfit(act: Act, parties: Participants) -> Miss | None:
    """What the parties of an act lack for its frame; None when they fit."""
    for is_so, missing, nearness in _FAULTS:
        if is_so(act, parties):
            return act.lacks(missing, nearness)
    return None


def _nobody_acts(act: Act, parties: Participants) -> bool:
    frame = act.frame
    if not frame.actor_required or not parties.actors:
        return frame.actor_required
    return act.voice == "nominal" and frame.object is None and not parties.by_agent and not frame.of_persons


def _is_adjective(act: Act, parties: Participants) -> bool:
    """As in "drove through deserted villages": a participle before its noun, which is not the person of the act."""
    token, trigger = act.token, act.trigger
    if not act.frame.of_persons or trigger.noun or act.first != token or not token:
        return False
    if "ing" in trigger.tags:  # "to the defecting diplomats in the audience": a mere label
        following = act.sentence.mention_at(token + 1)
        return act.sentence.words[token - 1] in _ARTICLES and following is not None and following.first == token + 1
    if "en" not in trigger.tags:
        return False
    if act.sentence.words[token - 1] not in _BEFORE_ADJECTIVE or act.sentence.mention_at(token - 1) is not None:
        return False
    return not any(placed.first == token + 1 for placed in parties.actors)


def _left_rebels(act: Act, parties: Participants) -> bool:
    """As in "defected from Boko Haram": who leaves rebels served no state, whatever his rank."""
    if not act.frame.of_persons or "rebel" in act.frame.actor.roles:
        return False
    if any(placed.mention.country and not placed.mention.inferred for placed in parties.actors):
        return False
    sentence = act.sentence
    for token in range(act.end, min(act.end + _FROM_WORDS, len(sentence.words) - 1)):
        if sentence.words[token] == "from":
            left = next((p for p in sentence.placed if token < p.first <= token + 3), None)
            return left is not None and left.mention.role_class == "rebel"
    return False


def _stands_apart(act: Act, parties: Participants) -> bool:
    """Whether the actor does not stand right before a verb where the frame, or a form that may be a noun, demands it."""
    trigger, first = act.trigger, act.first
    bare = trigger.lemma in _NOUNS_TOO and not trigger.noun and first == act.token and trigger.tags <= {"base", "s"}
    if not bare and not act.frame.adjacent:
        return False
    if not bare and act.sentence.words[first - 1 : first] == ("and",):  # "terrain and desert" are no second verbs
        second = any(1 < first - placed.last <= _FIRST_VERB_WORDS for placed in parties.actors)
        return not second and not _adjoins(act.sentence, parties.actors, first)
    aside = act.frame.of_persons and any(_is_described(act.sentence, placed, first) for placed in parties.actors)
    return not aside and not _adjoins(act.sentence, parties.actors, first)


def _is_described(sentence: Sentence, actor: Placed, first: int) -> bool:
    """Whether some words closed by a comma stand between an actor and his verb, as what describes him does.

    As in "a general close to the king, defects". Which words is not asked: to ask for the first lost an act and ended no false one.
    """
    between = sentence.words[actor.last : first]
    return between[-1:] == (",",) and len(between) <= _ASIDE_WORDS and "," not in between[1:-1]


def _adjoins(sentence: Sentence, actors: list[Placed], first: int) -> bool:
    """Whether nothing but links, adverbs and where he served stands between an actor and his verb."""
    return any(all(_links(sentence, placed, token) for token in range(placed.last, first)) for placed in actors)


def _links(sentence: Sentence, actor: Placed, token: int) -> bool:
    word = sentence.words[token]
    if word in _LINKS or word.endswith("ly") or word.isdigit():
        return True
    if word in _POSTED and (actor.mention.kind in {"person", "group"} or actor.mention.role_class in _SEATED):
        return True
    posted = sentence.mention_at(token)
    if posted is None or posted.first <= actor.first:
        return False
    return posted.mention.role is None or posted.mention.kind not in {"person", "group"}


def _only_crowds_act(act: Act, parties: Participants) -> bool:
    if not act.frame.states and not act.frame.actor_state:
        return False
    return bool(parties.actors) and all(_is_crowd(placed) for placed in parties.actors)


def _is_crowd(placed: Placed) -> bool:
    """As in "delegates", "officials": people of no state in particular; not "six Gulf states"."""
    mention = placed.mention
    if mention.text.lower() == "states" and not mention.country:
        return mention.role_class == "government"  # as in "envoys of some forty states"
    return (
        mention.kind == "group"
        and mention.plural
        and not mention.country
        and not mention.name
        and mention.role_class != "states"
        and not are_several_states(mention.text)
    )


def _is_private_person(act: Act, parties: Participants) -> bool:
    return not act.frame.of_persons and any(_is_private(act.sentence, placed) for placed in parties.actors)


def _is_private(sentence: Sentence, placed: Placed) -> bool:
    """Whether "he" or "she" is more likely a person without a state whom the same sentence names than the last statesman before it."""
    if placed.mention.text.lower() not in {"he", "she"}:
        return False
    named = [p for p in sentence.placed if p.last <= placed.first and p.mention.kind == "person" and p.mention.name]
    return bool(named) and named[-1].mention.country is None


def _is_told_to(act: Act, parties: Participants) -> bool:
    """As in "she was told to leave", by whomever."""
    if act.voice != "passive" or parties.actors or act.frame.complement is None:
        return False
    found = act.object
    return found is not None and found.placed is not None and found.placed.mention.text.lower() in PRONOUNS


def _aims_at_nobody(act: Act, parties: Participants) -> bool:
    return act.frame.target_required and not parties.targets


_FAULTS: tuple[tuple[Callable[[Act, Participants], bool], str, int], ...] = (
    (_nobody_acts, "an actor of the right kind", 1),
    (_is_adjective, "a verb: here it only describes a noun", 1),
    (_left_rebels, "a state that he served", 1),
    (_stands_apart, "an actor right before the verb", 1),
    (_only_crowds_act, "a state that acts", 2),
    (_is_private_person, "an actor of the right kind", 1),
    (_is_told_to, "an actor of the right kind", 1),
    (_aims_at_nobody, "a state or body it is aimed at", 2),
)
"""What may be wrong with the parties of an act, what is said of it, and how near the act came to its frame."""
