r"""Record headers whose names are not UTF-8, made readable: aiokafka raises on them, and would be stuck at that offset for ever.

A producer may write any bytes as a header's name (librdkafka does not look), so one such record would stop its partition. Records are
read by aiokafka's compiled reader; only a batch on which that fails is read again by its Python reader, with a buffer that decodes such
a name with backslashes (`\xff`). No header that the service reads can be meant; a dead letter carries the name so written.

A batch that holds too much to be unpacked (`inflation`) gives its records without key and value, with a header that says so.
"""

from collections.abc import Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords

from service.edge.kafka import inflation
from service.record import NOT_UNPACKED
from service.telemetry.logs import LogEvent, get_logger

_HEADER = _DefaultRecordBatchPy.HEADER_STRUCT.size
_LENGTH_AT = 8
_OVERHEAD = 12
"""A batch is preceded by its base offset (8 bytes) and its length (4 bytes)."""


class _Piece(bytes):
    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return super().decode(encoding, "backslashreplace" if errors == "strict" else errors)


class _Buffer(bytearray):
    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Piece(found) if isinstance(at, slice) else found


class LenientBatch:
    """A batch as aiokafka's fetcher uses it."""

    def __init__(self, fast: Any, data: memoryview) -> None:
        """`fast`: the compiled reader's batch; `data`: its bytes."""
        self._fast = fast
        self._data = data

    def __getattr__(self, name: str) -> Any:
        """Everything but iteration is the compiled batch's."""
        return getattr(self._fast, name)

    def __next__(self) -> Any:
        """The next record of a control batch."""
        return next(self._fast)

    def __iter__(self) -> Iterator[Any]:
        """The records; those from one with an unreadable header name on are read in Python."""
        if inflation.exceeds(self._fast.compression_type, self._data[_HEADER:], inflation.MOST_BYTES):
            yield from self._not_unpacked()
            return
        done = 0
        try:
            for record in self._fast:
                yield record
                done += 1
        except UnicodeDecodeError:
            slow: Any = iter(_DefaultRecordBatchPy(self._data))
            slow._buffer = _Buffer(slow._buffer)  # noqa: SLF001 - decompressed by `iter`
            yield from islice(slow, done, None)

    def _not_unpacked(self) -> Iterator[Any]:
        fast = self._fast
        detail = f"its batch of {len(self._data):,} bytes inflates to more than {inflation.MOST_BYTES:,}"
        get_logger().error(LogEvent.BATCH_TOO_LARGE, first=fast.base_offset, last=fast.next_offset - 1, detail=detail)
        for offset in range(fast.base_offset, fast.next_offset):
            yield SimpleNamespace(
                offset=offset,
                timestamp=fast.max_timestamp,
                timestamp_type=fast.timestamp_type,
                key=None,
                value=None,
                headers=[(NOT_UNPACKED, detail.encode())],
                checksum=None,
            )


class LenientRecords:
    """The batches of one partition in a fetch response."""

    def __init__(self, data: bytes) -> None:
        """`data`: the batches as they came."""
        self._fast: Any = MemoryRecords(data)
        self._data = memoryview(data)
        self._at = 0

    def __getattr__(self, name: str) -> Any:
        """Everything but the batches is the compiled reader's."""
        return getattr(self._fast, name)

    def next_batch(self) -> LenientBatch | None:
        """The next batch, None after the last."""
        fast = self._fast.next_batch()
        if fast is None:
            return None
        start = self._at
        self._at += _OVERHEAD + int.from_bytes(self._data[start + _LENGTH_AT : start + _OVERHEAD], "big")
        return LenientBatch(fast, self._data[start : self._at])


def install() -> None:
    """Make every consumer of this process read so."""
    fetcher.MemoryRecords = LenientRecords
