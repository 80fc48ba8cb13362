"""Stage 1: the bytes of a record become an article.

Refuses what is no article; leaves out, with a warning, optional fields that can't be read.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NoReturn

import orjson

from service.article import Article
from service.context import Context
from service.decoding.charset import decode_html, decode_plain
from service.decoding.date import read_date
from service.decoding.disguise import disguise
from service.decoding.url import canonical_url, publisher
from service.errors import Rejected
from service.outcome import DeadReason
from service.record import NOT_UNPACKED, Record

MAX_ID_LENGTH = 1_024
MAX_SOURCE_LENGTH = 256
MAX_TITLE_LENGTH = 2_000
"""Characters. Ids, sources and titles travel in small records and in headers; longer values are data in the wrong field."""

_GZIP_MAGIC = b"\x1f\x8b"
_REGISTRY_MAGIC = b"\0\0"
"""A zero byte and the number of the schema in four bytes, of which no registry has needed the first."""
_LOOKED_AT = 1_000
"""Characters at the beginning of an article that give away a PDF or a feed."""
_HEADER_FIELDS = ("id", "url", "source", "title", "published_at", "fetched_at")
_REPLACED_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def decode(record: Record, context: Context) -> Article:
    """The article that `record` holds: a JSON object (contract, "Raw article"), or text or HTML when the `content-type` header says so.

    Raises Rejected: `empty`, `too_large`, `unsupported_encoding`, `not_utf8`, `not_json`, `too_costly` (nesting), `schema`,
    `no_text` (a PDF, a feed).
    """
    value = record.value
    if not value and (detail := dict(record.headers).get(NOT_UNPACKED)):
        raise Rejected(DeadReason.TOO_LARGE, detail.decode("utf-8", "replace"))
    if not value or not value.strip():
        raise Rejected(DeadReason.EMPTY, "the record has no value")
    if len(value) > context.max_article_bytes:
        raise Rejected(DeadReason.TOO_LARGE, f"{len(value):,} bytes, more than the limit of {context.max_article_bytes:,}")
    headers = {name.lower(): content for name, content in record.headers if content is not None}
    _check_encoding(headers)
    content_type = headers.get("content-type", b"").decode("latin-1")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type in ("text/plain", "text/html"):
        raw = _from_headers(headers)
        raw["html" if media_type == "text/html" else "text"] = _decode_body(value, media_type, content_type)
    else:
        raw = _parse_json(value)
    return _to_article(raw, record.timestamp)


def _check_encoding(headers: dict[str, bytes]) -> None:
    encoding = headers.get("content-encoding", b"").decode("latin-1").strip().lower()
    if encoding not in ("", "identity", "utf-8"):
        raise Rejected(DeadReason.UNSUPPORTED_ENCODING, f"content-encoding {encoding[:40]!r}: send the article itself, Kafka compresses it")


def _from_headers(headers: dict[str, bytes]) -> dict[str, Any]:
    return {name: headers[name].decode("utf-8", "replace") for name in _HEADER_FIELDS if name in headers}


def _decode_body(value: bytes, media_type: str, content_type: str) -> str:
    try:
        return decode_html(value, content_type) if media_type == "text/html" else decode_plain(value, content_type)
    except UnicodeDecodeError as error:
        raise Rejected(DeadReason.NOT_UTF8, f"the text is not {error.encoding}: {error.reason} at byte {error.start}") from None
    except LookupError:
        raise Rejected(DeadReason.UNSUPPORTED_ENCODING, f"unknown charset in content-type {content_type[:80]!r}") from None


def _parse_json(value: bytes) -> dict[str, Any]:
    try:
        raw = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raw = _parse_odd_json(value, str(error))
    if not isinstance(raw, dict):
        raise Rejected(DeadReason.SCHEMA, f"a JSON {_json_type(raw)}, not an object")
    return raw


def _parse_odd_json(value: bytes, complaint: str) -> Any:
    """What orjson refuses but JSON allows: a byte order mark, halves of surrogate pairs (truncated emoji), numbers beyond a double."""
    try:
        text = value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "; it looks like gzip" if value.startswith(_GZIP_MAGIC) else ""
        raise Rejected(DeadReason.NOT_UTF8, f"{error.reason} at byte {error.start}{hint}") from None
    if complaint.startswith("depth limit"):
        raise Rejected(DeadReason.TOO_COSTLY, "JSON nested more than 1,024 deep")
    try:
        return json.loads(text, parse_int=float, parse_constant=_refuse_constant)
    except RecursionError:
        raise Rejected(DeadReason.TOO_COSTLY, "JSON nested too deep") from None
    except ValueError:
        hint = "; it begins as a schema registry's client writes: send plain JSON" if value.startswith(_REGISTRY_MAGIC) else ""
        raise Rejected(DeadReason.NOT_JSON, complaint + hint) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _json_type(raw: object) -> str:
    return {list: "array", str: "string", bool: "boolean", type(None): "null"}.get(type(raw), "number")


def _to_article(raw: dict[str, Any], timestamp: int) -> Article:
    text, html = (_body(raw, name) for name in ("text", "html"))
    if text is None and html is None:
        raise Rejected(DeadReason.SCHEMA, "neither `text` nor `html` is there")
    text, html = text or "", html or ""
    if what := disguise((text.strip() or html)[:_LOOKED_AT].encode(), page=True):
        raise Rejected(DeadReason.NO_TEXT, f"it {what}")
    warnings: list[str] = []
    identity = _string(raw, "id", MAX_ID_LENGTH, warnings)
    title = _string(raw, "title", MAX_TITLE_LENGTH, warnings)
    source = _string(raw, "source", MAX_SOURCE_LENGTH, warnings)
    url = _url(raw, warnings)
    if text.strip():
        html = ""
    return Article(
        id=identity or _derived_id(url, title, text, html),
        url=url,
        source=source or (publisher(url) if url else None),
        title=title or "",
        text=text,
        html=html,
        received_at=datetime.fromtimestamp(timestamp / 1000, UTC),
        published_at=_date(raw, "published_at", timestamp, warnings),
        fetched_at=_date(raw, "fetched_at", timestamp, warnings),
        language=_language(raw, warnings),
        metadata=_metadata(raw, warnings),
        warnings=tuple(warnings),
    )


def _body(raw: dict[str, Any], name: str) -> str | None:
    value = raw.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Rejected(DeadReason.SCHEMA, f"`{name}` is a JSON {'object' if isinstance(value, dict) else _json_type(value)}, not a string")
    return _well_formed(value)


def _well_formed(value: str) -> str:
    """Without NUL, which no text holds and many stores refuse, and without halves of surrogate pairs, which UTF-8 can't write."""
    if "\0" in value:
        value = value.replace("\0", "")
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.translate(_REPLACED_SURROGATES)
    return value


def _string(raw: dict[str, Any], name: str, limit: int, warnings: list[str]) -> str | None:
    value = raw.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        warnings.append(f"{name}: not a string, left out")
        return None
    if len(value) > limit:
        warnings.append(f"{name}: longer than {limit:,} characters, left out")
        return None
    return _well_formed(value).strip() or None


def _url(raw: dict[str, Any], warnings: list[str]) -> str | None:
    value = raw.get("url")
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        warnings.append("url: not a string, left out")
        return None
    try:
        return canonical_url(value)
    except ValueError as error:
        warnings.append(f"url: {error}, left out")
        return None


def _date(raw: dict[str, Any], name: str, timestamp: int, warnings: list[str]) -> datetime | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        return read_date(value, timestamp)
    except ValueError as error:
        warnings.append(f"{name}: {error}, left out")
        return None


def _language(raw: dict[str, Any], warnings: list[str]) -> str | None:
    """The primary subtag of the hint: `en` of `en-GB`."""
    value = raw.get("language")
    if value is None or value == "":
        return None
    if isinstance(value, str):
        primary = value.strip().replace("_", "-").partition("-")[0].lower()
        if primary.isascii() and primary.isalpha() and len(primary) in (2, 3):
            return primary
    warnings.append("language: not a BCP 47 tag, left out")
    return None


def _metadata(raw: dict[str, Any], warnings: list[str]) -> dict[str, str]:
    value = raw.get("metadata")
    if value is None:
        return {}
    if not isinstance(value, dict):
        warnings.append("metadata: not an object, left out")
        return {}
    strings = {_well_formed(name): _well_formed(content) for name, content in value.items() if isinstance(content, str)}
    if left_out := len(value) - len(strings):
        warnings.append(f"metadata: {left_out} of {len(value)} values are not strings, left out")
    return strings


def _derived_id(url: str | None, title: str | None, text: str, html: str) -> str:
    """Stable over replays and machines: of the canonical URL, else of the content."""
    if url:
        return f"url:{sha256(url.encode()).hexdigest()[:32]}"
    content = "\0".join((title or "", text, html))
    return f"sha:{sha256(content.encode()).hexdigest()[:32]}"
