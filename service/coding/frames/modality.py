"""How the text presents an act: done, decided, threatened, denied, of an earlier time."""

import re
from dataclasses import dataclass

from service.coding.act import Act
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
    |calls on|called on|calling on|calls to|call to|called to|call _ to|calls _ to
    |urge|urges|urged|urging|demand*|consider*|mull*|weigh*|if|whether|possible|possibility|potential|potentially|propos*|unless|would have
    |asked|asks|asking|want*|suggest*|recommend*|discuss*
    |debat*|risk*|fear*|hope*|hoping|encourage*|appeal* for|appeal* to|pressure to|pressured to|pressed to|pressing|motion
    |petition*|likely|expected to|ready to|prepared to|option
    |options|grounds to|reserve* the right|supposed to|plot*|attempt to|attempts to|attempted|attempting|tried to|tries to
    |trying to|try to|every right to|right to|able to|rumored|rumoured|rumors|rumours|speculat*
    |prospect*|as soon as|or else|deserve*|ought|would like to|seek to|seeks to|sought to|pending|contemplat*|thinking of
    |thinking about|ponder*|advise|advises|advised|advising
    |ultimatum|suppose|supposing|imagine|imagining|assume that|assuming|possibly|perhaps|what if
    |called upon|calls upon|call upon|calling upon"""
)
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
_BEFORE_TO = frozenset("is are was were , and or not due set about".split())
_PLANNED_BEFORE = _cues(
    """plan to|plans to|planned to|planning to|is set to|are set to|set to|decided to|decides to|decision to|about to|intend* to
    |intention to|due to|preparing to|prepares to|agreed to|agrees to
    |decided _ to|decided _ _ to|decides _ to|voted _ to|agreed _ to|resolved to|voted to|votes to|vote to|plans for|will|would
    |planning a|planning its|planning the|planning their|plans a|plans its|preparing a|preparing its
    |intend* on|intention of|announce* plans|announced plans|vow*|pledg*"""
)
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_YEAR_ALONE = re.compile(r"(?:1[89]|20)\d\d")
_YEAR = re.compile(
    rf"(?<= )(in|of|during|from|by|late|early|,|{'|'.join(_MONTH_NAMES)}|\d{{1,2}}) ((?:18|19|20)\d\d)(?= )"
    r"|(?<= )the ((?:18|19|20)\d\d)(?:s| games| (?:summer |winter )?olympics| summit| conference| world cup)(?= )"
)
_COAXED = _cues(
    """tell _ to|tells _ to|told _ to|invite*|inviting|exhort*|implor*|beg|begs|begged|lure*|entice*|incite*|inciting|offer* _ to|
    chance to|welcome to"""
)
"""Before a servant's leaving: words that call him to it."""
_LONG_AGO = _cues(
    """years ago|decades ago|last year|a year ago|months ago|previous year|earlier years|a decade ago|decade earlier|years earlier
    |year earlier|the cold war|soviet era|in the past
    |last century|decades earlier|two years before|years before"""
)
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
_DATE_BEFORE = 12
_OPENING = 7
"""Words of a date that opens a sentence."""
_DATE_WORDS = 4
"""Words of "on 14 May 2019", behind which no comma need stand."""
_DATE_AFTER = 22
"""Words around a verb within which a date is its own."""
_OTHER_ACT = frozenset({"since", "after", "which", "who", "when", "following", "over", "while", ";"})
_REASON = frozenset({"after", "when", "who", ";", "because", "since"})
"""Words behind which a denial no longer reaches: "denied the claim after he defected"."""
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = re.compile(r"(?<= )(?:in|last|of|on|since) (?:late |early |mid )?(" + "|".join(_MONTHS) + r")(?: \d{1,2})?(?! ,? ?\d{4})(?= )")


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
    if _is_open(clause) or is_asked(sentence.line, act_at) or (act.frame.of_persons and clause.has(_COAXED)):
        return Modality.HYPOTHETICAL
    if not clause.nominal and clause.sentence.find(_AHEAD, clause.first, clause.head):
        return Modality.PLANNED
    planned = _is_planned(clause)
    if not act.is_present_perfect and is_past(clause.sentence, clause.first, clause.head, now, planned=planned):
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
    begin = max(floor, first - (_COORDINATED_WORDS if joined else _CLAUSE_WORDS))
    begin = next((token + 1 for token in range(first - 1, begin - 1, -1) if words[token] in STOPS), begin)
    if _is_second_verb(act) and not sentence.find(_SHARED, begin, first):
        begin = first
    return _Clause(sentence, floor, begin, first, act.token, act.trigger.noun)


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
    if clause.has(_HYPOTHETICAL):
        return True
    sentence = clause.sentence
    if is_possible(sentence, clause.head) if clause.nominal else is_imagined(sentence, clause.first, clause.head):
        return True
    floor = clause.floor
    return bool(floor) and clause.sentence.find(_CONDITION, max(0, floor - _CONDITION_WORDS), floor) is not None


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


def _is_of_whoever(act: Act) -> bool:
    """As in "pilots who defect": whoever does, not those who did."""
    token = act.token
    return act.trigger.tags == {"base"} and act.first == token and act.sentence.words[token - 1 : token] == ("who",)


def _is_announced(sentence: Sentence, first: int, head: int) -> bool:
    """As in "would expel", "Chad to expel"; not "ways to leave", where the infinitive belongs to a noun."""
    found = sentence.find(_PLANNED, first, head)
    if found is None or sentence.words[found[0]] != "to":
        return found is not None
    if _FIRSTS.intersection(sentence.words[max(0, found[0] - _FIRST_WORDS) : found[0]]):
        return False  # "the first official to seek asylum" sought it
    return (
        found[0] == 0
        or sentence.part == "title"
        or sentence.mention_at(found[0] - 1) is not None
        or sentence.words[found[0] - 1] in _BEFORE_TO
    )


def _opening_date(words: tuple[str, ...], begin: int) -> tuple[str, ...]:
    """The date that opens a sentence, which is of all its verbs: "On August 3, 1961, a guard put down his gun and jumped"."""
    opening = words[: min(_OPENING, begin)]
    closed = "," in opening or any(_YEAR_ALONE.fullmatch(word) for word in opening[:_DATE_WORDS])
    if opening[:1] not in {("in",), ("on",), ("by",), ("late",), ("early",)} or not closed:
        return ()
    return opening if _OTHER_ACT.isdisjoint(words[:begin]) else ()


def is_past(sentence: Sentence, first: int, head: int, now: StoryTime, *, planned: bool = False) -> bool:
    """Whether a date near the act places it outside the story's own time (more than about 30 days before publication).

    A plan's month without a year is the next one.
    """
    words = sentence.words
    stop = _end_of_act(words, head)
    begin, long_after = _begin_of_act(words, first)
    if long_after or sentence.find(_LONG_AGO, begin, stop):
        return True
    near = " " + " ".join((*_opening_date(words, begin), *words[begin:stop])) + " "
    years = (int(match.group(2) or match.group(3)) for match in _YEAR.finditer(near))
    if any(now.is_past_year(year, of_december="december" in near) for year in years):
        return True
    return not planned and any(now.is_past_month(_MONTHS[match.group(1)]) for match in _MONTH.finditer(near))


def _end_of_act(words: tuple[str, ...], head: int) -> int:
    """How far behind an act a date is its own: up to the words of another."""
    stop = min(len(words), head + _DATE_AFTER)
    begin = head + 2 if words[head + 1 : head + 2] == ("over",) else head + 1  # "went over to X in 1985"
    return next((token for token in range(begin, stop) if words[token] in _OTHER_ACT), stop)


def _begin_of_act(words: tuple[str, ...], first: int) -> tuple[int, bool]:
    """From where on before an act a date is its own; and whether it is told as long before another act.

    As in "restored ties ten years after Lima severed them".
    """
    begin = max(0, first - _DATE_BEFORE)
    for token in range(first - 1, begin - 1, -1):
        if words[token] in _OTHER_ACT and words[token] != "who":
            return token + 1, words[token] == "after" and words[token - 1] in {"years", "decades", "months"}
    return begin, False
