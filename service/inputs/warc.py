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
    """Each `response` record with status 200 and `text/html`, with its `WARC-Target-URI` as URL. `file`: the archive, decompressed.

    `published_at` is the `WARC-Date` only where the page states no date itself: a crawl comes hours or years after the publication.
    Raises OSError for what is no archive, or one that is cut off.
    """
    # Not by fastwarc's own gzip reader: it takes the end of a cut-off file for the end of the archive.
    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False, stream_detect=False):
        announced = record.content_length
        record.freeze()
        if record.content_length < announced:
            raise OSError(0, "it is cut off in the middle of a record; fetch it again")
        record.parse_http(auto_decode="all")
        http = record.http_headers
        if not record.is_http or http is None or (record.http_content_type or "").lower() != "text/html" or http.status_code != _OK:
            continue
        value = record.reader.read()
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        content_type = http.get("Content-Type") or "text/html"
        headers: Headers = (("content-type", content_type.encode("latin-1", "replace")),)
        if url:
            headers += (("url", url.encode()),)
        if record.record_date and not any(mark in value for mark in _STATED_DATES):
            headers += (("published_at", record.record_date.astimezone(UTC).isoformat().encode()),)
        yield Item(f"{origin}:{url or record.record_id}", value, headers)
