"""Stage *sketch*: what dedupe needs of an article, in a few hundred bytes.

Words are hashed all at once with numpy; three words in a row are a shingle. Three sets, the shingles of the whole text, those of its
lead, and the words of the title, are each kept as a one-permutation MinHash of 2-bit codes (Li & König 2010, b-bit minwise hashing;
for empty bins Shrivastava & Li 2014, rotation, and in the whole text Shrivastava 2017, donors), from which the resemblance of two
texts is estimated. The smallest hashes (anchors) are kept too: by them a text that shares some is found. Scripts without spaces have
no words: there each character stands for a short run of characters.
"""

import hashlib
import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.article import Article
from service.sketch import ANCHORS, BINS, LEAD_ANCHORS, LEAD_BINS, TITLE_BINS, Sketch

LEAD_WORDS = 150
"""Where two copies begin, give or take a changed first paragraph; related-link blocks and shared background come later."""
TITLE_WORDS = 4
"""A title of fewer words is a rubric ("World", "Live updates") and says nothing."""
BRIEF_WORDS = 25
"""A shorter text says too little alone: its title counts as text."""
LONGEST = 400_000
"""Code points that are looked at; no article is longer, and a copy of one that is begins alike."""

_U64 = np.uint64
_PIECE = 16
"""Bytes of a word that are hashed at once."""
_PIECES = np.dtype(f"V{_PIECE}")
_PADDING = b" " * (_PIECE + 1)
_SPACE = ord(" ")
_UNSPACED_BYTE = 0xE0
"""The first byte in UTF-8 of all characters that are words of their own is this or more (others' may be too)."""
_CONTINUES_MASK, _CONTINUES = 0xC0, 0x80
"""How a byte looks that is not the first of its character."""
_DONOR_COUNT = 6
"""Bins that an empty bin asks, each its own: with the next bin's hash instead brief texts were estimated with twice the errors."""
_SELDOM_EMPTY = 4 * BINS
"""With so many shingles 2 bins in 100 are empty."""
_POINTS = 0x32000
_SHINGLE = 3
_SPREAD, _SECOND, _THIRD = _U64(0xBF58476D1CE4E5B9), _U64(0x94D049BB133111EB), _U64(0xD6E8FEB86659FD93)
_UPPER_HALF, _UPPER_BITS = _U64(32), _U64(29)
_Hashes = NDArray[np.uint64]


def sketch(article: Article) -> Sketch:
    """Sketch the clean title and text of an article; the same on any machine and under any hash seed."""
    words, border = _words(article.title, article.text)
    title, text = words[:border], words[border:]
    digest = hashlib.sha256(words.tobytes() + border.to_bytes(4, "little")).digest()[:16]
    hashes = _shingles(text if len(text) >= BRIEF_WORDS else words)
    whole = _distinct(hashes)
    lead = np.sort(hashes[:LEAD_WORDS]) if len(hashes) > LEAD_WORDS else whole
    anchors = np.concatenate([lead[:LEAD_ANCHORS], whole[:ANCHORS]]).astype("<u4").tobytes()
    return Sketch(digest, len(whole), _codes(whole, lead, title, digest), anchors, min(len(lead), LEAD_ANCHORS))


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
_FIRST_FACTOR, _REST_FACTOR = _U64(0x9E3779B97F4A7C15), _U64(0xC2B2AE3D27D4EB4F)
_BIN_COUNTS = (BINS, LEAD_BINS, TITLE_BINS)
_BOUNDS: dict[int, _Hashes] = {bins: np.arange(bins, dtype=_U64) * _U64((1 << 64) // bins) for bins in (*_BIN_COUNTS, sum(_BIN_COUNTS))}
_ALL_BOUNDS = np.append(_BOUNDS[BINS], _U64((1 << 64) - 1))
_SALTS: _Hashes = np.arange(sum(_BIN_COUNTS), dtype=_U64) * _U64(0xD1342543DE82EF95)
_DRAWS: _Hashes = (np.arange(BINS * _DONOR_COUNT, dtype=_U64) * _SPREAD >> _U64(32)) * _SECOND >> _U64(32)
_DONORS = (_DRAWS % _U64(BINS)).astype(np.int64).reshape(BINS, _DONOR_COUNT)
_ROWS = np.arange(0, BINS * _DONOR_COUNT, _DONOR_COUNT)
_TOP_BITS = np.array([[128], [64]], dtype=np.uint8)


def _words(title: str, text: str) -> tuple[_Hashes, int]:
    """A hash for each word of title and text, in order, and how many are the title's; case and punctuation do not count."""
    head = b" " + _read(title[:LONGEST]) + b" "
    read = head + _read(text[:LONGEST]) + _PADDING
    starts, ends = _spans(read)
    return _hash_words(read, starts, ends), int(starts.searchsorted(len(head))) if title else 0


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
    starts, ends = np.concatenate([starts, alone]), np.concatenate([ends, np.minimum(alone + classes[alone], len(points) - 1)])
    order = np.argsort(starts, kind="stable")
    places = np.flatnonzero((units & _CONTINUES_MASK) != _CONTINUES)
    return places[starts[order]], places[ends[order]]


def _runs(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of True start and end; the first and the last are False."""
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    return edges[::2], edges[1::2]


def _hash_words(read: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> _Hashes:
    """Hash all words at once: the first 16 bytes, then the next 16 of those that have them; the rare longer words one by one."""
    pieces = np.ndarray((len(read) - _PIECE,), _PIECES, read, strides=(1,))
    sizes = ends - starts
    hashes = _hash_pieces(pieces, starts, sizes)
    longer = np.flatnonzero(sizes > _PIECE)
    if len(longer):
        hashes[longer] = hashes[longer] * _SECOND + _hash_pieces(pieces, starts[longer] + _PIECE, sizes[longer] - _PIECE)
        for one in longer[sizes[longer] > 2 * _PIECE].tolist():
            word = hashlib.blake2b(read[starts[one] : ends[one]], digest_size=8)
            hashes[one] = int.from_bytes(word.digest(), "little")
    return hashes


def _hash_pieces(pieces: NDArray[Any], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> _Hashes:
    """A hash of at most `sizes` bytes of each piece, well mixed in its upper bits: a multiply-shift of its two halves."""
    halves = pieces[starts].view("<u8")
    halves &= _MASKS.take(sizes, mode="clip").view("<u8")
    hashes: _Hashes = halves[::2] * _FIRST_FACTOR
    hashes += halves[1::2] * _REST_FACTOR
    hashes ^= hashes >> _UPPER_HALF
    hashes *= _SPREAD
    hashes ^= hashes >> _UPPER_BITS
    return hashes


def _shingles(words: _Hashes) -> _Hashes:
    """A hash for each three words in a row, in order; a text of one or two words is one shingle."""
    if len(words) < _SHINGLE:
        return words[:1] + words[-1:] * _SECOND
    shingles: _Hashes = words[:-2] + words[1:-1] * _SECOND + words[2:] * _THIRD
    return shingles


def _distinct(hashes: _Hashes) -> _Hashes:
    """Sorted, each once; np.unique does the same in three times the time."""
    ordered: _Hashes = np.sort(hashes)
    new = np.empty(len(ordered), dtype=np.bool_)
    new[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def _codes(whole: _Hashes, lead: _Hashes, title: _Hashes, digest: bytes) -> bytes:
    """One-permutation MinHash: two bits of each bin's smallest hash. An empty bin takes the next one's, or in the whole a donor's."""
    title = np.sort(title) if len(title) >= TITLE_WORDS else np.frombuffer(digest, dtype="<u8")  # resembles nothing but itself
    if len(whole):
        codes: _Hashes = np.concatenate(
            [
                whole.take(_filled(whole), mode="wrap"),
                lead.take(lead.searchsorted(_BOUNDS[LEAD_BINS]), mode="wrap"),
                title.take(title.searchsorted(_BOUNDS[TITLE_BINS]), mode="wrap"),
            ]
        )
    else:
        codes = title.take(title.searchsorted(_BOUNDS[sum(_BIN_COUNTS)]), mode="wrap")
    codes += _SALTS
    codes *= _SPREAD
    return np.packbits(codes.view(np.uint8)[7::8] & _TOP_BITS).tobytes()


def _filled(whole: _Hashes) -> NDArray[np.int64]:
    """Where the hash of each bin is: its own, else the first of its donors' that have one, else the next bin's."""
    places = whole.searchsorted(_ALL_BOUNDS)
    own, ends = places[:-1], places[1:]
    if len(whole) < _SELDOM_EMPTY:
        filled = own < ends
        empty = np.flatnonzero(~filled)
        donors = _DONORS.take(empty, axis=0)
        first = filled.take(donors).argmax(axis=1)
        first += _ROWS[: len(empty)]
        own[empty] = own.take(donors.take(first))
    return own
