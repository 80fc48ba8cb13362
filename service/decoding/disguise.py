"""Things that are sent as the text of an article and are none: a PDF, a picture, an archive, a feed."""

import re

_BINARY = (
    (b"%PDF-", "is a PDF, not text; take the text out of it first, for example with pdftotext"),
    (b"PK\x03\x04", "is a zip archive or an office document, not text; unpack it, or save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "is an office document, not text; save it as text or HTML"),
    (b"{\\rtf", "is an RTF document, not text; save it as text or HTML"),
    (b"\x1f\x8b", "is gzip, not text; unpack it, or let its name end in .gz"),
    (b"\x89PNG", "is a picture, not text"),
    (b"\xff\xd8\xff", "is a picture, not text"),
    (b"GIF87a", "is a picture, not text"),
    (b"GIF89a", "is a picture, not text"),
    (b"WARC/1.", "is a web archive, not text; let its name end in .warc"),
)
_FEED = re.compile(rb"\s{0,200}+(?:<\?xml[^>]{0,200}\?>\s{0,200}+)?(?:<!--.{0,500}?-->\s{0,200}+)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_FEED_ADVICE = "is an RSS or Atom feed, not an article; let its name end in .rss, .atom or .xml, or send its entries one by one"
_LOOKED_AT = 4_096
_ZERO = 0
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def disguise(value: bytes, *, page: bool = False) -> str | None:
    """What `value` is and what to do with it, as the end of a sentence; None for what may be an article.

    `page`: zero bytes say nothing, as a page may be in UTF-16.
    """
    head = value[:_LOOKED_AT]
    for magic, advice in _BINARY:
        if head.lstrip().startswith(magic):
            return advice
    if is_feed(head):
        return _FEED_ADVICE
    if _ZERO in head and not page and not head.startswith(_WIDE):
        return "is binary, not text; give the text of the article"
    return None


def is_feed(head: bytes) -> bool:
    """Whether it begins as RSS or Atom do."""
    return _FEED.match(head) is not None
