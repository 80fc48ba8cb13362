"""RSS and Atom feeds: an article for each entry that has text."""

from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import BinaryIO

import orjson
from lxml import etree

from service.inputs.item import LARGEST, Item, Skipped, too_large

_ENTRIES = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
"""The longest first: the whole text, then what stands for it."""
_DATES = ("pubDate", "published", "date", "updated")


def read_feed(origin: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """The entries of a feed, numbered from 1. What is no feed, or no XML, is told to `skipped`."""
    value = stream.read(LARGEST + 1)
    if len(value) > LARGEST:
        skipped(origin, too_large())
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(value, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    entries = [] if root is None else [node for node in root.iter(etree.Element) if etree.QName(node).localname in _ENTRIES]
    if not entries:
        skipped(origin, "is no RSS or Atom feed with entries; a page must be named .html")
    for number, entry in enumerate(entries, 1):
        article = _article(entry)
        if article:
            yield Item(f"{origin}:{number}", orjson.dumps(article))
        else:
            skipped(f"{origin}:{number}", "is an entry without text")


def _article(entry: "etree._Element") -> dict[str, str]:
    said: dict[str, str] = {}
    for node in entry.iterchildren(etree.Element):
        name = etree.QName(node).localname
        text = "".join(node.itertext()).strip()
        if name == "link" and not text and node.get("rel", "alternate") == "alternate":
            text = node.get("href", "")
        if len(node) and name in _BODIES:  # Atom's content of type xhtml
            text = "".join(etree.tostring(child, encoding="unicode") for child in node)
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
