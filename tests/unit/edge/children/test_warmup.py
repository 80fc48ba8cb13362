"""The article that is read before the worker is ready."""

from service.context import Context
from service.edge.children import warmup
from service.edge.children.chunk import ChunkReader
from service.telemetry.stage_seconds import TimedTrace


def test_it_goes_the_whole_way_and_has_an_event() -> None:
    context = Context.build()
    reader = ChunkReader(context, 4, TimedTrace())
    (reading,) = reader.read([warmup.RECORD])
    chunk = reader.pack([reading])
    assert not chunk.refused
    assert reading.coding.events  # type: ignore[union-attr]
    warmup.settle(chunk, context)
