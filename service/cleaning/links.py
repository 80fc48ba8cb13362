"""Links and calls inside one line: the whole line, a bracket, a sentence, or a few glued words go; the rest stays as it is."""

import re
from collections.abc import Iterator

from service.cleaning.calls import is_call, is_open_call, is_reported
from service.cleaning.furniture import is_sentence
from service.cleaning.phrases import Cue
from service.cleaning.sentences import FIRST_HAN, is_terminated, sentence_spans

GATES = (" MORE",)

_LONGEST_LINK = 250
"""Characters of a label and the headline behind it."""
_HEADLINE_SENTENCES = 2
"""Headlines have two at most ("Minister quits. What now?"), paragraphs more."""
_LONGEST_FORM = 1_500
_GIVEN_NAMES = 2
_SHORTEST_SURNAME = 4
"""Characters: shorter ones (De, Mc, Le) begin names that have a capital within, unless the name was said just before."""
_LEFTOVER_WORDS = 8
"""What is left of a line after its calls went is a fragment of them (a button, the newsletter's name) up to this length."""
_MARK_REACH = 3
"""Characters behind a label in which its mark stands: a blank, the mark, and what follows it."""
_MARKS = ":：-–—|»>→►"
_HANGING = frozenset(",.;:!?)’")
_QUOTES = frozenset("\"“”‘«'")
_GLUED_NAME = re.compile(r"\b([A-Z][\w'’.-]{0,40}[a-z])(?=[A-Z“‘'\"])")
_MORE = re.compile(r"\bMORE\b")
_GLUED_HEADLINES = range(20, 701)
"""Characters between the name and "MORE"."""
_TWEET = re.compile(r"pic\.twitter\.com|\(@\w+\)")
_NEWSROOM = re.compile(
    r"\b(?:non-?profit|independent)\b.{0,40}\b(?:newsroom|news (?:organi[sz]ation|outlet|site|service))\b", re.IGNORECASE
)


def without_links(line: str, cues: list[Cue]) -> str:
    """`line` without what only leads elsewhere or speaks to the page's reader; empty when it is nothing else.

    `cues` are those of `line`.
    """
    if _is_link(line, cues):
        return ""
    kinds = [cue.kind for cue in cues]
    if _is_gallery(line, cues):
        return ""
    if "form" in kinds and len(line) <= _LONGEST_FORM and kinds.count("form") + kinds.count("within") > 1:
        return ""
    if any(kind in ("within", "form", "call", "mark") for kind in kinds):
        line, cues = _without_calls(line, cues)
    spans = [span for cue in cues if (span := _removable(line, cue))]
    for start, end in reversed(spans):
        line = _joined(line[:start], line[end:])
    return _without_glued_lists(line) if "list" in kinds else line


def _joined(before: str, after: str) -> str:
    """The two ends of a cut, with a space unless what follows hangs on the word before."""
    before, after = before.rstrip(), after.lstrip()
    hangs = after[:1] in _HANGING or after.startswith("'s ")
    return f"{before}{'' if hangs else ' '}{after}".strip()


def _is_gallery(line: str, cues: list[Cue]) -> bool:
    """A label said again and again, as in the captions of a gallery: "Photos: Storm Photos: Storm A street in ... Hide Caption 1 of 7"."""
    labels = [line[cue.start : cue.end].casefold() for cue in cues if cue.kind == "label" and _has_mark(line, cue.end)]
    return bool(labels) and cues[0].start == 0 and labels.count(labels[0]) > 1


def _is_link(line: str, cues: list[Cue]) -> bool:
    """A label and a headline, or a headline and "Read more"."""
    if len(line) > _LONGEST_LINK:
        return False
    for cue in cues:
        at_start = not any(char.isalnum() for char in line[: cue.start])
        bracket = line[: cue.start].rstrip()[-1:] in ("(", "[") and not line.rstrip().endswith((")", "]"))
        if at_start and not bracket and cue.kind == "label" and _has_mark(line, cue.end) and not _TWEET.search(line):
            return len(sentence_spans(line)) <= _HEADLINE_SENTENCES
        if at_start and cue.kind == "lead" and not is_terminated(line):
            return True
        if (
            cue.kind == "label"
            and cue.end == len(line)
            and cue.start > 0
            and _is_button(line, cue)
            and not is_terminated(line[: cue.start])
        ):
            return True
    return False


def _has_mark(line: str, end: int) -> bool:
    rest = line[end : end + _MARK_REACH].lstrip()
    return not rest or (rest[0] in _MARKS and (rest[0] != "-" or rest[1:2] == " "))


def _is_button(line: str, cue: Cue) -> bool:
    """A label of several words with a capital, as on a button: "Read more", not a sentence that ends in "video"."""
    label = line[cue.start : cue.end]
    return not label[0].islower() and (" " in label or ord(label[0]) >= FIRST_HAN)


def _removable(line: str, cue: Cue) -> tuple[int, int] | None:
    """The part of `line` that goes with `cue` where the line stays."""
    if cue.end > len(line):
        return None
    if cue.kind == "glued" and not line[cue.start].islower():
        return cue.start, cue.end
    if cue.kind != "label":
        return None
    bracket = cue.start - 2 if line[cue.start - 1 : cue.start] == " " else cue.start - 1
    if bracket >= 0 and line[bracket] in "([" and not line[cue.start].islower() and _has_mark(line, cue.end):
        end = line.find(")" if line[bracket] == "(" else "]", cue.end, cue.start + _LONGEST_LINK + 1)
        if end != -1:
            return bracket, end + 1
    if cue.end == len(line) and cue.start > 0 and _is_button(line, cue) and is_terminated(line[: cue.start]):
        return cue.start, cue.end
    return None


def _without_calls(line: str, cues: list[Cue]) -> tuple[str, list[Cue]]:
    kept: list[tuple[int, int]] = []
    kept_cues: list[list[Cue]] = []
    gone = 0
    for (start, end), inside in _by_sentence(sentence_spans(line), cues):
        if inside and _is_away(line, (start, end), inside):
            gone += 1
        else:
            kept.append((start, end))
            kept_cues.append(inside)
    if not gone:
        return line, cues
    left = " ".join(line[start:end].strip() for start, end in kept)
    if (not is_terminated(left) and len(left.split()) <= _LEFTOVER_WORDS) or (len(kept) == 1 and _NEWSROOM.search(left)):
        left = ""
    return left, _moved(line, kept, kept_cues)


def _by_sentence(spans: list[tuple[int, int]], cues: list[Cue]) -> Iterator[tuple[tuple[int, int], list[Cue]]]:
    """Each sentence with the cues that begin in it; both are in order, and sentences cover the line."""
    at = 0
    for start, end in spans:
        first = at
        while at < len(cues) and cues[at].start < end:
            at += 1
        yield (start, end), cues[first:at]


def _is_away(line: str, span: tuple[int, int], inside: list[Cue]) -> bool:
    """Whether a sentence with cues leads elsewhere, or speaks to the page's reader."""
    start, end = span
    sentence = line[start:end]
    kinds = {cue.kind for cue in inside}
    last = start > 0 and end == len(line) and not is_terminated(sentence)
    if is_call(sentence.strip()) or (last and is_open_call(sentence)):
        return True
    if not kinds & {"within", "mark"} or is_reported(sentence):
        return False
    if sentence.lstrip()[:1] not in _QUOTES and any(cue.kind == "within" and not _is_quoted(line, cue.start) for cue in inside):
        return True
    return "mark" in kinds and is_sentence(sentence.strip())


def _is_quoted(line: str, start: int) -> bool:
    """Whether what begins at `start` stands in a quotation."""
    if start > 0 and line[start - 1] in _QUOTES:
        return True
    return line.count("“", 0, start) > line.count("”", 0, start) or line.count('"', 0, start) % 2 == 1


def _moved(line: str, kept: list[tuple[int, int]], cues: list[list[Cue]]) -> list[Cue]:
    """The `cues` of the `kept` spans of `line` where they stand once only those are left, joined by single spaces."""
    moved, offset = [], 0
    for (start, end), inside in zip(kept, cues, strict=True):
        sentence = line[start:end]
        lead = len(sentence) - len(sentence.lstrip())
        moved += [Cue(cue.start - start - lead + offset, cue.end - start - lead + offset, cue.kind) for cue in inside]
        offset += len(sentence.strip()) + 1
    return moved


def _without_glued_lists(line: str) -> str:
    """Without lists of headlines that hang on a repeated name: `Ann Smith Ann Mary SmithMinister quits Strike ends MORE said`."""
    position = 0
    while found := _glued_list(line, position):
        match, end = found
        surname = match[1]
        words = line[: match.start()].rstrip().split(" ")
        repeated = next((i for i in range(len(words) - 1, max(-1, len(words) - 7), -1) if words[i].strip(",.()") == surname), None)
        if repeated is not None:
            keep = words[: repeated + 1]
        elif len(surname) < _SHORTEST_SURNAME:
            position = match.start() + 1
            continue
        else:
            keep = words
            while keep and len(words) - len(keep) < _GIVEN_NAMES and keep[-1][:1].isupper() and not keep[-1].endswith((".", ",")):
                keep = keep[:-1]
        head = " ".join(keep)
        line, position = _joined(head, line[end:]), len(head)
    return line


def _glued_list(line: str, position: int) -> tuple[re.Match[str], int] | None:
    """The first name from `position` on that a list hangs on, and where the list ends."""
    for name in _GLUED_NAME.finditer(line, position):
        start = name.end() + _GLUED_HEADLINES.start
        more = _MORE.search(line, start, name.end() + _GLUED_HEADLINES.stop + len("MORE"))
        if more and more.start() - name.end() in _GLUED_HEADLINES:
            return name, more.end()
    return None
