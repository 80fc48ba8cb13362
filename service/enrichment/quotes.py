"""What was said and by whom: all quotations of an article with the nearest speaker."""

import re

from service.entities.mention import Mention
from service.model import Part, Quote
from service.syntax.quotations import quotations

_SAID = (
    r"(?:said|says|saying|say|told|tells|added|adds|wrote|writes|writing|declared|declares|announced|stated|states|warned|warns|noted|stressed|insisted"
    r"|explained|argued|asked|replied|continued|tweeted|posted|remarked|underlined|complained|claimed|claims|denied|acknowledged|admitted|quoted|reads|read"
    r"|called|described|accused|condemned|thanked|urged|recalled|reported|commented|emphasized|emphasised|concluded)"
)
_SPEECH = re.compile(rf"\b{_SAID}\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according to|in the words of|quoting|quoted)\b", re.IGNORECASE)
_WORDS_OF_A_QUOTE = 3
"""Fewer words between marks are a scare quote or a title, unless a verb of speech stands beside them."""
_REACH = 160
"""How far (code points) a speaker may stand from the marks; longer sentences put another thought between."""


def read_quotes(text: str, mentions: tuple[Mention, ...], part: Part = "text") -> tuple[Quote, ...]:
    """The quotations of `text` in order, marks excluded, with speakers among `mentions` (persons and bodies, ordered by start)."""
    spans = quotations(text)
    found: list[Quote] = []
    for start, end in spans:
        said = text[start:end]
        speaker = _speaker(text, start, end, mentions)
        if speaker is None and found and found[-1].speaker and _follows_on(text, found[-1].end, start):
            speaker = found[-1].speaker
        if len(said.split()) < _WORDS_OF_A_QUOTE and speaker is None:
            continue
        found.append(Quote.model_validate({"text": said, "start": start, "end": end, "in": part, "speaker": speaker}))
    return tuple(found)


def _speaker(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> str | None:
    """After the quotation ("...", said X | "...", X said), else before it (X said: "..." | according to X)."""
    stop = _clause_end(text, end)
    after = text[end:stop]
    if _SPEECH.search(after) or _ACCORDING.search(after):
        near = [m for m in mentions if end <= m.start < stop and _can_speak(m)]
        if near:
            return _label(near[0])
    begin = _clause_begin(text, start)
    before = text[begin:start]
    if _SPEECH.search(before) or _ACCORDING.search(before):
        near = [m for m in mentions if begin <= m.start and m.end < start and _can_speak(m)]
        if near:
            verb = next((v.start() + begin for v in reversed(list(_SPEECH.finditer(before)))), start)
            ahead = [m for m in near if m.end <= verb]
            return _label(ahead[-1] if ahead else near[0])
    return None


def _clause_end(text: str, end: int) -> int:
    for at in range(end + 1, min(len(text), end + _REACH)):
        if text[at] in '.\n“"' and not (text[at] == "." and text[at - 1].isupper()):
            return at
    return min(len(text), end + _REACH)


def _clause_begin(text: str, start: int) -> int:
    for at in range(start - 2, max(-1, start - _REACH), -1):
        if text[at] in "\n”" or (text[at] in ".?!" and at + 1 < len(text) and text[at + 1].isspace() and not text[at - 1].isupper()):
            return at + 1
    return max(0, start - _REACH)


def _can_speak(mention: Mention) -> bool:
    return (
        mention.kind in {"person", "organisation"}
        or mention.role_class in {"ministry", "government", "mission", "delegation", "parliament"}
        or mention.kind == "state"
        and mention.role_class is None
    )


def _label(mention: Mention) -> str:
    return mention.name if mention.kind == "person" and mention.name else mention.text


def _follows_on(text: str, end: int, start: int) -> bool:
    """Does the next quotation carry on the last one: a new paragraph that opens with marks, or the same sentence?"""
    between = text[end:start]
    return len(between) < _REACH and (between.strip(" \n“”\"'.,…") == "" or "\n" not in between and not re.search(r"[.!?]\s", between[1:]))
