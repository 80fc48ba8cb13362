"""What was said and by whom: all quotations of an article with their speakers."""

import re
from collections.abc import Iterable, Iterator

from service.english.abbreviations import TITLES
from service.english.mention import Mention
from service.enrichment.speaker_names import ADDRESSED, PRONOUNS, holders, label, meant
from service.model import Quote

_SAID = re.compile(
    r"\b(?:said|says|saying|say|told|tells|telling|added|adds|adding|wrote|writes|writing|declared|declares|announced|stated|states"
    r"|stating|warned|warns|noted|notes|stressed|insisted|insists|explained|argued|argues|asked|replied|continued|tweeted|posted|remarked"
    r"|underlined|complained|claimed|claims|denied|acknowledged|admitted"
    r"|called|calls|calling|described|describing|accused|accusing|condemned|condemning|thanked|urged|urging|commented"
    r"|emphasized|emphasised|concluded"
    r"|labelled|labeled|branded"
    r"|praised|dismissed|rejected|confirmed|maintained|conceded|regretted|recalled how|spoke of|speaks of"
    r"|slammed|denounced|denouncing|according to|in the words of)\b",
    re.IGNORECASE,
)
_BY_TEXT = re.compile(
    r"\b(?:reads?|states?|said|says|wrote) (?:the|a|an|his|her|their|its) (?:\w+ )?"
    r"(?:letter|statement|note|communique|communiqué|declaration|text|message|tweet|post)\b",
    re.IGNORECASE,
)
"""A document speaks, not the party that the sentence names beside it."""
_WORDS_OF_A_QUOTE = 3
"""Fewer words between marks are a scare quote or a title, unless somebody says them."""
_REACH = 200
"""How far (code points) a speaker may stand from the marks: further off is another thought."""
_STATE_REACH = 14
"""A state speaks only right beside the verb ("Russia has said"): elsewhere it is what is spoken of."""
_WRONG_SIDE = 60
"""Cost in code points of a party before a verb that opens its clause: it belongs to the clause before."""
_VOICES = frozenset({"ministry", "government", "mission", "delegation", "parliament", "military"})
_SENTENCE_START = re.compile(r"(?<=[^A-Z][.!?])[”\"]? (?=[A-Z“\"])")
_STOP = re.compile(r"[.!?]\s")
_NAME = r"(?P<name>(?:[A-Z][\w'’-]*\.? (?:(?:al|bin|de|da|van|von|der|el|ibn) ){0,2}){0,3}[A-Z][\w'’-]+)"
_SAYS = r"(?:said|says|added|told|wrote|declared|warned|stated|insisted|replied|explained|argued)"
_SAID_NAME = re.compile(rf"[,.]?[”\"“»«’']{{1,2}},? {_SAYS} {_NAME}(?=,|\.| (?:in|on|to|at|after|as|who)\b)")
_NAME_SAID = re.compile(rf"[,.]?[”\"“»«’']{{1,2}},? {_NAME} {_SAYS}\b")
_NO_NAMES = frozenset(
    "the a an he she they it we in on at but and mr mrs ms monday tuesday wednesday thursday friday saturday sunday".split()
)
_PRONOUN_SAYS = re.compile(
    rf"\b(?:he|she|they) (?:has |have |had |also |later |then ){0, 3}{_SAYS}\b|\b{_SAYS} (?:he|she|they)\b", re.IGNORECASE
)
_CALLED_SO = re.compile(
    r"\b(?:so-called|nicknamed|named|titled|entitled|dubbed|known as|code-?named|christened|headlined|called the)(?: the)?,? $",
    re.IGNORECASE,
)
_NAMED_THING = re.compile(
    r"\b(?:ship|vessel|frigate|destroyer|cruiser|tanker|ferry|trawler|submarine|boat|yacht|carrier|newspaper|daily"
    r"|weekly|magazine|paper|journal"
    r"|film|movie|novel|book|song|play|series|opera|album|poem|documentary|show|programme|program|operation|exercises?"
    r"|project|website|channel|agency"
    r"|restaurant|hotel|party|movement|battalion|brigade)(?: of| the)? $",
    re.IGNORECASE,
)
_NAME_REACH = 40
_DESCRIBED = re.compile(r", (?:an?|the|its|his|her|their) (?:[\w-]+ ){0,3}")
"""Between a person and an apposition."""
_WORDS_OF_A_NAME = 6
_SMALL = frozenset("of the and de la a an in on for to al-".split())
_STOPS = re.compile(r"[“”\"\n]|(?<=[^A-Z][.!?])" + "".join(rf"(?<!\b{title.title()}\.)" for title in sorted(TITLES)) + r"\s")


def read_quotes(text: str, spans: tuple[tuple[int, int], ...], mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """The quotations of an article's text, at `spans` (marks excluded), with speakers among `mentions` (both in order of their start)."""
    named = holders(mentions)
    found: list[tuple[int, int, str | None]] = []
    for start, end in spans:
        if _is_name(text, start, end):
            continue
        verb, mention = _speaker(text, start, end, mentions)
        speaker = _written_out(text, end, mention, mentions) or (label(text, mention, named) if mention else None)
        last = found[-1] if found else None
        if mention is not None and (speaker or "").lower() in PRONOUNS:
            speaker = meant(text, mention.start, last, mentions, named)
        if last and _goes_on(text, last[1], start):
            speaker = speaker or last[2]
            _fill_in(text, found, speaker)
        elif (
            last
            and speaker is None
            and (_carries_on(text, last[1], start, end, verb=verb) or (verb and _is_pronoun_s(text, last[1], start, end)))
        ):
            speaker = last[2]
        elif len(text[start:end].split()) < _WORDS_OF_A_QUOTE and speaker is None and text[end : end + 1] != "\n":
            continue
        found.append((start, end, speaker))
    return tuple(
        Quote.model_validate({"text": text[start:end], "start": start, "end": end, "in": "text", "speaker": speaker})
        for start, end, speaker in found
    )


def _goes_on(text: str, last: int, start: int) -> bool:
    """Whether the quotation before was left open at the end of its paragraph, and this one opens the next."""
    return text[last : last + 1] == "\n" and not text[last : start - 1].strip('\n “"„«»')


def _fill_in(text: str, found: list[tuple[int, int, str | None]], speaker: str | None) -> None:
    """Give the speaker, who is told at its end only, to the open paragraphs of a quotation before."""
    for index in range(len(found) - 1, -1, -1):
        start, end, known = found[index]
        if known is not None or text[end : end + 1] != "\n":
            return
        found[index] = (start, end, speaker)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the marks hold the name of a ship, a paper, a work or an operation, or what a thing is called."""
    words = text[start:end].split()
    before = text[max(0, start - _NAME_REACH) : start - 1]
    if text[end - 1] in ".,!?" or len(words) > _WORDS_OF_A_NAME:
        return False
    if _CALLED_SO.search(before):
        return True
    return _NAMED_THING.search(before) is not None and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _written_out(text: str, end: int, mention: Mention | None, mentions: tuple[Mention, ...]) -> str | None:
    """The name that stands right at the verb of speech where no mention has one ("said Salim Said, the minister"), as fully as anywhere."""
    if mention is not None and mention.name:
        return None
    match = _SAID_NAME.match(text, end, min(len(text), end + _REACH)) or _NAME_SAID.match(text, end, min(len(text), end + _REACH))
    name = match["name"] if match else None
    if name is None or name.split()[0].lower() in _NO_NAMES or any(m.kind != "person" and m.text == name for m in mentions):
        return None
    surname = name.split()[-1]
    return next((m.name for m in mentions if m.kind == "person" and m.name and m.name.split()[-1] == surname), None) or (
        name if len(name.split()) > 1 else None
    )


def _is_pronoun_s(text: str, last: int, start: int, end: int) -> bool:
    """Whether "he" or "she" says it, where nobody else has been named since the quotation before."""
    if start - last > 2 * _REACH:
        return False
    around = text[end + 1 : _forward(text, end)], text[_backward(text, start) : start - 1]
    return any(_PRONOUN_SAYS.search(part) for part in around)


def _speaker(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[bool, Mention | None]:
    """Whether a verb of speech stands beside the quotation, and who says it: behind the marks (said X), else before (X said)."""
    stop = _forward(text, end)
    begin = _backward(text, start)
    after = _nearest_voice(text, end + 1, stop, mentions, next(_verbs(text, end + 1, stop), None))
    if _BY_TEXT.search(text, end + 1, stop):
        return True, None
    if after is not None:
        return True, after
    verbs = list(_verbs(text, begin, start))
    if not verbs and text[begin : start - 1].rstrip().endswith(":"):
        voices = [m for m in mentions if begin <= m.start and m.end < start and _can_speak(m, 0)]
        return bool(voices), voices[-1] if voices else None
    before = _nearest_voice(text, begin, start, mentions, verbs[-1] if verbs else None)
    return bool(verbs) or next(_verbs(text, end + 1, stop), None) is not None, before


def _verbs(text: str, begin: int, stop: int) -> Iterator[re.Match[str]]:
    """The verbs of speech; a capital inside a sentence is a name's: "Salim Said"."""
    for match in _SAID.finditer(text, begin, stop):
        if match.group()[0].islower() or not text[max(0, match.start() - 2) : match.start()].strip() or text[match.start() - 2] in ".!?\n":
            yield match


def _nearest_voice(text: str, begin: int, stop: int, mentions: Iterable[Mention], verb: re.Match[str] | None) -> Mention | None:
    """The one who can speak nearest to the verb in `text[begin:stop]`.

    Who speaks stands before the verb ("X said"), or right after it where the verb opens its clause ("..., said X"; "according to X").
    """
    if verb is None:
        return None
    if verb.group().lower().endswith("ing"):  # "adding that Norway was ...": who adds is the subject of the sentence
        return _main_voice(text, begin, stop, mentions, verb)
    opens = (
        verb.start() == begin
        or text[begin : verb.start()].rstrip()[-1:] in {"", ",", "”", '"', "’"}
        or verb.group().lower().endswith((" to", " of"))
    )
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        if mention.start < begin or mention.end > stop:
            continue
        ahead = mention.end <= verb.start()
        gap = verb.start() - mention.end if ahead else mention.start - verb.end()
        if not ahead and (verb.group().lower() in ADDRESSED or " that " in text[verb.end() : mention.start + 1]):
            continue
        if gap < 0 or (not ahead and not opens) or not _can_speak(mention, gap):
            continue
        cost = gap + (_WRONG_SIDE if ahead and opens else 0)
        if best is None or cost < best[0]:
            best = cost, mention
    if best is None:
        return None if opens else _opening_voice(text, begin, verb.start(), mentions)
    return _of_apposition(text, best[1], mentions)


def _main_voice(text: str, begin: int, stop: int, mentions: Iterable[Mention], verb: re.Match[str]) -> Mention | None:
    """Who says what a participle brings in: whoever the finite verb of speech before it has, else the subject that opens the sentence."""
    begin = min(begin, _backward(text, verb.start()))
    finite = next((one for one in _verbs(text, begin, verb.start()) if not one.group().lower().endswith("ing")), None)
    if finite is not None and (voice := _nearest_voice(text, begin, stop, mentions, finite)) is not None:
        return voice
    return _opening_voice(text, begin, verb.start(), mentions)


def _opening_voice(text: str, begin: int, stop: int, mentions: Iterable[Mention]) -> Mention | None:
    """The subject that opens a sentence whose second verb tells what was said: "Togo rejected this and said that ..."."""
    for mention in mentions:
        if begin <= mention.start and mention.end <= stop:
            opens = not text[begin : mention.start].strip(" \n“”\"'").lower().removeprefix("the")
            return mention if opens and _can_speak(mention, 0) else None
    return None


def _of_apposition(text: str, voice: Mention, mentions: Iterable[Mention]) -> Mention:
    """The one whom an apposition only describes: "The ambassador, a retired general, said"."""
    ahead = [m for m in mentions if m.end <= voice.start and m.kind == "person" and _DESCRIBED.fullmatch(text, m.end, voice.start)]
    return ahead[-1] if ahead and not voice.name else voice


_CALLED = frozenset({"deserter"})
"""What one is called rather than who one is: "called her a deserter and said"."""


def _can_speak(mention: Mention, gap: int) -> bool:
    if mention.role_class in _CALLED:
        return False
    if mention.kind in {"person", "organisation"} or mention.role_class in _VOICES:
        return mention.role_class != "pronoun" or mention.name is not None
    if mention.kind == "group":
        return mention.role is not None and mention.role_class not in {"states", "civilian"} and gap <= _STATE_REACH
    return mention.kind == "state" and mention.role_class in {None, "government"} and gap <= _STATE_REACH


def _forward(text: str, end: int) -> int:
    """The end of what belongs to the quotation behind its marks: up to the sentence's end or other marks."""
    match = _STOPS.search(text, end + 1, min(len(text), end + _REACH))
    return match.start() if match else min(len(text), end + _REACH)


def _backward(text: str, start: int) -> int:
    """The beginning of the sentence before the marks; other quotations in it are stepped over ("never" had he been "so ashamed")."""
    begin = max(0, start - _REACH - 60)
    window = text[begin : start - 1]
    line = window.rfind("\n") + 1
    stops = list(_SENTENCE_START.finditer(window[line:]))
    return begin + line + (stops[-1].end() if stops else 0)


def _carries_on(text: str, last: int, start: int, end: int, *, verb: bool) -> bool:
    """Whether a quotation without a verb carries on the last: in its sentence, right behind it, or as the next paragraph, all in marks."""
    if verb:
        return False
    between = text[last:start]
    if len(between) > 2 * _REACH:
        return False
    if "\n" not in between:
        stops = list(_STOP.finditer(between, 1))
        told = stops and next(_verbs(text, last + 1, start), None) is not None
        return not stops or (bool(told) and len(stops) == 1 and not between[stops[0].end() :].strip("“\"„«»‘'` "))
    opens = text[max(0, start - 2) : start - 1] in {"\n", ""}
    closes = text[end + 1 : end + 2] in {"\n", ""}
    return opens and closes and between.count("\n\n") <= 1 and len(text[start:end].split()) > _WORDS_OF_A_QUOTE
