"""Words that a typesetter cut at the end of a line: joined again, with the hyphen only where it belongs to the word."""

import re

_CUT = re.compile(r"(?<=[^\W\d_])-[ ]?\n\n?[ ]?(?=[^\W\d_])")
_HEAD = re.compile(r"(?<![^\W_])(?<![^\W_]-)(?:[^\W_]++-)++$")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 40
_SUSPENDED = frozenset("and or to nor und oder bis et ou y o e".split())
"""Words after a hyphen that stands for the rest of a word: `pre-` before `and post-war`."""
_COMPOUND_HEADS = frozenset(
    "anti non self vice pro mid half well semi quasi long short high low year day month old new then post pre cross so ill far "
    "east west north south left right two three four five six seven eight nine ten state church first second third".split()
)
"""Beginnings that are written with a hyphen."""
_PREFIXES = frozenset(("ex", "co", "re", "de"))
"""Beginnings that are written with one only before a whole word, which must stand elsewhere in the text or be an office."""
_OFFICES = frozenset(
    "president minister premier prime ambassador envoy diplomat general soldier officer official leader chief head king rebel spy "
    "wife husband partner colleague worker chair chairman chairwoman director founder author owner pilot sponsor".split()
)


def without_hyphenation(text: str) -> str:
    r"""`text` less the hyphens and line breaks within words: `ambas-\nsador` is `ambassador`, `vice-\npresident` keeps its hyphen.

    What follows a cut in a capital (`Franco-\nGerman`) was a compound too. Never longer than the input.
    """
    if "-\n" not in text and "- \n" not in text:
        return text
    parts: list[str] = []
    at = 0
    for cut in _CUT.finditer(text):
        head = text[max(at, cut.start() - _LONGEST_WORD) : cut.start()].rpartition(" ")[2].rpartition("\n")[2].lower()
        tail = _WORD.match(text, cut.end(), cut.end() + _LONGEST_WORD)
        word = tail[0] if tail else ""
        if not word[:1].islower():
            if word[:1].isupper() and not head.isupper() and "\n\n" not in cut[0]:
                parts += [text[at : cut.start()], "-"]
                at = cut.end()
            continue
        parts.append(text[at : cut.start()])
        if word in _SUSPENDED:
            parts.append("- ")
        elif _keeps_hyphen(head.strip("\"“‘'(«"), word):
            parts.append("-")
        at = cut.end()
    return "".join((*parts, text[at:]))


def _keeps_hyphen(head: str, tail: str) -> bool:
    """Whether two halves are words of a compound."""
    last = head.rpartition("-")[2]
    return last in _COMPOUND_HEADS or (last in _PREFIXES and tail.removesuffix("s") in _OFFICES)
