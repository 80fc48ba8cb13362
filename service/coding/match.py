"""Matches a topic's frames against a sentence: a trigger, its voice, and who fills its places."""

from dataclasses import dataclass, field
from datetime import datetime

from service.coding.arguments import Argument, agent_right, coordinated, object_left, object_right, subject_left
from service.coding.modality import modality
from service.coding.sentence import Placed, Sentence
from service.coding.verbgroup import verb_group
from service.outcome import Modality
from service.topics.frame import Frame, Trigger

_SEPARABLE_REACH = 9
"""Words between a verb and its particle: "kicked the ten remaining Russian diplomats out"."""
_COMPLEMENT_REACH = 26
_TARGET_REACH = 16


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
    host: str | None = None


@dataclass(slots=True)
class Miss:
    """A trigger whose frame was not fulfilled, and what was missing."""

    frame: Frame
    sentence: Sentence
    first: int
    last: int
    missing: str
    nearness: int = field(default=0)


def match_sentence(
    sentence: Sentence, triggers: dict[str, tuple[Trigger, ...]], context: str, published_at: datetime | None
) -> tuple[list[Match], list[Miss]]:
    """All readings of a sentence. `context`: joined words of the sentences around it, where `needs` may also be met."""
    matches: list[Match] = []
    misses: list[Miss] = []
    for token, word in enumerate(sentence.words):
        for trigger in triggers.get(word, ()):
            found = _read(sentence, token, trigger, context, published_at)
            if isinstance(found, Match):
                matches.append(found)
            elif found is not None:
                misses.append(found)
    return matches, misses


def _read(sentence: Sentence, token: int, trigger: Trigger, context: str, published_at: datetime | None) -> Match | Miss | None:
    frame = trigger.frame
    end = _phrase_end(sentence, token, trigger)
    if end is None:
        return None
    if trigger.noun:
        voice, first, head = "nominal", token, token
    else:
        group = verb_group(sentence.words, token, trigger.tags)
        voice, first, head = group.voice, group.first, token
    found: Argument | None = None
    if frame.object is not None:
        voice, found = _object(sentence, token, end, first, voice, frame)
        if found is None:
            return Miss(frame, sentence, token, end, "the object of the act", 0)
    elif voice == "open":
        voice = "active"
    if frame.own and found is not None and not _is_own(sentence, found):
        return Miss(frame, sentence, token, end, "that the envoy is the actor's own", 2)
    if frame.complement is not None:
        begin = min(token, found.first) if found else token
        if sentence.find(frame.complement, begin, token + _COMPLEMENT_REACH) is None:
            return Miss(frame, sentence, token, end, "the words that make it this act", 0)
    for need in frame.needs_here:
        if sentence.find(need) is None:
            return Miss(frame, sentence, token, end, "a stated objection", 2)
    for need in frame.needs:
        if sentence.find(need) is None and need.search(context) is None:
            return Miss(frame, sentence, token, end, "a stated objection", 2)
    if frame.unless is not None and (sentence.find(frame.unless) is not None):
        return Miss(frame, sentence, token, end, "a meaning that is not excluded", 1)
    actors, targets, host = _parties(sentence, token, end, first, voice, frame, found)
    if frame.actor_required and not actors:
        return Miss(frame, sentence, token, end, "an actor of the right kind", 1)
    if frame.target_required and not targets:
        return Miss(frame, sentence, token, end, "a state or body it is aimed at", 1)
    mode = modality(sentence, first, head, published_at, nominal=trigger.noun)
    relative = any(word in {"who", "which", "whom", "whose"} for word in sentence.words[max(0, first - 6) : first])
    return Match(frame, sentence, token, end, voice, mode, actors, targets, found, sentence.quoted[token], relative, host)


def _phrase_end(sentence: Sentence, token: int, trigger: Trigger) -> int | None:
    if not trigger.rest:
        return token + 1
    width = len(trigger.rest)
    if sentence.words[token + 1 : token + 1 + width] == trigger.rest:
        return token + 1 + width
    if trigger.noun or trigger.frame.object is None:
        return None
    for start in range(token + 2, min(token + _SEPARABLE_REACH, len(sentence.words) - width + 1)):
        if sentence.words[start : start + width] == trigger.rest:
            return token + 1
    return None


def _object(sentence: Sentence, token: int, end: int, first: int, voice: str, frame: Frame) -> tuple[str, Argument | None]:
    slot = frame.object
    assert slot is not None  # noqa: S101  the caller asked
    if voice == "nominal":
        if end < len(sentence.words) and sentence.words[end] in {"of", "for", "against", "to", "with", "from"}:
            found = object_right(sentence, end + 1, slot, 9)
            if found is not None:
                return voice, found
        before = object_left(sentence, token, slot, 5)
        if before is not None and token - before.last <= 2:  # noqa: PLR2004  "the ambassador's expulsion"
            return voice, before
        return voice, None
    if voice != "passive":
        found = object_right(sentence, end, slot)
        if found is not None:
            return "active", found
        if voice == "active":
            return voice, None
    found = object_left(sentence, first, slot)
    return "passive", found


def _is_own(sentence: Sentence, found: Argument) -> bool:
    return any(
        word in {"its", "their", "his", "her", "own", "our", "home", "back"}
        for word in sentence.words[max(0, found.first - 4) : found.last]
    ) or (found.placed is not None and found.placed.mention.host is not None)


def _parties(
    sentence: Sentence, token: int, end: int, first: int, voice: str, frame: Frame, found: Argument | None
) -> tuple[list[Placed], list[Placed], str | None]:
    targets: list[Placed] = []
    host: str | None = None
    avoid: str | None = None
    if frame.target == "object" and found is not None and found.placed is not None:
        targets = [
            p
            for p in coordinated(sentence, found, frame.object or frame.actor)
            if p.mention.country or p.mention.kind == "organisation" or p is found.placed
        ]
        avoid = found.placed.mention.country
    elif frame.target == "post" and found is not None:
        if found.placed is not None:
            host = found.placed.mention.host
        targets = _after_prepositions(sentence, found.last, ("to", "from", "in", "at"), None)
    elif frame.target == "preposition":
        begin = found.last if found is not None and found.first >= token else end
        targets = _after_prepositions(sentence, begin, frame.prepositions, None)
    if avoid is None and len(targets) == 1:
        avoid = targets[0].mention.country
    subject: Argument | None = None
    if voice == "passive":
        subject = agent_right(sentence, end, frame.actor)
        if subject is None and frame.object is None:
            subject = subject_left(sentence, first, frame.actor, avoid)
    elif voice == "nominal":
        subject = agent_right(sentence, end, frame.actor, 14) or subject_left(sentence, token, frame.actor, avoid)
    else:
        subject = subject_left(sentence, first, frame.actor, avoid)
    actors: list[Placed] = []
    if subject is not None and not (found is not None and found.placed is subject.placed):
        actors = [p for p in coordinated(sentence, subject, frame.actor) if p not in targets]
    if frame.target == "other":
        known = {p.mention.country for p in actors}
        targets = [p for p in sentence.placed if p.mention.country and p.mention.country not in known and p.mention.kind != "place"][:1]
    return actors, targets, host


def _after_prepositions(sentence: Sentence, start: int, prepositions: tuple[str, ...], avoid: str | None) -> list[Placed]:
    for token in range(start, min(start + _TARGET_REACH, len(sentence.words))):
        if sentence.words[token] in {";"}:
            break
        if sentence.words[token] in prepositions:
            for following in range(token + 1, min(token + 6, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None:
                    if (placed.mention.country or placed.mention.kind == "organisation") and placed.mention.country != avoid:
                        return [placed]
                    break
    return []
