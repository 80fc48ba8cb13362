"""Records whose header names are not UTF-8, and batches that hold too much."""

from typing import Any

import pytest
from aiokafka.codec import snappy_encode
from aiokafka.record.default_records import DefaultRecordBatch, _DefaultRecordBatchBuilderPy

from service.context import Context
from service.edge.kafka import inflation
from service.edge.kafka.lenient_headers import LenientRecords
from service.errors import Rejected
from service.record import NOT_UNPACKED, Record, Source
from service.stages.decode import decode


class Name(str):
    """A header's name that is written as other bytes than its own."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        return b"\xff\xfe id"


def batch(*headers: list[tuple[str, bytes | None]], compression: int = 0, base_offset: int = 0) -> bytes:
    builder = _DefaultRecordBatchBuilderPy(
        2, compression, is_transactional=0, producer_id=-1, producer_epoch=-1, base_sequence=0, batch_size=10_000
    )
    for number, one in enumerate(headers):
        assert builder.append(number, 1_000, b"key", b"value %d" % number, one)
    built = bytearray(builder.build())
    built[:8] = base_offset.to_bytes(8, "big")
    return bytes(built)


def read(data: bytes) -> list[Any]:
    records = LenientRecords(data)
    found = []
    while records.has_next():
        one = records.next_batch()
        assert one
        assert one.validate_crc()
        found += list(one)
    return found


@pytest.mark.parametrize("compression", [DefaultRecordBatch.CODEC_NONE, DefaultRecordBatch.CODEC_LZ4, DefaultRecordBatch.CODEC_GZIP])
def test_a_header_name_that_is_not_utf8_is_read_with_backslashes(compression: int) -> None:
    found = read(batch([("a", b"1")], [(Name("x"), b"2"), ("b", None)], [("c", b"3")], compression=compression))
    assert [record.headers for record in found] == [[("a", b"1")], [("\\xff\\xfe id", b"2"), ("b", None)], [("c", b"3")]]
    assert [record.value for record in found] == [b"value 0", b"value 1", b"value 2"]


def test_the_batches_after_it_are_read_too() -> None:
    data = batch([("a", b"1")]) + batch([(Name("x"), b"2")], base_offset=1) + batch([("c", b"3")], [], base_offset=2)
    assert [record.offset for record in read(data)] == [0, 1, 2, 3]


def test_ordinary_batches_are_read_as_ever() -> None:
    found = read(batch([("ä", "ö".encode())], []))
    assert [(record.key, list(record.headers)) for record in found] == [(b"key", [("ä", "ö".encode())]), (b"key", [])]


CODECS = [DefaultRecordBatch.CODEC_GZIP, DefaultRecordBatch.CODEC_SNAPPY, DefaultRecordBatch.CODEC_LZ4, DefaultRecordBatch.CODEC_ZSTD]


def bomb(compression: int, records: int, size: int) -> bytes:
    builder = _DefaultRecordBatchBuilderPy(
        2, compression, is_transactional=0, producer_id=-1, producer_epoch=-1, base_sequence=0, batch_size=2 * records * size
    )
    for number in range(records):
        assert builder.append(number, 1_000, b"key", b"a" * size, [])
    return bytes(builder.build())


@pytest.mark.parametrize("codec", CODECS)
def test_a_batch_that_holds_too_much_gives_its_records_by_their_offsets_alone(monkeypatch: pytest.MonkeyPatch, codec: int) -> None:
    monkeypatch.setattr(inflation, "MOST_BYTES", 1_000_000)
    found = read(bomb(codec, 3, 400_000) + batch([("c", b"3")], base_offset=3))
    assert [(record.offset, record.value) for record in found] == [(0, None), (1, None), (2, None), (3, b"value 0")]
    assert b"inflates to more than 1,000,000" in dict(found[0].headers)[NOT_UNPACKED]
    assert (found[0].timestamp, found[0].timestamp_type) == (1_000, 0)


@pytest.mark.parametrize("codec", CODECS)
def test_a_batch_that_holds_just_what_may_be_is_unpacked(monkeypatch: pytest.MonkeyPatch, codec: int) -> None:
    monkeypatch.setattr(inflation, "MOST_BYTES", 1_300_000)
    assert [len(record.value) for record in read(bomb(codec, 3, 400_000))] == [400_000] * 3


@pytest.mark.parametrize("codec", range(8))
def test_what_can_not_be_unpacked_does_not_exceed(codec: int) -> None:
    assert not inflation.exceeds(codec, b"\x00\x01no such thing" * 1_000, 1_000)


def test_a_snappy_stream_of_blocks_is_summed() -> None:
    packed = snappy_encode(b"a" * 1_000_000, xerial_compatible=True)
    assert inflation.exceeds(DefaultRecordBatch.CODEC_SNAPPY, packed, 999_999)
    assert not inflation.exceeds(DefaultRecordBatch.CODEC_SNAPPY, packed, 1_000_000)


def test_a_record_that_was_not_unpacked_is_too_large() -> None:
    record = Record(Source("news.raw", 0, 0), 0, None, None, ((NOT_UNPACKED, b"its batch inflates"),))
    with pytest.raises(Rejected, match="too_large: its batch inflates"):
        decode(record, Context.build())
