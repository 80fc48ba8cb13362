"""How much a batch holds is known without holding it."""

import gzip
import struct
import tracemalloc

import cramjam
import pytest

from service.edge.kafka.inflation import MOST_BYTES, exceeds

GZIP, SNAPPY, LZ4, ZSTD = 1, 2, 3, 4
TEXT = b"The envoy left. " * 10_000


def framed(text: bytes) -> bytes:
    """In the framing that Kafka's clients write around snappy's blocks."""
    blocks = [bytes(cramjam.snappy.compress_raw(text[at : at + 32_768])) for at in range(0, len(text), 32_768)]
    return b"\x82SNAPPY\x00" + struct.pack(">ii", 1, 1) + b"".join(struct.pack(">i", len(block)) + block for block in blocks)


PACKED = {
    "gzip": (GZIP, gzip.compress(TEXT)),
    "snappy": (SNAPPY, bytes(cramjam.snappy.compress_raw(TEXT))),
    "snappy in frames": (SNAPPY, framed(TEXT)),
    "lz4": (LZ4, bytes(cramjam.lz4.compress(TEXT))),
    "zstd": (ZSTD, bytes(cramjam.zstd.compress(TEXT))),
}


@pytest.mark.parametrize(("codec", "packed"), PACKED.values(), ids=PACKED)
def test_one_byte_too_many_is_seen_in_each_format(codec: int, packed: bytes) -> None:
    assert not exceeds(codec, packed, len(TEXT))
    assert exceeds(codec, packed, len(TEXT) - 1)


@pytest.mark.parametrize("codec", [GZIP, SNAPPY, LZ4, ZSTD])
def test_what_cannot_be_unpacked_is_left_to_whoever_unpacks_it(codec: int) -> None:
    assert not exceeds(codec, b"\xff" * 4_096, 16)


def test_what_is_not_packed_holds_what_it_is() -> None:
    assert not exceeds(0, TEXT, 1)


def test_a_small_batch_costs_little_though_its_format_has_no_bound() -> None:
    _, packed = PACKED["zstd"]
    tracemalloc.start()
    try:
        assert not exceeds(ZSTD, packed, MOST_BYTES)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * len(TEXT)
