"""Where the words of a trigger stand in a sentence, the kind of its verb group, and which sentences are worth reading for it."""

from collections.abc import Callable, Mapping

from service.coding.act import Act, Miss
from service.coding.frames.meaning import NEGATIONS, meaning_lacking
from service.coding.grammar.verbgroup import VerbGroup, verb_group
from service.coding.sentence import Line, Sentence
from service.topics.frame import Frame, Trigger, separable

Triggers = Mapping[str, tuple[Trigger, ...]]
"""First word of a trigger's form -> the triggers that begin with it."""
_SEPARABLE_REACH = 12
"""Words between a verb and its particle: "kicked the ten remaining Russian diplomats out"."""


def act_at(sentence: Sentence, token: int, trigger: Trigger) -> Act | None:
    """The act whose trigger begins at `token`, nothing found of it yet; None when not all of the trigger's words are there."""
    phrase = _phrase(sentence.words, token, trigger)
    if phrase is None:
        return None
    end, particle = phrase
    if trigger.noun:
        return Act(sentence, trigger, token, end, particle, VerbGroup(token, token, "active", finite=False), "nominal")
    group = verb_group(sentence.words, token, trigger.tags)
    return Act(sentence, trigger, token, end, particle, group, group.voice)


def _phrase(words: tuple[str, ...], token: int, trigger: Trigger) -> tuple[int, int | None] | None:
    """Past-the-end word of the trigger, and where its particle stands when the object comes between; None when it is not there."""
    if not trigger.rest:
        return token + 1, None
    width = len(trigger.rest)
    if words[token + 1 : token + 1 + width] == trigger.rest:
        return token + 1 + width, None
    if trigger.noun or trigger.frame.object is None or not separable(trigger.rest[-1]):
        return None
    for start in range(token + 2, min(token + _SEPARABLE_REACH, len(words) - width + 1)):
        if words[start : start + width] == trigger.rest:
            return token + 1, start
    return None


def of_frames(triggers: Triggers, words: tuple[str, ...], frames: frozenset[Frame]) -> Triggers:
    """The triggers of these frames of which the first word and the last are there."""
    found = {}
    here = frozenset(words)
    for word in here & triggers.keys():
        kept = tuple(trigger for trigger in triggers[word] if trigger.frame in frames and (not trigger.rest or trigger.rest[-1] in here))
        if kept:
            found[word] = kept
    return found


def first_of(line: Line, frame: Frame, triggers: Triggers) -> tuple[int, int] | None:
    """The words `[a, b)` of the first trigger of a frame in a sentence."""
    for token, word in enumerate(line.words):
        for trigger in triggers.get(word, ()):
            if trigger.frame is frame:
                phrase = _phrase(line.words, token, trigger)
                return token, phrase[0] if phrase is not None else token + 1
    return None


def glance(sentence: Sentence, triggers: Triggers, around: Callable[[], str]) -> tuple[bool, list[Miss]]:
    """Whether any frame could be fulfilled, by its words alone, and else what those lacked whose own words are all there.

    Asked before the sentence's parties are looked for, which costs more. `around`: gives the words near the sentence, if they are needed.
    """
    misses = []
    for token, word in enumerate(sentence.words):
        for trigger in triggers.get(word, ()):
            phrase = _phrase(sentence.words, token, trigger)
            if phrase is None or not _has_words(sentence.line, trigger.frame):
                continue
            frame = trigger.frame
            lacking = meaning_lacking(sentence.line, token, frame, around)
            if lacking is None:
                return True, []
            if _is_worded(sentence.line, frame) or frame.complement is not None:
                misses.append(Miss(frame, sentence, token, phrase[0], lacking.what, lacking.nearness + 1))
    return False, misses


def _has_words(line: Line, frame: Frame) -> bool:
    """Whether the words that only the sentence itself can have for the frame are all there."""
    if any(line.find(need) is None for need in frame.needs_here):
        return False
    if frame.complement is not None and line.find(frame.complement) is None:
        return False
    if frame.negated and not any(word in NEGATIONS for word in line.words):
        return False
    slot = frame.object
    return slot is None or bool(slot.roles or slot.kinds) or _is_worded(line, frame)


def _is_worded(line: Line, frame: Frame) -> bool:
    """Whether words of the frame's object are there."""
    slot = frame.object
    return slot is not None and slot.words is not None and line.find(slot.words) is not None
