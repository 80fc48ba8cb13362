"""How the text presents an act: done, decided, threatened, denied, of an earlier time."""

import re
from dataclasses import dataclass

from service.coding.act import Act
from service.coding.frames.background import is_past
from service.coding.frames.labels import is_asked
from service.coding.frames.possible import STOPS, is_imagined, is_possible
from service.coding.sentence import Sentence
from service.coding.story_time import StoryTime, entry_of, opened_with
from service.outcome import Modality
from service.topics.phrases import compile_phrases


def _cues(text: str) -> re.Pattern[str]:
    return compile_phrases(cue.strip() for cue in text.replace("\n", " ").split("|"))


_NEGATED = _cues(
    """not|n't|never|cannot|won't|wouldn't|didn't|doesn't|don't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|no one|none of
    |nobody|neither|nor
    |denied|denies|deny|denying|denial|refused to|refuses to|refusing to|declined to|declines to|unwilling to|reluctant to
    |no plans to|no plan to|no plans for|no intention of|no intention to|no need to|no reason to
    |without|stopped short of|stops short of|instead of|rather than|no evidence|rejected|rejects|rejecting|ruled out|rules out
    |ruling out|failed to|reversed|called off|calls off
    |backed down from|backs down from|backed away from|abandoned plans to|dismissed|resisted|resists|there is no|there was no
    |lifted|lifts|ended a|ends a|end to"""
)
_NOT_ONLY = _cues("not only|not just|not the first|not alone")
_ENDED = frozenset(
    "end ends ended ending lift lifts lifted lifting drop drops dropped abandon abandons abandoned suspend suspends suspended".split()
)
_ENDED_WORDS = 4
"""Words before a noun of an act that say that it is over: "lifted a months-long boycott"."""
_HEARSAY = _cues("reports that|report that|claims that|claim that|rumours that|rumors that|allegations that|suggestions that")
_UNTRUE = _cues("fiction|fake|invented|an invention|false|untrue|baseless|unfounded|denied|wrong|a lie|lies|fabricated|incorrect")
_UNTRUE_WORDS = 6
"""Words before a rumour that may call it untrue: "dismissed as false a newspaper report that"."""
_HYPOTHETICAL = _cues(
    """could|may|might|should|must|ought to|threaten*|threat to|threats to|warn*|call for|calls for|called for|calling for|call on
    |call again for|calls again for|called again for|calling again for|called repeatedly for|called immediately for
    |calling immediately for|called publicly for|calling publicly for|calling now for|called today for|called yesterday for
    |calls on|called on|calling on|calls to|call to|called to|call _ to|calls _ to
    |urge|urges|urged|urging|demand*|consider*|mull*|weigh*|if|whether|possible|possibility|potential|potentially|propos*|unless|would have
    |asked|asks|asking|want*|suggest*|recommend*|discuss*
    |debat*|risk*|fear*|hope*|hoping|encourage*|appeal* for|appeal* to|pressure to|pressured to
    |pressured by _ to|pressured by _ _ to|pressured by _ _ _ to|pressed by _ to|pressed by _ _ to|urged by _ to|pressed to|pressing|motion
    |petition*|likely|expected to|ready to|prepared to|option
    |options|grounds to|reserve* the right|supposed to|plot*|attempt to|attempts to|attempted|attempting|tried to|tries to
    |trying to|try to|every right to|right to|able to|rumored|rumoured|rumors|rumours|speculat*
    |prospect*|as soon as|or else|deserve*|ought|would like to|seek to|seeks to|sought to|pending|contemplat*|thinking of
    |thinking about|ponder*|advise|advises|advised|advising
    |ultimatum|suppose|supposing|imagine|imagining|assume that|assuming|possibly|perhaps|what if
    |called upon|calls upon|call upon|calling upon|press for|presses for|pressed for|push for|pushes for|pushed for|pushing for
    |pressure on _ to|pressure on _ _ to|pressure on _ _ _ to|pressure _ _ on _ to
    |pressure _ _ on _ _ to|better to|better for _ to|better for _ _ to|time for _ to|time for _ _ to"""
)
_BEHIND_A_NAME = frozenset("has had is was said says told will would did and or in of from by".split())
"""Words that stand behind Mrs May or the month, and never behind the modal verb."""
_DENIES = _cues(
    """denied that|denies that|denying that|denied _ that|denies _ that|denied reports|denies reports|denying reports|denied _ reports
    |denies _ reports|denied claims|denies claims|denied rumours|denied rumors|denied media|dismissed reports|dismissed _ reports
    |dismisses reports|rejected reports|rejected _ reports|rejected claims|dismissed claims|dismissed rumours|dismissed rumors|refuted
    |refutes|no truth|there was no truth|no evidence that|no evidence of|denied being|denied having"""
)
_DENIAL_WORDS = 16
"""Words between a denial and the act that it denies: "denied media reports that the head of the central bank had offered to resign"."""
_CONDITION = _cues("if|unless|whether|in case")
_CONDITION_WORDS = 7
"""Words before the end of a subject that may hold the conjunction of its clause: "if the United States expels"."""
_AHEAD = _cues("will|'ll|shall|going to")
_PLANNED = _cues("will|'ll|would|to|going to|shall|about to|due to|set to")
_FIRSTS = frozenset("first second third last latest only youngest oldest highest highest-ranking most-senior seniormost".split())
_FIRST_WORDS = 6
_HAS_LEFT = frozenset("deserted abandoned fled quit defected crossed escaped".split())
_BROUGHT = frozenset("persuaded prompted led drove driven induced caused moved pushed inspired emboldened".split())
_BROUGHT_WORDS = 12
"""Verbs by which what follows came about, and within how many words behind one the infinitive stands."""
_BEFORE_TO = frozenset("is are was were , and or not due set about".split())
_PLANNED_BEFORE = _cues(
    """plan to|plans to|planned to|planning to|is set to|are set to|set to|decided to|decides to|decision to|about to|intend* to
    |intention to|due to|preparing to|prepares to|agreed to|agrees to
    |decided _ to|decided _ _ to|decides _ to|voted _ to|agreed _ to|resolved to|voted to|votes to|vote to|plans for|will|would
    |planning a|planning its|planning the|planning their|plans a|plans its|preparing a|preparing its
    |intend* on|intention of|announce* plans|announced plans|vow*|pledg*"""
)
_RULES_OUT = "rule out"
"""Who rules out that he comes has decided to stay away."""
_DEPLORED = _cues("regret*|deplor*|condemn*|criticis*|criticiz*|denounc*|lament*|protest*")
_COAXED = _cues(
    """tell _ to|tells _ to|told _ to|invite*|inviting|exhort*|implor*|beg|begs|begged|lure*|entice*|incite*|inciting|offer* _ to|
    chance to|welcome to"""
)
"""Before a servant's leaving: words that call him to it."""
_CLAUSE_WORDS = 10
"""Words before the verb that may hold its cue: "has threatened on several occasions since then to expel"."""
_COORDINATED_WORDS = 24
"""The same for the second of two coordinated infinitives: "threatened to suspend ties ... and recall its envoy"."""
_SHARED = _cues(
    """has not|have not|had not|hasn't|haven't|hadn't|is not|was not|are not|were not|isn't|wasn't|aren't|weren't|never|would have
    |could have|might have|may have|should have|must have|to have|to be|would be|could be|might be|may be|should be|must be|not been|if
    |unless"""
)
"""Cues that a second participle shares with the first: "has not resigned and fled", "could have been caught and killed"."""
_REASON = frozenset({"after", "when", "who", ";", "because", "since"})
"""Words behind which a denial no longer reaches: "denied the claim after he defected"."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """Where the cues of an act stand: its verb group (or noun) is `[first, head]`; its clause begins at `begin`, behind `floor`."""

    sentence: Sentence
    floor: int
    begin: int
    first: int
    head: int
    nominal: bool

    def has(self, cues: re.Pattern[str]) -> bool:
        """Whether one of the cues stands in the clause, before the act's own word."""
        return self.sentence.find(cues, self.begin, self.head) is not None


def modality(act: Act, floor: int, now: StoryTime) -> Modality:
    """How the text presents an act; cues count to its left, within its clause and from the word `floor` on.

    A frame that is itself a refusal ("will not attend") is not denied by a negation.
    """
    clause, sentence = _clause(act, floor), act.sentence
    act_at = sentence.line.span(act.first, act.token + 1)
    if _is_negated(clause, negation_is_act=act.frame.negated) or _is_denied(clause) or _lacks_object(act):
        return Modality.NEGATED
    if act.trigger.lemma.startswith(_RULES_OUT):
        return Modality.PLANNED
    if _is_open(clause) or is_asked(sentence.line, act_at) or (act.frame.of_persons and clause.has(_COAXED)):
        return Modality.HYPOTHETICAL
    refuses = act.frame.negated and act.frame.target == "own"  # "announced that they will not serve": they have broken with it
    if not clause.nominal and not refuses and clause.sentence.find(_AHEAD, clause.first, clause.head):
        return Modality.PLANNED
    planned = not refuses and _is_planned(clause) and not (act.frame.of_persons and _is_purpose(clause))
    of_persons = act.frame.of_persons
    if not act.is_present_perfect and is_past(clause.sentence, clause.first, clause.head, now, planned=planned, of_persons=of_persons):
        return Modality.HISTORICAL
    if not planned and _is_of_past_entry(act, clause, now):
        return Modality.HISTORICAL
    if planned:
        conditional = "would" in act.sentence.words[clause.first : clause.head] and "if" in act.sentence.words[clause.head :]
        return Modality.HYPOTHETICAL if conditional else Modality.PLANNED
    return Modality.HYPOTHETICAL if _is_of_whoever(act) else Modality.ASSERTED


def _clause(act: Act, floor: int) -> _Clause:
    sentence, words, first = act.sentence, act.sentence.words, act.first
    joined = not act.trigger.noun and first > 0 and words[first - 1] in {"and", "or", ","} and words[act.token] == words[first]
    if _is_means(act) and sentence.find(_DEPLORED, 0, first) is not None:
        return _Clause(sentence, floor, first, first, act.token, act.trigger.noun)
    begin = max(floor, first - (_COORDINATED_WORDS if joined else _CLAUSE_WORDS))
    begin = next((token + 1 for token in range(first - 1, begin - 1, -1) if words[token] in STOPS), begin)
    if _is_second_verb(act) and not sentence.find(_SHARED, begin, first):
        begin = first
    return _Clause(sentence, floor, begin, first, act.token, act.trigger.noun)


def _is_means(act: Act) -> bool:
    """As in "deplored its decision to obstruct the bloc by not attending": what is regretted was done, by these means."""
    return "ing" in act.trigger.tags and act.sentence.words[act.first - 1 : act.first] == ("by",)


def _is_second_verb(act: Act) -> bool:
    """A past or present form behind "and", which no infinitive's cue before it governs: "refused to go home and asked for asylum"."""
    trigger, first = act.trigger, act.first
    return not trigger.noun and act.group.finite and "base" not in trigger.tags and act.sentence.words[first - 1 : first] == ("and",)


def _is_negated(clause: _Clause, *, negation_is_act: bool) -> bool:
    words = clause.sentence.words
    if clause.nominal and any(word in _ENDED for word in words[max(0, clause.head - _ENDED_WORDS) : clause.head]):
        return True
    if not negation_is_act and clause.has(_NEGATED) and not clause.has(_NOT_ONLY):
        return True
    return clause.nominal and words[clause.first - 1 : clause.first] == ("no",)


def _is_denied(clause: _Clause) -> bool:
    """Whether somebody says that it did not happen, or calls the report of it untrue."""
    sentence, first = clause.sentence, clause.first
    denial = sentence.find(_DENIES, max(0, first - _DENIAL_WORDS), first)
    if denial is not None and not _REASON.intersection(sentence.words[denial[1] : first]):
        return True
    hearsay = sentence.find(_HEARSAY, 0, first)
    if hearsay is None:
        return False
    before = max(0, hearsay[0] - _UNTRUE_WORDS)
    return sentence.find(_UNTRUE, clause.head) is not None or sentence.find(_UNTRUE, before, hearsay[0]) is not None


def _lacks_object(act: Act) -> bool:
    """As in "lodged no formal protest"."""
    found = act.object
    return found is not None and not act.frame.negated and "no" in act.sentence.words[max(0, found.first - 2) : found.first]


def _is_open(clause: _Clause) -> bool:
    """Whether it is possible, wanted or feared only, or on a condition."""
    sentence, begin = clause.sentence, clause.begin
    while (cue := sentence.find(_HYPOTHETICAL, begin, clause.head)) is not None:
        if sentence.words[slice(*cue)] != ("may",) or not _is_name_or_month(sentence.words, cue[1]):
            return True
        begin = cue[1]
    if is_possible(sentence, clause.head) if clause.nominal else is_imagined(sentence, clause.first, clause.head):
        return True
    floor = clause.floor
    return bool(floor) and clause.sentence.find(_CONDITION, max(0, floor - _CONDITION_WORDS), floor) is not None


def _is_name_or_month(words: tuple[str, ...], end: int) -> bool:
    """Whether the "may" before `end` is Mrs May or the month, as no verb in its base form stands behind it: "May expelled", "May 5"."""
    behind = next((word for word in words[end:] if not word.endswith("ly")), "")
    past = behind.endswith("ed") and not behind.endswith("eed")
    return past or behind in _BEHIND_A_NAME or not behind[:1].isalpha()


def _is_of_past_entry(act: Act, clause: _Clause, now: StoryTime) -> bool:
    """Whether the act stands in an earlier year's line of a chronology, or goes on about the year that the sentence before opens with."""
    line = clause.sentence.line
    if line.part != "text":
        return False
    entry = entry_of(line.source, line.start)
    if entry is None and not clause.nominal and not act.is_present_perfect:
        entry = opened_with(line.source, line.start, line.end)
    return entry is not None and now.is_past_entry(entry)


def _is_planned(clause: _Clause) -> bool:
    if not clause.nominal and _is_announced(clause.sentence, clause.first, clause.head):
        return True
    return clause.has(_PLANNED_BEFORE)


def _is_purpose(clause: _Clause) -> bool:
    """As in "deserted with 30 men to join the rebels": who has left did it in order to do what the infinitive says."""
    words, first = clause.sentence.words, clause.first
    return words[first] == "to" and not _HAS_LEFT.isdisjoint(words[max(0, first - _BROUGHT_WORDS) : first])


def _is_of_whoever(act: Act) -> bool:
    """As in "pilots who defect": whoever does, not those who did."""
    token = act.token
    return act.trigger.tags == {"base"} and act.first == token and act.sentence.words[token - 1 : token] == ("who",)


def _is_announced(sentence: Sentence, first: int, head: int) -> bool:
    """As in "would expel", "Chad to expel"; not "ways to leave", where the infinitive belongs to a noun."""
    found = sentence.find(_PLANNED, first, head)
    if found is None or sentence.words[found[0]] != "to":
        return found is not None
    if not _BROUGHT.isdisjoint(sentence.words[max(0, found[0] - _BROUGHT_WORDS) : found[0]]):
        return False  # "persuaded many coaches to defect": they did
    if _FIRSTS.intersection(sentence.words[max(0, found[0] - _FIRST_WORDS) : found[0]]):
        return False  # "the first official to seek asylum" sought it
    return (
        found[0] == 0
        or sentence.part == "title"
        or sentence.mention_at(found[0] - 1) is not None
        or sentence.words[found[0] - 1] in _BEFORE_TO
    )
