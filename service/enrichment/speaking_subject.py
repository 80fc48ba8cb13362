"""Who says a quotation: the subject of the clause that brings it in, by the grammar of reporting speech.

All offsets are code points of the article's text, which is given with the quoted words blanked out (`unquoted`).
"""

import re

from service.enrichment.quoted_text import BLANK, MARKS, past, sentence_begin, sentence_end
from service.enrichment.speaking_phrase import NO_SUBJECT, WORD, Subject, is_adjunct, opening, phrase_at, phrase_before
from service.enrichment.speech_verbs import attributes, verbs

_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|gets?|got)(?: [a-z]{2,20}ly)? ?$", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"[;:]\s|\s[-–—]{{1,2}}\s|{BLANK}\S?[{MARKS}]+,?\s"
    r"|,? (?:but|while|yet|because|although|though|whereas|when|that|whether|if|after|before|since) "
    r"|, (?:as|so|and) | and (?![A-Z])| as (?=[A-Z]|(?:he|she|they|the|its|his|her) )",
    re.IGNORECASE,
)
_INVERTS = re.compile(
    r"said|says|writes|wrote|adds|added|declared|declares|insist(?:ed|s)|argue[ds]|note[ds]|explain(?:ed|s)|warn(?:ed|s)|repli(?:ed|es)"
)
"""Verbs that may stand before their subject in the middle of a sentence: "the plan, says X, is ..."."""
_CLAUSAL = re.compile(
    r"(?:said|says?|added|adds|insist\w+|not\w+|argu\w+|claim\w+|warn\w+|stress\w+|explain\w+|denie\w+|wrote|told|believed|feared|hoped)"
)
"""Verbs behind which a clause may begin without "that"."""
_WITH = re.compile(r"\bwith (?P<whom>[^,;:]{1,80}) $")
_SET_OFF = re.compile(r", (?:who|which|whose|whom)\b")
_QUOTED_AS = re.compile(r"\bquot(?:e[ds]|ing) (?P<whom>[^,;:]{0,80}?) ?as $")
_INVERTED_ENDS = re.compile(r"[,:.;]| ?$|\s[-–—]|\s(?:in|on|at|to|after|as|who)\b")


def behind(text: str, end: int) -> Subject | None:
    """Who is named behind the marks that close at `end`: "..., said X"; "..., X said"; "... and goes on, X said"."""
    stop = sentence_end(text, end + 1)
    opened = next((i for i in range(end + 1, stop) if text[i] == BLANK), stop)
    stop = max(end + 1, opened - 1) if opened < stop else stop
    begin = past(text, end + 1, stop, f" ,-–—{MARKS}")
    first_word = WORD.match(text, begin, stop)
    if first_word is None or (text[end - 1] == "." and first_word.group()[0].isupper() and text[end : end + 2] != '",'):
        return None
    for verb in verbs(text, begin, stop):
        if attributes(verb):
            return phrase_at(text, verb.end(), stop)
        left = text[begin : verb.start()].rstrip()
        if _PASSIVE.search(left):
            continue
        if not left or (left.endswith(",") and first_word.group().lower() in NO_SUBJECT):
            inverted = phrase_at(text, verb.end(), stop)
            if inverted is not None:
                return inverted
        if not left:
            return None
        if first_word.group().lower() in NO_SUBJECT:
            comma = left.rstrip(" ,").rfind(", ")
            return None if comma < 0 else phrase_before(text, begin + comma + 2, verb.start())
        return phrase_before(text, begin, verb.start())
    return None


def before(text: str, start: int) -> Subject | None:
    """Who is named before the marks that open at `start`: "X said: ..."; "X, who had left, called it ..."; "according to X, ..."."""
    stop = start - 1
    begin = sentence_begin(text, stop)
    if not text[begin:stop].strip():
        stop = len(text[:stop].rstrip())
        if text[stop - 1 : stop] != ":":
            return None
        begin = sentence_begin(text, stop - 1)
    lead = _lead_end(text, begin, stop)
    told = [verb for verb in verbs(text, begin, stop) if verb.start() >= lead and not _PASSIVE.search(text[begin : verb.start()])]
    for number in range(len(told) - 1, -1, -1):
        verb = told[number]
        if attributes(verb):
            return phrase_at(text, verb.end(), stop)
        clause = begin if number == 0 else told[number - 1].end()
        joined = verb.group().lower().endswith("ing") or number == 0
        if not joined and not _CLAUSAL.fullmatch(told[number - 1].group()) and not _CLAUSE.search(text, clause, verb.start()):
            continue  # "announced his departure in a statement posted on Monday"
        if (set_off := _SET_OFF.search(text, begin, verb.start())) is not None and text[: verb.start()].rstrip().endswith(","):
            clause = begin  # what stands in "X, who said that ..., called it" is no clause of its own
        subject = _before_verb(text, clause, verb, stop, set_off.start() if set_off else verb.start())
        if subject is not None:
            return subject
    if told:
        return opening(text, begin, stop)
    line = text[begin:stop].rstrip()
    return phrase_before(text, begin, begin + len(line) - 1) if line.endswith(":") else None


def told_in(text: str, begin: int, stop: int) -> Subject | None:
    """Who says something in a sentence without quotations: the subject of its first verb of speech."""
    lead = _lead_end(text, begin, stop)
    verb = next((verb for verb in verbs(text, begin, stop) if verb.start() >= lead), None)
    if verb is None:
        return None
    if attributes(verb):
        return phrase_at(text, verb.end(), stop)
    return _before_verb(text, begin, verb, stop, verb.start())


def _lead_end(text: str, begin: int, stop: int) -> int:
    """Where what stands before the subject of a sentence ends: "When told of it, | X said"; `begin` where nothing does."""
    first = WORD.match(text, begin, stop)
    if first is None or not is_adjunct(text, first.span()) or first.group().lower() == "according":
        return begin
    comma = text.find(", ", begin, stop)
    return comma if comma > 0 else begin


def _before_verb(text: str, begin: int, verb: re.Match[str], stop: int, until: int) -> Subject | None:
    """The subject of a verb whose clause begins at `begin`, or behind it but before `until`; None for a passive or a second verb."""
    left = text[begin : verb.start()]
    quoted = _QUOTED_AS.search(left)
    if quoted is not None and quoted["whom"]:  # "Reuters quoted an official as saying"
        return phrase_at(text, begin + quoted.start("whom"), begin + quoted.end("whom"))
    if quoted is not None:
        left = left[: quoted.start()]
    elif verb.group().lower().endswith("ing"):
        having = _WITH.search(left)  # "with the spokesman saying"
        return phrase_at(text, begin + having.start("whom"), begin + having.end("whom")) if having else None
    elif _PASSIVE.search(left):
        return None
    by_mark = left.rstrip()[-1:] in MARKS and left.strip() and BLANK in left  # “...,” said X, “...”
    if by_mark or (left.rstrip().endswith(",") and _INVERTS.fullmatch(verb.group())):
        inverted = phrase_at(text, verb.end(), stop)
        end = 0 if inverted is None else inverted.apposed[-1][1] if inverted.apposed else inverted.end
        if inverted is not None and (by_mark or _ends_in_name(text, inverted)) and _INVERTED_ENDS.match(text, end):
            return inverted
    boundary = begin
    for match in _CLAUSE.finditer(text, max(begin, _lead_end(text, begin, verb.start())), min(until, begin + len(left))):
        boundary = match.end()
    return phrase_before(text, boundary, begin + len(left))


def _ends_in_name(text: str, subject: Subject) -> bool:
    return text[subject.start : subject.end].rsplit(maxsplit=1)[-1][0].isupper()
