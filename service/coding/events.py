"""From matches to events: the same act told several times is one event with several pieces of evidence."""

import re
from dataclasses import dataclass, field

from service.article import Article
from service.coding.confidence import Telling, confidence
from service.coding.match import Match
from service.coding.parties import identity, parties_of
from service.coding.passages import Passages
from service.model import CodedEvent, Codes, Evidence, Party
from service.outcome import Modality
from service.topics.loader import Rules

_STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.PLANNED: 1,
    Modality.HISTORICAL: 2,
    Modality.NEGATED: 3,
    Modality.OPINION: 4,
    Modality.HYPOTHETICAL: 5,
}
_OPINION = re.compile(r"\s*(?:opinion|editorial|comment|op-ed|column|letters?)\s*[:|–—-]", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:dies|died|dead at|obituary|anniversary|who was \d\d|years on|looks back|remembering|memoir)\b", re.IGNORECASE
)
_MEANS = {"note": "summons"}
"""A note handed over at a summons is its means, not a second act."""


@dataclass(slots=True)
class Draft:
    """An event in the making: the matches that tell it, and its parties."""

    matches: list[Match]
    actors: list[Party]
    targets: list[Party]
    modality: Modality
    also: list[Party] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Kind of its first match."""
        return self.matches[0].frame.kind

    @property
    def topic(self) -> str:
        """Topic of its first match."""
        return self.matches[0].frame.topic


def coded_events(matches: list[Match], passages: Passages, article: Article, rules: Rules) -> tuple[CodedEvent, ...]:
    """One event for each topic, kind and pair of parties, in the order in which the article tells them."""
    drafts: list[Draft] = []
    for match in matches:
        if _is_means(match, matches):
            continue
        draft = _draft(match, passages, article)
        if draft is None:
            continue
        same = next((d for d in drafts if _same(d, draft)), None)
        if same is None:
            drafts.append(draft)
        else:
            _merge(same, draft)
    return tuple(_event(draft, passages, article, rules) for draft in drafts)


def _is_means(match: Match, matches: list[Match]) -> bool:
    if match.voice == "nominal" and any(
        o.sentence is match.sentence and o.frame.kind == match.frame.kind and o.voice != "nominal" for o in matches
    ):
        return not match.by_agent or match.frame.object is None
    end = _MEANS.get(match.frame.kind)
    return end is not None and any(other.sentence is match.sentence and other.frame.kind == end for other in matches)


def _draft(match: Match, passages: Passages, article: Article) -> Draft | None:
    actors, targets = parties_of(match, passages)
    if match.frame.states and not (_stately(actors) and _stately(targets)):
        return None
    if (
        match.frame.target != "own"
        and not match.mutual
        and len(actors) == 1
        and len(targets) == 1
        and actors[0].country
        and actors[0].country == targets[0].country
    ):
        return None
    mode = match.modality
    if mode in {Modality.ASSERTED, Modality.PLANNED} and _OPINION.match(article.title):
        mode = Modality.OPINION
    elif mode is Modality.ASSERTED and match.frame.of_persons and _LOOKS_BACK.search(article.title):
        mode = Modality.HISTORICAL
    return Draft([match], actors, targets, mode)


def _stately(parties: list[Party]) -> bool:
    return any(p.country or p.kind == "organisation" for p in parties)


def _same(one: Draft, other: Draft) -> bool:
    if one.kind != other.kind or one.topic != other.topic:
        return False
    if (one.modality is Modality.HISTORICAL) != (other.modality is Modality.HISTORICAL) and not one.matches[0].frame.of_persons:
        return False
    actors = identity(one.actors), identity(other.actors)
    targets = identity(one.targets), identity(other.targets)
    shared_actor, shared_target = bool(actors[0] & actors[1]), bool(targets[0] & targets[1])
    open_actor = not actors[0] or not actors[1] or all(p.inferred for p in other.actors) or all(p.inferred for p in one.actors)
    open_target = not targets[0] or not targets[1] or all(p.inferred for p in other.targets) or all(p.inferred for p in one.targets)
    if shared_actor:
        return shared_target or open_target
    return open_actor and (shared_target or not targets[0] or not targets[1])


def _merge(draft: Draft, other: Draft) -> None:
    denied_at_once = draft.modality is Modality.NEGATED and draft.matches[0].sentence.index <= 0
    only_named = other.matches[0].voice == "nominal" and draft.modality is Modality.PLANNED
    if (
        _STRENGTH[other.modality] < _STRENGTH[draft.modality]
        and not only_named
        and not (denied_at_once and other.modality is not Modality.ASSERTED)
    ):
        draft.modality = other.modality
    draft.matches.extend(other.matches)
    for mine, theirs in ((draft.actors, other.actors), (draft.targets, other.targets)):
        known = identity(mine)
        said = [p for p in theirs if not p.inferred]
        if said and all(p.inferred or not p.country for p in mine) and any(p.country for p in said):
            mine[:] = said
        else:
            mine.extend(p for p in said if p.country and p.country not in known)


def _event(draft: Draft, passages: Passages, article: Article, rules: Rules) -> CodedEvent:
    evidence: list[Evidence] = []
    seen: set[int] = set()
    for match in draft.matches:
        sentence = match.sentence
        if sentence.index not in seen:
            seen.add(sentence.index)
            evidence.append(
                Evidence.model_validate(
                    {"text": sentence.text, "start": sentence.start, "end": sentence.end, "in": sentence.part, "rule": match.frame.rule}
                )
            )
    topic = rules.topics[draft.topic]
    return CodedEvent(
        topic=topic.name,
        kind=draft.kind,
        modality=draft.modality,
        confidence=confidence([Telling.of(match, passages) for match in draft.matches], draft.actors, draft.targets, draft.modality),
        headline=article.title or passages.sentences[0].text,
        summary=" ".join(e.text for e in evidence),
        evidence=tuple(evidence),
        actors=tuple(draft.actors),
        targets=tuple(draft.targets),
        codes=topic.kinds.get(draft.kind, Codes()),
    )
