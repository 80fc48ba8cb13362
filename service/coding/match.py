"""Matches a topic's frames against a sentence: a trigger, its voice, and who fills its places."""

from dataclasses import dataclass, field
from service.coding.arguments import Argument, agent_right, coordinated, fits, object_left, object_right, owner_left, subject_left
from service.coding.modality import StoryTime, modality
from service.coding.sentence import Placed, Sentence
from service.coding.verbgroup import VerbGroup, verb_group
from service.outcome import Modality
from service.topics.frame import Frame, Slot, Trigger, separable

_SEPARABLE_REACH = 12
"""Words between a verb and its particle: "kicked the ten remaining Russian diplomats out"."""
_COMPLEMENT_REACH = 26
"""Words after a verb within which its complement stands: "ordered A, B and C, who ..., to leave"."""
_TARGET_REACH = 16
_KEPT_OBJECT_REACH = 4
"""Words after a passive verb within which the object stands that it keeps: "was given political asylum"."""
_NEXT_WORDS = 6
"""Words between a trigger and a target that follows it: "complained to the rather puzzled ambassador"."""
_NEGATIONS = frozenset(
    "not n't no nobody none never won't wouldn't didn't doesn't don't cannot neither nor isn't aren't wasn't weren't".split()
)
_BEFORE_PARTICIPLE = frozenset("the a an this that hear meet watch former said escaped of by with from".split())
_GIVING = frozenset({"give", "grant", "offer", "provide"})
"""Verbs whose subject gives: who gets is the person that the frame is about."""
_BE = frozenset("be been being is are was were get gets got".split())
_OWN = frozenset("its their his her own our home".split())
_FRIENDLY = frozenset({"support", "solidarity", "alongside", "joining", "backing", "defence", "defense", "ally", "allies"})
_OPENS_OBJECT = frozenset("the a an his her their its this that these those how what when where why my our your him them me us it".split())
_AFTER_PARTICIPLE = frozenset(
    "by over after from for to in on as amid following because at since with and , when while home back out last this yesterday".split()
)
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
_PRONOUNS = frozenset("he she they his her their him them it its".split())
_EACH_OTHER = ("each other", "one another", "mutual", "reciprocal", "each other's")


@dataclass(slots=True)
class Match:
    """One reading of one sentence by one frame."""

    frame: Frame
    sentence: Sentence
    head: int
    last: int
    voice: str
    modality: Modality
    actors: list[Placed]
    targets: list[Placed]
    object: Argument | None
    quoted: bool
    relative: bool
    by_agent: bool
    """The actor is the grammatical subject or agent, not guessed from the context."""
    mutual: bool


@dataclass(slots=True)
class Miss:
    """A trigger whose frame was not fulfilled, and what was missing."""

    frame: Frame
    sentence: Sentence
    first: int
    last: int
    missing: str
    nearness: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a frame may look at beside its sentence: the words of the sentences next to it and of the title, and its time."""

    words: str
    now: StoryTime


def match_sentence(sentence: Sentence, triggers: dict[str, tuple[Trigger, ...]], around: Surroundings) -> tuple[list[Match], list[Miss]]:
    """All readings of a sentence: for each trigger all frames that it fulfils, in the order of their topic's file."""
    matches: list[Match] = []
    misses: list[Miss] = []
    for token, word in enumerate(sentence.words):
        for trigger in triggers.get(word, ()):
            found = _read(sentence, token, trigger, around)
            if isinstance(found, Match):
                matches.append(found)
            elif found is not None:
                misses.append(found)
    return matches, misses


def _read(sentence: Sentence, token: int, trigger: Trigger, around: Surroundings) -> Match | Miss | None:
    frame = trigger.frame
    phrase = _phrase(sentence, token, trigger)
    if phrase is None:
        return None
    end, particle = phrase
    group = VerbGroup(token, token, "active", finite=False) if trigger.noun else verb_group(sentence.words, token, trigger.tags)
    voice: str = "nominal" if trigger.noun else group.voice
    found: Argument | None = None
    if frame.object is not None:
        voice, found = _object(sentence, token, end, group.first, voice, frame)
        if found is None or (particle is not None and not found.last <= particle <= found.last + 3):
            return Miss(frame, sentence, token, end, "the object of the act", 0)
    elif voice == "open":
        voice = "active"
    lacking = _lacking(sentence, token, end, group, voice, frame, found, around)
    if lacking is not None:
        return lacking
    actors, targets, by_agent = _parties(sentence, token, end, group.first, voice, trigger, found)
    if frame.actor_required and not actors:
        return Miss(frame, sentence, token, end, "an actor of the right kind", 1)
    bare = (
        frame.object is None and not trigger.noun and group.first == token and trigger.tags <= {"base", "s"}
    )  # "a defect", "protests": nouns too
    if (frame.adjacent or bare) and not _adjoins(sentence, actors, group.first):
        return Miss(frame, sentence, token, end, "an actor right before the verb", 1)
    if (frame.states or frame.actor_state) and actors and all(_is_crowd(placed) for placed in actors):
        return Miss(frame, sentence, token, end, "a state that acts", 2)
    if frame.target_required and not targets:
        return Miss(frame, sentence, token, end, "a state or body it is aimed at", 2)
    begin = _clause_start(group, voice, actors, found, trigger)
    mode = modality(sentence, begin, group.first, token, around.now, nominal=trigger.noun, negation_is_act=frame.negated)
    relative = _in_relative(sentence, group.first) or _subordinate(sentence, group.first)
    if (
        mode is Modality.ASSERTED
        and trigger.tags == frozenset({"base"})
        and group.first == token
        and sentence.words[token - 1 : token] == ("who",)
    ):
        mode = Modality.HYPOTHETICAL  # "pilots who defect": whoever does, not those who did
    mutual = any(f" {phrase} " in sentence.joined for phrase in _EACH_OTHER)
    return Match(frame, sentence, token, end, voice, mode, actors, targets, found, sentence.quoted[token], relative, by_agent, mutual)


def _is_crowd(placed: Placed) -> bool:
    """ "delegates", "officials": people of no state in particular; not "six Gulf states"."""
    mention = placed.mention
    return mention.kind == "group" and mention.plural and not mention.country and not mention.name and mention.role_class != "states"


def _in_relative(sentence: Sentence, first: int) -> bool:
    """Whether the verb stands in a relative clause: "who snubbed X by skipping", "in which the two had severed"."""
    for token in range(first - 1, max(-1, first - 7), -1):
        word = sentence.words[token]
        if word in {"who", "which", "whom", "whose"}:
            return True
        if word in {",", ";", ":", "."}:
            return False
    return False


def _subordinate(sentence: Sentence, first: int) -> bool:
    """Whether the verb stands in a clause that only says when or why ("since the ambassador was expelled")."""
    for token in range(first - 1, max(-1, first - 12), -1):
        word = sentence.words[token]
        if word in {",", ";", ":"}:
            return False
        if word in {"since", "after", "when", "before", "until"}:
            return True
    return False


def _lacking(
    sentence: Sentence, token: int, end: int, group: VerbGroup, voice: str, frame: Frame, found: Argument | None, around: Surroundings
) -> Miss | None:
    """What the sentence does not say though the frame needs it; None when nothing is missing."""
    if frame.own and found is not None and not _is_own(sentence, found, frame, voice):
        return Miss(frame, sentence, token, end, "that the envoy is the actor's own", 2)
    if (
        frame.target == "object"
        and not frame.own
        and found is not None
        and sentence.words[found.first - 1 if found.first else 0] in {"its", "own"}
    ):
        return Miss(frame, sentence, token, end, "that it is another state's", 1)
    if frame.complement is not None:
        begin = end if voice == "active" else (min(token, found.first) if found else token)
        if sentence.find(frame.complement, begin, token + _COMPLEMENT_REACH) is None:
            return Miss(frame, sentence, token, end, "the words that make it this act", 0)
    if frame.negated and not any(
        word in _NEGATIONS for word in (*sentence.words[max(0, group.first - 8) : token], *sentence.words[end : end + 2])
    ):
        return Miss(frame, sentence, token, end, "a refusal", 0)
    certain = 2 if found is not None else 0
    for need, phrases in zip(frame.needs_here, frame.needs_here_phrases, strict=True):
        if sentence.find(need) is None:
            return Miss(frame, sentence, token, end, f"{_such_as(phrases)} in the same sentence", certain)
    for need, phrases in zip(frame.needs, frame.needs_phrases, strict=True):
        if sentence.find(need) is None and need.search(around.words) is None:
            return Miss(frame, sentence, token, end, f"{_such_as(phrases)} in it or near it", certain + 1)
    for pattern, words in ((frame.unless, ""), (frame.unless_near, around.words)):
        if pattern is not None:
            excluding = pattern.search(sentence.joined) or pattern.search(words)
            if excluding is not None:
                return Miss(frame, sentence, token, end, f'another meaning than that of "{excluding.group()}"', certain + 1)
    return None


def _such_as(phrases: tuple[str, ...]) -> str:
    shown = [phrase.replace("*", "").replace(" _ ", " ... ") for phrase in phrases[:3]]
    return "a word such as " + ", ".join(f'"{phrase}"' for phrase in shown)


def _phrase(sentence: Sentence, token: int, trigger: Trigger) -> tuple[int, int | None] | None:
    """Past-the-end token of the trigger, and where its particle stands when the object comes between; None when it is not there."""
    if not trigger.rest:
        return token + 1, None
    width = len(trigger.rest)
    if sentence.words[token + 1 : token + 1 + width] == trigger.rest:
        return token + 1 + width, None
    if trigger.noun or trigger.frame.object is None or not separable(trigger.rest[-1]):
        return None
    for start in range(token + 2, min(token + _SEPARABLE_REACH, len(sentence.words) - width + 1)):
        if sentence.words[start : start + width] == trigger.rest:
            return token + 1, start
    return None


def _object(sentence: Sentence, token: int, end: int, first: int, voice: str, frame: Frame) -> tuple[str, Argument | None]:
    slot = frame.object
    assert slot is not None  # noqa: S101  the caller asked
    if voice == "nominal" and frame.loose:
        return "passive", object_left(sentence, token, slot) or object_right(sentence, end, slot)
    if voice == "nominal":
        if end < len(sentence.words) and sentence.words[end] in {"of", "for", "against", "to", "with", "from"}:
            found = object_right(sentence, end + 1, slot, 9)
            if found is not None:
                return voice, found
        before = object_left(sentence, token, slot, 5)
        if before is not None and (
            before.last == token or sentence.words[before.last : token] in {("'s",), ("'",)}
        ):  # "the ambassador's expulsion"
            return voice, before
        return voice, None
    if voice != "passive":
        found = object_right(sentence, end, slot)
        if found is not None:
            return "active", found
        if voice == "active":
            return voice, None
        if not _may_be_reduced_passive(sentence, end, slot):
            return "active", None
    found = object_left(sentence, first, slot)
    if found is None and slot.words is not None:
        kept = object_right(sentence, end, slot, _KEPT_OBJECT_REACH)
        if kept is not None:
            return "active", kept  # "was granted asylum": the subject is the one who got it
    return "passive", found


def _may_be_reduced_passive(sentence: Sentence, end: int, slot: Slot) -> bool:
    """Whether a bare -ed form can be a participle ("Russian envoy summoned over ..."): in a title, or before a preposition.

    "The ambassador recalled the night" has its object, and "..., the ambassador recalled." ends: both are plain past.
    """
    following = sentence.words[end] if end < len(sentence.words) else ""
    if slot.words is None and following in _OPENS_OBJECT:
        return False
    return sentence.part == "title" or following in _AFTER_PARTICIPLE or slot.words is not None


def _is_own(sentence: Sentence, found: Argument, frame: Frame, voice: str) -> bool:
    """ "its ambassador", "the ambassador to X", "the French ambassador was recalled"; not "France recalled the German ambassador"."""
    if found.placed is None:
        return False
    mention = found.placed.mention
    if mention.former or (mention.role or "").lower().split(" ")[-1][:5] not in mention.text.lower():
        return False  # a person of whom the office is only known from elsewhere
    if any(word in _OWN for word in sentence.words[max(0, found.first - 3) : found.last]):
        return True
    if mention.country is None or mention.inferred:
        return True
    if voice != "active":
        return mention.role_class != "mission"
    subject = subject_left(sentence, found.first, frame.actor, None)
    return subject is not None and subject.placed is not None and subject.placed.mention.country == mention.country


def _adjoins(sentence: Sentence, actors: list[Placed], first: int) -> bool:
    return any(
        placed.last == first
        or all(
            word in {"who", "which", "that", ",", "have", "has", "had", "also", ")", "—", "–"}
            or word.endswith("ly")
            or (word in {"to", "the", "in", "at", "of"} and placed.mention.role_class in {"ambassador", "diplomat", "mission"})
            or ((posted := sentence.mention_at(token)) is not None and posted.first > placed.first and posted.mention.role is None)
            for token, word in enumerate(sentence.words[placed.last : first], placed.last)
        )
        for placed in actors
    )


def _clause_start(group: VerbGroup, voice: str, actors: list[Placed], found: Argument | None, trigger: Trigger) -> int:
    """From which token on words can colour the act: a finite verb's cues stand between its subject and itself; an infinitive's and a
    noun's ("threatens to expel", "calls for the expulsion") stand anywhere before."""
    if not group.finite:
        adjoining = [placed.last for placed in actors if placed.last == group.first] if "ing" in trigger.tags else []
        return adjoining[0] if adjoining and not trigger.noun else 0
    if voice == "passive" and group.voice == "open":
        return 0  # "wants the envoy recalled" has no finite verb of its own
    subject = found.last if voice == "passive" and found is not None else max((placed.last for placed in actors), default=0)
    return subject if subject <= group.first else 0


def _parties(
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
        if p.mention.country not in known and p not in actors and p.mention.text.lower() not in _PRONOUNS and not _is_friend(sentence, p)
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


_ANY = Frame.anyone()
