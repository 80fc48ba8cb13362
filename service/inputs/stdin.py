"""Articles on standard input, where no name says what they are."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, cast

import orjson

from service.decoding.disguise import disguise, is_feed
from service.inputs.encoding import as_utf8, without_mark
from service.inputs.feeds import read_feed
from service.inputs.item import LARGEST, PLAIN, Item, Skipped, too_large
from service.inputs.json_files import read_json, read_lines

_NAME = "-"


def read_standard_input(stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """JSON lines, each as soon as it is there; or one JSON document over many lines; or a feed; or one text."""
    peekable = stream if hasattr(stream, "peek") else cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", stream)))
    stream = without_mark(peekable)
    number, first = 0, b""
    while not first.strip():
        first, number = stream.readline(LARGEST + 1), number + 1
        if not first:
            return
    start = first.lstrip()[:1]
    if start == b"[":
        yield from read_json(_NAME, _joined(first, stream), skipped)
    elif start != b"{":
        yield from _read_text(first, stream, skipped)
    elif _is_json(first):
        yield Item(f"{_NAME}:{number}", first.strip())
        yield from read_lines(_NAME, stream, skipped, number + 1)
    else:
        rest = stream.read(LARGEST + 1 - len(first)) if len(first) <= LARGEST else b""
        whole = first + rest
        if len(whole) <= LARGEST and _is_json(whole):
            yield Item(_NAME, whole)
        else:
            yield from read_lines(_NAME, _joined(whole, stream), skipped, number)


def _read_text(first: bytes, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    value = first + stream.read(max(LARGEST + 1 - len(first), 0))
    if len(value) > LARGEST:
        skipped(_NAME, too_large())
    elif is_feed(value):
        yield from read_feed(_NAME, cast("BinaryIO", io.BytesIO(value)), skipped)
    elif what := disguise(value):
        skipped(_NAME, what)
    else:
        yield Item(_NAME, as_utf8(value), PLAIN)


def _joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Joined(head, rest)))


class _Joined(io.RawIOBase):
    """What was read already, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._parts = chain((io.BytesIO(head),), (rest,))
        self._now: BinaryIO | io.BytesIO = next(self._parts)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while True:
            piece = self._now.read(len(buffer))
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
            following = next(self._parts, None)
            if following is None:
                return 0
            self._now = following


def _is_json(value: bytes) -> bool:
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        return False
    return True
