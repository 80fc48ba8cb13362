"""Dedupe alone, in one run: recall and speed beside datasketch's LSH on the same texts, then memory, load and look-up of a full lane.

Usage: python -m bench.dedupe [--texts N] [--entries N]
"""

import argparse
import gc
import random
import re
import statistics
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from time import process_time_ns

import numpy as np
from datasketch import MinHash, MinHashLSH
from rich.console import Console
from rich.table import Table

from service.article import Article
from service.outcome import Reason
from service.reading import Coding, Reading
from service.record import Source
from service.seen import codec
from service.seen.entry import Entry, Known, Position, Verdict
from service.seen.memory import Seen
from service.sketch import ANCHORS, LEAD_ANCHORS, SIGNATURE_SIZE, Sketch
from service.stages.dedupe import dedupe, look_ahead
from service.stages.sketch import sketch

RECORD_MS = 1_717_230_000_000
WORDS = 400
ENTRIES_A_RECORD = 50
LOOK_UPS = 4_000
LOOK_UPS_A_TURN = 50
READINGS_A_RECORD = 64
"""Of a lane record that hop 1 writes of a whole chunk; hop 2 looks them up together."""
LANES = (
    ("ids from URLs, no copies", False, 0.0),
    ("own ids (32 hex digits), 30% copies", True, 0.3),
    ("own ids (32 hex digits), no copies", True, 0.0),
)
"""Name, whether articles have ids of their own, share of copies."""
_TOKEN = re.compile(r"\w+")
_PERMUTATIONS = 128
_DATASKETCH_THRESHOLD = 0.5
"""Where datasketch's LSH finds most of the copies below without merging unrelated texts."""


@dataclass(frozen=True)
class Text:
    """A text to be settled; `of` is the number of the text that it is a copy of."""

    kind: str
    text: str
    of: int | None = None


def made(count: int, seed: int = 7) -> list[Text]:
    """Texts of made-up words as frequent as in a language (Zipf), each followed, much later, by one copy of a kind."""
    draw = random.Random(seed)
    words = sorted({"".join(draw.choice("aeiounrstlkmdpb") for _ in range(draw.randrange(2, 10))) for _ in range(20_000)})
    draw.shuffle(words)
    weights = [1 / (rank + 2) for rank in range(len(words))]

    def prose(length: int) -> list[str]:
        return draw.choices(words, weights, k=length)

    def edited(text: list[str]) -> list[str]:
        return [draw.choice(words) if draw.random() < 0.02 else word for word in text]

    copies: dict[str, Callable[[list[str]], list[str]]] = {
        "exact": lambda text: text,
        "edited (2% of words)": edited,
        "cut to 70%": lambda text: text[: WORDS * 7 // 10],
        "wrapped (60 + 60 words)": lambda text: [*prose(60), *text, *prose(60)],
        "item of 120 within 400": lambda text: text[150:270],
    }
    originals = [prose(WORDS) for _ in range(count // 2)]
    texts = [Text("original", " ".join(words_of)) for words_of in originals]
    for number, words_of in enumerate(originals):
        kind = list(copies)[number % len(copies)]
        texts.append(Text(kind, " ".join(copies[kind](words_of)), number))
    return texts


def ours(texts: list[Text]) -> tuple[list[int | None], float, float]:
    """Which text each was taken for a copy of; CPU µs of the sketch and of look-up and remembering, a text."""
    nothing = Coding((), (), Reason.NO_TRIGGER)
    received = datetime(2024, 6, 1, tzinfo=UTC)
    articles = [
        Article(id=f"a{number}", url=None, source=None, title="", text=one.text, html="", received_at=received)
        for number, one in enumerate(texts)
    ]
    began = process_time_ns()
    sketches = [sketch(article) for article in articles]
    sketching = process_time_ns() - began
    readings = [
        Reading(Source("bench", 0, number), RECORD_MS, article, made_sketch, nothing)
        for number, (article, made_sketch) in enumerate(zip(articles, sketches, strict=True))
    ]
    seen, originals = Seen(1 << 60), list[Known | None]()
    began = process_time_ns()
    for number, reading in enumerate(readings):
        decision = dedupe(reading, Position(number, 0), seen)
        seen.remember(_entry(number, reading, decision.verdict, decision.original.position if decision.original else None))
        originals.append(decision.original)
    settling = process_time_ns() - began
    found = [int(original.article_id[1:]) if original else None for original in originals]
    return found, sketching / len(texts) / 1e3, settling / len(texts) / 1e3


def theirs(texts: list[Text]) -> tuple[list[int | None], float, float]:
    """The same by datasketch: MinHash of three-word shingles, LSH query, insertion."""
    signatures = []
    began = process_time_ns()
    for one in texts:
        words = _TOKEN.findall(one.text.casefold())
        signature = MinHash(num_perm=_PERMUTATIONS, seed=1)
        signature.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        signatures.append(signature)
    sketching = process_time_ns() - began
    index, found = MinHashLSH(threshold=_DATASKETCH_THRESHOLD, num_perm=_PERMUTATIONS), list[int | None]()
    began = process_time_ns()
    for number, signature in enumerate(signatures):
        near = index.query(signature)
        index.insert(number, signature)
        found.append(min(near) if near else None)
    settling = process_time_ns() - began
    return found, sketching / len(texts) / 1e3, settling / len(texts) / 1e3


def _entry(number: int, reading: Reading, verdict: Verdict | None, related: Position | None) -> Entry:
    article = reading.article
    return Entry(
        owner=reading.owner,
        position=Position(number, 0),
        timestamp=reading.timestamp,
        article_id=article.id,
        url=article.url,
        publisher="",
        source="",
        wire=None,
        sketch=reading.sketch,
        verdict=verdict or Verdict.ORIGINAL,
        related=related,
        thread=bytes(8),
    )


def records(count: int, *, own_ids: bool, copies: float, seed: int = 11) -> Iterator[bytes]:
    """Values of the seen topic as `encode_entries` makes them, with random sketches (nothing shared, as in different articles)."""
    draw, noise = random.Random(seed), np.random.default_rng(seed)
    slugs = ["".join(draw.choice("aeiounrstlkmdpb") for _ in range(draw.randrange(3, 10))) for _ in range(5_000)]
    for first in range(0, count, ENTRIES_A_RECORD):
        rows, signed, texts = [], [], []
        for index in range(ENTRIES_A_RECORD):
            number = first + index
            host = slugs[number * 7919 % 400]
            url = f"https://www.{host}.example/news/{'-'.join(draw.choices(slugs, k=7))}"
            article_id = f"{draw.getrandbits(128):032x}" if own_ids else f"url:{url}"
            verdict = Verdict.COPY if number > ENTRIES_A_RECORD and draw.random() < copies else Verdict.ORIGINAL
            entry = Entry(
                Source("news.raw", number % 8, number // 8), Position(first, index), RECORD_MS + number * 20, article_id, url, host, host, None,
                Sketch(b"", 0, b"", b""), verdict, Position(0, 0) if verdict is Verdict.COPY else None, bytes(8),
            )  # fmt: skip
            text = codec.text_of(entry)
            keys = codec.name_keys(entry)
            position = first, index, entry.timestamp, verdict, 0
            rows.append(struct.pack("<qIqBB8sIIII", *position, noise.bytes(8), WORDS, *keys, len(text)))
            texts.append(text)
            if verdict is Verdict.ORIGINAL:
                signed.append(noise.bytes(SIGNATURE_SIZE + 4 * codec.INDEXED_ANCHORS))
        yield struct.pack("<BII", codec.VERSION, len(rows), len(signed)) + b"".join([*rows, *signed, *texts])


def full_lane(count: int, *, own_ids: bool, copies: float) -> dict[str, float]:
    """Load `count` entries and look articles up that are not there."""
    gc.collect()
    before, spent, slowest, seen = _resident(), 0, 0, Seen(1 << 60, ceiling=10 * count)
    for value in records(count, own_ids=own_ids, copies=copies):
        began = process_time_ns()
        seen.load(value)
        took = process_time_ns() - began
        spent, slowest = spent + took, max(slowest, took)
    held = len(seen)
    gc.collect()
    memory = _resident() - before
    noise = np.random.default_rng(3)
    article = Article(
        id="new", url="https://new.example/1", source=None, title="", text="", html="", received_at=datetime(2024, 6, 1, tzinfo=UTC)
    )
    readings = [
        Reading(Source("bench", 0, count + number), RECORD_MS, article, _unknown(noise), Coding((), (), Reason.NO_TRIGGER))
        for number in range(LOOK_UPS)
    ]
    times = []
    for at in range(0, LOOK_UPS, LOOK_UPS_A_TURN):  # reading the clock costs as much as a look-up
        began = process_time_ns()
        for reading in readings[at : at + LOOK_UPS_A_TURN]:
            dedupe(reading, Position(count, 0), seen)
        times.append((process_time_ns() - began) / 1e3 / LOOK_UPS_A_TURN)
    together = []
    for at in range(0, LOOK_UPS - READINGS_A_RECORD, READINGS_A_RECORD):
        began = process_time_ns()
        look_ahead(readings[at : at + READINGS_A_RECORD], Position(count, 0), seen)
        for reading in readings[at : at + READINGS_A_RECORD]:
            dedupe(reading, Position(count, 0), seen)
        together.append((process_time_ns() - began) / 1e3 / READINGS_A_RECORD)
    return {
        "entries": held,
        "load_s": spent / 1e9,
        "pause_ms": slowest / 1e6,
        "bytes": memory / held,
        "look_up_us": statistics.median(times),
        "look_up_p95_us": statistics.quantiles(times, n=20)[-1],
        "together_us": statistics.median(together),
    }


def _unknown(noise: np.random.Generator) -> Sketch:
    """A sketch that shares nothing with any other."""
    return Sketch(noise.bytes(16), WORDS, noise.bytes(SIGNATURE_SIZE), noise.bytes(4 * (ANCHORS + LEAD_ANCHORS)), LEAD_ANCHORS)


def _resident() -> int:
    """Resident bytes of this process (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - not a file of anybody's
        return int(pages.read().split()[1]) * 4096


def main() -> None:
    """Measure and print; times are CPU time of this process."""
    arguments = argparse.ArgumentParser(prog="python -m bench.dedupe", description=__doc__)
    arguments.add_argument("--texts", type=int, default=20_000)
    arguments.add_argument("--entries", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    console = Console(width=140)
    texts = made(chosen.texts)
    results = {"demarche": ours(texts), f"datasketch MinHash-{_PERMUTATIONS} LSH {_DATASKETCH_THRESHOLD}": theirs(texts)}
    kinds = list(dict.fromkeys(one.kind for one in texts if one.of is not None))
    table = Table("method", "sketch µs", "look-up + insert µs", "texts/s", "speed", *(f"recall: {kind}" for kind in kinds), "false merges")
    slow = sum(results[list(results)[-1]][1:])
    for name, (found, sketching, settling) in results.items():
        recalls = []
        for kind in kinds:
            wanted = [number for number, one in enumerate(texts) if one.kind == kind]
            recalls.append(f"{sum(found[number] == texts[number].of for number in wanted) / len(wanted):.3f}")
        false = sum(to is not None and to != one.of for one, to in zip(texts, found, strict=True))
        total = sketching + settling
        table.add_row(name, f"{sketching:.0f}", f"{settling:.0f}", f"{1e6 / total:,.0f}", f"{slow / total:.1f}", *recalls, str(false))
    console.print(f"{len(texts)} texts of {WORDS} words, half of them copies", table)
    lane = Table("a full lane", "entries", "bytes an entry", "load CPU s", "longest step ms", "look-up µs", "p95 µs", "together µs")
    for name, own_ids, copies in LANES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:  # so that memory is this lane's alone
            row = fresh.submit(full_lane, chosen.entries, own_ids=own_ids, copies=copies).result()
        lane.add_row(
            name, f"{row['entries']:,.0f}", f"{row['bytes']:.0f}", f"{row['load_s']:.1f}", f"{row['pause_ms']:.0f}", f"{row['look_up_us']:.0f}",
            f"{row['look_up_p95_us']:.0f}", f"{row['together_us']:.0f}",
        )  # fmt: skip
    console.print(lane)
    console.print(
        f"look-ups are of articles that are not there: all keys are asked for; together: {READINGS_A_RECORD} of a lane record; times are CPU time"
    )


if __name__ == "__main__":
    main()
