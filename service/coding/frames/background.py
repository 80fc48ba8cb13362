"""Whether the words around an act place it outside the story's own time: a date, a "years ago"."""

import re

from service.coding.sentence import Sentence
from service.coding.story_time import StoryTime
from service.topics.phrases import compile_phrases

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_YEAR_ALONE = re.compile(r"(?:1[89]|20)\d\d")
_YEAR = re.compile(
    rf"(?<= )(in|of|during|from|since|by|late|early|,|{'|'.join(_MONTH_NAMES)}|\d{{1,2}}) ((?:18|19|20)\d\d)(?= )"
    r"|(?<= )the ((?:18|19|20)\d\d)(?:s| games| (?:summer |winter )?olympics| summit| conference| world cup)(?= )"
)
_LONG_AGO = compile_phrases(
    (
        "years ago|decades ago|last year|a year ago|months ago|previous year|earlier years|a decade ago|decade earlier|years earlier"
        "|year earlier|the cold war|soviet era|in the past|last century|decades earlier|two years before|years before"
    ).split("|")
)
_DATE_BEFORE = 12
_OPENING = 7
"""Words of a date that opens a sentence."""
_DATE_WORDS = 4
"""Words of "on 14 May 2019", behind which no comma need stand."""
_DATE_AFTER = 22
"""Words around a verb within which a date is its own."""
_BOUND_WORDS = 5
"""Words of "since October 2017 after", where what comes behind was earlier than what goes before."""
_OTHER_ACT = frozenset({"since", "after", "which", "who", "when", "following", "over", "while", ";"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their"})
_OCCASION_WORDS = 3
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = re.compile(r"(?<= )(?:in|last|of|on|since) (?:late |early |mid )?(" + "|".join(_MONTHS) + r")(?: \d{1,2})?(?! ,? ?\d{4})(?= )")


def _opening_date(words: tuple[str, ...], begin: int) -> tuple[str, ...]:
    """The date that opens a sentence, which is of all its verbs: "On August 3, 1961, a guard put down his gun and jumped"."""
    opening = words[: min(_OPENING, begin)]
    closed = "," in opening or any(_YEAR_ALONE.fullmatch(word) for word in opening[:_DATE_WORDS])
    if opening[:1] not in {("in",), ("on",), ("by",), ("late",), ("early",)} or not closed:
        return ()
    return opening if _OTHER_ACT.isdisjoint(words[:begin]) else ()


def is_past(sentence: Sentence, first: int, head: int, now: StoryTime, *, planned: bool = False, of_persons: bool = False) -> bool:
    """Whether a date near the act places it outside the story's own time (more than about 30 days before publication).

    A plan's month without a year is the next one. `of_persons`: somebody left, so that the event he had travelled to has his date.
    """
    words = sentence.words
    stop = _end_of_act(words, head, of_persons=of_persons)
    begin, long_after = _begin_of_act(words, first)
    if long_after or sentence.find(_LONG_AGO, begin, stop):
        return True
    bound = words[max(0, begin - _BOUND_WORDS) : begin] if words[begin - 1 : begin] == ("after",) else ()
    near = " " + " ".join((*_opening_date(words, begin), *bound, *words[begin:stop])) + " "
    years = (int(match.group(2) or match.group(3)) for match in _YEAR.finditer(near))
    if any(now.is_past_year(year, of_december="december" in near) for year in years):
        return True
    return not planned and any(now.is_past_month(_MONTHS[match.group(1)]) for match in _MONTH.finditer(near))


def _end_of_act(words: tuple[str, ...], head: int, *, of_persons: bool) -> int:
    """How far behind an act a date is its own: up to the words of another."""
    stop = min(len(words), head + _DATE_AFTER)
    begin = head + 2 if words[head + 1 : head + 2] == ("over",) else head + 1  # "went over to X in 1985"
    other = (token for token in range(begin, stop) if words[token] in _OTHER_ACT)
    return next((token for token in other if not (of_persons and is_occasion(words[token:stop]))), stop)


def is_occasion(words: tuple[str, ...]) -> bool:
    """Whether words begin with a mere event, as in "after a regatta in Chile in 2011", and not with what somebody did."""
    if len(words) < _OCCASION_WORDS or words[0] not in {"after", "following"} or words[1] not in _ARTICLES:
        return False
    year = next((token for token, word in enumerate(words) if _YEAR_ALONE.fullmatch(word)), None)
    return year is not None and not any(word.endswith(("ed", "ing")) or word in {",", "was", "were"} for word in words[2:year])


def _begin_of_act(words: tuple[str, ...], first: int) -> tuple[int, bool]:
    """From where on before an act a date is its own; and whether it is told as long before another act.

    As in "restored ties ten years after Lima severed them".
    """
    begin = max(0, first - _DATE_BEFORE)
    for token in range(first - 1, begin - 1, -1):
        if words[token] in _OTHER_ACT and words[token] != "who":
            return token + 1, words[token] == "after" and words[token - 1] in {"years", "decades", "months"}
    return begin, False
