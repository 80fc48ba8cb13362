"""Web archives (Common Crawl news): the pages that were answered with HTML."""

import io
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecordType

from service.inputs.item import LARGEST, Item, Skipped, too_large
from service.record import Headers

_OK = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_UNSAID = frozenset({"", "text/plain", "application/octet-stream", "application/xml", "text/xml"})
"""What servers that don't know better say of a page; there it must begin as one."""
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}+(?:<\?xml[^>]{0,200}\?>\s{0,200}+)?(?:<!--.{0,500}?-->\s{0,200}+)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<[a-z!?]", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-f]{1,8})[^\r\n]{0,80}\r?\n", re.IGNORECASE)
_LOOKED_AT = 2_048


def read_warc(origin: str, file: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """Each `response` record with status 200 that holds a page, with its `WARC-Target-URI` as URL. `file`: the archive, decompressed.

    `fetched_at` is the `WARC-Date`: a crawl comes hours or years after the publication, so that the page's own date goes before it. A
    record that can't be read is told to `skipped`, and the rest is read; what is no archive, or is cut off, is told too.
    """
    # Not by fastwarc's own gzip reader: it takes the end of a cut-off file for the end of the archive.
    records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False, stream_detect=False)
    while True:
        try:
            record = next(records, None)
        except OSError as problem:
            skipped(origin, f"can't be read on: {problem}")
            return
        if record is None:
            return
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        named = url or record.record_id
        place = f"{origin}:{named}" if named else origin
        if record.content_length > LARGEST:
            skipped(place, too_large())
            continue
        announced = record.content_length
        record.freeze()
        if record.content_length < announced:
            skipped(place, "is cut off in the middle of a record; fetch it again")
            return
        if not record.is_http:
            continue
        try:
            page = _page(record.reader.read())
        except (OSError, ValueError) as problem:
            skipped(place, f"can't be read: {problem}")
            continue
        if page is None:
            continue
        content_type, value = page
        if len(value) > LARGEST:
            skipped(place, too_large())
            continue
        yield Item(place, value, _headers(content_type, url, record))


def _headers(content_type: str, url: str, record: Any) -> Headers:
    headers: Headers = (("content-type", content_type.encode("latin-1", "replace")),)
    if url:
        headers += (("url", url.encode("utf-8", "replace")),)
    if record.record_date:
        headers += (("fetched_at", record.record_date.astimezone(UTC).isoformat().encode()),)
    return headers


def _page(answer: bytes) -> tuple[str, bytes] | None:
    """Content type and body of an answer that holds a page, else None."""
    parsed = _parsed(answer, "none")
    http = parsed.http_headers
    if http is None or http.status_code != _OK:
        return None
    said = http.get("Content-Type") or ""
    media_type = said.partition(";")[0].strip().lower()
    if media_type not in _PAGES | _UNSAID:
        return None
    body = _body(answer, parsed, http)
    if media_type in _UNSAID and not _PAGE.match(body, 0, _LOOKED_AT):
        return None
    charset = said.partition(";")[2]
    return (f"text/html;{charset}" if media_type in _PAGES and charset else "text/html"), body


def _body(answer: bytes, parsed: Any, http: Any) -> bytes:
    """The body, decoded as its headers say; as it lies there where they don't fit it, as crawlers store decoded bodies under old headers.

    Raises OSError where it is neither.
    """
    try:
        return bytes(_parsed(answer, "all").reader.read(LARGEST + 1))
    except OSError:
        lying = bytes(parsed.reader.read())
        if "chunked" in (http.get("Transfer-Encoding") or "").lower() and _CHUNK.match(lying):
            lying = _unchunked(lying)
        if _TAG.match(lying.lstrip(b"\xef\xbb\xbf \t\r\n")):
            return lying
        raise


def _unchunked(body: bytes) -> bytes:
    """What there is of a body in chunks that ends too early."""
    pieces, at = [], 0
    while (size := _CHUNK.match(body, at)) and (length := int(size[1], 16)):
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(pieces)


def _parsed(answer: bytes, decode: Literal["none", "all"]) -> Any:
    """The answer alone as a record with its HTTP head read: a record can be parsed only once, and decoding may fail."""
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
    record = next(iter(ArchiveIterator(io.BytesIO(head + answer + b"\r\n\r\n"), parse_http=False, stream_detect=False)))
    record.parse_http(auto_decode=decode)
    return record
