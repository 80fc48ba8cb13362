"""What the signs of a line tell of furniture: its digits, separators, code, addresses and quotation marks.

Patterns of several ways are tried at every character; each is used only where a set of signs, which is searched for in a tenth of the
time, says that it may match.
"""

import re

MOST_COUNTED = 3
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{4}[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEPARATORS = re.compile(r"[|•·»›#>@©~←→↑▼▲✕☰]| / |\s[-–—]\s|://")
_MAYBE_SEPARATORS = re.compile("[|•·»›#>@©~←→↑▼▲✕☰/–—-]")
_ADDRESS = re.compile(r"\w@\s?\w|www\.|https?:|\d{3}[- ]\d{3,4}")
_DIGITS_OF_PHONE = 6
_CODE = re.compile(r"[{}]|\w\(\)|\);|^\s*[.#][\w-]+ |\[/?\w+[ _\]]|</?\w|\w=['\"]|&&|\|\||%\d|\w\\\w")
_MAYBE_CODE = re.compile(r"[{}()\[<=&|%\\]")
_QUOTES = re.compile('["“”„«»‘「」]')
_POSTER = re.compile(r"\(@\w+\)")
_ASKS = "!?？！؟…"
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def asks(line: str) -> bool:
    """Whether `line` ends in a question, a shout or dots."""
    return line[-1] in _ASKS or line.endswith("...")


def is_quoting(line: str) -> bool:
    """Whether there is a quotation mark in `line`."""
    return _QUOTES.search(line) is not None


def begins_quoted(line: str) -> bool:
    """Whether `line` begins with a quotation mark."""
    return line[0] == "'" or _QUOTES.match(line) is not None


def is_posted(line: str) -> bool:
    """Whether `line` is of what somebody posted elsewhere and the article quotes."""
    return "pic.twitter" in line or "t.co/" in line or ("(@" in line and _POSTER.search(line) is not None)


def digits_of(line: str) -> int:
    """How many characters are digits."""
    plain = line.encode("ascii", "ignore")
    digits = len(plain) - len(plain.translate(None, b"0123456789"))
    return digits if len(plain) == len(line) else digits + sum(map(str.isdigit, "".join(_FOREIGN.findall(line))))


def separators_of(line: str) -> int:
    """How many signs stand between items, up to `MOST_COUNTED`."""
    return min(MOST_COUNTED, len(_SEPARATORS.findall(line))) if _MAYBE_SEPARATORS.search(line) else 0


def signs_of_code(line: str) -> int:
    """How many signs are of a program, a style sheet or markup, up to `MOST_COUNTED`."""
    if not _MAYBE_CODE.search(line) and line.lstrip()[:1] not in (".", "#"):
        return 0
    return min(MOST_COUNTED, len(_CODE.findall(line)))


def has_address(line: str, digits: int) -> bool:
    """Whether there is an address or a number of a telephone; `digits`: how many there are."""
    maybe = digits >= _DIGITS_OF_PHONE or "@" in line or "www." in line or "http" in line or not line.isascii()
    return maybe and _ADDRESS.search(line) is not None


def tells_of_digits(line: str, digits: int, spoken: int) -> list[tuple[str, float]]:
    """What its digits tell; `spoken`: its words that are no numbers."""
    if not digits:
        return []
    return [
        ("digits", 5 * digits > len(line)),
        ("number", not spoken),
        ("time", _TIME.search(line) is not None),
        ("year", _YEAR.search(line) is not None),
        ("end_digit", line[-1].isdigit()),
    ]
