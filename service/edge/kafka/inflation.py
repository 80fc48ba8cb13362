"""How much a record batch holds, found out without holding it: a few hundred kB may inflate to gigabytes, of which the worker dies.

A worker that dies of a batch meets it again at each start. So one that holds too much is not unpacked: its records get their outcome
(`too_large`) by their offsets alone.
"""

import struct
import zlib
from collections.abc import Callable

import cramjam

MOST_BYTES = 128 * 2**20
"""Ten times the largest batch that our topics take (12 MB, as stored); the worker needs some four times what it unpacks. 300 MB took it
to 1,590 MB, and 400 MB killed it at each start on a machine with 2 GB."""
_GZIP, _SNAPPY, _LZ4, _ZSTD = 1, 2, 3, 4
_MOST_RATIO = {_GZIP: 1_032, _SNAPPY: 22, _LZ4: 255}
"""What the formats can do at most; zstd has no such bound."""
_STEP = 2**20
_FIRST_ROOM = 2**16
_GROWTH = 8
"""Room is made in steps: all of `MOST_BYTES` takes 50 ms and more to clear, for each batch of a producer that packs with zstd."""
_XERIAL = b"\x82SNAPPY\x00"
_XERIAL_HEADER = 16
_BLOCK = struct.Struct(">i")


def exceeds(codec: int, packed: bytes | memoryview, most: int) -> bool:
    """Whether what is packed holds more than `most` bytes; `codec` as in a batch's attributes. False for what can't be unpacked."""
    if codec not in (_GZIP, _SNAPPY, _LZ4, _ZSTD) or len(packed) * _MOST_RATIO.get(codec, most + 1) <= most:
        return False
    if codec == _GZIP:
        return _gzip_exceeds(packed, most)
    try:
        if codec == _SNAPPY:
            return _snappy_size(bytes(packed)) > most
        unpack = cramjam.lz4.decompress_into if codec == _LZ4 else cramjam.zstd.decompress_into
        return _overflows(unpack, bytes(packed), most)
    except cramjam.DecompressionError:
        return False


def _overflows(unpack: Callable[[bytes, bytearray], object], packed: bytes, most: int) -> bool:
    """Whether what is packed has no room in `most` bytes. Raises cramjam.DecompressionError for what can't be unpacked."""
    room = min(most, max(_FIRST_ROOM, _GROWTH * len(packed)))
    while True:
        try:
            unpack(packed, bytearray(room))
        except cramjam.DecompressionError as problem:
            if "whole buffer" not in str(problem):
                raise
        else:
            return False
        if room == most:
            return True
        room = min(most, _GROWTH * room)


def _gzip_exceeds(packed: bytes | memoryview, most: int) -> bool:
    inflate, size, left = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, bytes(packed)
    try:
        while left and not inflate.eof:
            size += len(inflate.decompress(left, _STEP))
            left = inflate.unconsumed_tail
            if size > most:
                return True
    except zlib.error:
        return False
    return False


def _snappy_size(packed: bytes) -> int:
    """As the format says it: of the one block, or of all in the framing that Kafka's clients write."""
    if not packed.startswith(_XERIAL):
        return int(cramjam.snappy.decompress_raw_len(packed))
    size, at = 0, _XERIAL_HEADER
    while at + _BLOCK.size <= len(packed):
        (length,) = _BLOCK.unpack_from(packed, at)
        at += _BLOCK.size
        if length <= 0:
            break
        size += cramjam.snappy.decompress_raw_len(packed[at : at + length])
        at += length
    return size
