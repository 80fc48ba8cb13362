"""Records whose header names are not UTF-8."""

from typing import Any

import pytest
from aiokafka.record.default_records import DefaultRecordBatch, _DefaultRecordBatchBuilderPy

from service.edge.lenient import LenientRecords


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
