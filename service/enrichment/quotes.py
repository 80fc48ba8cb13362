"""What was said and by whom: all quotations of an article with their speakers."""

import re
from collections.abc import Iterable

from service.english.abbreviations import TITLES
from service.english.mention import Mention
from service.model import Quote

_SAID = re.compile(
    r"\b(?:said|says|saying|say|told|tells|telling|added|adds|adding|wrote|writes|writing|declared|declares|announced|stated|states"
    r"|stating|warned|warns|noted|notes|stressed|insisted|insists|explained|argued|argues|asked|replied|continued|tweeted|posted|remarked"
    r"|underlined|complained|claimed|claims|denied|acknowledged|admitted"
    r"|called|calls|calling|described|describing|accused|accusing|condemned|condemning|thanked|urged|urging|commented|emphasized|emphasised|concluded"
    r"|labelled|labeled|branded"
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
_STOPS = re.compile(r"[“”\"\n]|(?<=[^A-Z][.!?])" + "".join(rf"(?<!\b{title.title()}\.)" for title in sorted(TITLES)) + r"\s")


def read_quotes(text: str, spans: tuple[tuple[int, int], ...], mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """The quotations of an article's text, at `spans` (marks excluded), with speakers among `mentions` (both in order of their start)."""
    named = _holders(mentions)
    found: list[Quote] = []
    for start, end in spans:
        verb, mention = _speaker(text, start, end, mentions)
        speaker = _label(mention, named) if mention else None
        if speaker is None and not verb and found and _carries_on(text, found[-1].end, start, end):
            speaker = found[-1].speaker
        if len(text[start:end].split()) < _WORDS_OF_A_QUOTE and speaker is None:
            continue
        found.append(Quote.model_validate({"text": text[start:end], "start": start, "end": end, "in": "text", "speaker": speaker}))
    return tuple(found)


def _speaker(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[bool, Mention | None]:
    """Whether a verb of speech stands beside the quotation, and who says it: behind the marks (said X), else before (X said)."""
    stop = _forward(text, end)
    begin = _backward(text, start)
    after = _nearest_voice(text, end + 1, stop, mentions, _SAID.search(text, end + 1, stop))
    if _BY_TEXT.search(text, end + 1, stop):
        return True, None
    if after is not None:
        return True, after
    verbs = list(_SAID.finditer(text, begin, start))
    before = _nearest_voice(text, begin, start, mentions, verbs[-1] if verbs else None)
    return bool(verbs) or _SAID.search(text, end + 1, stop) is not None, before


def _nearest_voice(text: str, begin: int, stop: int, mentions: Iterable[Mention], verb: re.Match[str] | None) -> Mention | None:
    """The one who can speak nearest to the verb in `text[begin:stop]`.

    Who speaks stands before the verb ("X said"), or right after it where the verb opens its clause ("..., said X"; "according to X").
    """
    if verb is None:
        return None
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
        if gap < 0 or (not ahead and not opens) or not _can_speak(mention, gap):
            continue
        cost = gap + (_WRONG_SIDE if ahead and opens else 0)
        if best is None or cost < best[0]:
            best = cost, mention
    return best[1] if best else None


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


def _holders(mentions: tuple[Mention, ...]) -> dict[tuple[str, str], str | None]:
    """(class, state) -> the one person of it whom the text names; None where it names several."""
    found: dict[tuple[str, str], str | None] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.name and mention.role_class and mention.country:
            key = mention.role_class, mention.country
            name = found.setdefault(key, mention.name)
            if name is not None and name.split()[-1] != mention.name.split()[-1]:
                found[key] = None
    return found


def _label(mention: Mention, named: dict[tuple[str, str], str | None]) -> str:
    """The person's name, else that of the only holder of the office, else the words of the text."""
    if mention.kind == "person" and mention.name:
        return mention.name
    if mention.kind == "person" and mention.role_class and mention.country:
        return named.get((mention.role_class, mention.country)) or mention.text
    return mention.text


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


def _carries_on(text: str, last: int, start: int, end: int) -> bool:
    """Whether a quotation without a verb carries on the last one: in the same sentence, or as the next paragraph, whole in marks."""
    between = text[last:start]
    if len(between) > 2 * _REACH:
        return False
    if "\n" not in between:
        return not _STOP.search(between[1:])
    opens = text[max(0, start - 2) : start - 1] in {"\n", ""}
    closes = text[end + 1 : end + 2] in {"\n", ""}
    return opens and closes and between.count("\n\n") <= 1 and len(text[start:end].split()) > _WORDS_OF_A_QUOTE
