"""How much a line looks like a page's furniture: a weighted sum of what its words do, its form, and where it stands.

The words are in `service/data/text_furniture.toml`, the weights in `service/data/weights/furniture.json`: a logistic regression that
`scripts/train_furniture.py` fits. It judges the lines that no phrase (`service/cleaning/phrases.py`) knows.
"""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from math import log
from typing import NamedTuple

import ahocorasick_rs
import orjson

from service.cleaning.sentences import FIRST_HAN, is_terminated, reading_length

LONGEST = 300
"""Characters of a line or sentence that is judged: longer ones are paragraphs."""
_LINE_FROM = 0.85
"""Likelihood from which a line goes."""
_SENTENCE_FROM = 0.9
"""Likelihood from which a sentence of a paragraph goes, which has no neighbours to tell by."""
_MARKED_FROM = 0.85
"""The same where it has one of the words that a story seldom has (0.8 took a sentence on subscribers of a network)."""
_CLASSES = ("call", "site", "reader", "list", "network", "credit", "maker", "mark", "told")
_TOLD = 1 << _CLASSES.index("told")
_LIST = _CLASSES.index("list")
_LENGTHS = (17, 11, 7, 4, 2, 1)
"""Words from which a line is of that length."""
_HAN_A_WORD = 2
_MOST_COUNTED = 3
_LABEL_WORDS = 6
_LONGEST_LABEL = 40
"""Characters of a line with a colon that may announce links: longer ones introduce a quotation or a list."""
_LONGEST_HEAD = 50
"""Characters of a line before the first sentence that may go: longer ones are captions and standfirsts, which may be all that is told."""
_SENTENCE = 45
"""Letters from which a line that ends like a sentence is part of the story."""
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{4}[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d\b")
_SEPARATORS = re.compile(r"[|•·»›>#@©~]| / |\s[-–—]\s|://")
_ADDRESS = re.compile(r"\w@\s?\w|www\.|https?:|\d{3}[- ]\d{3,4}")
_QUOTES = frozenset('"“”„«»‘「」')
_POST = re.compile(r"pic\.twitter|t\.co/|\(@\w+\)")
"""Of what somebody posted elsewhere and the article quotes."""
_NEVER = re.compile(rf"{_POST.pattern}|^[A-ZÀ-Þ]{{1,3}}\s?[:.] |\d[:.,]\d\d?\b.*\d[:.,]\d\d?\b.*\d[:.,]\d")
"""The same, an answer of an interview, or a row of results."""
_ASKS = (*"!?？！؟…", "...")


class Place(NamedTuple):
    """Where a line stands."""

    head: bool = False
    """Before the first sentence."""
    tail: bool = False
    """After the last."""
    open_before: bool = False
    """Does the line before it stay, and not end like a sentence?"""
    open_after: bool = False
    gone_before: bool = False
    """Did the line before it go?"""
    gone_after: bool = False
    label_before: bool = False
    """Did it go, and was it the label of a list of links?"""
    between: bool = False
    """Does it stand between two lines that stay and are sentences, as a heading does?"""
    near_end: bool = False
    """Is there at most one line behind it?"""
    introduced: bool = False
    """Does the line before it, which stays, end in a colon?"""


NOWHERE = Place()
FEATURES: tuple[str, ...] = (
    "bias", "stop", "ask", "colon", "lower", "capitals", "titled", "names", "digits", "time", "separators", "quote", "bracket",
    "bullet", "dots", *(f"words{n}" for n in _LENGTHS), *_CLASSES, "call_first", "list_first", "site_share", "class_share", "all_class",
    "call_site", "reader_site", "reader_call", "reader_only", "list_site", "network_call", "no_class", "title", *Place._fields,
    "open_tail", "told_stop", "sentence", "maker_end", "address", "heading",
)  # fmt: skip
"""Names of all that is weighed."""


def _load_words() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[int, ...], ...], tuple[str, ...]]:
    tables = tomllib.loads((files("service.data") / "text_furniture.toml").read_text("utf-8"))
    classes: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(_CLASSES):
        for word in tables["marks" if name == "mark" else name]:
            open_ended = name == "mark" or word.endswith("*")
            spoken = "  ".join(word.rstrip("*").split())
            form = spoken if ord(word[0]) >= FIRST_HAN else f" {spoken}" if open_ended else f" {spoken} "
            classes[form] = tuple(dict.fromkeys((*classes.get(form, ()), at)))
    return (
        ahocorasick_rs.AhoCorasick(list(classes), implementation=ahocorasick_rs.Implementation.DFA),
        tuple(classes.values()),
        (*tables["marks"], *tables["hints"]),
    )


_AUTOMATON, _MEANT, MARKS = _load_words()
_WEIGHTS: dict[str, float] = orjson.loads((files("service.data") / "weights" / "furniture.json").read_bytes())


def features(line: str, place: Place, title: frozenset[str]) -> dict[str, float]:
    """What tells of `line`, by name, less what is 0; `title` are the words of the article's title in small letters."""
    words = _WORD.findall(line)
    lowered = [word.lower() for word in words]
    han = 0 if line.isascii() else sum(ord(char) >= FIRST_HAN for char in line)
    size = len(words) + han // _HAN_A_WORD
    counts = [0] * len(_CLASSES)
    first = [False] * len(_CLASSES)
    classed: set[int] = set()
    second = len(lowered[0]) + 2 if lowered else 0
    for pattern, start, _ in _AUTOMATON.find_matches_as_indexes(f" {'  '.join(lowered)} ", overlapping=True):
        for at in _MEANT[pattern]:
            counts[at] += 1
            if start < second:
                first[at] = True
            if at != len(_CLASSES) - 1:
                classed.add(start)
    call, site, reader, listed, network, _, maker, _, told = counts
    stop = is_terminated(line) and not line.endswith(_ASKS) and line[-1] not in ":：;"
    long_words = [word for word in words if len(word) > _MOST_COUNTED]
    found: dict[str, float] = {
        "bias": 1.0,
        "stop": stop,
        "ask": line.endswith(_ASKS),
        "colon": line[-1] in ":：»>→►",
        "lower": line[0].islower(),
        "capitals": line.isupper() and len(line) > _MOST_COUNTED,
        "titled": len(long_words) > 1 and all(word[0].isupper() for word in long_words),
        "names": 1 < len(words) < _LABEL_WORDS and all(word[0].isupper() for word in words),
        "digits": 5 * sum(map(str.isdigit, line)) > len(line),
        "time": _TIME.search(line) is not None,
        "separators": min(_MOST_COUNTED, len(_SEPARATORS.findall(line))),
        "quote": not _QUOTES.isdisjoint(line),
        "bracket": line[0] in "([【（" and line[-1] in ")]】）",
        "bullet": line[0] in "-–—•*+·■▪" and not line.startswith("--"),
        "dots": line.endswith(("…", "...")),
        "call_first": first[0],
        "list_first": first[_LIST],
        "site_share": site / max(1, size),
        "class_share": min(1.0, len(classed) / max(1, size)),
        "all_class": bool(classed) and len(classed) >= size,
        "call_site": call > 0 and site > 0,
        "reader_site": reader > 0 and site > 0,
        "reader_call": reader > 0 and call > 0,
        "reader_only": 0 < reader == len(classed),
        "list_site": listed > 0 and site > 0,
        "network_call": network > 0 and call > 0,
        "no_class": not classed,
        "title": len(words) > 2 and 5 * len(title.intersection(lowered)) > 3 * len(set(lowered)),  # noqa: PLR2004 two words are too few
        "open_tail": place.tail and not stop,
        "told_stop": stop and told > 0,
        "sentence": place is NOWHERE,
        "heading": place.between and not stop and size <= _LABEL_WORDS,
        "maker_end": maker > 0 and (place.near_end or place.tail),
        "address": _ADDRESS.search(line) is not None,
        f"words{next((n for n in _LENGTHS if size >= n), 1)}": 1.0,
    }
    found.update(zip(_CLASSES, (min(count, _MOST_COUNTED) for count in counts), strict=True))
    found.update(zip(Place._fields, place, strict=True))
    return found


def _odds(found: dict[str, float]) -> float:
    """The weighted sum of features, which is the logarithm of the odds that a line is furniture."""
    weights = _WEIGHTS
    return sum(weights[name] * value for name, value in found.items() if value)


_LINE_ODDS = log(_LINE_FROM / (1 - _LINE_FROM))
_MARKED_ODDS = log(_MARKED_FROM / (1 - _MARKED_FROM))
_SENTENCE_ODDS = log(_SENTENCE_FROM / (1 - _SENTENCE_FROM))


def is_line(line: str, place: Place, title: frozenset[str]) -> bool:
    """Whether a line that is a candidate is furniture.

    What somebody says, what a colon introduces, and what goes on from the line before never is; nor is a line without a telling word,
    except among others that went.
    """
    if place.introduced or line[0] in _QUOTES or line[0] == "'" or line[0].islower() or line[-1] in ",;" or _NEVER.search(line):
        return False
    found = features(line, place, title)
    if place.head and not found["call_first"] and not found["reader"] and len(line) > _LONGEST_HEAD:
        return False
    if "words17" in found and not found["call_first"] and not found["reader"] and not found["stop"]:
        return False
    if found["no_class"] and not _in_bad_company(line, place, found):
        return False
    return _odds(found) >= _LINE_ODDS


def _in_bad_company(line: str, place: Place, found: dict[str, float]) -> bool:
    """Whether something but its words may tell against a line: what went before it, or its place outside the story."""
    if place.label_before or (place.gone_before and (place.tail or not any(map(str.isalpha, line)))):
        return True
    if place.head and not found["capitals"] and ("words1" in found or "words2" in found):
        return True
    return (place.head or place.tail) and bool(found["time"] or found["separators"])


def is_sentence(sentence: str) -> bool:
    """Whether a sentence of a paragraph speaks for the page."""
    if len(sentence) > LONGEST or not _QUOTES.isdisjoint(sentence) or _POST.search(sentence):
        return False
    found = features(sentence, NOWHERE, frozenset())
    return _odds(found) >= (_MARKED_ODDS if found["mark"] else _SENTENCE_ODDS)


def is_candidate(line: str, *, marked: bool) -> bool:
    """Whether `line` is worth judging: no sentence, a short label that ends in a colon, or a sentence that has one of the `MARKS`."""
    if len(line) > LONGEST:
        return False
    if marked or line.endswith(_ASKS):
        return True
    if line[-1] in ":：":
        return len(line) <= _LONGEST_LABEL
    return not is_terminated(line)


def is_label(line: str) -> bool:
    """Whether a line that went may have been the label of links that follow it."""
    words = _WORD.findall(line.lower())
    if len(words) > _LABEL_WORDS:
        return False
    spoken = f" {'  '.join(words)} "
    return any(_LIST in _MEANT[pattern] for pattern, _, _ in _AUTOMATON.find_matches_as_indexes(spoken, overlapping=True))


def bounds_of(lines: Sequence[str], gone: Sequence[bool]) -> tuple[int, int]:
    """Index of the first and of the last line that is a sentence of the story (both the number of lines where none is)."""
    size = len(lines)
    first = next((i for i in range(size) if not gone[i] and _is_sentence(lines[i])), size)
    return first, next((i for i in range(size - 1, first, -1) if not gone[i] and _is_sentence(lines[i])), first)


def _is_sentence(line: str) -> bool:
    return (len(line) >= _SENTENCE or reading_length(line) >= _SENTENCE) and is_terminated(line)


def place_of(lines: Sequence[str], gone: Sequence[bool], i: int, bounds: tuple[int, int]) -> Place:
    """Where line `i` stands; `gone` says which lines are furniture already, and `bounds` are those of the story."""
    before, after = lines[i - 1] if i else ".", lines[i + 1] if i + 1 < len(lines) else "."
    went, goes = i > 0 and gone[i - 1], i + 1 < len(lines) and gone[i + 1]
    open_before, open_after = not (went or is_terminated(before)), not (goes or is_terminated(after))
    return Place(
        head=i < bounds[0],
        tail=i > bounds[1],
        open_before=open_before,
        open_after=open_after,
        gone_before=went,
        gone_after=goes,
        label_before=went and is_label(before),
        between=bounds[0] < i < bounds[1] and not (went or goes or open_before or open_after),
        near_end=gone[i + 1 :].count(False) <= 1,
        introduced=i > 0 and not went and before.endswith((":", "：")),
    )
