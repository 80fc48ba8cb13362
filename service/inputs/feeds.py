"""RSS and Atom feeds: an article for each entry that has text.

A feed is anybody's: nothing is fetched for it, entities that it declares are not expanded, and libxml2's own limits (depth, size of a
text, growth by entities) stay in force.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape
from html.entities import html5
from typing import BinaryIO

import orjson
from lxml import etree

from service.inputs.item import LARGEST, Item, Skipped, too_large

_ENTRIES = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
"""The longest first: the whole text, then what stands for it."""
_DATES = ("pubDate", "published", "date", "updated")
_AMPERSAND = re.compile(rb"&(?!#[0-9A-Za-z]{1,8};)([A-Za-z][A-Za-z0-9._-]{0,40};)?")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_CUT_OFF = frozenset(
    "ERR_RESOURCE_LIMIT ERR_ENTITY_LOOP ERR_TAG_NOT_FINISHED ERR_GT_REQUIRED ERR_CDATA_NOT_FINISHED ERR_COMMENT_NOT_FINISHED "
    "ERR_DOCUMENT_END".split()
)
"""Errors behind which libxml2 reads no further; after others (a tag left open, a character that there is not) it goes on."""


def read_feed(origin: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """The entries of a feed, by the lines where they begin. What is no feed, or no XML, and where it breaks off, is told to `skipped`."""
    value = stream.read(LARGEST + 1)
    if len(value) > LARGEST:
        skipped(origin, too_large())
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_mended(value), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    broken = next((error for error in parser.error_log if error.type_name in _CUT_OFF), None)
    entries = [] if root is None else [node for node in root.iter(etree.Element) if etree.QName(node).localname in _ENTRIES]
    if not entries:
        skipped(origin, "is no RSS or Atom feed with entries; a page must be named .html")
    whole = entries[:-1] if broken and entries and not _ended(entries[-1]) else entries
    for entry in whole:
        place = f"{origin}:{entry.sourceline}"
        article = _article(entry)
        if article:
            yield Item(place, orjson.dumps(article))
        else:
            skipped(place, "is an entry without text")
    if entries and broken:
        skipped(f"{origin}:{broken.line}", f"is where the feed can't be read on ({broken.message.strip()}); fetch it again")


def _mended(value: bytes) -> bytes:
    """A feed with each `&` outside of CDATA as XML knows it: many use `&nbsp;` without a declaration, or a bare `&`.

    Not left to libxml2: from its first error on it passes over `&lt;` and `&amp;` too, and so over the tags of escaped HTML.
    """
    first, *others = value.split(_CDATA)
    pieces = [_AMPERSAND.sub(_by_number, first)]
    for other in others:
        verbatim, end, after = other.partition(_CDATA_END)
        pieces.append(verbatim + end + _AMPERSAND.sub(_by_number, after))
    return _CDATA.join(pieces)


def _by_number(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name is None:
        return b"&#38;"
    return b"".join(b"&#%d;" % ord(character) for character in html5.get(name.decode(), "")) or found[0]


def _ended(entry: "etree._Element") -> bool:
    """Whether an entry of a broken feed is whole: something stands behind it."""
    return bool(entry.tail) or entry.getnext() is not None


def _article(entry: "etree._Element") -> dict[str, str]:
    said: dict[str, str] = {}
    for node in entry.iterchildren(etree.Element):
        name = etree.QName(node).localname
        text = "".join(node.itertext()).strip()
        if name == "link" and not text and node.get("rel", "alternate") == "alternate":
            text = node.get("href", "")
        if name in _BODIES and next(node.iterchildren(etree.Element), None) is not None:  # Atom's content of type xhtml
            text = escape(node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
        if text:
            said.setdefault(name, text)
    body = next((said[name] for name in _BODIES if name in said), "")
    if not body:
        return {}
    fields = {
        "id": said.get("guid") or said.get("id") or "",
        "url": said.get("link", ""),
        "title": said.get("title", ""),
        "html" if "<" in body else "text": body,
        "published_at": rfc_3339(next((said[name] for name in _DATES if name in said), "")),
    }
    return {name: content for name, content in fields.items() if content}


def rfc_3339(written: str) -> str:
    """A date of RFC 822, as feeds and mails write it, made RFC 3339; anything else as it is, for the service to read or to leave out."""
    try:
        date = parsedate_to_datetime(written)
        return (date.replace(tzinfo=UTC) if date.tzinfo is None else date).isoformat()
    except (ValueError, TypeError, IndexError):
        return written
