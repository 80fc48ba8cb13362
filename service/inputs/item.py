"""One article as a file holds it: the bytes and headers of the record that it becomes."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from service.record import Headers

PLAIN: Headers = (("content-type", b"text/plain"),)
HTML: Headers = (("content-type", b"text/html"),)

LARGEST = 16 * 2**20
"""Bytes of one article, inflated, that are taken into memory: more than any topic takes, so that the service refuses by its own limit."""

Skipped = Callable[[str, str], None]
"""Hears of what is left out: where it stood (`path` or `path:line`) and why, as the end of a sentence ("is no whole gzip file")."""


@dataclass(frozen=True, slots=True)
class Item:
    """`origin` says where it was read (`path:line` or `path`), for messages; `value` and `headers` are the record's."""

    origin: str
    value: bytes
    headers: Headers = ()


def address(item: Item) -> bytes | None:
    """The article's URL as it says it itself, in a header or in its JSON; None where it says none."""
    for name, value in item.headers:
        if name == "url":
            return value or None
    if b'"url"' not in item.value:
        return None
    try:
        said = orjson.loads(item.value)
    except orjson.JSONDecodeError:
        return None
    url = said.get("url") if isinstance(said, dict) else None
    return url.encode() if isinstance(url, str) and url else None


def too_large(what: str = "") -> str:
    """The end of a sentence about an article beyond `LARGEST`."""
    return f"is larger than {LARGEST:,} bytes{what}; no topic takes it"
