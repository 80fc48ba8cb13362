"""Matches a topic's frames against a sentence: a trigger, its voice, and who fills its places."""

from collections.abc import Callable

from service.coding.act import Act, Match, Miss
from service.coding.frames.fitness import unfit
from service.coding.frames.meaning import lacking_of
from service.coding.frames.modality import modality
from service.coding.frames.triggers import Triggers, act_at
from service.coding.grammar.objects import find_object
from service.coding.grammar.participants import Participants, participants
from service.coding.sentence import Sentence
from service.coding.story_time import StoryTime

_PARTICLE_WORDS = 3
"""Words between an object and the particle behind it."""
_EACH_OTHER = ("each other", "one another", "mutual", "reciprocal", "each other's", "respective")
_RELATIVE = frozenset({"who", "which", "whom", "whose"})
_RELATIVE_WORDS, _SUBORDINATE_WORDS = 6, 11
"""Words before a verb within which stands what makes its clause a relative one, or one of time or reason."""


def match_sentence(
    sentence: Sentence, triggers: Triggers, around: Callable[[], str], now: StoryTime, sure: frozenset[str] = frozenset()
) -> tuple[list[Match], list[Miss]]:
    """All readings of a sentence: for each trigger all frames that it fulfils, in the order of their topic's file.

    `around`: gives the words of the title and of the sentences beside it, if they are needed; `now`: the story's own time; `sure`: kinds
    of which the judge says that the sentence tells them, so that words which would speak against one don't count.
    """
    matches: list[Match] = []
    misses: list[Miss] = []
    for token, word in enumerate(sentence.words):
        for trigger in triggers.get(word, ()):
            act = act_at(sentence, token, trigger)
            found = _read(act, around, now, sure) if act is not None else None
            if isinstance(found, Match):
                matches.append(found)
            elif found is not None:
                misses.append(found)
    return matches, misses


def _read(act: Act, around: Callable[[], str], now: StoryTime, sure: frozenset[str]) -> Match | Miss:
    lacking = _settle_object(act) or lacking_of(act, around, sure)
    if lacking is not None:
        return lacking
    parties = participants(act)
    lacking = unfit(act, parties)
    if lacking is not None:
        return lacking
    return _matched(act, parties, now)


def completed(miss: Miss, now: StoryTime) -> Match | None:
    """An act that lacks something for its frame, read all the same, as the judge is sure of it; None when nothing was found of it."""
    return None if miss.act is None else _matched(miss.act, participants(miss.act), now)


def _matched(act: Act, parties: Participants, now: StoryTime) -> Match:
    mode = modality(act, _clause_start(act, parties), now)
    relative = _in_relative(act.sentence, act.first) or _subordinate(act.sentence, act.first)
    mutual = any(f" {phrase} " in act.sentence.line.joined for phrase in _EACH_OTHER)
    return Match(act, mode, tuple(parties.actors), tuple(parties.targets), parties.by_agent, relative, mutual)


def _settle_object(act: Act) -> Miss | None:
    """Find the object and the voice, where the frame wants an object."""
    if act.frame.object is None:
        act.voice = "active" if act.voice == "open" else act.voice
        return None
    find_object(act)
    found = act.object
    if found is None or (act.particle is not None and not found.last <= act.particle <= found.last + _PARTICLE_WORDS):
        return act.lacks("the object of the act", 0)
    return None


def _clause_start(act: Act, parties: Participants) -> int:
    """From which word on words can colour the act.

    A finite verb's cues stand between its subject and itself; an infinitive's and a noun's ("threatens to expel", "calls for the
    expulsion") stand anywhere before.
    """
    first, found = act.first, act.object
    if not act.group.finite:
        adjoining = not act.trigger.noun and "ing" in act.trigger.tags and any(placed.last == first for placed in parties.actors)
        return first if adjoining else 0
    if act.voice == "passive" and act.group.voice == "open":
        return 0  # "wants the envoy recalled" has no finite verb of its own
    before = [found.last] if act.voice == "passive" and found is not None else [placed.last for placed in parties.actors]
    subject = max(before, default=0)
    return subject if subject <= first else 0


def _in_relative(sentence: Sentence, first: int) -> bool:
    """Whether the verb stands in a relative clause: "who snubbed X by skipping", "in which the two had severed"."""
    for token in range(first - 1, max(-1, first - _RELATIVE_WORDS - 1), -1):
        word = sentence.words[token]
        if word in _RELATIVE:
            return True
        if word in {",", ";", ":", "."}:
            return False
    return False


def _subordinate(sentence: Sentence, first: int) -> bool:
    """Whether the verb stands in a clause that only says when or why ("since the ambassador was expelled")."""
    for token in range(first - 1, max(-1, first - _SUBORDINATE_WORDS - 1), -1):
        word = sentence.words[token]
        if word in {",", ";", ":"}:
            return False
        if word == "when" and sentence.words[token - 1 : token] == (",",):
            return False  # "he was a consul until May, when he asked for asylum": the story goes on
        if word in {"since", "after", "when", "before", "until"}:
            return word != "since" or sentence.words[token - 1] not in {"has", "have", "had"}
    return False
