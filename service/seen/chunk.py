"""Entries in rows: numbers in columns, signatures in slots, texts in compressed blocks; an entry is no Python object."""

import re
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.seen.entry import Entry, Position, Verdict
from service.sketch import SIGNATURE_SIZE

CHUNK_ROWS = 1 << 16
_BLOCK_ROWS = 64
_SIGNATURE_ROWS = 1 << 11
MOST_SHINGLES = (1 << 16) - 1
"""A longer text counts as so long."""
_RANDOM_ID = re.compile(rb'\["([0-9a-f]{8}(-?)[0-9a-f]{4}\2[0-9a-f]{4}\2[0-9a-f]{4}\2[0-9a-f]{12})"')
_ID_SIZE = 16
_PLAIN, _DASHED = b"[~", b"[-"
"""What stands for a random id without and with dashes; no JSON list of texts begins so."""
_INDEX_BITS = 20
_LAST_SECOND = (1 << 32) - 1


def to_seconds(timestamp: int) -> int:
    """Record time in ms -> whole seconds as the columns hold them, within 1970 to 2106."""
    return min(max(timestamp // 1000, 0), _LAST_SECOND)


def pack_position(offset: int, index: int) -> int:
    """A position as one number that sorts alike; a lane record holds fewer than 2 to the 20 readings."""
    return offset << _INDEX_BITS | index


def pack_positions(offsets: NDArray[np.int64], indices: NDArray[np.uint32]) -> NDArray[np.int64]:
    """`pack_position` of many."""
    return (offsets << _INDEX_BITS) | indices


def unpack_position(packed: int) -> Position:
    """The inverse of `pack_position`."""
    return Position(packed >> _INDEX_BITS, packed & ((1 << _INDEX_BITS) - 1))


class Chunk:
    """At most `CHUNK_ROWS` rows, in lane order. Memory is taken as rows are filled."""

    def __init__(self, first: int, clock_before: int) -> None:
        """`first`: serial number of its first row; `clock_before`: the latest record time (s) of all rows before it."""
        self.first = first
        self.size = 0
        self.signed = 0
        self.clock_before = clock_before
        self.clock = clock_before
        self.earliest = _LAST_SECOND
        """The earliest record time (s) of its rows."""
        self.positions = np.empty(CHUNK_ROWS, dtype=np.int64)
        self.seconds = np.empty(CHUNK_ROWS, dtype=np.uint32)
        self.digests = np.empty(CHUNK_ROWS, dtype=np.uint32)
        """Bytes 4 to 8 of the content digest; the first four are the key in the index."""
        self.verdicts = np.empty(CHUNK_ROWS, dtype=np.uint8)
        self.shingles = np.empty(CHUNK_ROWS, dtype=np.uint16)
        self.slots = np.empty(CHUNK_ROWS, dtype=np.uint16)
        """Which signature is a row's; a copy has none."""
        self._signatures: list[NDArray[np.uint8]] = []
        """Blocks of `_SIGNATURE_ROWS` slots, made as they are needed: half the rows may be copies."""
        self.stories: list[bytes] = []
        """Threads of the originals and updates that are here and have a story."""
        self._blocks: list[bytes] = []
        self._pending: list[bytes] = []

    @property
    def end(self) -> int:
        """Serial number after the last row."""
        return self.first + self.size

    def append(self, position: int, entry: Entry, text: bytes) -> None:
        """Add a row at a packed position."""
        row, time = self.size, to_seconds(entry.timestamp)
        if entry.verdict is not Verdict.COPY:
            self.slots[row] = self.signed
            self._add_signatures(np.frombuffer(entry.sketch.signature, dtype=np.uint8)[None, :])
        self.positions[row], self.seconds[row], self.verdicts[row] = position, time, entry.verdict
        self.digests[row] = int.from_bytes(entry.sketch.digest[4:8], "little")
        self.shingles[row] = min(entry.sketch.shingles, MOST_SHINGLES)
        self.size += 1
        self.clock, self.earliest = max(self.clock, time), min(self.earliest, time)
        self._add_text(text)

    def extend(self, positions: NDArray[np.int64], rows: NDArray[Any], signatures: NDArray[np.uint8], texts: list[bytes]) -> None:
        """Add many rows (`ROW` of the codec) with their packed positions; `signatures` of those that are no copies."""
        at = slice(self.size, self.size + len(rows))
        self.slots[at] = self.signed + np.cumsum(rows["verdict"] != Verdict.COPY) - 1
        self._add_signatures(signatures)
        self.positions[at], self.verdicts[at] = positions, rows["verdict"]
        self.seconds[at] = np.clip(rows["timestamp"] // 1000, 0, _LAST_SECOND)
        self.digests[at] = rows["digest"] >> np.uint64(32)
        self.shingles[at] = np.minimum(rows["shingles"], MOST_SHINGLES)
        self.clock, self.earliest = max(self.clock, int(self.seconds[at].max())), min(self.earliest, int(self.seconds[at].min()))
        self.size += len(rows)
        for text in texts:
            self._add_text(text)

    def signature(self, row: int) -> NDArray[np.uint8]:
        """The signature of a row that is no copy."""
        block, line = divmod(int(self.slots[row]), _SIGNATURE_ROWS)
        signature: NDArray[np.uint8] = self._signatures[block][line]
        return signature

    def text(self, row: int) -> bytes:
        """The text of a row."""
        block, line = divmod(row, _BLOCK_ROWS)
        return self._pending[line] if block == len(self._blocks) else _unpack(self._blocks[block], line)

    def _add_signatures(self, signatures: NDArray[np.uint8]) -> None:
        while len(signatures):
            line = self.signed % _SIGNATURE_ROWS
            if line == 0:
                self._signatures.append(np.empty((_SIGNATURE_ROWS, SIGNATURE_SIZE), dtype=np.uint8))
            part = signatures[: _SIGNATURE_ROWS - line]
            self._signatures[-1][line : line + len(part)] = part
            self.signed += len(part)
            signatures = signatures[len(part) :]

    def _add_text(self, text: bytes) -> None:
        self._pending.append(text)
        if len(self._pending) == _BLOCK_ROWS:
            self._blocks.append(_pack(self._pending))
            self._pending = []


def _pack(texts: list[bytes]) -> bytes:
    """Texts as one block: how many ids, ids of 16 bytes, and the rest compressed. JSON has no line ends, so they part the texts.

    Ids that are 32 random hex digits, or a UUID, can't be compressed, and among letters zlib would need 24 bytes for the 16.
    """
    ids, lines = [], []
    for text in texts:
        found = _RANDOM_ID.match(text)
        if found:
            ids.append(bytes.fromhex(found[1].replace(b"-", b"").decode()))
            lines.append((_DASHED if found[2] else _PLAIN) + text[found.end() :])
        else:
            lines.append(text)
    packed = zlib.compress(b"\n".join(lines), 6)
    return b"".join([bytes([len(ids)]), *ids, packed])


def _unpack(block: bytes, line: int) -> bytes:
    """One text of a block."""
    start = 1 + block[0] * _ID_SIZE
    lines = zlib.decompress(block[start:]).split(b"\n")
    text = lines[line]
    if not text.startswith((_PLAIN, _DASHED)):
        return text
    at = 1 + _ID_SIZE * sum(before.startswith((_PLAIN, _DASHED)) for before in lines[:line])
    shown = block[at : at + _ID_SIZE].hex()
    if text.startswith(_DASHED):
        shown = f"{shown[:8]}-{shown[8:12]}-{shown[12:16]}-{shown[16:20]}-{shown[20:]}"
    return b'["' + shown.encode() + b'"' + text[len(_PLAIN) :]
