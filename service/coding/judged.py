"""What gate and frames let through, the judge's verdict on it, and the acts that follow, with the parties that the frames find."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from service.coding.act import Act, Match, Miss
from service.coding.candidates import candidates
from service.coding.frames.match import completed, match_sentence
from service.coding.grammar.leavers import home_of
from service.coding.grammar.verbgroup import VerbGroup
from service.coding.judge.encoder import PassageText, judge
from service.coding.judge.gate import gate
from service.coding.judge.labels import KINDS, TOPIC_OF
from service.coding.judge.verdict import Verdict
from service.coding.read_article import TITLE, ReadArticle
from service.coding.scan import scanner
from service.coding.sentence import Placed, Sentence
from service.outcome import Modality
from service.topics.frame import Frame, Trigger
from service.topics.loader import Rules

_TRIED = 2
"""Sentences that are judged of every article that the gate lets through, the likeliest: where they may tell no act, no other is read. Of
125 sentences that tell an act in wild articles never learnt from, 105 are judged with two and 96 with one, for 139 and 108 readings of 700
ordinary articles; three add two sentences for 13 readings."""
_GOES_ON = 0.1
"""Probability of one of them from which the next likeliest is judged too."""
_WORTH_READING = 0.05
"""Probability from which the grammar of a sentence is read at all."""
_NOTICED = 0.02
"""Probability from which what a frame reads is looked at: how far it is believed is settled when the event is weighed."""
_BELIEVED = 0.25
"""Probability from which words that speak against a frame no longer count."""
_SURE = 0.4
"""Probability from which an act that no frame reads is believed."""
_TIMES_SURER = 3
"""How many times surer of another kind the judge must be for a frame's to give way."""
_MODALITY_SURE, _MODALITY_DOUBTED = 0.8, 0.1
"""The judge's modality counts from the first on, if it gives that of the grammar less than the second."""
_PLAN_DOUBTED = 0.02
"""An act that a word plans was done where the judge is sure of that and gives the plan less: so it was with three of three in labelled
articles that it never learnt from, and with four of the 17 where it gives the plan more."""
_OCCASION = frozenset({"when", "as", "while"})
"""Words before whoever spoke or came when an act was done."""
_MAIN_CLAUSE = 3
"""Words of a main clause at least: a "when" behind them opens a clause that goes on to the end."""
_NEAR = 1
"""A miss that came at least so near lends its parties to the judge's act."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of an article before its grammar is read."""

    gate: float | None
    """The gate's score; None: the article did not pass."""
    verdicts: Mapping[int, Verdict]
    """By the index of the sentence (-1: the title)."""
    passages: Mapping[int, PassageText]
    """What was judged, by the same."""
    misses: tuple[Miss, ...] = ()
    """What the sentences lacked in which no frame can be fulfilled."""

    @property
    def told(self) -> frozenset[int]:
        """The sentences that may tell an act."""
        return frozenset(index for index, verdict in self.verdicts.items() if _likely(verdict) >= _WORTH_READING)


NOT_JUDGED = Judged(None, {}, {})


def judged(read: ReadArticle, rules: Rules) -> Judged:
    """What gate, frames and judge say of an article. `rules`: of the topics that the judge knows. Raises Rejected: `too_costly`."""
    article = read.article
    passed = gate().passes(article.title, article.text)
    if passed is None:
        return NOT_JUDGED
    scores = gate().scores(passed, read.spans)
    if not gate().hopes(passed, scores):
        return NOT_JUDGED
    wanted = candidates(read, scanner(rules))
    proposed = wanted.indexes | {TITLE} if wanted.title else wanted.indexes
    passages: dict[int, PassageText] = {}
    verdicts: dict[int, Verdict] = {}
    for index in gate().chosen(passed, scores, proposed):
        if len(verdicts) >= _TRIED and max(_likely(verdict) for verdict in verdicts.values()) < _GOES_ON:
            break
        passages[index] = _passage(read, index)
        verdicts[index] = judge().read([passages[index]])[0]
    return Judged(passed.score, verdicts, passages, wanted.misses)


def get_ready() -> None:
    """Load gate and judge now rather than with the first article. Raises `Fatal` when a file of the judge is not the released one."""
    gate()
    judge()


def _likely(verdict: Verdict) -> float:
    return max(*verdict.kinds.values(), *verdict.topics.values())


def _passage(read: ReadArticle, index: int) -> PassageText:
    text, spans = read.article.text, read.spans

    def at(number: int) -> str:
        return text[slice(*spans[number])] if 0 <= number < len(spans) else ""

    if index == TITLE:
        return PassageText("", "", read.article.title, at(0))
    return PassageText(read.article.title, at(index - 1), at(index), at(index + 1))


def acts(sentence: Sentence, verdict: Verdict, read: ReadArticle, rules: Rules) -> tuple[list[Match], list[Miss]]:
    """The acts of a sentence, as frames read them or as the judge is sure of them, with their parties; and what its frames lacked.

    `rules`: of the topics that the judge knows.
    """
    around = partial(read.around, sentence.index)
    strict, misses = match_sentence(sentence, rules.triggers, around, read.now)
    found = [match for match in strict if verdict.likely(match.kind) >= _NOTICED]
    known = frozenset(kind for kind in KINDS if TOPIC_OF[kind] in rules.topics)
    sure = frozenset(kind for kind in known if verdict.likely(kind) >= _BELIEVED) - {match.kind for match in found}
    if sure:
        loose, _ = match_sentence(sentence, rules.triggers, around, read.now, sure)
        found += [replace(match, forced=True) for match in loose if match.kind in sure]
    found = [_of_judged_kind(match, verdict) for match in found]
    for kind in sorted(known, key=KINDS.index):
        if not any(match.kind == kind for match in found) and _is_told(kind, verdict, found):
            if any(_tells_rather(match, kind, verdict) for match in found):
                continue
            act = _of_kind(kind, strict, misses, sentence, read, rules)
            if act is not None:
                found.append(replace(act, forced=True))
    return [_settled(match, verdict) for match in found], misses


def _is_told(kind: str, verdict: Verdict, found: list[Match]) -> bool:
    """Whether the judge is sure of a kind, or of its topic, of which nothing else was found and no other kind is likelier."""
    if verdict.likely(kind) >= _SURE:
        return True
    topic = TOPIC_OF[kind]
    rivals = [other for other in KINDS if TOPIC_OF[other] == topic]
    return verdict.topics[topic] >= _SURE and verdict.kind(rivals) == kind and not any(match.frame.topic == topic for match in found)


def _of_judged_kind(match: Match, verdict: Verdict) -> Match:
    """The leaving that a frame reads as of the kind that the judge is sure of, where it gives the frame's next to nothing.

    Acts of states stay as the frames read them: a sentence often tells several, and the judge speaks of the sentence.
    """
    topic = match.frame.topic
    likeliest = verdict.kind([kind for kind in KINDS if TOPIC_OF[kind] == topic])
    doubted = verdict.likely(match.kind) * _TIMES_SURER <= verdict.likely(likeliest)
    goes = match.frame.of_persons and match.frame.target != "own"  # who breaks with his own state need go nowhere
    if not (goes and doubted) or verdict.likely(likeliest) < _SURE:
        return match
    return replace(match, judged_kind=likeliest)


def _tells_rather(match: Match, kind: str, verdict: Verdict) -> bool:
    """Whether a match tells an act that only looks like one of `kind` too: a note that is handed over is no summons besides."""
    if TOPIC_OF[match.kind] != TOPIC_OF[kind]:
        return False
    return match.frame.own or verdict.likely(match.kind) >= verdict.likely(kind)


def _settled(match: Match, verdict: Verdict) -> Match:
    """The match with its modality in the light of the judge's, and in passing where he says so."""
    return replace(match, modality=_modality(match, verdict), relative=match.relative or verdict.in_passing >= _SURE)


def _modality(match: Match, verdict: Verdict) -> Modality:
    """The judge's modality, where he is sure and doubts the grammar's: but a word that denies or asks stands, and a date that is past."""
    said, heard = Modality(verdict.modality), match.modality
    if match.wordless:  # no word of the grammar's says anything
        return said
    uncued = heard is Modality.ASSERTED  # what the grammar takes an act for when no word says otherwise
    carried_out = heard is Modality.PLANNED and said is Modality.ASSERTED
    doubted = _MODALITY_DOUBTED if uncued else _PLAN_DOUBTED if carried_out else 0.0
    return said if verdict.modalities[heard.value] < doubted and verdict.modalities[said.value] >= _MODALITY_SURE else heard


def _of_kind(kind: str, matches: list[Match], misses: list[Miss], sentence: Sentence, read: ReadArticle, rules: Rules) -> Match | None:
    """An act of a kind that no frame of it reads: as another kind's frame reads it, else as the nearest miss does, else by position."""
    topic = TOPIC_OF[kind]
    other = next((match for match in matches if match.frame.topic == topic), None)
    if other is not None:
        return replace(other, judged_kind=kind)
    near = [miss for miss in misses if miss.frame.topic == topic and miss.nearness >= _NEAR and miss.act is not None]
    near.sort(key=lambda miss: (miss.frame.kind != kind, -miss.nearness))
    for miss in near:
        found = completed(miss, read.now)
        if found is not None and (found.actors or _is_done_by_nobody(found)):
            return replace(found, judged_kind=kind)
    return _by_position(kind, sentence, rules.topics[topic].frames)


def _is_done_by_nobody(found: Match) -> bool:
    """As in "a walkout was staged when the Moroccan minister spoke": at whom is said, by whom another sentence may tell."""
    return found.voice == "passive" and not found.frame.of_persons and any(_is_state(placed) for placed in found.targets)


def _by_position(kind: str, sentence: Sentence, frames: tuple[Frame, ...]) -> Match | None:
    """The first that can act is the actor, the next of another state the target; whoever was speaking is no actor."""
    frame = next((frame for frame in frames if frame.kind == kind), None)
    if frame is None:
        return None
    can_act = [p for p in sentence.placed if p.mention.kind != "place" and p.mention.role_class != "attribute"]
    can_act = [p for p in can_act if not _is_occasion(sentence, p)]
    servants = [p for p in can_act if p.mention.kind in {"person", "group"}]
    first = (servants if frame.of_persons else can_act)[:1]
    actors = [p for p in can_act if first and p.first == first[0].first]  # "the Baltic states" are three
    home = home_of(sentence, actors) if frame.of_persons else None
    states = {actor.mention.country for actor in actors} | ({home.mention.country} if home is not None else set())
    targets = [p for p in sentence.placed if p not in actors and _is_state(p) and p.mention.country not in states][:1]
    token = min(actors[0].last, len(sentence.words) - 1) if actors else 0
    act = Act(
        sentence,
        Trigger(frame, "", (), frozenset(), noun=False),
        token,
        token + 1,
        None,
        VerbGroup(token, token, "active", finite=True),
        "active",
    )
    return Match(act, Modality.ASSERTED, tuple(actors), tuple(targets), by_agent=False, relative=False, mutual=False)


def _is_occasion(sentence: Sentence, placed: Placed) -> bool:
    """As in "a walkout was staged when Morocco's minister, head of its delegation, took the rostrum": it was done to him."""
    if not _OCCASION.isdisjoint(sentence.words[max(0, placed.first - 2) : placed.first]):
        return True
    return "when" in sentence.words[_MAIN_CLAUSE : placed.first]


def _is_state(placed: Placed) -> bool:
    return placed.mention.country is not None or placed.mention.kind == "organisation"
