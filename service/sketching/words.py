"""The words of articles as hashes, of a whole chunk at once, as numpy takes a microsecond for each call whatever it is given.

Case and punctuation do not count. Scripts without spaces have no words: there each character stands for a short run of characters.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 400_000
"""Code points that are looked at; no article is longer, and a copy of one that is begins alike."""

SPREAD, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Odd factors that mix a hash; the second one tells a second part from the first."""
Hashes = NDArray[np.uint64]

_PIECE = 16
"""Bytes of a word that are hashed at once."""
_PIECES = np.dtype(f"V{_PIECE}")
_PADDING = b" " * (_PIECE + 1)
"""Behind each article: longer than any run of characters, so that none reaches into the next article."""
_SPACE = ord(" ")
_UNSPACED_BYTE = 0xE0
"""The first byte in UTF-8 of all characters that are words of their own is this or more (others' may be too)."""
_CONTINUES_MASK, _CONTINUES = 0xC0, 0x80
"""How a byte looks that is not the first of its character."""
_POINTS = 0x32000
_UPPER_HALF, _UPPER_BITS = np.uint64(32), np.uint64(29)


class Words(NamedTuple):
    """The words of one article among those of a chunk: where the title's begin, where the text's begin, and where they end."""

    title: int
    text: int
    end: int


def hash_words(articles: Sequence[tuple[str, str]]) -> tuple[Hashes, list[Words]]:
    """A hash for each word of titles and texts, in order, the same on any machine, and which of them are whose."""
    parts, marks, size = list[bytes](), list[int](), 0
    for title, text in articles:
        head, body = _read(title[:LONGEST]), _read(text[:LONGEST])
        marks += size, size + len(head) + 2
        parts += b" ", head, b" ", body, _PADDING
        size += len(head) + len(body) + len(_PADDING) + 2
    read = b"".join(parts)
    starts, ends = _spans(read)
    places = [*starts.searchsorted(marks).tolist(), len(starts)]
    return _hash_spans(read, starts, ends), [Words(*places[at : at + 3]) for at in range(0, len(marks), 2)]


def _characters() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Code point -> its class and what it is read as; the last row stands for all beyond.

    Class 0: between words, read as a space; 1: part of a word, read in lower case; n > 1: a word of its own, together with the n - 1
    characters after it.
    """
    classes = np.zeros(_POINTS + 1, dtype=np.uint8)
    for first, last in ((0x0000, 0x33FF), (0xA000, 0xABFF), (0xD7B0, 0xD7FF), (0xF900, 0xFFFF)):
        classes[first : last + 1] = [unicodedata.category(chr(point))[0] in "LMN" for point in range(first, last + 1)]
    for first, last in ((0xAC00, 0xD7A3), (0x10000, 0x1CFFF)):
        classes[first : last + 1] = 1
    for first, last, reach in ((0x0E00, 0x0EFF, 6), (0x1000, 0x109F, 6), (0x1780, 0x17FF, 6), (0x3040, 0x30FF, 3), (0xF900, 0xFAFF, 2)):
        classes[first : last + 1] *= np.uint8(reach)
    for first, last in ((0x3400, 0x9FFF), (0x20000, 0x31FFF)):
        classes[first : last + 1] = 2
    read_as = np.where(classes > 0, np.arange(_POINTS + 1, dtype=np.uint32), np.uint32(_SPACE))
    for first, last in ((0x0041, 0x2CFF), (0xA640, 0xABBF), (0xFF21, 0xFF3A), (0x10400, 0x118BF)):  # where there are capitals
        for point in range(first, last + 1):
            if classes[point]:
                folded = next((form for form in (chr(point).casefold(), chr(point).lower()) if len(form) == 1), chr(point))
                read_as[point] = ord(folded)
    return classes, read_as


_CLASSES, _READ_AS = _characters()
_ASCII = bytes(_READ_AS[:128].tolist()) + bytes(128)
_MASKS = np.frombuffer(b"".join(b"\xff" * size + bytes(_PIECE - size) for size in range(_PIECE + 1)), dtype=_PIECES)
"""Size in bytes -> which bits of a piece are its own."""
_FIRST_FACTOR, _REST_FACTOR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


def _read(text: str) -> bytes:
    """The text in UTF-8, each character as `_READ_AS` says."""
    if text.isascii():
        return text.encode().translate(_ASCII)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return _READ_AS.take(points, mode="clip").tobytes().decode("utf-32-le").encode()


def _spans(read: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where in the bytes the words start and end."""
    units = np.frombuffer(read, dtype=np.uint8)
    if read.isascii() or units.max() < _UNSPACED_BYTE:
        return _runs(units != _SPACE)
    points = np.frombuffer(read.decode().encode("utf-32-le"), dtype="<u4")
    classes = _CLASSES.take(points)
    starts, ends = _runs(classes == 1)
    alone = np.flatnonzero(classes > 1)
    starts, ends = np.concatenate([starts, alone]), np.concatenate([ends, alone + classes[alone]])
    order = np.argsort(starts, kind="stable")
    places = np.flatnonzero((units & _CONTINUES_MASK) != _CONTINUES)
    return places[starts[order]], places[ends[order]]


def _runs(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of True start and end; the first and the last are False."""
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    return edges[::2], edges[1::2]


def _hash_spans(read: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Hash all words at once: the first 16 bytes, then the next 16 of those that have them; the rare longer words one by one."""
    pieces = np.ndarray((len(read) - _PIECE,), _PIECES, read, strides=(1,))
    sizes = ends - starts
    hashes = _hash_pieces(pieces, starts, sizes)
    longer = np.flatnonzero(sizes > _PIECE)
    if len(longer):
        hashes[longer] = hashes[longer] * SECOND + _hash_pieces(pieces, starts[longer] + _PIECE, sizes[longer] - _PIECE)
        for one in longer[sizes[longer] > 2 * _PIECE].tolist():
            word = hashlib.blake2b(read[starts[one] : ends[one]], digest_size=8)
            hashes[one] = int.from_bytes(word.digest(), "little")
    return hashes


def _hash_pieces(pieces: NDArray[Any], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Hashes:
    """A hash of at most `sizes` bytes of each piece, well mixed in its upper bits: a multiply-shift of its two halves."""
    halves = pieces[starts].view("<u8")
    halves &= _MASKS.take(sizes, mode="clip").view("<u8")
    hashes: Hashes = halves[::2] * _FIRST_FACTOR
    hashes += halves[1::2] * _REST_FACTOR
    hashes ^= hashes >> _UPPER_HALF
    hashes *= SPREAD
    hashes ^= hashes >> _UPPER_BITS
    return hashes
