"""One article as a file holds it: the bytes and headers of the record that it becomes."""

from collections.abc import Callable
from dataclasses import dataclass

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


def too_large(what: str = "") -> str:
    """The end of a sentence about an article beyond `LARGEST`."""
    return f"is larger than {LARGEST:,} bytes{what}; no topic takes it"
