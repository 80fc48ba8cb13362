"""At whom an act is aimed, as far as the sentence of the act says."""

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import coordinated, fits
from service.coding.grammar.subject import subject_left
from service.coding.sentence import Placed, Sentence
from service.english.mention import Mention
from service.english.pronouns import PRONOUNS
from service.topics.frame import Frame

_TARGET_REACH = 16
"""Words after an act or its object within which the preposition of its target stands."""
_FRIENDLY = frozenset({"support", "solidarity", "alongside", "joining", "backing", "defence", "defense", "ally", "allies"})
IN_ANSWER = frozenset({("in", "retaliation"), ("in", "response"), ("in", "protest")})
"""Words behind which stands what an act of states answers."""
_ANY = Frame.anyone()
_MATTERS = frozenset({"over", "about", "after", "amid"})
"""Words behind which stands what a quarrel is about: "in a row over a Chinese port"."""
_BY_WORDS = 3
"""Words behind "by" within which its party begins: "by the chief Ghanaian delegate"."""


def targets_of(act: Act) -> list[Placed]:
    """Those that stand where the frame says; none for `other`, which only the actors decide."""
    frame, found = act.frame, act.object
    if frame.target == "object" and found is not None:
        if found.placed is not None:
            return including(act.sentence, coordinated(act.sentence, found, frame.object or frame.actor))
        side = _named_side(act.sentence, found) if frame.of_persons else None
        return [side] if side is not None else []
    if frame.target == "post" and found is not None:
        return _posts(act.sentence, found)
    return _behind(act) if frame.target in {"preposition", "accused", "refuge", "left"} else []


def _posts(sentence: Sentence, found: Argument) -> list[Placed]:
    """Where the envoy is posted; not the state that sent him."""
    posts = _after_prepositions(sentence, found.last, ("to", "from", "in", "at", "of"))
    named = found.placed.mention if found.placed is not None and not found.placed.mention.inferred else None
    return [] if posts and named is not None and posts[0].mention.country == named.country else posts


def _behind(act: Act) -> list[Placed]:
    """Those behind one of the frame's prepositions; in acts of states, else whom the verb reaches before its object."""
    frame = act.frame
    begin = act.end if act.object is None else act.object.last
    if act.object is None and act.sentence.words[act.end - 1] in frame.prepositions:
        begin = act.end - 1  # the preposition is part of the verb: "went over to Britain"
    targets = _after_prepositions(act.sentence, begin, frame.prepositions, ends=not frame.of_persons)
    if frame.target == "accused" and all(placed.mention.kind == "organisation" for placed in targets):
        targets = _accused(act) or targets
    return targets or ([] if frame.of_persons else _recipient_state(act))


def _accused(act: Act) -> list[Placed]:
    """As in "complained to the United Nations about the Turkish troops": the other state of the sentence, first behind the act."""
    subject = subject_left(act, act.first)
    own = subject.country if subject is not None else None
    others = [p for p in act.sentence.placed if p.mention.country not in {None, own} and p.mention.kind != "place"]
    first = next(iter(sorted(others, key=lambda placed: (placed.first < act.end, placed.first))), None)
    return [] if first is None else [p for p in _chain(act.sentence, first) if p.mention.country != own]


def _named_side(sentence: Sentence, found: Argument) -> Placed | None:
    """Those whom one joined, where only common words name them: "the protesters", "the government in exile"."""
    if found.placed is not None and (found.placed.mention.name or (found.placed.mention.country and not found.placed.mention.inferred)):
        return None
    first = found.first + (sentence.words[found.first] == "the")
    if found.placed is not None and (found.placed.first, found.placed.last) == (first, found.last):
        return None
    start, end = sentence.line.span(first, found.last)
    return Placed(Mention(start, end, sentence.line.source[start:end], "group", role_class="rebel", plural=True), first, found.last)


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


def other_party(sentence: Sentence, actors: list[Placed], token: int, *, of_persons: bool = True) -> list[Placed]:
    """The other party of the sentence: the first after the act that is not a mere place, else before it, else a place."""
    known = {placed.mention.country for placed in actors} | {None}
    others = [placed for placed in sentence.placed if placed not in actors]
    parties = [
        p
        for p in others
        if p.mention.country not in known
        and p.mention.text.lower() not in PRONOUNS
        and not (_is_friend(sentence, p) or _is_in_compound(sentence, p))
    ]
    if (doer := _doer_of_matter(sentence, parties, token)) is not None:
        return [doer]
    parties.sort(key=lambda p: 2 if p.mention.kind == "place" else p.first < token)
    bodies = [p for p in others if p.mention.kind in {"organisation", "group"} and p.mention.name]
    if not of_persons and parties and parties[0].mention.kind == "place":
        parties = [p for p in bodies if p.mention.kind == "organisation"] or parties  # "a G7 meeting in Paris"
    rebels = [p for p in others if p.mention.role_class == "rebel"]
    return (parties or bodies or rebels)[:1]


def _is_in_compound(sentence: Sentence, placed: Placed) -> bool:
    """As in "his Soviet-built helicopter", "the pro-Russian authorities", "the Hague-based tribunal": no party at all."""
    source, mention = sentence.line.source, placed.mention
    return (
        mention.role_class == "attribute"
        and "-" in source[mention.end : mention.end + 1] + source[max(0, mention.start - 1) : mention.start]
    )


def _doer_of_matter(sentence: Sentence, parties: list[Placed], token: int) -> Placed | None:
    """Who did, in a by-phrase, what the act is about: "condemned the raid on the Kenyan embassy by Sudanese police"."""
    behind = [p for p in parties if p.first > token and p.mention.kind != "place"]
    by = [p for p in behind if "by" in sentence.words[max(0, p.first - _BY_WORDS) : p.first]]
    return by[0] if by and behind[0] is not by[0] else None


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
                if sentence.words[following] in _MATTERS:
                    break
                placed = sentence.mention_at(following)
                if placed is not None:
                    mention = placed.mention
                    if mention.country or mention.name or mention.role_class == "rebel":
                        joined = coordinated(sentence, Argument.of(placed), _ANY) if fits(_ANY, placed) else []
                        return joined if len(joined) > 1 else _chain(sentence, placed)
                    break
    return []
