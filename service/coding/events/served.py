"""Which state somebody served whose mention names none: what he left, what stands beside him, else the nearest nationality."""

from service.coding.act import Match
from service.coding.grammar.leavers import state_left
from service.coding.read_article import ReadArticle
from service.coding.sentence import Placed, Sentence

_WENT_OVER = frozenset({"refuge", "preposition"})
"""Targets of acts of persons who went from their own state to another."""
_SCENES = frozenset((word,) for word in "in at to into near".split())
"""Words before where it happened."""
_MATTERS = frozenset((word,) for word in "over against about on".split())
"""Words before what the quarrel is about."""
_HOSTS = frozenset({"police", "official", "ministry", "journalist", "broadcaster"})
"""Classes of those who receive, question and tell of one who has come over."""
_POSTED = frozenset({"diplomat", "ambassador", "mission", "delegation"})
_ORIGIN = frozenset({"from", "of", "with", "in"})
_FROM = frozenset({"from"})
"""The surest of them: "in" may only say where somebody is, which what he flees says better."""
_AT_COURT = frozenset({("close", "to"), ("loyal", "to")})
_ORIGIN_WORDS = 4
"""Words behind a mention or a verb within which such a word stands, and behind that within which the state begins."""
QUARREL = frozenset("row dispute quarrel spat feud conflict standoff war rift".split())
"""Words for what two states have with each other."""
_WHY = QUARREL | {"protest", "invasion", "crackdown", "fighting"}
"""Words between "of" and a state that say why somebody left, not whom: "in protest of the war with Iran"."""
_OF_OFFICE = frozenset({(), ("in",), ("of",), ("at",), ("for",), ("to",), ("with",)})
"""What may open the rest of an office before the name that it is set beside."""
_OFFICE_WORDS = 6
"""How many words it has at most."""


def state_served(placed: Placed, match: Match, read: ReadArticle) -> tuple[str | None, bool]:
    """The state (alpha-3) of a servant whose mention names none, and whether it is only inferred; None where no state is spoken of."""
    taken = {p.mention.country for p in match.targets}
    said = (
        _said_beside(placed, match, taken, _FROM)
        or _left(match, taken)
        or _said_beside(placed, match, taken, _ORIGIN - {"in"} if placed.mention.role_class in _POSTED else _ORIGIN)
        or _said_behind(match, taken)
        or _of_apposed_office(placed, match.sentence, taken)
    )
    if said is not None:
        return said, False
    return _nationality_near(placed, read.near(match.sentence), taken, went=match.frame.target in _WENT_OVER), True


def _left(match: Match, taken: set[str | None]) -> str | None:
    """The state that the verb says he left."""
    left = state_left(match.act)
    return left.mention.country if left is not None and left.mention.country not in taken else None


def _said_beside(placed: Placed, match: Match, taken: set[str | None], links: frozenset[str]) -> str | None:
    """The state behind "from", "of" and the like, right after the mention; a diplomat in Paris is not France's."""
    end = match.head if placed.last < match.head else len(match.sentence.words)
    return _linked(match.sentence, range(placed.last, end), links, taken)


def _said_behind(match: Match, taken: set[str | None]) -> str | None:
    """The same after the verb: "defected from Chad"."""
    return _linked(match.sentence, range(match.last, len(match.sentence.words)), _ORIGIN - {"in"}, taken)


def _linked(sentence: Sentence, tokens: range, links: frozenset[str], taken: set[str | None]) -> str | None:
    for token in tokens[:_ORIGIN_WORDS]:
        if sentence.words[token] in links or sentence.words[token - 1 : token + 1] in _AT_COURT:
            found = _state_behind(sentence, token, taken)
            if found is not None:
                return found
    return None


def _state_behind(sentence: Sentence, token: int, taken: set[str | None]) -> str | None:
    for following in range(token + 1, min(token + 1 + _ORIGIN_WORDS, len(sentence.words))):
        if sentence.words[following] in _WHY:
            return None
        other = sentence.mention_at(following)
        if other is not None and other.mention.country and other.mention.country not in taken:
            return other.mention.country
    return None


def _of_apposed_office(placed: Placed, sentence: Sentence, taken: set[str | None]) -> str | None:
    """The state of the office that the name stands beside: "a Syrian commander in the Republican Guard, Karim Azzam"."""
    words, first = sentence.words, placed.first
    if placed.mention.kind != "person" or not placed.mention.name or words[first - 1 : first] != (",",):
        return None
    offices = [p for p in sentence.placed if p.last < first and p.mention.kind == "person" and p.mention.role and not p.mention.plural]
    if not offices or offices[-1].mention.name or offices[-1].mention.country in taken | {None}:
        return None
    between = words[offices[-1].last : first - 1]
    return offices[-1].mention.country if "," not in between and between[:1] in _OF_OFFICE and len(between) <= _OFFICE_WORDS else None


def _nationality_near(placed: Placed, near: list[Sentence], taken: set[str | None], *, went: bool) -> str | None:
    """The state that the nearest sentences speak of, in his own the nearest to him: not as a mere scene, if they speak of any other.

    `went`: he did not stay in his own, so that a scene in his sentence is where he went.
    """
    spoken = [
        (sentence, other)
        for sentence in near
        for other in (_nearest_first(placed, sentence) if sentence is near[0] else sentence.placed)
        if other is not placed and other.mention.country not in taken | {None} and not _is_elsewhere(near[0], sentence, other, went=went)
    ]
    states = [other.mention.country for sentence, other in spoken if not _is_scene(sentence, other)]
    return next(iter([*states, *(other.mention.country for _, other in spoken)]), None)


def _nearest_first(placed: Placed, sentence: Sentence) -> list[Placed]:
    return sorted(sentence.placed, key=lambda other: abs(other.first - placed.first))


def _is_elsewhere(act: Sentence, sentence: Sentence, placed: Placed, *, went: bool) -> bool:
    """Whether it is what the quarrel is about, where he went ("at an airport in Paris"), or a state of other news: not whom he served."""
    before = sentence.words[max(0, placed.first - 1) : placed.first]
    fought = before == ("with",) and not _WHY.isdisjoint(sentence.words[max(0, placed.first - 2) : placed.first])
    if before in _MATTERS or fought:
        return True
    if sentence is act:
        return went and placed.mention.kind == "place" and before in _SCENES
    return _is_other_news(act, sentence, placed)


def _is_other_news(act: Sentence, sentence: Sentence, placed: Placed) -> bool:
    """Whether a state by itself is named behind the act in another paragraph: it does something else, and nobody of the act is its."""
    between = act.line.source[act.line.end : sentence.line.start] if act.part == sentence.part else ""
    return "\n\n" in between and placed.mention.kind in {"state", "place"} and placed.mention.role_class in {None, "government"}


def _is_scene(sentence: Sentence, placed: Placed) -> bool:
    """A dateline, a town, "in France", or those of the place whom he turned to ("asked French police"): not whom he served."""
    mention = placed.mention
    before = sentence.words[max(0, placed.first - 1) : placed.first]
    return mention.kind == "place" or before in _SCENES or mention.role_class in _HOSTS
