"""Bytes to text, by what is declared and, for HTML only, by what is likely.

A wrong guess would be a wrong text, so plain text is not guessed.
"""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_CHARSET_PARAMETER = re.compile(r"charset\s*+=\s*+(?:[\"']\s*+)?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*+=\s*+(?:[\"']\s*+)?([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4_096
"""Bytes in which a page must declare its character set: the HTML standard says 1,024, pages are laxer."""

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode_plain(value: bytes, content_type: str) -> str:
    """The text of `value` by its byte order mark, the charset that `content_type` declares, else in UTF-8.

    Raises UnicodeDecodeError or LookupError.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if value.startswith(mark):
            return value[len(mark) :].decode(name)
    declared = _CHARSET_PARAMETER.search(content_type)
    text = value.decode(_web_name(declared[1]) if declared else "utf-8")
    return text.removeprefix("\ufeff")


def decode_html(value: bytes, content_type: str) -> str:
    """The text of a page: by its byte order mark, the header's charset, UTF-8, the page's own `<meta>`, the likeliest one, in this order.

    UTF-8 comes before `<meta>` because bytes that are valid UTF-8 by chance are rarer than pages that declare the wrong set.
    Raises UnicodeDecodeError when no candidate fits.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if value.startswith(mark):
            return value[len(mark) :].decode(name)
    candidates = []
    if declared := _CHARSET_PARAMETER.search(content_type):
        candidates.append(declared[1])
    candidates.append("utf-8")
    if meta := _META_CHARSET.search(value, 0, _META_WITHIN):
        candidates.append(meta[1].decode("ascii"))
    for name in candidates:
        try:
            return value.decode(_web_name(name))
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\0" in value:
        raise UnicodeDecodeError("utf-8", value[:16], 0, 1, "it is binary")
    return value.decode(_web_name(detect_encoding(value) or "utf-8"))


def _web_name(name: str) -> str:
    """The codec that browsers use for a declared name (`latin1` means windows-1252); the name itself where they know none."""
    return str(map_encoding_to_html5(name, fallback_utf8=False) or name)
