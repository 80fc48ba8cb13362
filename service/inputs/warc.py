"""Web archives (Common Crawl news): the pages that were answered with HTML."""

from collections.abc import Iterator
from datetime import UTC
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from service.inputs.item import Item
from service.record import Headers

_STATED_DATES = (b"article:published_time", b"datePublished")
"""Where nearly all news pages state their date (Open Graph, schema.org)."""
_OK = 200


def read_warc(origin: str, file: BinaryIO) -> Iterator[Item]:
    """Each `response` record with status 200 and `text/html`, with its `WARC-Target-URI` as URL.

    `published_at` is the `WARC-Date` only where the page states no date itself: a crawl comes hours or years after the publication.
    """
    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
        if not record.is_http or (record.http_content_type or "").lower() != "text/html" or record.http_headers.status_code != _OK:
            continue
        value = record.reader.read()
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        content_type = record.http_headers.get("Content-Type") or "text/html"
        headers: Headers = (("content-type", content_type.encode("latin-1", "replace")),)
        if url:
            headers += (("url", url.encode()),)
        if record.record_date and not any(mark in value for mark in _STATED_DATES):
            headers += (("published_at", record.record_date.astimezone(UTC).isoformat().encode()),)
        yield Item(f"{origin}:{url or record.record_id}", value, headers)
