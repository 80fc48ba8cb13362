"""What dedupe knows of an article: the value that *sketch* makes, hop 2 compares and the seen-topic keeps."""

import struct
from dataclasses import dataclass

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
ANCHOR_SIZE = 4
"""Bytes of an anchor: the low 32 bits of its hash."""

_HEAD = struct.Struct("<16sIH")


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
