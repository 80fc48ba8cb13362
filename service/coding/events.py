"""From matches to events: parties filled from the context, the same act told several times merged, confidence given."""

from dataclasses import dataclass, field

from service.article import Article
from service.coding.confidence import confidence
from service.coding.match import Match
from service.coding.passages import Passages
from service.coding.sentence import Placed, Sentence
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


@dataclass(slots=True)
class Draft:
    """An event in the making: the matches that tell it, and its parties."""

    matches: list[Match]
    actors: list[Party]
    targets: list[Party]
    modality: Modality
    score: float = field(default=0.0)

    @property
    def kind(self) -> str:
        """Kind of its first match."""
        return self.matches[0].frame.kind


def coded_events(matches: list[Match], passages: Passages, article: Article, rules: Rules) -> tuple[CodedEvent, ...]:
    """One event for each topic, kind and pair of parties, in the order in which the article tells them."""
    drafts: list[Draft] = []
    for match in matches:
        draft = _draft(match, passages)
        same = next((d for d in drafts if _same(d, draft)), None)
        if same is None:
            drafts.append(draft)
        else:
            _merge(same, draft)
    return tuple(_event(draft, passages, article, rules) for draft in drafts)


def _draft(match: Match, passages: Passages) -> Draft:
    actors = [party(placed, match.sentence) for placed in match.actors]
    targets = [party(placed, match.sentence) for placed in match.targets]
    if match.frame.target == "object" and not any(p.country for p in actors):
        actors = _inferred_actor(match, passages, {p.country for p in targets}) or actors
    if match.frame.target in {"post", "preposition", "other", "object"} and not any(p.country or p.kind == "organisation" for p in targets):
        targets = _inferred_target(match, passages, {p.country for p in actors}) or targets
    return Draft([match], actors, targets, match.modality)


def party(placed: Placed, sentence: Sentence, *, inferred: bool = False) -> Party:
    """The contract's value for a mention."""
    mention = placed.mention
    kind = "state" if mention.kind == "place" else mention.kind
    return Party(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        part=sentence.part,
        name=mention.name,
        role=mention.role,
        country=mention.country,
        kind=kind,
        inferred=inferred or mention.inferred,
    )


def _inferred_actor(match: Match, passages: Passages, targets: set[str | None]) -> list[Party]:
    """A state that the sentence names as the scene or the post, else one of the title or of a sentence near by."""
    for placed in match.targets:
        if placed.mention.host:
            for other in match.sentence.placed:
                if other.mention.country == placed.mention.host:
                    return [party(other, match.sentence, inferred=True)]
            return [
                party(placed, match.sentence, inferred=True).model_copy(
                    update={"country": placed.mention.host, "kind": "state", "name": None, "role": None}
                )
            ]
    for sentence in _near(match.sentence, passages):
        for placed in sentence.placed:
            mention = placed.mention
            if (
                mention.country
                and mention.country not in targets
                and mention.kind in {"state", "organisation", "group", "person", "place"}
                and mention.role_class != "attribute"
            ):
                return [party(placed, sentence, inferred=True)]
    return []


def _inferred_target(match: Match, passages: Passages, actors: set[str | None]) -> list[Party]:
    for sentence in _near(match.sentence, passages):
        for placed in sentence.placed:
            mention = placed.mention
            if mention.country and mention.country not in actors and mention.kind != "place":
                return [party(placed, sentence, inferred=True)]
    return []


def _near(sentence: Sentence, passages: Passages) -> list[Sentence]:
    """The sentence itself, the title, and the neighbours, nearest first."""
    position = next(i for i, s in enumerate(passages.sentences) if s is sentence)
    order = [sentence]
    if position > 0:
        order.append(passages.sentences[position - 1])
    if passages.sentences[0].part == "title" and position > 1:
        order.append(passages.sentences[0])
    if position + 1 < len(passages.sentences):
        order.append(passages.sentences[position + 1])
    return order


def identity(parties: list[Party]) -> set[str]:
    """What two tellings of one act share: country, else name, else text."""
    return {(p.country or p.name or p.text).upper() for p in parties}


def _same(one: Draft, other: Draft) -> bool:
    if one.kind != other.kind or one.matches[0].frame.topic != other.matches[0].frame.topic:
        return False
    if (one.modality is Modality.HISTORICAL) != (other.modality is Modality.HISTORICAL):
        return False
    actors = identity(one.actors), identity(other.actors)
    targets = identity(one.targets), identity(other.targets)
    return (not actors[0] or not actors[1] or bool(actors[0] & actors[1])) and (
        not targets[0] or not targets[1] or bool(targets[0] & targets[1])
    )


def _merge(draft: Draft, other: Draft) -> None:
    draft.matches.extend(other.matches)
    if _STRENGTH[other.modality] < _STRENGTH[draft.modality]:
        draft.modality = other.modality
    for mine, theirs in ((draft.actors, other.actors), (draft.targets, other.targets)):
        known = identity(mine)
        if all(p.inferred for p in mine) and any(not p.inferred for p in theirs):
            mine[:] = theirs
        else:
            mine.extend(p for p in theirs if not p.inferred and (p.country or p.name or p.text).upper() not in known)


def _event(draft: Draft, passages: Passages, article: Article, rules: Rules) -> CodedEvent:
    evidence: list[Evidence] = []
    seen: set[int] = set()
    for match in draft.matches:
        sentence = match.sentence
        if sentence.index in seen:
            continue
        seen.add(sentence.index)
        evidence.append(Evidence(text=sentence.text, start=sentence.start, end=sentence.end, part=sentence.part, rule=match.frame.rule))
    first = passages.sentences[0]
    topic = rules.topics[draft.matches[0].frame.topic]
    return CodedEvent(
        topic=topic.name,
        kind=draft.kind,
        modality=draft.modality,
        confidence=confidence(draft.matches, draft.actors, draft.targets, draft.modality),
        headline=article.title or first.text,
        summary=" ".join(e.text for e in evidence),
        evidence=tuple(evidence),
        actors=tuple(draft.actors),
        targets=tuple(draft.targets),
        codes=topic.kinds.get(draft.kind, Codes()),
    )
