"""What only the order of lines tells: broken lines, repeated headlines and paragraphs, links at the end, a headline that is the title."""

import re
from typing import NamedTuple

from service.cleaning.sentences import FIRST_HAN, is_terminated


class Line(NamedTuple):
    """A line and how many line breaks stand before it (1, or 2 for a blank line)."""

    gap: int
    text: str


_SHORTEST_REPEAT = 40
"""Characters: shorter lines ("Really?") may be said twice."""
_LONGEST_PULLED = 250
"""Characters of a pull quote or standfirst."""
_LONGEST_SEARCHED = 60_000
"""Characters of a text in which each line is looked for in the others: the cost grows with the square."""
_LEAST_LINES = 3
"""A headline and one line may as well be a list."""
_LEAST_TITLE_WORDS = 3
_LEAST_TITLE_SIGNS = 6
_LEAST_LINES_BEFORE_TAIL = 5
_LONGEST_TITLE = 220
_LONGEST_TITLE_WORDS = 32
_SHORTEST_BROKEN = 40
_WRAP_WIDTHS = range(45, 101)
_WRAPPED_LINES = 4
_RAGGED = 20
"""Characters by which lines of a broken text differ."""
_MOST_FULL = 0.6
_FULL_ENOUGH = 0.6
"""Share of the width from which the line before was broken, even where a sentence ended there."""
_CONTINUES = frozenset(",.;:)%")
_OPEN_ENDS = frozenset(
    "the a an of and or to in for with by on at from that as its their his her is was were are "
    "has have had said de la le el en y et und der die das von и в на с".split()
)
_TAIL_WORDS = range(5, 15)
_SAYS_SO = re.compile(r"\b(?:is|are|was|were|has|have|had|said)\b")
"""Verbs that sentences have and headlines leave out."""
_CAPITALS_WORDS = range(6, 26)
_NOT_WORD = re.compile(r"\W+")


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, stripped."""
    lines, gap = [], 0
    for raw in text.split("\n"):
        gap += 1
        if stripped := raw.strip():
            lines.append(Line(min(gap, 2), stripped))
            gap = 0
    return lines


def text_of(lines: list[Line]) -> str:
    """The text that `lines` make, as far apart as they were."""
    return "".join([("\n" if gap == 1 else "\n\n") + text for gap, text in lines]).lstrip("\n")


def read_again(lines: list[Line]) -> list[Line]:
    """The lines of the text that `lines`, stripped ones, make."""
    return [Line(1, lines[0].text), *lines[1:]] if lines and lines[0].gap != 1 else lines


def key_of(text: str) -> str:
    """`text` as its lower-case words, to compare two lines."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def unwrapped(lines: list[Line]) -> list[Line]:
    """The paragraphs of a text that was broken into lines of one width; any other text as it is."""
    width = _width(lines)
    if not width:
        return lines
    out: list[Line] = []
    last = ""
    for line in lines:
        if out and line.gap == 1 and (len(last) >= _FULL_ENOUGH * width or not is_terminated(last)):
            out[-1] = Line(out[-1].gap, f"{out[-1].text} {line.text}")
        else:
            out.append(line)
        last = line.text
    return out


def joined(lines: list[Line]) -> list[Line]:
    """Lines that scraping broke at a link, joined."""
    out: list[Line] = []
    for line in lines:
        before = out[-1].text if out else ""
        if before and before[-1] != "." and not is_terminated(before):
            if line.text[0] in _CONTINUES and before[-1].isalnum():
                out[-1] = Line(out[-1].gap, before + line.text)
                continue
            if _continues(before, line):
                out[-1] = Line(out[-1].gap, f"{before} {line.text}")
                continue
        out.append(line)
    return out


def _continues(before: str, line: Line) -> bool:
    if not line.text[0].islower():
        return False
    if line.gap == 1:
        return len(before) >= _SHORTEST_BROKEN
    return before.endswith(",") or before.rpartition(" ")[2].casefold() in _OPEN_ENDS


def _width(lines: list[Line]) -> int:
    """The width at which the whole text is broken into lines, or 0: most lines end near it, and in the middle of a sentence."""
    broken = [lines[i - 1].text for i in range(1, len(lines)) if lines[i].gap == 1]
    if len(broken) < _WRAPPED_LINES:
        return 0
    width = max(map(len, broken))
    if width not in _WRAP_WIDTHS:
        return 0
    full = sum(len(text) >= width - _RAGGED for text in broken)
    within = sum(not is_terminated(text) for text in broken)
    return width if full >= _MOST_FULL * len(broken) and 2 * within >= len(broken) else 0


def without_repeats(lines: list[Line], single: set[str]) -> list[Line]:
    """Without a line that another, later or longer, says word for word: standfirsts, pull quotes, captions shown twice.

    `single` are lines found to be said once in an earlier round, which is not looked for again; new ones are added.
    """
    seen: set[str] = set()
    kept = []
    whole = "\n".join(line.text for line in lines)
    searched = len(whole) <= _LONGEST_SEARCHED
    for line in lines:
        text = line.text
        if len(text) >= _SHORTEST_REPEAT:
            if text in seen:
                continue
            if text not in single and searched and len(text) <= _LONGEST_PULLED and _is_within_another(whole, text):
                continue
            seen.add(text)
        kept.append(line)
    single |= seen
    return kept


def _is_within_another(whole: str, text: str) -> bool:
    """Whether `text` is a part of a longer line of `whole`."""
    start = whole.find(text)
    while start != -1:
        end = start + len(text)
        if (start and whole[start - 1] != "\n") or (end < len(whole) and whole[end] != "\n"):
            return True
        start = whole.find(text, end)
    return False


def without_title(lines: list[Line], title: str, untitled: set[str] | None = None) -> list[Line]:
    """Without the headline where the first lines say it again.

    `untitled` are lines found not to say it in an earlier round, which are not looked at again; new ones are added.
    """
    untitled = set() if untitled is None else untitled
    head = lines[:_TITLE_LINES]
    if all(line.text in untitled for line in head) or not (key := key_of(title)):
        return lines
    folded = title.casefold()
    kept: list[Line] = []
    for line in head:
        text = _less_title(line.text, title, folded, key)
        if text == line.text:
            untitled.add(text)
            kept.append(line)
        elif text:
            kept.append(Line(line.gap, text))
    return kept + lines[_TITLE_LINES:] or lines


_TITLE_LINES = 4
"""A headline is said again at the very top."""
_SHORTEST_GLUED_TITLE = 25
_BEGINS = re.compile(r"[A-ZÀ-Þ“\"(]")
_TRAILING_LABEL = re.compile(r"(?<=[.!?”\"])(?:\s+[A-Z0-9][\w&]*){1,4}\s*$")
"""The section that stands between a caption and the headline."""


def _less_title(text: str, title: str, wanted: str, key: str) -> str:
    long = len(text) >= 2 * len(title)
    if long and (len(title) < _SHORTEST_GLUED_TITLE or is_terminated(title)):
        return text
    folded = text.casefold()
    first = key.partition(" ")[0]
    if first not in folded:  # nearly always, and much cheaper to see than that the keys differ
        return text
    if not long and key_of(text) == key:
        return ""
    if len(title) < _SHORTEST_GLUED_TITLE or is_terminated(title):
        return text
    if len(folded) != len(text) or (start := folded.find(wanted)) < 0:
        return text
    before, after = _TRAILING_LABEL.sub("", text[:start]).strip(), text[start + len(title) :].strip()
    # The title is glued on, not part of a sentence, where a sentence ends before it and another begins after it.
    if (before and not is_terminated(before)) or (after and not _BEGINS.match(after)):
        return text
    return f"{before} {after}".strip()


def headline(lines: list[Line]) -> str | None:
    """The first line, if it is clearly the headline of what follows: short, no sentence, and a sentence after it."""
    if len(lines) < _LEAST_LINES:
        return None
    first, second = lines[0].text, lines[1].text
    if lines[1].gap == 1 and any(line.gap > 1 for line in lines[2:]):
        return None  # the first line of a paragraph that was broken into lines
    words = len(first.split())
    spaced = ord(first[0]) < FIRST_HAN
    if (
        len(first) > _LONGEST_TITLE
        or words > _LONGEST_TITLE_WORDS
        or (spaced and words < _LEAST_TITLE_WORDS)
        or (not spaced and len(first) < _LEAST_TITLE_SIGNS)
    ):
        return None
    if first.endswith((".", "。", ":", "：", ",", ";", "।", "…", "-", "–", "—")) or first[0].islower() or not is_terminated(second):
        return None
    return first


def without_tail(lines: list[Line]) -> list[Line]:
    """Without a headline of another story as the last line: no sentence, after a sentence."""
    if len(lines) < _LEAST_LINES_BEFORE_TAIL or is_terminated(lines[-1].text) or not is_terminated(lines[-2].text):
        return lines
    last = lines[-1].text
    if (
        len(last.split()) in _TAIL_WORDS
        and (last[0].isupper() or last[0] in "'‘“\"")
        and not lines[-2].text.endswith((":", ";"))
        and not last.endswith(")")
        and not _SAYS_SO.search(last)
    ):
        return lines[:-1]
    return lines


def without_shouted(lines: list[Line]) -> list[Line]:
    """Without lines all in capitals in an article that is not: links to other stories between the paragraphs."""
    shouted = {i for i in range(2, len(lines)) if lines[i].text.isupper() and _is_shouted(lines, i)}
    if not shouted or 3 * len(shouted) > len(lines):
        return lines
    return [line for i, line in enumerate(lines) if i not in shouted]


def _is_shouted(lines: list[Line], i: int) -> bool:
    """Whether line `i`, in capitals, is a paragraph of its own after one in small letters, and no sentence."""
    line, before = lines[i], lines[i - 1]
    alone = line.gap > 1 and (i + 1 == len(lines) or lines[i + 1].gap > 1)
    if not alone or is_terminated(line.text) or len(line.text.split()) not in _CAPITALS_WORDS:
        return False
    return not before.text.isupper() or (i < len(lines) - 1 and not lines[i + 1].text.isupper())
