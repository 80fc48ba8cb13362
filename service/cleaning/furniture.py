"""How much a line looks like a page's furniture: a weighted sum of what its words do, its form, and where it stands.

Weighed twice: by itself and its place, then once more with what its neighbours came to, as furniture stands together. The words are in
`service/data/text_furniture.toml`, the weights in `service/data/weights/furniture.json`: logistic regressions that
`scripts/train_furniture.py` fits. They judge the lines that no phrase (`service/cleaning/phrases.py`) knows.
"""

import re
from collections.abc import Sequence
from importlib.resources import files
from math import log
from typing import NamedTuple

import orjson

from service.cleaning.furniture_signs import (
    MOST_COUNTED,
    asks,
    begins_quoted,
    digits_of,
    has_address,
    is_posted,
    is_quoting,
    separators_of,
    signs_of_code,
    tells_of_digits,
)
from service.cleaning.furniture_words import CLASSES, MARKS, tells_of_classes, words_of
from service.cleaning.sentences import is_terminated, sentence_spans
from service.cleaning.surroundings import PLACES, Surroundings

__all__ = ["FEATURES", "MARKS", "SECOND", "Form", "form_of", "furniture_among", "is_candidate", "is_sentence"]

LONGEST = 300
"""Characters of a line or sentence that is judged: longer ones are paragraphs."""
_LINE_FROM = 0.5
"""Likelihood from which a line goes."""
_INSIDE_FROM = 0.9
"""The same within the story."""
_TOLD_FROM = 0.97
"""The same for a line that ends like a sentence, within the story or beside it."""
_SENTENCE_FROM = 0.9
"""Likelihood from which a sentence of a paragraph goes, which has no neighbours to tell by."""
_MARKED_FROM = 0.85
"""The same where it has one of the words that a story seldom has (0.8 took a sentence on subscribers of a network)."""
_LENGTHS = (17, 11, 7, 4, 2, 1)
"""Words from which a line is of that length."""
_LABEL_WORDS = 6
_LONGEST_LABEL = 40
"""Characters of a line with a colon that may announce links: longer ones introduce a quotation or a list."""
_INTERVIEW = re.compile(r"[A-ZÀ-Þ]{1,3}\s?[:.] ")
"""How an answer of an interview begins."""
_FRACTION = re.compile(r"\d[:.,]\d")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LEAST_RESULTS = 3
"""Numbers with a point or colon that make a row of results, beside a name."""
_JOINING = frozenset(
    "the a an of to in for on at from by with as after over and der die das le la les de des du el los las del da do dos di".split()
)
_BY = frozenset(("by", "von", "par", "por", "di", "door", "автор", "av"))

LOCAL: tuple[str, ...] = (
    "bias", "stop", "ask", "colon", "lower", "capitals", "titled", "names", "digits", "number", "time", "year", "separators", "quote",
    "bracket", "bullet", "dots", "code", "joining", "by", "tiny", "end_digit", *(f"words{n}" for n in _LENGTHS), *CLASSES, "call_first",
    "list_first", "clock_first", "menu_first", "site_share", "class_share", "all_class", "call_site", "reader_site", "reader_call",
    "reader_only", "list_site", "network_call", "clock_time", "menu_short", "no_class", "told_stop", "address",
)  # fmt: skip
_COMBINED = (
    "title", "open_tail", "maker_end", "heading", "shared", "foreign", "bare_head", "bare_tail", "short_run", "stop_inside", "long_inside",
    "capitals_inside", "class_outside", "no_class_inside",
)  # fmt: skip
FEATURES: tuple[str, ...] = (*LOCAL, *PLACES, *_COMBINED)
"""Names of all that is weighed of a line."""
SECOND: tuple[str, ...] = (
    "bias", "odds", "before", "after", "two_before", "two_after", "lowest", "highest", "head", "tail", "inside", "stop",
    "odds_inside", "before_inside", "after_inside",
)  # fmt: skip
"""Names of all that is weighed once the odds of the lines around are known."""
_HOPELESS = -4.0
"""Odds by itself from which down no company makes a line furniture."""
_SURE = 5.0
"""Odds beyond which they tell no more; those of a line that went, and less those of a paragraph."""


class Form(NamedTuple):
    """What tells of a line wherever it stands, less what is 0, and the odds that this makes."""

    found: dict[str, float]
    size: int
    long_words: tuple[str, ...]
    """Of four letters or more, in small letters."""
    odds: float


_TABLES: dict[str, dict[str, float]] = orjson.loads((files("service.data") / "weights" / "furniture.json").read_bytes())
_LINE, _SECOND, _SENTENCE = _TABLES["line"], _TABLES["second"], _TABLES["sentence"]


def _sum(weights: dict[str, float], found: dict[str, float]) -> float:
    """The weighted sum of features, which is the logarithm of the odds that a line is furniture."""
    return sum([weights.get(name, 0.0) * value for name, value in found.items()])


def local_features(line: str) -> tuple[dict[str, float], int, tuple[str, ...]]:
    """What tells of `line` by itself, by name, less what is 0; its size in words; its long words."""
    written, lowered, size, counts, first, classed = words_of(line)
    found: dict[str, float] = {"bias": 1.0, f"words{next((n for n in _LENGTHS if size >= n), 1)}": 1.0}
    for name, count in zip(CLASSES, counts, strict=True):
        if count:
            found[name] = min(count, MOST_COUNTED)
    long_words = [word for word in written if len(word) > MOST_COUNTED]
    digits = digits_of(line)
    spoken = len(lowered) - sum(map(str.isdigit, lowered)) if digits else len(lowered)
    last = line[-1]
    asking = asks(line)
    stop = not asking and last not in ":：;" and is_terminated(line)
    tells: list[tuple[str, float]] = [
        ("stop", stop),
        ("ask", asking),
        ("colon", last in ":：»>→►›"),
        ("lower", line[0].islower()),
        ("capitals", len(line) > MOST_COUNTED and line.isupper()),
        ("titled", len(long_words) > 1 and all(word[0].isupper() for word in long_words)),
        ("names", 1 < len(written) < _LABEL_WORDS and all(word[0].isupper() for word in written)),
        ("separators", separators_of(line)),
        ("quote", is_quoting(line)),
        ("bracket", line[0] in "([【（" and last in ")]】）"),
        ("bullet", line[0] in "-–—•*+·■▪" and not line.startswith("--")),
        ("dots", line.endswith(("…", "..."))),
        ("code", signs_of_code(line)),
        ("joining", min(MOST_COUNTED, sum(map(_JOINING.__contains__, lowered)))),
        ("by", bool(lowered) and lowered[0] in _BY),
        ("tiny", len(line) <= MOST_COUNTED),
        ("no_class", not classed),
        ("address", has_address(line, digits)),
    ]
    tells += tells_of_digits(line, digits, spoken)
    if classed:
        tells += tells_of_classes(found, counts, first, size, classed, spoken, digits)
    if stop and "told" in found:
        tells.append(("told_stop", 1.0))
    for name, value in tells:
        if value:
            found[name] = float(value)
    return found, size, tuple(map(str.lower, long_words))


def form_of(line: str) -> Form:
    """What tells of `line` wherever it stands."""
    found, size, long_words = local_features(line)
    return Form(found, size, long_words, _sum(_LINE, found))


def placed_features(form: Form, place: dict[str, float], told: str, title: frozenset[str]) -> dict[str, float]:
    """What tells of a line by its place, and by both; `told` is the story in small letters, `title` the words of the title."""
    found, size, long_words, _ = form
    stop, classed = "stop" in found, "no_class" not in found
    words = len(long_words)
    shared = sum(1 for word in long_words if word in told)
    inside = "inside" in place
    more: dict[str, float] = {
        "title": words > 1 and 5 * len(title.intersection(long_words)) > 3 * words,
        "open_tail": "tail" in place and not stop,
        "maker_end": "maker" in found and ("near_end" in place or "tail" in place),
        "heading": "between" in place and not stop and size <= _LABEL_WORDS,
        "shared": words > 0 and 2 * shared >= words,
        "foreign": words > 1 and not shared,
        "bare_head": "head" in place and not classed and not stop,
        "bare_tail": "tail" in place and not classed and not stop,
        "short_run": "run4" in place and size <= 3,  # noqa: PLR2004 as in a menu
        "stop_inside": inside and stop,
        "long_inside": inside and size > _LABEL_WORDS,
        "capitals_inside": inside and "capitals" in found,
        "class_outside": not inside and classed,
        "no_class_inside": inside and not classed,
    }
    return place | {name: float(value) for name, value in more.items() if value}


def second_features(odds: Sequence[float], i: int, place: dict[str, float], form: Form) -> dict[str, float]:
    """What tells of line `i` once the odds of all lines are known."""
    before, after = odds[i - 1] if i else 0.0, odds[i + 1] if i + 1 < len(odds) else 0.0
    inside = place.get("inside", 0.0)
    return {
        "bias": 1.0,
        "odds": odds[i],
        "before": before,
        "after": after,
        "two_before": odds[i - 2] if i > 1 else 0.0,
        "two_after": odds[i + 2] if i + 2 < len(odds) else 0.0,
        "lowest": min(before, after),
        "highest": max(before, after),
        "head": place.get("head", 0.0),
        "tail": place.get("tail", 0.0),
        "inside": inside,
        "stop": form.found.get("stop", 0.0),
        "odds_inside": odds[i] * inside,
        "before_inside": before * inside,
        "after_inside": after * inside,
    }


_LINE_ODDS = log(_LINE_FROM / (1 - _LINE_FROM))
_INSIDE_ODDS = log(_INSIDE_FROM / (1 - _INSIDE_FROM))
_TOLD_ODDS = log(_TOLD_FROM / (1 - _TOLD_FROM))
_MARKED_ODDS = log(_MARKED_FROM / (1 - _MARKED_FROM))
_SENTENCE_ODDS = log(_SENTENCE_FROM / (1 - _SENTENCE_FROM))


def first_odds(around: Surroundings, chosen: Sequence[int], forms: dict[str, Form], title: frozenset[str]) -> list[float]:
    """The odds of each line by itself and its place; those that are not `chosen` are sure one way or the other."""
    odds = [_SURE if went else -_SURE for went in around.gone]
    for i in chosen:
        line = around.lines[i]
        if is_spared(around, i):
            continue
        form = forms.get(line)
        if form is None:
            form = forms[line] = form_of(line)
        found = placed_features(form, around.place_of(i), around.told, title)
        odds[i] = max(-_SURE, min(_SURE, form.odds + _sum(_LINE, found)))
    return odds


def furniture_among(around: Surroundings, chosen: Sequence[int], forms: dict[str, Form], title: frozenset[str]) -> list[int]:
    """Which of the `chosen` lines are furniture; `forms` remembers what was found of a line, `title` are the words of the title.

    What somebody says, what a colon introduces, and what goes on from the line before never is.
    """
    odds = first_odds(around, chosen, forms, title)
    found = []
    for i in chosen:
        if odds[i] <= _HOPELESS:
            continue
        form, place = forms[around.lines[i]], around.place_of(i)
        if "stop" in form.found and ("inside" in place or "run4" not in place):
            least = _TOLD_ODDS
        else:
            least = _INSIDE_ODDS if "inside" in place else _LINE_ODDS
        if _sum(_SECOND, second_features(odds, i, place, form)) >= least:
            found.append(i)
    return found


def is_spared(around: Surroundings, i: int) -> bool:
    """Whether line `i` belongs to the story whatever its words: it is said, introduced, or goes on from the line before."""
    line, place = around.lines[i], around.place_of(i)
    if "introduced" in place or begins_quoted(line) or is_posted(line) or _INTERVIEW.match(line):
        return True
    if (line[-1] in ",;" and not signs_of_code(line)) or ("inside" in place and around.answers(i)):
        return True
    if len(_FRACTION.findall(line)) >= _LEAST_RESULTS and _LETTERS.search(line):
        return True
    return around.continues(i)


def is_sentence(sentence: str) -> bool:
    """Whether a sentence of a paragraph speaks for the page."""
    if len(sentence) > LONGEST or is_quoting(sentence) or is_posted(sentence):
        return False
    found = local_features(sentence)[0]
    return _sum(_SENTENCE, found) >= (_MARKED_ODDS if "mark" in found else _SENTENCE_ODDS)


def is_candidate(line: str, *, marked: bool) -> bool:
    """Whether `line` is worth judging: no sentence, a short label that ends in a colon, or one sentence that has one of the `MARKS`.

    Of several sentences each is weighed by itself.
    """
    if len(line) > LONGEST:
        return False
    if asks(line) or (marked and len(sentence_spans(line)) == 1):
        return True
    if line[-1] in ":：":
        return len(line) <= _LONGEST_LABEL
    return not is_terminated(line) or (line[-1] == ";" and signs_of_code(line) > 0)
