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

from service.cleaning.furniture_form import LABEL_WORDS, LOCAL, local_features
from service.cleaning.furniture_signs import asks, begins_quoted, is_posted, is_quoting, signs_of_code
from service.cleaning.furniture_words import MARKS
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
_LONGEST_LABEL = 40
"""Characters of a line with a colon that may announce links: longer ones introduce a quotation or a list."""
_INTERVIEW = re.compile(r"[A-ZÀ-Þ]{1,3}\s?[:.] ")
"""How an answer of an interview begins."""
_FRACTION = re.compile(r"\d[:.,]\d")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LEAST_RESULTS = 3
"""Numbers with a point or colon that make a row of results, beside a name."""
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
    weight = weights.get
    return sum([weight(name, 0.0) * value for name, value in found.items()])


def form_of(line: str) -> Form:
    """What tells of `line` wherever it stands."""
    found, size, long_words = local_features(line)
    return Form(found, size, long_words, _sum(_LINE, found))


def placed_features(form: Form, place: dict[str, float], told: str, title: frozenset[str]) -> dict[str, float]:
    """What tells of a line by its place, and by both; `told` is the story in small letters, `title` the words of the title."""
    found, size, long_words, _ = form
    stop, classed = "stop" in found, "no_class" not in found
    words = len(long_words)
    shared = sum(map(told.__contains__, long_words))
    tail = "tail" in place
    more = place.copy()
    if words > 1 and 5 * len(title.intersection(long_words)) > 3 * words:
        more["title"] = 1.0
    if tail and not stop:
        more["open_tail"] = 1.0
    if "maker" in found and (tail or "near_end" in place):
        more["maker_end"] = 1.0
    if "between" in place and not stop and size <= LABEL_WORDS:
        more["heading"] = 1.0
    if words > 0 and 2 * shared >= words:
        more["shared"] = 1.0
    if words > 1 and not shared:
        more["foreign"] = 1.0
    if not classed and not stop:
        if "head" in place:
            more["bare_head"] = 1.0
        if tail:
            more["bare_tail"] = 1.0
    if size <= 3 and "run4" in place:  # noqa: PLR2004 as in a menu
        more["short_run"] = 1.0
    if "inside" in place:
        _add_inside(more, found, size)
    elif classed:
        more["class_outside"] = 1.0
    return more


def _add_inside(more: dict[str, float], found: dict[str, float], size: int) -> None:
    """Add to `more` what tells of a line within the story, of which `found` is known by itself."""
    if "stop" in found:
        more["stop_inside"] = 1.0
    if size > LABEL_WORDS:
        more["long_inside"] = 1.0
    if "capitals" in found:
        more["capitals_inside"] = 1.0
    if "no_class" in found:
        more["no_class_inside"] = 1.0


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
    points = line.count(".") + line.count(":") + line.count(",")
    if points >= _LEAST_RESULTS and len(_FRACTION.findall(line)) >= _LEAST_RESULTS and _LETTERS.search(line):
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
    if not marked and line[-1] == "." and line[-2:] != "..":
        return False
    if asks(line) or (marked and len(sentence_spans(line)) == 1):
        return True
    if line[-1] in ":：":
        return len(line) <= _LONGEST_LABEL
    return not is_terminated(line) or (line[-1] == ";" and signs_of_code(line) > 0)
