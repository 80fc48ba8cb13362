"""Text files in other character sets than UTF-8, made UTF-8: by their byte order mark, else by what is likely.

The service itself guesses only for pages; here a person sees what was read.
"""

import codecs
import io
from typing import BinaryIO, cast

from resiliparse.parse.encoding import detect_encoding

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""In this order, as the mark of UTF-16 begins that of UTF-32. None: what follows is UTF-8 already."""
_WESTERN = "windows-1252"
_WESTERN_SHARE = 0.25
"""Bytes beyond ASCII in text of Latin letters: at most 0.08 in French, 0.12 in Vietnamese; in Cyrillic or Greek text over 0.7."""
_STEP = 2**16


def without_mark(stream: BinaryIO) -> BinaryIO:
    """`stream`, after its byte order mark and as UTF-8 where that says UTF-16 or UTF-32. `stream` must be able to `peek`."""
    head = cast("io.BufferedReader", stream).peek(4)[:4]
    for mark, name in _MARKS:
        if head.startswith(mark):
            stream.read(len(mark))
            return stream if name is None else cast("BinaryIO", io.BufferedReader(_Recoded(stream, name)))
    return stream


def as_utf8(value: bytes) -> bytes:
    """A text in UTF-8, whatever of the likely character sets it is in."""
    try:
        value.decode()
    except UnicodeDecodeError:
        beyond = sum(byte >= 0x80 for byte in value)  # noqa: PLR2004 - the first byte that is not ASCII
        likely = _WESTERN if beyond < _WESTERN_SHARE * len(value) else detect_encoding(value) or _WESTERN
        return value.decode(likely, "replace").encode()
    return value


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(name)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._left:
            piece = self._stream.read(_STEP)
            self._left = self._decoder.decode(piece, final=not piece).encode("utf-8", "replace")
            if not piece and not self._left:
                return 0
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
