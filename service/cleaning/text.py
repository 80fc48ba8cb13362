"""The way of a scraped text to a clean one, every step in order, repeated until nothing changes (cleaning twice changes nothing)."""

import re
from typing import NamedTuple

from service.cleaning import calls, furniture, interruptions, links, pictures, wires
from service.cleaning.characters import normalise
from service.cleaning.hyphens import without_hyphenation
from service.cleaning.known import HEAD, Known
from service.cleaning.markup import without_markup
from service.cleaning.phrases import Cue, load_phrases
from service.cleaning.sentences import is_terminated
from service.cleaning.structure import (
    Line,
    headline,
    joined,
    lines_of,
    read_again,
    text_of,
    unwrapped,
    without_repeats,
    without_shouted,
    without_tail,
    without_title,
)
from service.cleaning.surroundings import Surroundings

_MARKUP_GATES = ("#", "[/", "_1]", "_2]", "=”", '="', "='")
_PHRASES = load_phrases(
    dict.fromkeys(calls.GATES, "call")
    | dict.fromkeys(links.GATES, "list")
    | dict.fromkeys(pictures.GATES, "credit")
    | dict.fromkeys(wires.GATES, "wire")
    | dict.fromkeys(_MARKUP_GATES, "markup")
    | dict.fromkeys(interruptions.MARKERS, "interruption"),
    furniture.MARKS,
)
_MOST_LAYERS = 6
"""Times that markup was escaped, one over the other; real ones have two."""
_MOST_ROUNDS = 12
"""Measured articles need three; a text made to need more stays as far as it got."""
_LONGEST_EXAMINED = 20_000
"""Characters of a line: longer ones are no lines of an article, and the rules are not made to be fast on them."""
_LONGEST_FURNITURE = 250
_LONGEST_POINTER = 120
_LABEL_LINES = 2
_TIME_LINE = re.compile(
    r"^\W*+(?:slideshow \(\d+ images?|slide:? \d+ ?/.{0,12}|.{8,110}\s0\d:\d\d|more [a-z]{3,12} (?:news|stories|headlines|coverage|articles"
    r"|videos)|[\w.+-]+@[\w-]+\.[\w.]{2,12}|(?:tel|fax|phone|e-?mail)\b.{0,40}|\d[\d.,]*\s?k? (?:shares?|comments?|views?"
    r"|likes?|retweets?"
    r"|reactions?)|(?:story|article|content) continues? (?:below|after)\b.{0,30}|(?:(?:next|prev|previous)\s+)?(?:image|photo"
    r"|slide"
    r"|picture)s? \d+ (?:of|/) \d+|\d{1,3} of \d{1,3}|\d{1,2}:\d\d(?::\d\d)?|(?:updated?|posted)\b.{0,50}(?:[ap]\.?m\.?|GMT|ET|EST|EDT|BST"
    r"|\d{4}).{0,12}|\d{1,2}:\d\d ?[ap]\.?m\.?.{0,30}|(?:posted|published|updated|last updated|first published|created"
    r"|modified)\b.{0,40}\d{4}.{0,30}|il y a \d+ \w+|hace \d+ \w+|vor \d+ \w+|há \d+ \w+|\d+\s?(?:小时|分钟|天|小時|分鐘|時間|分)前.{0,3}"
    r"|منذ \d+ \w+|\d+ \w+ पहले|\d+ (?:час\w*|минут\w*|дн\w+|ден\w+) назад|\d+ \w+ fa|\d+ min(?:ute)?s? read)\W*$",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"^[A-Z][^:.!?]{2,60}:(?=[A-Z0-9'‘“\"])(?!\d\d\b)\S.{15,150}$")
"""A headline with its label and no space between: `The budget:What you need to know`."""
_CONTACT = re.compile(r"^\(+[^()]{0,60}[\w.+-]+@[\w-]+\.[\w.]+[^()]{0,60}\)+$")
"""A bracket that holds an address of e-mail and nothing else."""
_STEP = re.compile(r"[>›»]|\s/\s")
_LONGEST_BREADCRUMB = 90
_LONGEST_STEP = 4
"""Words in one step of a breadcrumb."""
_SHORTCODE = re.compile(r"\[/[a-z_]+\]|\[[a-z_]+\s[^\[\]]{0,300}=[^\[\]]{0,300}\]|\[[a-z]+_\d\]|#[a-z]{3,20}#")
"""Markup of a content management system that nobody rendered: `[caption id="3"]`, `[/caption]`, `[ad_1]`."""
_BRACKETED = re.compile(r"^(?:\( [^()]{5,200}\)|\[(?:\w|[‘“\"'])[^\[\]]{14,199}[^\[\].!?]\])$")
"""A line that is one bracket: a link to another story, set off by a space inside or by square brackets."""
_ADDRESS_LINE = re.compile(r"^(?:https?://|www\.)\S+$")
_SERIES = re.compile(r"^(?:Series|Category|Categories|Section|Topic)s?: \S")


class Cleaned(NamedTuple):
    """Clean title and text, and what was read off the lines that went."""

    title: str
    text: str
    wire: str | None = None
    authors: tuple[str, ...] = ()


def clean_text(title: str, text: str, *, scraped: bool = True) -> Cleaned:
    """The clean form of `title` and `text`; a missing title is taken from the text where its first line clearly is one.

    A text that is not `scraped` was taken from a page by its structure: there, lines that are no sentences are headings and lists of the
    story, and only phrases tell against them (F1 of the real pages 0.9688 otherwise).

    Never longer than the input; no line that the input has not (but joined ones); clean_text of the result is the result. Raises Rejected:
    `too_costly` for more phrases of pages than any page has.
    """
    state = Cleaned(" ".join(_read(title).split()), without_hyphenation(_read(text)))
    known = Known(scraped)
    lines = unwrapped(lines_of(state.text))
    for _ in range(_MOST_ROUNDS):
        title = state.title
        state, kept = _once(state, lines, known)
        if (text := without_hyphenation(state.text)) != state.text:  # what stood between the halves of a word is gone
            state, lines = state._replace(text=text), unwrapped(lines_of(text))
            known.single.clear()  # what was said once may stand in a joined line now
            continue
        before, lines = lines, unwrapped(read_again(kept))
        if state.title == title and lines == read_again(before):
            break  # another round would have the same lines, and find the same
    return state


def _read(text: str) -> str:
    """`text` with its characters and its markup read, which may hide in each other."""
    text = normalise(text)
    for _ in range(_MOST_LAYERS):
        bare = without_markup(text)
        if bare == text:
            break
        text = normalise(bare)
    return text


def _once(state: Cleaned, lines: list[Line], known: Known) -> tuple[Cleaned, list[Line]]:
    """What one round makes of `lines`, which are those of the text of `state`, and the lines of it."""
    lines, wire, authors = _line_by_line(lines, known, state)
    lines = joined(lines)
    title = state.title
    if not title and (found := headline(lines)):
        title, lines = found, lines[1:]
    known.entitle(title)
    lines = without_title(lines, title, known.untitled)
    lines = without_tail(without_shouted(without_repeats(lines, known.single)))
    return Cleaned(title, text_of(lines), wire, authors), lines


def _line_by_line(lines: list[Line], known: Known, state: Cleaned) -> tuple[list[Line], str | None, tuple[str, ...]]:
    """What is left of the lines, and what they say of their makers."""
    out, gone, wire, authors = _by_phrases(lines, known, state.wire, state.authors)
    if any(gone):
        _drop_listed(lines, out, gone)
    if known.scraped:
        _drop_judged(lines, out, gone, known, state.title)
    if any(gone):
        out = [line for i, line in enumerate(out) if line.text and not _keeps_bad_company(out, gone, i)]
    return out, wire, authors


def _by_phrases(
    lines: list[Line], known: Known, wire: str | None, authors: tuple[str, ...]
) -> tuple[list[Line], list[bool], str | None, tuple[str, ...]]:
    """Each line less what goes of it, and which went. Lines that came through are not read again, unless they moved up into the head."""
    out = list(lines)
    gone = [False] * len(lines)
    unread = [i for i, line in enumerate(lines) if not known.came_through(i, line.text)]
    cues = _cues_of(lines, unread)
    stable = known.stable
    for i in unread:
        line = lines[i]
        text = line.text
        if i >= HEAD and text in stable:
            continue  # said above, too
        if len(text) <= _LONGEST_FURNITURE and _is_furniture(text, i):
            text = ""
        elif found := cues.get(i):
            if not known.scraped:
                found = [cue for cue in found if cue.kind != "mark"]
            text, credit = _examined(text, found, head=i < HEAD)
            wire, authors = wire or credit.wire, authors + tuple(a for a in credit.authors if a not in authors)
            if text and any(cue.kind == "mark" for cue in found):
                known.mark(text)
        if text and i < HEAD - 2:
            credit = wires.dateline(text)
            wire, text = wire or credit.wire, credit.line
        if text == line.text:
            stable.add(text)
            if i < HEAD:
                known.head.add((i, text))
        else:
            gone[i] = not text
            out[i] = Line(line.gap, text)
    return out, gone, wire, authors


def _cues_of(lines: list[Line], unread: list[int]) -> dict[int, list[Cue]]:
    """The cues of the lines that are `unread`, by their index."""
    if not unread:
        return {}
    read = [""] * len(lines)
    for i in unread:
        if len(lines[i].text) <= _LONGEST_EXAMINED:
            read[i] = lines[i].text
    return _PHRASES.cues("\n".join(read))


def _drop_judged(lines: list[Line], out: list[Line], gone: list[bool], known: Known, title: str) -> None:
    """Empty the lines that look like furniture, by their words, form, place and neighbours."""
    chosen, doubtful = [], known.doubtful
    for i, (_, text) in enumerate(out):
        if text and len(text) <= furniture.LONGEST:
            doubt = doubtful.get(text)
            if doubt is None:
                doubt = doubtful[text] = furniture.is_candidate(text, marked=text in known.marked)
            if doubt:
                chosen.append(i)
    if not chosen:
        return
    texts = [after.text or before.text for before, after in zip(lines, out, strict=True)]
    around = Surroundings(texts, gone, [line.gap for line in out], frozenset(chosen))
    if not around.has_story:
        return  # no sentences to tell furniture from
    known.entitle(title)
    for i in furniture.furniture_among(around, chosen, known.forms, known.words_of_title()):
        out[i] = Line(out[i].gap, "")
        gone[i] = True


def _drop_listed(lines: list[Line], out: list[Line], gone: list[bool]) -> None:
    """Empty the lines that a label which went announced: headlines under "Related:", a name under "Credit:"."""
    for i in range(len(lines) - 1):
        if not gone[i] or out[i].text:
            continue
        label = lines[i].text
        most = _PHRASES.announces(label)
        for k in range(i + 1, min(i + 1 + most, len(lines))):
            if not out[k].text:
                continue
            if _ends_a_sentence(out[k].text) or len(out[k].text) > _LONGEST_POINTER:
                break
            out[k] = Line(out[k].gap, "")
            gone[k] = True


def _ends_a_sentence(text: str) -> bool:
    """Headlines may ask or exclaim, but have no full stop."""
    return is_terminated(text) and not text.endswith(("?", "!", "？", "！", "؟"))


def _examined(text: str, cues: list[Cue], *, head: bool) -> tuple[str, wires.Credit]:
    """What is left of a line that holds cues, and what it says of its makers."""
    kinds = {cue.kind for cue in cues}
    if "interruption" in kinds and (shorter := interruptions.without_interruptions(text)) != text:
        return shorter, wires.Credit(shorter)  # the offsets of the other cues hold no more: the next round finds them again
    text = links.without_links(text, cues)
    credit = wires.Credit(text)
    if "markup" in kinds:
        text = " ".join(_SHORTCODE.sub(" ", text).split())
    if "wire" in kinds and text:
        credit = wires.team(text)
        if head and credit.line:
            named = wires.byline(credit.line)
            credit = wires.Credit(named.line, credit.wire or named.wire, credit.authors + named.authors)
        text = credit.line
    if "credit" in kinds and text:
        text = pictures.without_credits(text)
    return text, credit


def _is_furniture(text: str, index: int) -> bool:
    """Whether the line, of `_LONGEST_FURNITURE` at most, is told by itself: a button, a ruler, a time, an address, an invitation."""
    if text[-1] in ":»>►":
        points = text.endswith((">>", "»", "►")) and "«" not in text and len(text) <= _LONGEST_POINTER  # closed marks are somebody's words
        if points or _PHRASES.announces(text) or _PHRASES.keeps_company(text):
            return True
    if _PHRASES.is_alone(text) or not (text[0].isalnum() or any(map(str.isalnum, text))):
        return True
    if text.startswith(("http", "www.")) and _ADDRESS_LINE.match(text):
        return True
    if text[0] in "([" and (_BRACKETED.match(text) or (len(text) < _LONGEST_POINTER and _CONTACT.match(text))):
        return True
    if index < HEAD and _is_breadcrumb(text):
        return True
    if is_terminated(text):
        return False
    return (
        calls.is_open_call(text)
        or bool(_GLUED_LABEL.match(text))
        or bool(_TIME_LINE.match(text))
        or (index < _LABEL_LINES and bool(_SERIES.match(text)))
    )


def _is_breadcrumb(text: str) -> bool:
    """Whether a line is the way from the front page to the article: `Home > World > Africa`."""
    if len(text) > _LONGEST_BREADCRUMB or not (">" in text or "›" in text or " / " in text or " » " in text):
        return False
    steps = [step.strip() for step in _STEP.split(text) if step.strip()]
    return len(steps) > 1 and all(len(step.split()) <= _LONGEST_STEP and step[-1] not in ".!?" for step in steps)


def _keeps_bad_company(lines: list[Line], gone: list[bool], i: int) -> bool:
    if not ((i > 0 and gone[i - 1]) or (i + 1 < len(lines) and gone[i + 1])):
        return False
    return _PHRASES.keeps_company(lines[i].text)
