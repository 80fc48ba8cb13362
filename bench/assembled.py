"""What a user would put together: trafilatura takes the text out of a page, datasketch finds copies, a small transformer topics.

The transformer is the judge's own encoder: of the size of all-MiniLM-L6-v2, which it was trained from, and in bytes rather than floats,
so cheaper than what would be taken as it comes. It tells no parties, no places and no dates; nothing is counted for that.
"""

import json
import re
from collections.abc import Callable

import trafilatura
from datasketch import MinHash, MinHashLSH

from bench.pipeline import RECEIVED_MS
from service.coding.judge.encoder import PassageText, judge
from service.context import Context
from service.edge.children import warmup
from service.pipeline import read, read_chunk, settle
from service.reading import Reading
from service.record import Record, Source
from service.seen.entry import Position
from service.seen.memory import Seen
from service.trace import Trace

PERMUTATIONS = 128
THRESHOLD = 0.5
WINDOW_WORDS = 40
"""Words that the encoder reads at once, some 50 of its pieces."""
_WORD = re.compile(r"\w+")


def assembled() -> Callable[[bytes], object]:
    """A raw article to the copies it resembles and the likeliest topic of each window; remembers what went before."""
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    encoder = judge()
    count = 0

    def run(value: bytes) -> object:
        nonlocal count
        article = json.loads(value)
        text = article["text"] if "text" in article else trafilatura.extract(article["html"], include_comments=False) or ""
        words = _WORD.findall(text.casefold())
        signature = MinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        near = index.query(signature)
        index.insert(count, signature)
        count += 1
        windows = [" ".join(words[at : at + WINDOW_WORDS]) for at in range(0, len(words), WINDOW_WORDS)]
        return near, encoder.read([PassageText("", "", window, "") for window in windows])

    return run


def demarche(context: Context) -> Callable[[bytes], object]:
    """A raw article through both hops; remembers what went before. Loaded is what a worker has loaded when it is ready."""
    read_chunk(warmup.RECORDS, context, Trace())
    seen = Seen(context.window_ms)
    count = 0

    def run(value: bytes) -> object:
        nonlocal count
        count += 1
        reading = read(Record(Source("bench", 0, count), RECEIVED_MS, None, value), context, Trace())
        if not isinstance(reading, Reading):
            return reading
        settlement = settle(reading, Position(count, 0), seen, context, Trace())
        if settlement.entry is not None:
            seen.remember(settlement.entry)
        return settlement

    return run
