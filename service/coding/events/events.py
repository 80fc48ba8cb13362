"""From matches to events: the same act told several times is one event with several pieces of evidence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.coding.act import Match
from service.coding.events.confidence import Circumstances, Said, Telling, circumstances, confidence
from service.coding.events.draft import Draft, may_echo, merge, same_act
from service.coding.events.mode import mode_of
from service.coding.events.parties import is_several_states, parties_of
from service.coding.judge.labels import TOPICS
from service.coding.judge.verdict import Verdict
from service.coding.read_article import ReadArticle
from service.evaluation import COUNTED_CONFIDENCE
from service.model import CodedEvent, Codes, Evidence, Party
from service.topics.loader import Rules

_WORTH_TELLING = 0.3
"""Confidence from which an event of a topic that the judge knows is told at all. Out of fold on real articles 94% of the events that people
found are above (96% without), and of those told 79% are theirs (66% without). One below a half is left out too where it is a surer one
read again: of real, agency and own articles (837 events) that loses none, and of the events told .907, .940 and .934 are then people's
(.875, .929, .918; on the real ones that measure .873 for .859)."""
_SURE_AGAIN = 0.65
"""The judge's probability, of the topic and of the kind, from which a sentence that no frame reads is evidence of an act that another
tells. Most that are less sure are about the act, and tell it not ("the army called him a traitor"): see "Told again" in docs/judge.md."""
_MEANS = {"note": "summons"}
"""A note handed over at a summons is its means, not a second act."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event, what its confidence is made of, and the matches that tell it: one a sentence, in the order of its evidence."""

    event: CodedEvent
    circumstances: Circumstances
    acts: tuple[Match, ...]


def coded_events(matches: list[Match], read: ReadArticle, rules: Rules, verdicts: Mapping[int, Verdict]) -> list[Weighed]:
    """One event for each topic, kind and pair of parties, in the order in which the article tells them.

    `verdicts`: the judge's, by the index of the sentence.
    """
    drafts: list[Draft] = []
    taken: set[tuple[int, int, str]] = set()
    beside: defaultdict[tuple[int, str], list[Match]] = defaultdict(list)
    worded = {match.frame.topic for match in matches if not match.wordless}
    echoes = [match for match in matches if match.wordless and match.frame.topic in worded]  # parties by place: only for want of better
    matches = [match for match in matches if not match.wordless or match.frame.topic not in worded]
    for match in matches:
        beside[match.sentence.index, match.kind].append(match)
    for match in matches:
        trigger = (match.sentence.index, match.head, match.frame.topic)
        if trigger in taken or _is_means(match, beside):
            continue
        draft = _draft(match, read)
        if draft is None:
            continue
        taken.add(trigger)  # the first frame of a topic that can be completed counts
        same = next((d for d in drafts if same_act(d, draft, rules.topics[draft.topic].scenes)), None)
        if same is None:
            drafts.append(draft)
        else:
            merge(same, draft)
    for echo in echoes:
        if (draft := _echoed(echo, drafts, read)) is not None:
            draft.echoes.append(echo)
    weighed = [_event(draft, len(drafts), read, rules, verdicts) for draft in drafts]
    return [one for one in weighed if not one.circumstances.judged or _is_worth_telling(one.event, weighed)]


def _is_worth_telling(event: CodedEvent, weighed: list[Weighed]) -> bool:
    """Whether an event is likely enough to be told in an article that tells these."""
    if event.confidence >= COUNTED_CONFIDENCE:
        return True
    sure = (one.event for one in weighed if one.event.topic == event.topic and one.event.confidence >= COUNTED_CONFIDENCE)
    return event.confidence >= _WORTH_TELLING and not any(_is_read_again(event, other) for other in sure)


def _is_read_again(event: CodedEvent, sure: CodedEvent) -> bool:
    """Whether an event less likely than not is mostly a sure one read a second time: it is of its kind, or its doer is whom that hit."""
    hit = {party.country for party in sure.targets} - {None}
    return event.kind == sure.kind or any(party.country in hit for party in event.actors)


def _echoed(echo: Match, drafts: list[Draft], read: ReadArticle) -> Draft | None:
    """The act that a sentence tells again in words that no frame reads: of those of its kind the nearest before it, or the first."""
    alike = [draft for draft in drafts if (draft.topic, draft.kind) == (echo.frame.topic, echo.kind)]
    alike = [draft for draft in alike if may_echo(draft, mode_of(echo, read.article)) and not _is_return(echo, draft)]
    before = [draft for draft in alike if draft.matches[0].sentence.index < echo.sentence.index]
    return max(before, key=lambda draft: draft.matches[0].sentence.index) if before else next(iter(alike), None)


def _is_return(echo: Match, draft: Draft) -> bool:
    """Whether a state acts in it that the draft's act was aimed at: tit for tat."""
    theirs = {party.country for party in draft.targets} - {party.country for party in draft.actors}
    return any(placed.mention.country in theirs for placed in echo.actors if placed.mention.country)


def _is_means(match: Match, beside: Mapping[tuple[int, str], list[Match]]) -> bool:
    """Whether another match tells the act better. `beside`: all matches by sentence and kind."""
    index, kind = match.sentence.index, match.kind
    alike = beside[index, kind]
    if match.voice == "nominal" and any(other.voice != "nominal" for other in alike):
        return not match.by_agent or match.frame.object is None
    if match.frame.loose and not all(other.frame.loose for other in alike):
        return True
    return (index, _MEANS.get(kind)) in beside


def _draft(match: Match, read: ReadArticle) -> Draft | None:
    """A match with its parties; None where they make no act of states, or of a state's servants."""
    actors, targets = parties_of(match, read)
    if not match.forced and (_lacks_state(match, actors, targets, read) or _acts_on_itself(match, actors, targets)):
        return None
    match = replace(match, modality=mode_of(match, read.article))
    return Draft([match], actors, targets, match.modality)


def _lacks_state(match: Match, actors: list[Party], targets: list[Party], read: ReadArticle) -> bool:
    frame = match.frame
    if _stately(actors):
        return frame.states and frame.target != "object" and not _stately(targets)
    if frame.states or frame.actor_state:
        return True
    left = frame.of_persons and frame.target != "own" and not targets
    return left and not _names_a_state(read)  # nobody's servant in no state's story: "the captain deserted his wife"


def _acts_on_itself(match: Match, actors: list[Party], targets: list[Party]) -> bool:
    if match.frame.target in {"own", "left"} or match.mutual or len(actors) != 1 or len(targets) != 1:
        return False
    return bool(actors[0].country) and actors[0].country == targets[0].country


def _names_a_state(read: ReadArticle) -> bool:
    return any(placed.mention.country for sentence in read.sentences for placed in sentence.placed)


def _stately(parties: list[Party]) -> bool:
    return any(p.country or p.kind == "organisation" or (p.kind == "group" and p.name) or is_several_states(p) for p in parties)


def _guessed_target(draft: Draft, evidence: list[Evidence]) -> bool:
    """Whether every target was taken from a sentence that does not tell the act, though the frame names it in its own."""
    if draft.matches[0].frame.target not in {"preposition", "accused", "other"}:
        return False
    return all(p.inferred and not any(e.part == p.part and e.start <= p.start < e.end for e in evidence) for p in draft.targets)


def _event(draft: Draft, events: int, read: ReadArticle, rules: Rules, verdicts: Mapping[int, Verdict]) -> Weighed:
    first: dict[int, Match] = {}
    for match in _telling(draft):
        told = first.setdefault(match.sentence.index, match)
        if match.by_agent and not told.by_agent:
            # "The recall follows ... after it withdrew its envoy": the clause that has a doer tells more.
            first[match.sentence.index] = match
    acts = tuple(first.values())
    again = {match.sentence.index: match for match in draft.echoes if match.sentence.index not in first and _is_sure(match, verdicts)}
    evidence = [_evidence(match) for match in acts]
    echoed = [_evidence(match) for match in again.values()]
    topic = rules.topics[draft.topic]
    of = circumstances(
        [Telling.of(match, read) for match in draft.matches],
        draft.actors,
        draft.targets,
        draft.modality,
        guessed_target=_guessed_target(draft, evidence),
        events=events,
        length=len(read.article.text),
        judged=_judged(draft, verdicts),
        framed=any(not match.forced for match in draft.matches),
        topic=topic.name,
        kind=draft.kind,
    )
    event = CodedEvent(
        topic=topic.name,
        kind=draft.kind,
        modality=draft.modality,
        confidence=confidence(of),
        headline=read.article.title or read.sentences[0].line.text,
        summary=" ".join(e.text for e in evidence if e.part == "text") or evidence[0].text,
        evidence=(*evidence, *echoed),
        actors=tuple(draft.actors),
        targets=tuple(draft.targets),
        codes=topic.kinds.get(draft.kind, Codes()),
    )
    return Weighed(event, of, acts)


def _telling(draft: Draft) -> list[Match]:
    """The matches that speak for the act as it is presented: "had asked him to cancel it" is no evidence that he did."""
    return [match for match in draft.matches if may_echo(draft, match.modality)] or draft.matches


def _is_sure(match: Match, verdicts: Mapping[int, Verdict]) -> bool:
    verdict = verdicts[match.sentence.index]
    return min(verdict.topics[match.frame.topic], verdict.likely(match.kind)) >= _SURE_AGAIN


def _judged(draft: Draft, verdicts: Mapping[int, Verdict]) -> tuple[Said, ...]:
    told = {match.sentence.index: verdicts[match.sentence.index] for match in draft.matches if match.sentence.index in verdicts}
    if draft.topic not in TOPICS:
        return ()
    return tuple(
        Said(index, verdict.likely(draft.kind), verdict.topics[draft.topic], verdict.in_passing) for index, verdict in told.items()
    )


def _evidence(match: Match) -> Evidence:
    line = match.sentence.line
    return Evidence.model_validate({"text": line.text, "start": line.start, "end": line.end, "in": line.part, "rule": match.frame.rule})
