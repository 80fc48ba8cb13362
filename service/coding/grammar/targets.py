"""At whom an act is aimed, as far as the sentence of the act says."""

from dataclasses import dataclass

from service.coding.grammar.arguments import Argument, coordinated, fits
from service.coding.grammar.subject import subject_left
from service.coding.sentence import Placed, Sentence
from service.english.mention import Mention
from service.english.pronouns import PRONOUNS
from service.topics.frame import Frame, Trigger

_TARGET_REACH = 16
"""Words after an act or its object within which the preposition of its target stands."""
_FRIENDLY = frozenset({"support", "solidarity", "alongside", "joining", "backing", "defence", "defense", "ally", "allies"})
IN_ANSWER = frozenset({("in", "retaliation"), ("in", "response"), ("in", "protest")})
"""Words behind which stands what an act of states answers."""
_ANY = Frame.anyone()


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger in its sentence: its tokens `[token, end)`, where its verb group begins, its voice and its object."""

    sentence: Sentence
    trigger: Trigger
    token: int
    end: int
    first: int
    voice: str
    object: Argument | None


def targets_of(act: Act) -> list[Placed]:
    """Those that stand where the frame says; none for `other`, which only the actors decide."""
    sentence, frame, found = act.sentence, act.trigger.frame, act.object
    if frame.target == "object" and found is not None and found.placed is not None:
        return including(sentence, coordinated(sentence, found, frame.object or frame.actor))
    if frame.target == "post" and found is not None:
        posts = _after_prepositions(sentence, found.last, ("to", "from", "in", "at", "of"))
        named = found.placed.mention if found.placed is not None and not found.placed.mention.inferred else None
        return [] if posts and named is not None and posts[0].mention.country == named.country else posts
    if frame.of_persons and frame.target == "object" and found is not None and (side := _named_side(sentence, found)) is not None:
        return [side]
    if frame.target in {"preposition", "accused", "refuge", "left"}:
        begin = act.end if found is None else found.last
        if found is None and sentence.words[act.end - 1] in frame.prepositions:
            begin = act.end - 1  # the preposition is part of the verb: "went over to Britain"
        targets = _after_prepositions(sentence, begin, frame.prepositions, ends=not frame.of_persons)
        if frame.target == "accused" and all(placed.mention.kind == "organisation" for placed in targets):
            targets = _accused(act) or targets
        return targets or ([] if frame.of_persons else _recipient_state(act))
    return []


def _accused(act: Act) -> list[Placed]:
    """As in "complained to the United Nations about the Turkish troops": the other state of the sentence, first behind the act."""
    subject = subject_left(act.sentence, act.first, act.trigger.frame.actor, None)
    own = subject.placed.mention.country if subject is not None and subject.placed is not None else None
    others = [p for p in act.sentence.placed if p.mention.country not in {None, own} and p.mention.kind != "place"]
    return sorted(others, key=lambda placed: (placed.first < act.end, placed.first))[:1]


def _named_side(sentence: Sentence, found: Argument) -> Placed | None:
    """Those whom one joined, where only common words name them: "the protesters", "the government in exile"."""
    if found.placed is not None and (found.placed.mention.name or (found.placed.mention.country and not found.placed.mention.inferred)):
        return None
    first = found.first + (sentence.words[found.first] == "the")
    if found.placed is not None and (found.placed.first, found.placed.last) == (first, found.last):
        return None
    start, end = sentence.tokens.starts[first], sentence.tokens.ends[found.last - 1]
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Placed(Mention(start, end, text, "group", role_class="rebel", plural=True), first, found.last)


def _recipient_state(act: Act) -> list[Placed]:
    """As in "sent Bangkok a note": the party between the verb and what it is given."""
    found = act.object
    if found is None or found.first <= act.end:
        return []
    return [p for p in act.sentence.placed if act.end <= p.first and p.last <= found.first and (p.mention.country or p.mention.name)][:1]


def including(sentence: Sentence, found: list[Placed]) -> list[Placed]:
    """As in "delegates from countries including France and Britain": the list that follows names the states."""
    if not found or found[-1].mention.country:
        return found
    last = found[-1].last
    for token in range(last, min(last + 8, len(sentence.words) - 1)):
        if sentence.words[token] in {"including", "like"} or sentence.words[token : token + 2] == ("such", "as"):
            for following in range(token + 1, min(token + 4, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None and placed.mention.country:
                    listed = _chain(sentence, placed)
                    return [*found, *listed] if found[-1].mention.role_class != "states" else listed
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
        if following.mention.kind not in {"state", "place"} or following.mention.role_class not in {None, "government"}:
            break
        found.append(following)
        token = following.last
    return found


def other_party(sentence: Sentence, actors: list[Placed], token: int) -> list[Placed]:
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
    """As in "in support of Ukraine", "alongside France": a party that the act is not aimed at."""
    before = sentence.words[max(0, placed.first - 3) : placed.first]
    return any(word in _FRIENDLY for word in before)


def _after_prepositions(sentence: Sentence, start: int, prepositions: tuple[str, ...], *, ends: bool = False) -> list[Placed]:
    for token in range(start, min(start + _TARGET_REACH, len(sentence.words))):
        if sentence.words[token] == ";" or (ends and sentence.words[token : token + 2] in IN_ANSWER):
            break
        if sentence.words[token] in prepositions:
            if sentence.words[token + 1 : token + 2] in {("it",), ("them",)}:
                return []  # "severed relations with it": whom, the rest of the text tells
            for following in range(token + 1, min(token + 6, len(sentence.words))):
                placed = sentence.mention_at(following)
                if placed is not None:
                    mention = placed.mention
                    if mention.country or mention.name or mention.role_class == "rebel":
                        joined = coordinated(sentence, Argument(placed, placed.first, placed.last), _ANY) if fits(_ANY, placed) else []
                        return joined if len(joined) > 1 else _chain(sentence, placed)
                    break
    return []
