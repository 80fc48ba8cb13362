"""Runs labelled articles through the whole pipeline in this process, as `demarche explain --json` would."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from service.coding.events.confidence import Circumstances
from service.context import Context
from service.explainer import Explainer
from service.inputs.item import Item
from service.model import CodedEvent, Explanation
from service.pipeline import read
from service.reading import Refusal
from service.record import Record, Source
from service.topics.loader import load_rules
from service.trace import Trace

Row = dict[str, Any]
"""A line of a labelled set: a raw article and what a person says of it."""

RECEIVED = datetime(2027, 1, 1, tzinfo=UTC)
"""The time of record of every article: fixed and later than all of them, so that two runs read the same dates."""
_RECEIVED_MS = int(RECEIVED.timestamp() * 1000)
_RAW = ("id", "url", "source", "title", "text", "html", "published_at")
"""What the service gets to see; labels, and a language that is to be found out, stay here."""


def rows(path: Path) -> list[Row]:
    """The lines of a JSONL file (.gz too)."""
    data = path.read_bytes()
    return [orjson.loads(line) for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines() if line.strip()]


@cache
def context() -> Context:
    """The built-in topics, with the service's defaults."""
    return Context.build()


@cache
def frames_alone() -> Context:
    """The same without the judge, as topics of a user are read."""
    rules = load_rules(None)
    return Context(replace(rules, version=f"{rules.version}-frames", judged=frozenset()))


def coded(row: Row, within: Context) -> Sequence[tuple[CodedEvent, Circumstances]]:
    """The events of one article, as the first hop reads them, each with what its confidence is made of."""
    reading = read(Record(Source("news.raw", 0, 0), _RECEIVED_MS, None, _raw(row), ()), within, Trace())
    return () if isinstance(reading, Refusal) else list(zip(reading.coding.events, reading.coding.circumstances, strict=True))


def explained(articles: Iterable[Row], within: Context | None = None) -> list[Explanation]:
    """Explain articles in order, duplicates included; a defect of a stage ends the measurement. `within`: the defaults."""
    explainer = Explainer(within or context(), _RECEIVED_MS, _fail)
    return [explainer.explain(Item(row["id"], _raw(row)), number) for number, row in enumerate(articles)]


def _raw(row: Row) -> bytes:
    return orjson.dumps({key: row[key] for key in _RAW if row.get(key) is not None})


def _fail(where: str, problem: Exception) -> None:
    raise RuntimeError(f"{where} failed") from problem
