"""Wire credits and bylines: read off the text, kept as fields. A dateline with a place stays in the text, as it says where and when."""

import re
from typing import NamedTuple

from service.cleaning.agencies import wire_of

GATES = (
    "(Reporting", "(reporting", "(Additional", "(Writing", "(Editing", "(Compiled", "(Edited", "(With ", "(With inputs",
    "(with inputs", "(Report", "Reporting by", "reporting by", "[nL", "[nN", "(Graphic", "(Translated",
    "By ", "BY ", "Por ", "Par ", "Von ", "Автор:", "记者", "記者", "Di ",
)  # fmt: skip

_TEAM = re.compile(
    r" ?[(\[] ?(?:(?:add?i?tional|further|with additional|main|our) )?(?:reporting|report|writing|written|editing|edited"
    r"|compiled|translated|translation|graphics?|production|our standards|with inputs?)\b"
    r" ?(?:and (?:\w+ ){1,2})?(?:(?:by|from|with|:)\s|(?=(?-i:[A-Z])[\w.'’-]+ (?-i:[A-Z])))[^()\[\]]{2,500}(?:\([^()]{0,40}\)["
    r"^()\[\]]{0,300})?[)\]]",
    re.IGNORECASE,
)
_BARE_TEAM = re.compile(
    r"^\W*+(?:(?:additional|further) )?(?:reporting|report|writing|editing) by [A-Z][^.]{2,300}(?:; ?(?:additional "
    r"|further )?(?:reporting|writing|editing) by .{2,200})?\.?$",
    re.IGNORECASE,
)
_REPORTERS = re.compile(r"reporting (?:and writing )?by ([^;()]{2,200})", re.IGNORECASE)
_SLUG = re.compile(r" ?\[n[A-Z]{1,3}\w{6,12}\]| ?<[A-Z0-9.]{2,10}\.[A-Z]{1,2}>")
_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w'’.-]+|[A-Z]\.|de|da|di|du|la|le|van|von|der|den|al|el|bin|del|dos)"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,4}}"
_WHOLE_NAME = re.compile(rf"\A{_PERSON}")
_BETWEEN_PEOPLE = re.compile(r",? and | et | y | und | e | и | & |, ")
_BETWEEN_REPORTERS = re.compile(r",? and |, ")
_BYLINE = re.compile(
    rf"^\W*+(?:By|BY|Por|Par|Von|Di|Автор:|Text:|Story by|Written by) (?P<people>{_PERSON}(?:(?:,| and| et| y| und| e| и"
    rf"|, and| &) {_PERSON}){{0,4}})"
    r"(?P<rest>(?: ?[|,/–—-] ?| ).{0,60})?$"
)
_BYLINE_REST = re.compile(
    r"^[\s|,/–—-]*(?:(?:the )?associated press|ap|afp|reuters|[A-Z][\w. ]{0,30}(?:writer|staff|correspondent|editor|reporter"
    r"|news|press|times|post|bureau|service)\b.{0,30}|(?:staff|special|senior|political|chief)\b.{0,50}"
    r"|(?:updated|published)?:?\s*\w{3,9}\.? \d{1,2},? \d{4}.{0,30}|\d{1,2} \w{3,9} \d{4}.{0,30}|\W*|[A-Z][\w .&'’-]{2,40})$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-zß-öø-ÿа-яё][^()\n]{1,70}?)?[\s,.—–-]*[(/](?P<wire>[^()/\n]{2,30})[)/]\.? ?(?:--|[-–—:.]+)? ?(?=\S)"
)
_AGENCY_NAME = re.compile(r"\A(?:[A-ZÀ-Þ][\w.&'’-]* ){1,3}(?:Wire|Newswire|News|Agency|Press|Service)")
"""An agency that is in no list, as a dateline credits it: a name whose last word says what it is."""
_CHINESE_DATELINE = re.compile(
    r"^[（(【]?(?P<wire>新华社|新華社|中新社|路透社?|法新社|美联社|中央社|共同社)[^，。]{0,24}?(?:电|電|讯|訊|消息|[）)】])"
)
_NAMED_AT_END = re.compile(r"\b(?P<wire>РИА Новости|ТАСС|Интерфакс|Укринформ|AFP|EFE|dpa|Xinhua)\.? ?[-–—.]{1,2} ")
_LONGEST_PLACE_WORDS = 9
_LONGEST_DATELINE = 110
_ASCII_AGENCIES = ("AFP", "EFE", "dpa", "Xinhua")
_AGENCIES = (*_ASCII_AGENCIES, *"（【社电電訊讯", "РИА", "ТАСС", "Интерфакс", "Укринформ")
"""Each is searched for by itself: all as one pattern took ten times as long."""


class Credit(NamedTuple):
    """What a line says of its makers, and what is left of the line."""

    line: str
    wire: str | None = None
    authors: tuple[str, ...] = ()


def _may_credit(start: str) -> bool:
    return "/" in start or any(map(start.__contains__, _ASCII_AGENCIES if start.isascii() else _AGENCIES))


def dateline(line: str) -> Credit:
    """The credit in the dateline of a first paragraph. Without a place it goes (`(Reuters) - `), with one it stays."""
    start = line[:_LONGEST_DATELINE]
    if "(" not in start and not _may_credit(start):
        return Credit(line)
    if chinese := _CHINESE_DATELINE.match(line):
        return Credit(line, wire_of(chinese["wire"]))
    match = _DATELINE.match(line)
    if match and (wire := wire_of(match["wire"])):
        place = match["place"]
        if not place:
            return Credit(line[match.end() :], wire)
        if len(place.split()) <= _LONGEST_PLACE_WORDS:
            return Credit(line, wire)
    if match and match["place"] and len(match["place"].split()) <= _LONGEST_PLACE_WORDS and _AGENCY_NAME.fullmatch(match["wire"]):
        return Credit(line, match["wire"])
    named = _NAMED_AT_END.search(line, 0, 70)
    return Credit(line, wire_of(named["wire"])) if named else Credit(line)


def byline(line: str) -> Credit:
    """The authors of a byline (`By Ann Smith, Associated Press`), which goes; any other line comes back as it is."""
    match = _BYLINE.match(line)
    if not match:
        return Credit(line)
    rest = match["rest"] or ""
    if rest and not _BYLINE_REST.match(rest):
        return Credit(line)
    named = [person.strip() for person in _BETWEEN_PEOPLE.split(match["people"])]
    wire = next((found for name in (*named, rest.strip(" ,|-–—/")) if (found := wire_of(name))), None)
    return Credit("", wire, tuple(person for person in named if not wire_of(person)))


def team(line: str) -> Credit:
    """The bracket in which an agency names its reporters and editors: it goes, the reporters are kept. Slugs go too."""
    authors: tuple[str, ...] = ()
    wire = None
    bracketed = "(" in line or "[" in line
    bare_team = _BARE_TEAM.match(line)
    if (bare_team or bracketed) and (reporters := _REPORTERS.search(line)) and (bare_team or _TEAM.search(line)):
        names = (name.partition(" in ")[0].strip(" .,") for name in _BETWEEN_REPORTERS.split(reporters[1]))
        authors = tuple(name for name in names if _WHOLE_NAME.fullmatch(name))
        wire = "Reuters" if "editing by" in line.casefold() else None
    bare = "" if bare_team else _TEAM.sub("", line) if bracketed else line
    if "[n" in bare or "<" in bare:
        bare = _SLUG.sub("", bare)
    return Credit(bare.strip(), wire, authors)
