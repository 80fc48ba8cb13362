"""How the text presents an act: done, decided, threatened, denied, of an earlier time."""

import re
from datetime import datetime

from service.coding.phrases import compile_phrases
from service.coding.sentence import Sentence
from service.outcome import Modality

_NEGATED = compile_phrases(
    "not|n't|never|cannot|won't|wouldn't|didn't|doesn't|don't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|denied|denies|deny|denying|refused to|refuses to|refusing to|declined to|"
    "no plans to|no plan to|no intention of|no intention to|without|stopped short of|stops short of|instead of|rather than|no evidence|rejected|rejects|rejecting|ruled out|rules out|failed to|"
    "reversed|called off|calls off|backed down from|backs down from|abandoned".split("|")
)
_HYPOTHETICAL = compile_phrases(
    "could|may|might|should|must|threaten*|warn*|call for|calls for|called for|calling for|call on|calls on|called on|calling on|calls to|call to|called to|urge*|demand*|consider*|mull*|weigh*|"
    "if|whether|possible|possibility|potential*|propos*|unless|would have|ask*|want*|suggest*|recommend*|discuss*|debat*|seek* to|risk*|fear*|hope*|encourage*|appeal* for|appeal* to|pressure to|"
    "pressed to|motion to|petition*|likely to|expected to|ready to|prepared to|option of|reserve* the right|supposed to|vowed to|vows to|plot*|attempt*|tried to|tries to|trying to|try to".split(
        "|"
    )
)
_PLANNED = compile_phrases(
    "will|'ll|would|to|going to|plan to|plans to|planned to|planning to|is set to|are set to|set to|decided to|decides to|decision to|about to|intend* to|intention to|"
    "due to|preparing to|prepares to|agreed to|agrees to|voted to|votes to|vote to|shall".split("|")
)
_PAST_YEAR = re.compile(
    r"(?<= )(?:in|of|since|during|from|until|by|late|early|,) (?:the )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?((?:18|19|20)\d\d)s?(?= )"
)
_LONG_AGO = compile_phrases(
    "years ago|decades ago|last year|year ago|months ago|previous year|earlier years|a decade ago|decade earlier|years earlier|year earlier|years before|cold war|soviet era|in the past|previously|"
    "centur*|historic precedent|last century|months earlier".split("|")
)
_CLAUSE_WORDS = 9
"""Words before the verb that may hold its cue: "has threatened on several occasions since then to expel"."""
_STOPS = frozenset({";", ":", "who", "which", "after", "because", "while", "although", "said", "says"})
RECENT_DAYS = 30
"""The codebook's bound of a story's own time."""
_MONTHS = {
    name: number
    for number, name in enumerate("january february march april may june july august september october november december".split(), 1)
}
_MONTH = re.compile(r"(?<= )(?:in|last|since|of|on) (?:late |early |mid )?(" + "|".join(_MONTHS) + r")(?: \d{1,2})?(?! \d)(?= )")


def modality(sentence: Sentence, first: int, head: int, published_at: datetime | None, *, nominal: bool) -> Modality:
    """Modality of the act whose verb group (or noun) is `[first, head]`; a cue counts only to the left, within its clause."""
    begin = max(0, first - _CLAUSE_WORDS)
    for token in range(first - 1, begin - 1, -1):
        if sentence.words[token] in _STOPS:
            begin = token + 1 if sentence.words[token] not in {"said", "says"} else token
            break
    stop = head + 1
    if sentence.find(_NEGATED, begin, stop) and not sentence.find(_NOT_ONLY, begin, stop):
        return Modality.NEGATED
    if sentence.find(_HYPOTHETICAL, begin, stop):
        return Modality.HYPOTHETICAL
    if is_past(sentence, published_at):
        return Modality.HISTORICAL
    if sentence.find(_PLANNED, first if not nominal else begin, stop) or (not nominal and sentence.find(_PLANNED_BEFORE, begin, stop)):
        return Modality.PLANNED
    return Modality.ASSERTED


_NOT_ONLY = compile_phrases(["not only", "not just"])
_PLANNED_BEFORE = compile_phrases(
    "plan to|plans to|planned to|planning to|set to|decided to|decides to|decision to|about to|intend* to|intention to|plans for".split("|")
)


def is_past(sentence: Sentence, published_at: datetime | None) -> bool:
    """Whether the sentence places its act outside the story's own time (more than about 30 days before publication)."""
    if sentence.find(_LONG_AGO):
        return True
    for match in _PAST_YEAR.finditer(sentence.joined):
        if published_at is None or int(match.group(1)) < published_at.year:
            return True
    if published_at is None:
        return False
    for match in _MONTH.finditer(sentence.joined):
        gone = (published_at.month - _MONTHS[match.group(1)]) % 12
        if gone > 1:
            return True
    return False
