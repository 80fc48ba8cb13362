"""Who acts and at whom it is aimed, as far as the sentence of the act says."""

from service.coding.arguments import PRONOUNS, Argument, agent_right, coordinated, fits, object_right, owner_left, subject_left
from service.coding.sentence import Placed, Sentence
from service.topics.frame import Frame, Trigger

_TARGET_REACH = 16
_NEXT_WORDS = 6
"""Words between a trigger and a target that follows it: "complained to the rather puzzled ambassador"."""
_BEFORE_PARTICIPLE = frozenset("the a an this that hear meet watch former said escaped of by with from".split())
_GIVING = frozenset({"give", "grant", "offer", "provide"})
"""Verbs whose subject gives: who gets is the person that the frame is about."""
_BE = frozenset("be been being is are was were get gets got".split())
_FRIENDLY = frozenset({"support", "solidarity", "alongside", "joining", "backing", "defence", "defense", "ally", "allies"})
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
_ANY = Frame.anyone()


def participants(
    sentence: Sentence, token: int, end: int, first: int, voice: str, trigger: Trigger, found: Argument | None
) -> tuple[list[Placed], list[Placed], bool]:
    frame = trigger.frame
    targets: list[Placed] = []
    avoid: str | None = None
    if frame.target == "object" and found is not None and found.placed is not None:
        targets = coordinated(sentence, found, frame.object or frame.actor)
        targets = _including(sentence, targets)
        if not found.placed.mention.inferred:
            avoid = found.placed.mention.country
    elif frame.target == "post" and found is not None:
        targets = _after_prepositions(sentence, found.last, ("to", "from", "in", "at"), None)
        if (
            targets
            and found.placed is not None
            and targets[0].mention.country == found.placed.mention.country
            and not found.placed.mention.inferred
        ):
            targets = []
    elif frame.target in {"preposition", "refuge"}:
        begin = end if found is None else found.last
        targets = _after_prepositions(sentence, begin, frame.prepositions, None)
    elif frame.target == "next":
        following = next((p for p in sentence.placed if end <= p.first < end + _NEXT_WORDS and (p.mention.country or p.mention.name)), None)
        targets = (
            [] if following is None else coordinated(sentence, Argument(following, following.first, following.last), _ANY) or [following]
        )
    if avoid is None and len(targets) == 1 and not frame.of_persons:
        avoid = targets[0].mention.country
    subject: Argument | None = None
    linked = True
    if voice == "passive":
        subject = agent_right(sentence, end, frame.actor)
        if subject is None and frame.object is None:
            subject = subject_left(sentence, first, frame.actor, avoid)
    elif voice == "nominal":
        subject = owner_left(sentence, token, frame.actor) or agent_right(sentence, end, frame.actor, 14)
        if subject is None:
            subject = subject_left(sentence, token, frame.actor, avoid)
            linked = subject is not None and any(word.startswith(_SUPPORT) for word in sentence.words[subject.last : token])
    else:
        subject = subject_left(sentence, first, frame.actor, avoid)
    if frame.of_persons:
        giving = frame.target == "refuge" and trigger.lemma in _GIVING and not _BE.intersection(sentence.words[first:token])
        recipient = _recipient(sentence, end, found, frame)
        if giving and recipient is not None:
            givers = [p for p in sentence.placed if p.last <= first and p.mention.country and p.mention.role_class != "attribute"]
            targets = givers[-1:]
        subject = _named_by_trigger(sentence, token, voice, trigger, frame) or (recipient if giving else subject or recipient)
    actors: list[Placed] = []
    if subject is None and frame.target == "post" and found is not None and found.placed is not None and found.placed.mention.country:
        subject = found  # a state recalls its own: "the French ambassador was recalled"
        actors = [found.placed]
    elif subject is not None and not (found is not None and found.placed is subject.placed):
        actors = [placed for placed in _including(sentence, coordinated(sentence, subject, frame.actor)) if placed not in targets]
    if frame.of_persons and frame.target in {"preposition", "refuge"}:
        served = {placed.mention.country for placed in actors} - {None}
        targets = [placed for placed in targets if placed.mention.country not in served]  # "fled Myanmar": left, not gone to
    if frame.target == "other" or (frame.target == "refuge" and not targets):
        targets = _others(sentence, actors, token)
    return actors, targets, subject is not None and linked


def _named_by_trigger(sentence: Sentence, token: int, voice: str, trigger: Trigger, frame: Frame) -> Argument | None:
    """ "a Russian deserter": the noun of the act is the person; "the defected diplomat": the participle stands before him."""
    placed = sentence.mention_at(token) if voice == "nominal" else None
    if placed is None and voice == "active" and "en" in trigger.tags and token > 0 and sentence.words[token - 1] in _BEFORE_PARTICIPLE:
        following = sentence.mention_at(token + 1)
        placed = following if following is not None and following.first == token + 1 else None
    return Argument(placed, placed.first, placed.last) if placed is not None and fits(frame.actor, placed) else None


def _recipient(sentence: Sentence, end: int, found: Argument | None, frame: Frame) -> Argument | None:
    """ "granted asylum to a pilot", "gave the pilot asylum", "the defection of two soldiers": the person stands to the right."""
    for token in range(end, found.first if found is not None else end):
        placed = sentence.mention_at(token)
        if placed is not None and fits(frame.actor, placed):
            return Argument(placed, placed.first, placed.last)
    for token in range(end, min(end + 8, len(sentence.words) - 1)):
        if sentence.words[token] in {"to", "of", "for", "by"}:
            return object_right(sentence, token + 1, frame.actor, 7)
    return None


def _including(sentence: Sentence, found: list[Placed]) -> list[Placed]:
    """ "delegates from countries including France and Britain": the list that follows names the states."""
    if not found or found[-1].mention.country:
        return found
    last = found[-1].last
    for token in range(last, min(last + 8, len(sentence.words) - 1)):
        if sentence.words[token] in {"including", "like"} or sentence.words[token : token + 2] == ("such", "as"):
            for following in range(token + 1, min(token + 4, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None and placed.mention.country:
                    slot_free = [p for p in _chain(sentence, placed)]
                    return [*found, *slot_free] if found[-1].mention.role_class != "states" else slot_free
    return found


def _chain(sentence: Sentence, placed: Placed) -> list[Placed]:
    found = [placed]
    token = placed.last
    while token < len(sentence.words):
        if sentence.words[token] in {",", "and", "the", "&"}:
            token += 1
            continue
        following = sentence.mention_at(token)
        if following is None or following.mention.country is None or following.first != token:
            break
        found.append(following)
        token = following.last
    return found


def _others(sentence: Sentence, actors: list[Placed], token: int) -> list[Placed]:
    """The other party of the sentence: the first after the act that is not a mere place, else before it, else a place."""
    known = {placed.mention.country for placed in actors} | {None}
    parties = [
        p
        for p in sentence.placed
        if p.mention.country not in known and p not in actors and p.mention.text.lower() not in PRONOUNS and not _is_friend(sentence, p)
    ]
    bodies = [p for p in sentence.placed if p.mention.kind in {"organisation", "group"} and p.mention.name and p not in actors]
    ranked = (
        [p for p in parties if p.first >= token and p.mention.kind != "place"]
        + [p for p in parties if p.first < token and p.mention.kind != "place"]
        + [p for p in parties if p.mention.kind == "place"]
        + bodies
        + [p for p in sentence.placed if p.mention.role_class == "rebel" and p not in actors]
    )
    return ranked[:1]


def _is_friend(sentence: Sentence, placed: Placed) -> bool:
    """ "in support of Ukraine", "alongside France": a party that the act is not aimed at."""
    before = sentence.words[max(0, placed.first - 3) : placed.first]
    return any(word in _FRIENDLY for word in before)


def _after_prepositions(sentence: Sentence, start: int, prepositions: tuple[str, ...], avoid: str | None) -> list[Placed]:
    for token in range(start, min(start + _TARGET_REACH, len(sentence.words))):
        if sentence.words[token] in {";"}:
            break
        if sentence.words[token] in prepositions:
            for following in range(token + 1, min(token + 6, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None:
                    mention = placed.mention
                    if (mention.country or mention.name or mention.role_class == "rebel") and (avoid is None or mention.country != avoid):
                        return coordinated(sentence, Argument(placed, placed.first, placed.last), _ANY) if fits(_ANY, placed) else [placed]
                    break
    return []
