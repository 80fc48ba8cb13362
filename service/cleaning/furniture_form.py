"""What tells of a line by itself, by name: its words, its signs and how it ends."""

from service.cleaning.furniture_signs import (
    MOST_COUNTED,
    asks,
    digits_of,
    has_address,
    is_quoting,
    separators_of,
    signs_of_code,
    tells_of_digits,
)
from service.cleaning.furniture_words import CLASSES, tells_of_classes, words_of
from service.cleaning.sentences import is_terminated

_LENGTHS = (17, 11, 7, 4, 2, 1)
"""Words from which a line is of that length."""
_LENGTH_NAMES = tuple(f"words{next((n for n in _LENGTHS if size >= n), 1)}" for size in range(_LENGTHS[0] + 1))
"""By the number of words, up to the most."""
LABEL_WORDS = 6
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


def local_features(line: str) -> tuple[dict[str, float], int, tuple[str, ...]]:
    """What tells of `line` by itself, by name, less what is 0; its size in words; its long words."""
    written, lowered, size, counts, first, classed = words_of(line)
    found: dict[str, float] = {"bias": 1.0, _LENGTH_NAMES[min(size, _LENGTHS[0])]: 1.0}
    if any(counts):
        for name, count in zip(CLASSES, counts, strict=True):
            if count:
                found[name] = min(count, MOST_COUNTED)
    long_words = [word for word in written if len(word) > MOST_COUNTED]
    digits = digits_of(line)
    spoken = len(lowered) - sum(map(str.isdigit, lowered)) if digits else len(lowered)
    _add_ends(found, line)
    _add_capitals(found, written, long_words)
    _add_signs(found, line)
    if joining := sum(map(_JOINING.__contains__, lowered)):
        found["joining"] = float(min(MOST_COUNTED, joining))
    if lowered and lowered[0] in _BY:
        found["by"] = 1.0
    if len(line) <= MOST_COUNTED:
        found["tiny"] = 1.0
    if not classed:
        found["no_class"] = 1.0
    if has_address(line, digits):
        found["address"] = 1.0
    tells = tells_of_digits(line, digits, spoken)
    if classed:
        tells += tells_of_classes(found, counts, first, size, classed, spoken, digits)
    found |= {name: float(value) for name, value in tells if value}
    if "stop" in found and "told" in found:
        found["told_stop"] = 1.0
    return found, size, tuple(map(str.lower, long_words))


def _add_ends(found: dict[str, float], line: str) -> None:
    """Add to `found` what the first and last characters of `line` tell, and whether it is all in capitals."""
    if asks(line):
        found["ask"] = 1.0
    elif line[-1] not in ":：;" and is_terminated(line):
        found["stop"] = 1.0
    if line[-1] in ":：»>→►›":
        found["colon"] = 1.0
    if line[0].islower():
        found["lower"] = 1.0
    if len(line) > MOST_COUNTED and line.isupper():
        found["capitals"] = 1.0


def _add_capitals(found: dict[str, float], written: list[str], long_words: list[str]) -> None:
    """Add to `found` whether all words begin in capitals, or all that are not short."""
    if len(long_words) > 1 and all(word[0].isupper() for word in long_words):
        found["titled"] = 1.0
    if 1 < len(written) < LABEL_WORDS and all(word[0].isupper() for word in written):
        found["names"] = 1.0


def _add_signs(found: dict[str, float], line: str) -> None:
    """Add to `found` what the signs of `line` tell."""
    if separators := separators_of(line):
        found["separators"] = float(separators)
    if is_quoting(line):
        found["quote"] = 1.0
    if line[0] in "([【（" and line[-1] in ")]】）":
        found["bracket"] = 1.0
    if line[0] in "-–—•*+·■▪" and not line.startswith("--"):
        found["bullet"] = 1.0
    if line.endswith(("…", "...")):
        found["dots"] = 1.0
    if code := signs_of_code(line):
        found["code"] = float(code)
