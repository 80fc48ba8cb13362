"""Stage *sketch*: what dedupe needs of an article, in a few hundred bytes.

Words are hashed all at once with numpy; three words in a row are a shingle. Three sets, the shingles of the whole text, those of its
lead, and the words of the title, are each kept as a one-permutation MinHash of 2-bit codes (Li & König 2010, b-bit minwise hashing;
Shrivastava & Li 2014, rotation for empty bins), from which the resemblance of two texts is estimated. The smallest hashes (anchors)
are kept too: by them a text that shares some is found. Scripts without spaces have no words: there each character stands for a
short run of characters.
"""

import hashlib
import struct
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.article import Article

BINS = 144
"""2-bit codes for the whole text: the resemblance is known to ± 0.05."""
LEAD_BINS = 80
"""2-bit codes for the lead."""
TITLE_BINS = 32
"""2-bit codes for the title."""
SIGNATURE_SIZE = (BINS + LEAD_BINS + TITLE_BINS) // 4
"""Bytes."""
ANCHORS = 12
"""Smallest shingle hashes of the whole text that a look-up asks for."""
LEAD_ANCHORS = 4
"""Smallest shingle hashes of the lead that a look-up asks for."""
LEAD_WORDS = 150
"""Where two copies begin, give or take a changed first paragraph; related-link blocks and shared background come later."""
TITLE_WORDS = 4
"""A title of fewer words is a rubric ("World", "Live updates") and says nothing."""
BRIEF_WORDS = 25
"""A shorter text says too little alone: its title counts as text."""
LONGEST = 400_000
"""Code points that are looked at; no article is longer, and a copy of one that is begins alike."""

_HEAD = struct.Struct("<16sIH")
_U64 = np.uint64
_STEP = 1 << 14
_SHINGLE = 3
_SPREAD, _SECOND, _THIRD = _U64(0xBF58476D1CE4E5B9), _U64(0x94D049BB133111EB), _U64(0xD6E8FEB86659FD93)
_Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Content digest (exact), signature and anchors (near and contained), and the number of different shingles."""

    digest: bytes
    """16 bytes: the words of title and text, in order."""
    shingles: int
    signature: bytes
    """`SIGNATURE_SIZE` bytes: the low bits of all codes (whole text, lead, title), then the high bits."""
    anchors: bytes
    """Of the lead's smallest hashes (at most `LEAD_ANCHORS`), then of the whole text's (at most `ANCHORS`), the low 32 bits."""
    lead_anchors: int = 0
    """How many of the anchors are the lead's."""

    def to_bytes(self) -> bytes:
        """Pack for the way to hop 2; `from_bytes` is the inverse."""
        return _HEAD.pack(self.digest, self.shingles, self.lead_anchors) + self.signature + self.anchors

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Sketch":
        """Unpack what `to_bytes` made."""
        digest, shingles, lead_anchors = _HEAD.unpack_from(packed)
        body = packed[_HEAD.size :]
        return cls(digest, shingles, body[:SIGNATURE_SIZE], body[SIGNATURE_SIZE:], lead_anchors)


def sketch(article: Article) -> Sketch:
    """Sketch the clean title and text of an article; the same on any machine and under any hash seed."""
    title, text = _words(article.title, article.text)
    digest = hashlib.blake2b(title.tobytes() + b"\0" + text.tobytes(), digest_size=16).digest()
    hashes = _shingles(text if len(text) >= BRIEF_WORDS else np.concatenate([title, text]))
    whole = _distinct(hashes)
    lead = np.sort(hashes[:LEAD_WORDS]) if len(hashes) > LEAD_WORDS else whole
    anchors = np.concatenate([lead[:LEAD_ANCHORS], whole[:ANCHORS]]).astype("<u4").tobytes()
    return Sketch(digest, len(whole), _codes(whole, lead, np.sort(title), digest), anchors, min(len(lead), LEAD_ANCHORS))


def _classes() -> NDArray[np.uint8]:
    """Code point -> 0: between words, 1: part of a word, n > 1: a word of its own, together with the n - 1 characters after it."""
    table = np.zeros(0x32000, dtype=np.uint8)
    for first, last in ((0x0000, 0x33FF), (0xA000, 0xABFF), (0xD7B0, 0xD7FF), (0xF900, 0xFFFF)):
        table[first : last + 1] = [unicodedata.category(chr(point))[0] in "LMN" for point in range(first, last + 1)]
    for first, last in ((0xAC00, 0xD7A3), (0x10000, 0x1CFFF)):
        table[first : last + 1] = 1
    for first, last, reach in ((0x0E00, 0x0EFF, 6), (0x1000, 0x109F, 6), (0x1780, 0x17FF, 6), (0x3040, 0x30FF, 3), (0xF900, 0xFAFF, 2)):
        table[first : last + 1] *= np.uint8(reach)
    for first, last in ((0x3400, 0x9FFF), (0x20000, 0x31FFF)):
        table[first : last + 1] = 2
    return table


_CLASSES = _classes()
_POWERS: _Hashes = np.cumprod(np.full(_STEP, 0x9E3779B97F4A7C15, dtype=_U64), dtype=_U64)
_INVERSES: _Hashes = np.cumprod(np.full(_STEP, pow(0x9E3779B97F4A7C15, -1, 1 << 64), dtype=_U64), dtype=_U64)
_BIN_COUNTS = (BINS, LEAD_BINS, TITLE_BINS)
_BOUNDS: dict[int, _Hashes] = {bins: np.arange(bins, dtype=_U64) * _U64((1 << 64) // bins) for bins in (*_BIN_COUNTS, sum(_BIN_COUNTS))}
_SALTS: _Hashes = np.arange(sum(_BIN_COUNTS), dtype=_U64) * _U64(0xD1342543DE82EF95)


def _words(title: str, text: str) -> tuple[_Hashes, _Hashes]:
    """A hash for each word of the title and of the text, in order; case and punctuation do not count."""
    head, body = title[:LONGEST].casefold() + "\n", text[:LONGEST].casefold()
    both = head + body
    points = np.frombuffer(both.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    spaced = both.isascii()
    parts = [_hash_words(points[at : at + _STEP], spaced=spaced) for at in range(0, len(points), _STEP)]
    starts = np.concatenate([start + at * _STEP for at, (start, _) in enumerate(parts)]) if len(parts) > 1 else parts[0][0]
    hashes = np.concatenate([found for _, found in parts]) if len(parts) > 1 else parts[0][1]
    border = int(np.searchsorted(starts, len(head)))
    return hashes[:border], hashes[border:]


def _hash_words(points: NDArray[np.uint32], *, spaced: bool) -> tuple[NDArray[np.int64], _Hashes]:
    """Where words start, and their hashes: polynomial, all at once by differences of one running sum (Rabin & Karp), then spread.

    `spaced`: no character is a word of its own.
    """
    classes = _CLASSES.take(points, mode="clip")
    inside = np.zeros(len(points) + 2, dtype=np.bool_)
    np.equal(classes, 1, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not spaced and classes.max() > 1:
        alone = np.flatnonzero(classes > 1)
        reach = np.minimum(alone + classes[alone], len(points))
        order = np.argsort(np.concatenate([starts, alone]), kind="stable")
        starts, ends = np.concatenate([starts, alone])[order], np.concatenate([ends, reach])[order]
    sums = np.zeros(len(points) + 1, dtype=_U64)
    np.cumsum(points * _POWERS[: len(points)], out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * _INVERSES[starts]
    hashes ^= hashes >> _U64(32)
    hashes *= _SPREAD
    hashes ^= hashes >> _U64(29)
    return starts, hashes


def _shingles(words: _Hashes) -> _Hashes:
    """A hash for each three words in a row, in order; a text of one or two words is one shingle."""
    if len(words) < _SHINGLE:
        return words[:1] + words[-1:] * _SECOND
    shingles: _Hashes = words[:-2] + words[1:-1] * _SECOND + words[2:] * _THIRD
    return shingles


def _distinct(hashes: _Hashes) -> _Hashes:
    """Sorted, each once; np.unique does the same in five times the time."""
    ordered: _Hashes = np.sort(hashes)
    if not len(ordered):
        return ordered
    last = np.flatnonzero(ordered[1:] != ordered[:-1])
    return ordered if len(last) == len(ordered) - 1 else np.append(ordered[last], ordered[-1])


def _codes(whole: _Hashes, lead: _Hashes, title: _Hashes, digest: bytes) -> bytes:
    """One-permutation MinHash: two bits of the smallest hash at or after each bin's lower bound, cyclically."""
    if len(title) < TITLE_WORDS:
        title = np.frombuffer(digest, dtype="<u8")  # resembles nothing but itself
    sets = ((whole, BINS), (lead, LEAD_BINS), (title, TITLE_BINS)) if len(whole) else ((title, sum(_BIN_COUNTS)),)
    smallest = np.concatenate([hashes.take(hashes.searchsorted(_BOUNDS[bins]), mode="wrap") for hashes, bins in sets])
    codes: _Hashes = (smallest + _SALTS) * _SPREAD
    return np.packbits(codes >> _U64(63)).tobytes() + np.packbits(codes >> _U64(62) & _U64(1)).tobytes()
