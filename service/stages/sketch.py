"""Stage *sketch*: what dedupe needs of an article, in a few hundred bytes."""

import hashlib
import re
import struct
from dataclasses import dataclass

import numpy as np

from service.article import Article

SIGNATURE_SIZE = 64
"""Smallest shingle hashes kept."""
_SHINGLE = 3
_TOKEN = re.compile(r"[^\W_]+")
_HEAD = struct.Struct("<16sI")


@dataclass(frozen=True, slots=True)
class Sketch:
    """Content digest (exact), signature (near and contained) and length in words."""

    digest: bytes
    signature: bytes
    words: int

    def to_bytes(self) -> bytes:
        """Pack for the way to hop 2; `from_bytes` is the inverse."""
        return _HEAD.pack(self.digest, self.words) + self.signature

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Sketch":
        """Unpack what `to_bytes` made."""
        digest, words = _HEAD.unpack_from(packed)
        return cls(digest, packed[_HEAD.size :], words)


def sketch(article: Article) -> Sketch:
    """Sketch the clean title and text of an article; the same on any machine and under any hash seed."""
    tokens = _TOKEN.findall(article.text.casefold())
    digest = hashlib.blake2b(" ".join([*_TOKEN.findall(article.title.casefold()), "\n", *tokens]).encode(), digest_size=16).digest()
    shingles = {" ".join(tokens[at : at + _SHINGLE]) for at in range(max(1, len(tokens) - _SHINGLE + 1))} if tokens else set()
    hashes = sorted(int.from_bytes(hashlib.blake2b(one.encode(), digest_size=4).digest(), "little") for one in shingles)
    return Sketch(digest, np.array(hashes[:SIGNATURE_SIZE], dtype="<u4").tobytes(), len(tokens))
