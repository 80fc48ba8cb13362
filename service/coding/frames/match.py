"""Matches a topic's frames against a sentence: a trigger, its voice, and who fills its places."""

from collections.abc import Callable
from dataclasses import dataclass

from service.coding.frames.meaning import NEGATIONS, Miss, lacking_of, meaning_lacking
from service.coding.frames.modality import StoryTime, modality
from service.coding.grammar.arguments import Argument, are_several_states
from service.coding.grammar.objects import find_object
from service.coding.grammar.participants import participants
from service.coding.grammar.targets import Act
from service.coding.grammar.verbgroup import VerbGroup, verb_group
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS
from service.outcome import Modality
from service.topics.frame import Frame, Trigger, separable

_SEPARABLE_REACH = 12
"""Words between a verb and its particle: "kicked the ten remaining Russian diplomats out"."""
_NOUNS_TOO = frozenset("defect desert protest boycott escape censure vote rebuke reproach flight complain".split())
"""Verbs of which a bare form may also be a noun."""
_EACH_OTHER = ("each other", "one another", "mutual", "reciprocal", "each other's", "respective")


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


def glance(sentence: Sentence, triggers: dict[str, tuple[Trigger, ...]], around: Callable[[], str]) -> tuple[bool, list[Miss]]:
    """Whether any frame could be fulfilled, by its words alone, and else what those lacked whose own words are all there.

    Asked before the sentence's parties are looked for, which costs more. `around`: what `Surroundings` calls `words`, made when needed.
    """
    misses = []
    for token, word in enumerate(sentence.words):
        for trigger in triggers.get(word, ()):
            frame = trigger.frame
            phrase = _phrase(sentence, token, trigger)
            if phrase is None or any(sentence.find(need) is None for need in frame.needs_here):
                continue
            if frame.complement is not None and sentence.find(frame.complement) is None:
                continue
            if frame.negated and not any(word in NEGATIONS for word in sentence.words):
                continue
            slot = frame.object
            worded = slot is not None and slot.words is not None and sentence.find(slot.words) is not None
            if slot is not None and not slot.roles and not slot.kinds and not worded:
                continue
            lacking = meaning_lacking(sentence, token, phrase[0], frame, around(), 1)
            if lacking is None:
                return True, []
            if worded or frame.complement is not None:
                misses.append(lacking)
    return False, misses


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
        voice, found = find_object(sentence, token, end, group.first, voice, frame)
        if found is None or (particle is not None and not found.last <= particle <= found.last + 3):
            return Miss(frame, sentence, token, end, "the object of the act", 0)
    elif voice == "open":
        voice = "active"
    lacking = lacking_of(sentence, token, end, group, voice, frame, found, around.words)
    if lacking is not None:
        return lacking
    actors, targets, by_agent = participants(Act(sentence, trigger, token, end, group.first, voice, found))
    if frame.actor_required and (not actors or (voice == "nominal" and frame.object is None and not by_agent and not frame.of_persons)):
        return Miss(frame, sentence, token, end, "an actor of the right kind", 1)
    bare = trigger.lemma in _NOUNS_TOO and not trigger.noun and group.first == token and trigger.tags <= {"base", "s"}
    if frame.of_persons and not trigger.noun and _is_adjective(sentence, token, group, trigger, actors):
        return Miss(frame, sentence, token, end, "a verb: here it only describes a noun", 1)
    if frame.of_persons and "rebel" not in frame.actor.roles and _left_rebels(sentence, end, actors):
        return Miss(frame, sentence, token, end, "a state that he served", 1)
    if (frame.adjacent or bare) and not _adjoins(sentence, actors, group.first, second_too=not bare):
        return Miss(frame, sentence, token, end, "an actor right before the verb", 1)
    if (frame.states or frame.actor_state) and actors and all(_is_crowd(placed) for placed in actors):
        return Miss(frame, sentence, token, end, "a state that acts", 2)
    if not frame.of_persons and any(_is_private(sentence, placed) for placed in actors):
        return Miss(frame, sentence, token, end, "an actor of the right kind", 1)
    if voice == "passive" and not actors and frame.complement is not None and _is_pronoun(found):
        return Miss(frame, sentence, token, end, "an actor of the right kind", 1)  # "she was told to leave", by whomever
    if frame.target_required and not targets:
        return Miss(frame, sentence, token, end, "a state or body it is aimed at", 2)
    begin = _clause_start(group, voice, actors, found, trigger)
    second = not trigger.noun and group.finite and "base" not in trigger.tags and sentence.words[group.first - 1 : group.first] == ("and",)
    mode = modality(
        sentence, begin, group.first, token, around.now, nominal=trigger.noun, negation_is_act=frame.negated, second_verb=second
    )
    if found is not None and not frame.negated and "no" in sentence.words[max(0, found.first - 2) : found.first]:
        mode = Modality.NEGATED  # "lodged no formal protest"
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


_BEFORE_ADJECTIVE = frozenset("the a an its their through over into in on past across around near of at from with for these those".split())
_FROM_WORDS = 8
"""Words after an act within which it says whom one left: "defected last week from the guerrillas"."""


def _is_adjective(sentence: Sentence, token: int, group: VerbGroup, trigger: Trigger, actors: list[Placed]) -> bool:
    """As in "drove through deserted villages": a participle before its noun, which is not the person of the act."""
    if "en" not in trigger.tags or group.first != token or not token or sentence.words[token - 1] not in _BEFORE_ADJECTIVE:
        return False
    return sentence.mention_at(token - 1) is None and not any(placed.first == token + 1 for placed in actors)


def _left_rebels(sentence: Sentence, end: int, actors: list[Placed]) -> bool:
    """As in "defected from Boko Haram": who leaves rebels served no state, whatever his rank."""
    if any(placed.mention.country and not placed.mention.inferred for placed in actors):
        return False
    for token in range(end, min(end + _FROM_WORDS, len(sentence.words) - 1)):
        if sentence.words[token] == "from":
            left = next((p for p in sentence.placed if token < p.first <= token + 3), None)
            return left is not None and left.mention.role_class == "rebel"
    return False


def _is_private(sentence: Sentence, placed: Placed) -> bool:
    """Whether "he" or "she" is more likely a person without a state whom the same sentence names than the last statesman before it."""
    if placed.mention.text.lower() not in {"he", "she"}:
        return False
    named = [p for p in sentence.placed if p.last <= placed.first and p.mention.kind == "person" and p.mention.name]
    return bool(named) and named[-1].mention.country is None


def _is_pronoun(found: Argument | None) -> bool:
    return found is not None and found.placed is not None and found.placed.mention.text.lower() in PRONOUNS


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
        if word == "when" and sentence.words[token - 1 : token] == (",",):
            return False  # "he was a consul until May, when he asked for asylum": the story goes on
        if word in {"since", "after", "when", "before", "until"}:
            return word != "since" or sentence.words[token - 1] not in {"has", "have", "had"}
    return False


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


_FIRST_VERB_WORDS = 14
"""Words that the first of two coordinated verbs, with its object, takes at most."""
_LINKS = frozenset(
    """who which that , have has had also ( ) — – is are was were said reported believed understood thought known alleged on late earlier
    monday tuesday wednesday thursday friday saturday sunday today yesterday last this week month year night then later now once""".split()
)
_POSTED = frozenset("to the in at of from and his her their wife family".split())
"""Words between a person and his verb that only say where he served or with whom he went: "a diplomat in Rome and his wife defect"."""


_SEATED = frozenset({"ministry", "government"})
"""Bodies of which the text may say where they sit: "the foreign ministry in Quito protested"."""


def _adjoins(sentence: Sentence, actors: list[Placed], first: int, *, second_too: bool) -> bool:
    """Whether nothing but links, adverbs and where he served stands between an actor and his verb.

    `second_too`: or whether it is the second of two verbs; not where the word may be a noun ("terrain and desert").
    """
    if (
        second_too
        and sentence.words[first - 1 : first] == ("and",)
        and any(1 < first - placed.last <= _FIRST_VERB_WORDS for placed in actors)
    ):
        return True
    return any(
        placed.last == first
        or all(
            word in _LINKS
            or word.endswith("ly")
            or word.isdigit()
            or (word in _POSTED and (placed.mention.kind in {"person", "group"} or placed.mention.role_class in _SEATED))
            or (
                (posted := sentence.mention_at(token)) is not None
                and posted.first > placed.first
                and (posted.mention.role is None or posted.mention.kind not in {"person", "group"})
            )
            for token, word in enumerate(sentence.words[placed.last : first], placed.last)
        )
        for placed in actors
    )


def _clause_start(group: VerbGroup, voice: str, actors: list[Placed], found: Argument | None, trigger: Trigger) -> int:
    """From which token on words can colour the act.

    A finite verb's cues stand between its subject and itself; an infinitive's and a noun's ("threatens to expel", "calls for the
    expulsion") stand anywhere before.
    """
    if not group.finite:
        adjoining = [placed.last for placed in actors if placed.last == group.first] if "ing" in trigger.tags else []
        return adjoining[0] if adjoining and not trigger.noun else 0
    if voice == "passive" and group.voice == "open":
        return 0  # "wants the envoy recalled" has no finite verb of its own
    subject = found.last if voice == "passive" and found is not None else max((placed.last for placed in actors), default=0)
    return subject if subject <= group.first else 0
