"""Characters: one form for each, mojibake repaired, nothing invisible. Never makes a text longer."""

import re
from html import unescape
from unicodedata import is_normalized, normalize

from ftfy import TextFixerConfig, fix_encoding

_NEWLINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2212\u02d7\u2043"
_APOSTROPHES = "\u02b9\u02bc\uff07\u201b"
_ACCENTS = "\u00b4\u0060\u2032\u02c8\u02bb\u02bd\u055a\ua78c"
"""Look-alikes of the hyphen and the apostrophe. The first of each are nothing else; the others, dashes and accents, only within a word."""
_ALWAYS = tuple((dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_APOSTROPHES, "'")).items())
_DASH_BEFORE = re.compile(f"[{_DASHES}](?=[a-zà-öø-ÿ])")
_ACCENT_BEFORE = re.compile(rf"[{_ACCENTS}](?=[^\W\d_])")
_ODD_BLANK = re.compile(r"[^\S\n ]")
_BLANKS = re.compile(r" {2,}")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ue000-"
    "\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffc]"
)
_ESCAPED_TWICE = re.compile(r"&(?:amp;)+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

# UTF-8 read as windows-1252 shows as one of these letters followed by a character that real words rarely have there. ftfy decides;
# this only spares it the lines that can't be wrong, as it costs 50 times the rest of this file.
_MOJIBAKE_LEADS = "ÂÃâðÐÑØÙãäåæçèé"
_MOJIBAKE = re.compile(f"[{_MOJIBAKE_LEADS}][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_MOST_LAYERS = 6
"""Times that text was escaped or read wrongly, one over the other; real ones have two."""
_FTFY = TextFixerConfig(
    explain=False, restore_byte_a0=True, replace_lossy_sequences=True, decode_inconsistent_utf8=True, fix_c1_controls=True
)


def normalise(text: str) -> str:
    r"""`text` in NFC with `\n` as its only line break, single spaces, no control or invisible characters, entities and mojibake read.

    Joiners (U+200C, U+200D) stay: Indic scripts, Persian and emoji need them. Idempotent.
    """
    for _ in range(_MOST_LAYERS):
        before = text
        text = _once(text)
        # Only what was taken from between two characters, or a blank that is plain now, can make a new one of them.
        if text == before or text.isascii() or (len(text) == len(before) and not _may_be_misread(text)):
            break
    return text


def _once(text: str) -> str:
    if "&" in text:
        text = _unescaped(text)
    if not text.isascii():
        text = _readable(text)
    if not text.replace("\n", "").isprintable():
        text = _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
        text = _ODD_BLANK.sub(" ", text)
    return _BLANKS.sub(" ", text) if "  " in text else text


def _unescaped(text: str) -> str:
    """Entities read until none is left: pages escape them twice."""
    text = _ESCAPED_TWICE.sub("&", text)
    while _ENTITY.search(text):
        read = _ESCAPED_TWICE.sub("&", _ENTITY.sub(lambda match: unescape(match[0]), text))
        if read == text:
            break
        text = read
    return text


def _readable(text: str) -> str:
    if _may_be_misread(text):
        text = "\n".join(_repaired(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))
    text = _plain_signs(text)
    if not is_normalized("NFC", text):
        text = "\n".join(_composed(line) for line in text.split("\n"))
    return text


def _plain_signs(text: str) -> str:
    """`text` with the hyphens and apostrophes of a keyboard within its words."""
    for sign, plain in _ALWAYS:  # a table would look every character up
        text = text.replace(sign, plain)
    if any(sign in text for sign in _DASHES):
        text = _DASH_BEFORE.sub(lambda found: _within_word(found, "-"), text)
    if any(sign in text for sign in _ACCENTS):
        text = _ACCENT_BEFORE.sub(lambda found: _within_word(found, "'"), text)
    return text


def _within_word(found: re.Match[str], sign: str) -> str:
    at = found.start()
    return sign if at and found.string[at - 1].isalpha() else found[0]


def _may_be_misread(text: str) -> bool:
    # Looking for letter after letter takes a quarter of the time that the pattern takes where there is none.
    return any(map(text.__contains__, _MOJIBAKE_LEADS)) and _MOJIBAKE.search(text) is not None


def _repaired(line: str) -> str:
    fixed = fix_encoding(line, _FTFY)
    return fixed if len(fixed) <= len(line) else line


def _composed(line: str) -> str:
    """NFC, save where it would lengthen: a few Indic letters have only a decomposed normal form."""
    composed = normalize("NFC", line)
    return composed if len(composed) <= len(line) else line
