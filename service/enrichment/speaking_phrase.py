"""The noun phrase that names who speaks: where it begins and ends, before a verb or behind it. Offsets are those of the whole text."""

import re
from dataclasses import dataclass

from service.english.abbreviations import TITLES
from service.english.offices import office_words
from service.english.pronouns import SUBJECTS
from service.enrichment.quoted_text import past

WORD = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w))*")
_LAST_WORD = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w)){0,12}$")
_LONGEST_TITLE = 12
_PARTS = re.compile(r" ?[,()] ?| [-–—] ")
_AUXILIARY = re.compile(
    r"[ ,]{1,2}(?:has|have|had|also|later|then|now|even|again|further|would|will|could|can|may|might|should|not|did|does|only|just|still"
    r"|simply|once|twice|meanwhile|however|instead|never|[a-z]{2,20}ly"
    r"|(?:(?:late|early) )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|evening|afternoon|night))?|yesterday|today|tonight"
    r"|(?:in|at|during|via|through|on|after) (?:an?|the|his|her|its|their|this) (?:[\w-]{1,30} ){0,3}[\w-]{1,30}"
    r"|on (?:x|twitter|facebook|telegram))$",
    re.IGNORECASE,
)
"""What may stand between the subject and its verb."""
_ADJUNCT = frozenset(
    "in on at by with without after before during while when as asked speaking despite for from following under over to once later earlier"
    " then however meanwhile instead according since until amid if although though because among within through against both"
    " yesterday today thus so".split()
)
"""Words that open what stands before the subject of a sentence."""
_JOINS = re.compile(r"(?:But|And|Yet|So|Also|Still|Nevertheless|Meanwhile),? ")
NO_SUBJECT = _ADJUNCT | frozenset("and but or which who whose whom that than where why how not about into of upon via per".split())
_ENDS_PHRASE = frozenset(
    "on in at to after as when while who which whose whom that during with by from before following and but or because since where over"
    " about if through amid outside inside during speaking adding has have had is was were are will would referring via yesterday today"
    " monday tuesday wednesday thursday friday saturday sunday late early last this told said says"
    " quoted identified named afterwards however earlier later".split()
)
_VERB = re.compile(
    r"[a-z]{1,20}ed|(?:re)?(?:left|went|told|said|says|took|met|gave|held|came|quit|fled|made|sent|wrote|began|kept|ran|saw|sat|stood|spoke|read"
    r"|put|cut|led|won|lost|let|rose|fell|bore|did|does|do|found|brought|thought|heard|knew|got|set|broke|drew|flew|grew|paid|sought|became"
    r"|can|could|may|might|must|should|would|not|never|also|has|had|have|is|was|are|were)"
)
_SPEAKS_FOR = re.compile(r"\b(?:spokes(?:man|woman|person)|official|statement|letter|note|message|report)$")
"""Behind these "from", "at" and "by" name the body: "a spokesman from the ministry", "a letter by the union"."""
_SEAT = re.compile(r" (?:in|at)(?: the)? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
_POSTED = re.compile(r"(?: (?:to|in|at|with|from)(?: the)? (?:[A-Z][\w'’-]*|of|and)(?: [\w'’-]+){0,4}?)?, ")
LONGEST = 160
"""Code points of a subject with all that is set off behind it; longer ones are misread clauses."""
INSTITUTIONS = frozenset(
    "ministry government embassy consulate mission delegation office agency association federation police army navy military judiciary"
    " court parliament council commission committee party union alliance group movement department secretariat service authority"
    " authorities bureau company bank institute junta regime leadership administration presidency palace command directorate board club"
    " team university coalition organisation organization league front opposition foundation fund state".split()
)
"""Nouns of bodies that speak as one."""
PARTICLES = frozenset("al el bin ben ibn abu de da del della di du von van der den ter la le dos y".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that name who speaks."""

    start: int
    end: int
    """The noun phrase without what is set off behind it, its article included."""
    apposed: tuple[tuple[int, int], ...] = ()
    """What is set off behind it by commas: a name, an age, a description."""


def opening(text: str, begin: int, stop: int) -> Subject | None:
    """The subject that opens a sentence, behind what may stand before it ("On Monday, X ...")."""
    joined = _JOINS.match(text, begin, stop)
    begin = joined.end() if joined else begin
    for part in _PARTS.split(text[begin:stop]):
        at = text.find(part, begin, stop)
        word = WORD.search(part)
        if word is None or part.isupper() or word.group().lower() in _ADJUNCT or word.group().lower().endswith(("ing", "ly")):
            continue
        subject = phrase_at(text, at, stop)
        return subject and _without_predicate(text, subject)
    return None


def phrase_before(text: str, begin: int, stop: int) -> Subject | None:
    """The noun phrase in `text[begin:stop]`, which ends at a verb; what stands before it in the clause is left out."""
    if (pronoun := _pronoun_at_end(text, begin, stop)) is not None:  # "the president, whom he described"
        return pronoun
    while (match := _AUXILIARY.search(text[begin:stop].rstrip(" ,"))) is not None:
        stop = begin + match.start()
    parts = _spans(text, begin, stop)
    while parts and is_adjunct(text, parts[0]):
        if len(parts) == 1:
            return _last_phrase(text, *parts[0])
        parts = parts[1:]
    if not parts or stop - parts[0][0] > LONGEST:
        return None
    start, end = parts[0]
    if (pronoun := _pronoun_at_end(text, start, end)) is not None:
        return pronoun
    head = _head_end(text, start, end)
    return Subject(start, head, tuple(parts[1:])) if head > start else None


def _pronoun_at_end(text: str, begin: int, stop: int) -> Subject | None:
    words = list(WORD.finditer(text, begin, stop))
    return Subject(*words[-1].span()) if words and words[-1].group().lower() in SUBJECTS else None


def phrase_at(text: str, begin: int, stop: int) -> Subject | None:
    """The noun phrase that begins at `text[begin]`, with a name set off right behind it."""
    match = WORD.search(text, begin, stop)
    if match is None or text[begin : match.start()].strip():
        return None
    start = match.start()
    if match.group().lower() in NO_SUBJECT or (match.group().lower() in _ENDS_PHRASE):
        return None
    part = _PARTS.search(text, start, stop)
    head = _head_end(text, start, part.start() if part else stop)
    if head == start:
        return None
    set_off = _POSTED.match(text, head, stop)
    if set_off is None:
        return Subject(start, head)
    ends = _PARTS.search(text, set_off.end(), stop)
    last = ends.start() if ends else stop
    apposed = set_off.end(), _head_end(text, set_off.end(), last)
    return Subject(start, head, (apposed,) if apposed[0] < apposed[1] else ())


def is_adjunct(text: str, part: tuple[int, int]) -> bool:
    """Whether a part of a sentence between commas is none that a subject opens: "Asked about it", "In a letter"."""
    word = WORD.search(text, *part)
    return word is None or word.group().lower() in NO_SUBJECT or (word.group().endswith(("ing", "ly")) and word.group()[0].isupper())


def _without_predicate(text: str, subject: Subject) -> Subject | None:
    """A subject that was read as far as a preposition, cut before its verb: "Wafir left by a side door"."""
    capitals = 0
    for word in WORD.finditer(text, subject.start, subject.end):
        key = word.group()
        named = capitals > 1 and key[0].islower() and key not in PARTICLES and key.removesuffix("s") not in office_words() | INSTITUTIONS
        if word.start() > subject.start and (named or _VERB.fullmatch(key)):
            return Subject(subject.start, word.start() - 1)
        capitals = capitals + 1 if key[0].isupper() else 0
    return subject


def _head_end(text: str, start: int, stop: int) -> int:
    """Where the noun phrase that begins at `start` ends: before a preposition (but "of", "for", and where a body sits), or a clause."""
    last = start
    for word in WORD.finditer(text, start, stop):
        between = text[last : word.start()].strip(" '’")
        if last > start and between and not (between == "." and _is_short(text, last)):
            break
        key = word.group().lower()
        if key in {"from", "at", "with", "by"} and _SPEAKS_FOR.search(text, start, last):
            last = word.end()
            continue
        if key in _ENDS_PHRASE and (word.group()[0].islower() or key.endswith("day")):  # "Omar Said" is a name
            seat = _SEAT.match(text, last, stop)
            if seat is not None and seat.end() >= stop - 1:
                return seat.end()
            break
        last = word.end()
        if key in SUBJECTS and word.start() == start:
            break
    return last


def _is_short(text: str, end: int) -> bool:
    """Whether the word that ends at `end` is a title, an initial or an acronym, whose point ends nothing: "Mr.", "J.", "U.N."."""
    word = _LAST_WORD.search(text, max(0, end - _LONGEST_TITLE), end)
    return word is not None and (len(word.group()) == 1 or "." in word.group() or word.group().lower() in TITLES)


def _spans(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """The parts between commas, brackets and dashes."""
    found = []
    at = begin
    for match in _PARTS.finditer(text, begin, stop):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, stop))
    trimmed = ((past(text, a, b), a + len(text[a:b].rstrip())) for a, b in found)
    return [(a, b) for a, b in trimmed if a < b]


def _last_phrase(text: str, start: int, end: int) -> Subject | None:
    """The noun phrase at the end of "In a statement the ministry": behind the last article, or a run of capitals, or a pronoun."""
    if (pronoun := _pronoun_at_end(text, start, end)) is not None:
        return pronoun
    words = list(WORD.finditer(text, start, end))
    index = len(words)
    while index > 1 and (words[index - 1].group()[0].isupper() or words[index - 1].group() in PARTICLES):
        index -= 1
    if index < len(words):
        return Subject(words[index].start(), end)
    article = [word for word in words[1:-1] if word.group().lower() in {"the", "his", "her", "their", "its", "a", "an"}]
    return Subject(article[-1].start(), end) if article else None
