"""Articles that every process reads before the worker is ready: word lists and patterns are compiled when they are first used.

Without the first one the first articles of a new worker waited a second behind that. The second is in no language that shows in its
first words, so that the model of languages is read from disk now, and not when a machine that can't do it has taken an article.
"""

import orjson

from service import pipeline
from service.context import Context
from service.edge.children.chunk import ReadChunk
from service.lane_record import decode_lane_record
from service.record import Record, Source
from service.seen.entry import Position
from service.seen.memory import Seen
from service.trace import Trace

_SENTENCE = "The foreign ministry of Peru summoned the ambassador of Chile in Lima on Monday to protest over the border, officials said."
_MORE = (
    "A spokesman told reporters that the two sides would meet again on Friday, and that the road over the pass would stay open until then."
)
_PAGE = (
    "<html><head><title>Ministry summons ambassador over border</title></head>"
    f"<body><article><p>{_SENTENCE}</p><p>{_MORE}</p></article></body></html>"
)
RECORD = Record(Source("warm-up", 0, 0), 0, None, orjson.dumps({"html": _PAGE, "url": "https://warm-up.example/"}))
_FOREIGN = "Der Stadtrat hat am Montag beschlossen, die Brücke über den Fluss im kommenden Frühjahr zu erneuern."
RECORDS = (RECORD, Record(Source("warm-up", 0, 1), 0, None, orjson.dumps({"text": _FOREIGN})))


def settle(chunk: ReadChunk, context: Context) -> None:
    """Take the article, read, through hop 2 with a memory of its own; nothing comes of it."""
    for lane in chunk.lane_records:
        for reading in decode_lane_record(lane.value):
            pipeline.settle(reading, Position(0, 0), Seen(context.window_ms), context, Trace())
