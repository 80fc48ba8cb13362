"""Who leaves a state's service, whom he served, and where he goes, as far as the sentence of the act says."""

from dataclasses import replace

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import agent_right, fits, object_right
from service.coding.sentence import Placed, Sentence
from service.topics.frame import Frame

_COPULA_REACH = 20
"""Words behind an act within which "was" says who did it."""
_BEFORE_PARTICIPLE = frozenset("the a an this that hear meet watch former said escaped of by with from".split())
_GIVING = frozenset({"give", "grant", "offer", "provide"})
"""Verbs whose subject gives: who gets is the person that the frame is about."""
_BE = frozenset("be been being is are was were get gets got".split())
_MATTER = frozenset("war invasion fighting crackdown conflict battle offensive aggression coup over against about near".split())
"""Words before a state that say what moved a person, or where he was near, not to whom he went: "condemned the war in Ukraine"."""
_QUITS = frozenset("flee escape leave quit desert abandon".split())
"""Verbs of which the object is what a person leaves: "fled Syria", "abandon the Russian army"."""
_OBJECT_WORDS = 3
"""Words behind such a verb within which its object begins: "fled his native Syria"."""
_LEAVES = ("defect", "desert", "flee", "escape", "break")
"""Verbs behind which "from" says whom one left."""
_SERVED = frozenset({"military", "service", "ministry", "mission", "government"})
"""What a person whose own state the text does not name has left, not where he went: "he left the Syrian army"."""
_NO_OBJECT = frozenset("to from in at for with after into across over by on and , ;".split())
"""Words that open something else than the object."""
_OVER = "change_of_sides"
_AT_HOME = frozenset("judge official minister police soldier officer party_elite broadcaster_staff journalist head scholar".split())


def not_served(act: Act, targets: list[Placed], served: set[str | None]) -> list[Placed]:
    """Where a person went is not what he served: "fled Myanmar" is left; "at Charles de Gaulle airport" is nobody to go to."""
    target = act.frame.target
    if target in {"preposition", "refuge", "left"}:
        targets = [_as_group(act, placed) for placed in targets]
        return [p for p in targets if p.mention.country not in served and (p.mention.kind != "person" or p.mention.country)]
    if target == "object" and len(targets) > 1:
        return [p for p in targets if p.mention.country not in served] or targets
    return targets


def _as_group(act: Act, placed: Placed) -> Placed:
    """To whom a soldier defects by name ("to Ahrar al-Sham") is those whom he will fight for, not a private person."""
    mention, words = placed.mention, act.sentence.words
    to = words[max(0, placed.first - 1) : placed.first] == ("to",)
    if act.frame.kind != _OVER or not to or mention.kind != "person" or mention.country or mention.role or not mention.name:
        return placed
    return replace(placed, mention=replace(mention, kind="group", role_class="rebel", plural=True))


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


def state_left(act: Act) -> Placed | None:
    """The state that is left, or what of it is served no longer, right behind the verb: "fled Syria", "abandon the Russian army"."""
    sentence, trigger = act.sentence, act.trigger
    if trigger.noun or trigger.rest or trigger.lemma not in _QUITS or act.voice == "passive":
        return None
    for token in range(act.end, min(act.end + _OBJECT_WORDS, len(sentence.words))):
        placed = sentence.mention_at(token)
        if placed is not None:
            served = placed.mention.kind in {"state", "place"} or placed.mention.role_class in _SERVED
            owns = sentence.words[placed.last : placed.last + 1] in {("'s",), ("'",)}
            return placed if placed.mention.country and served and not owns else None
        if sentence.words[token] in _NO_OBJECT:
            return None
    return None


def gone_to(act: Act, others: list[Placed], *, served: bool) -> list[Placed]:
    """The other party of the sentence, where it can be to whom a person went."""
    words = act.sentence.words
    found = [p for p in others if not _MATTER.intersection((*words[max(0, p.first - 3) : p.first], *words[p.last : p.last + 1]))]
    if act.trigger.lemma.startswith(_LEAVES):
        found = [p for p in found if words[p.first - 1 - (words[p.first - 1] == "the")] != "from"]  # there he served
    return found if served else [p for p in found if p.mention.role_class not in _SERVED and p.mention.kind != "place"]


def person_of(act: Act, subject: Argument | None, targets: list[Placed]) -> tuple[Argument | None, list[Placed]]:
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
    for token in range(act.end, min(len(sentence.words) - 1, act.end + _COPULA_REACH)):
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
