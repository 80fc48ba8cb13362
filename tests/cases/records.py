"""Kafka records that some reports describe (`.record.json`): which headers they had, and in words what their value was."""

import json
from pathlib import Path

from service.record import Headers, Record, Source

EARLY_MS, LATE_MS = 0, 4_102_444_800_000
"""1970 and 2100, the ends that producers' clocks have been seen at."""
_TEXT = "Peru summoned the Chilean ambassador in Lima on Tuesday to protest against a raid, the foreign ministry said."
_JSON = json.dumps({"id": "described", "text": _TEXT}).encode()
_VALUES = {
    "json": _JSON,
    "text": _TEXT.encode(),
    "\\x00\\x00\\x00\\x00\\x07 + JSON": b"\0\0\0\0\7" + _JSON,
    "{schema,payload}": json.dumps({"schema": {"type": "struct"}, "payload": {"text": _TEXT}}).encode(),
    "{specversion,...,data}": json.dumps({"specversion": "1.0", "type": "news", "source": "/desk", "data": {"text": _TEXT}}).encode(),
    None: None,
}


def described(path: Path, now_ms: int) -> list[Record]:
    """The records that `path` describes; raises KeyError for a value in words that nobody put into bytes yet."""
    said = json.loads(path.read_bytes())
    # A header without a value is what Kafka's clients hand over for null, whatever the type says.
    headers: Headers = tuple((name, content if content is None else content.encode()) for name, content in said["headers"])
    at_the_ends = "timestamp_ms" in (said["value"] or "")
    times = [EARLY_MS, LATE_MS] if at_the_ends else [now_ms]
    value = _JSON if at_the_ends else _VALUES[said["value"]]
    return [Record(Source("news.raw", 0, number), time, None, value, headers) for number, time in enumerate(times)]
