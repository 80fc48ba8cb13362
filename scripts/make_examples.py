"""Writes `schemas/examples/`: one golden value of each public schema, as the service itself makes it of the sample articles.

Usage: python scripts/make_examples.py [--check]     (--check writes nothing and fails when a file differs)
"""

import json
import sys
from pathlib import Path

import orjson

from service.context import Context
from service.pipeline import read, settle
from service.reading import Reading
from service.record import Record, Source
from service.script import script_of
from service.seen.entry import Position
from service.seen.memory import Seen
from service.stages.compose import event_output, explain
from service.trace import Trace

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "service" / "data" / "samples" / "sample-articles.jsonl"
FOLDER = ROOT / "schemas" / "examples"
RECEIVED_MS = 1_717_230_000_000
"""The time at which the input topic is said to have taken the samples."""


def files() -> dict[str, str]:
    """Return the golden values: file name below `schemas/examples/` -> JSON text."""
    context = Context.build()
    memories: dict[int, Seen] = {}
    found: dict[str, bytes] = {}
    for number, line in enumerate(SAMPLES.read_bytes().splitlines()):
        reading = read(Record(Source("news.raw", 0, number), RECEIVED_MS, None, line), context, Trace())
        if not isinstance(reading, Reading):
            continue
        seen = memories.setdefault(script_of(reading.article), Seen(context.window_ms))
        settlement = settle(reading, Position(number, 0), seen, context, Trace())
        if settlement.entry is not None:
            seen.remember(settlement.entry)
        for told in settlement.incidents:
            if orjson.loads(told.value or b"")["counts"]["independent_sources"] > 1:
                found.setdefault("incident", told.value or b"")
        outputs = {output.topic.rsplit(".", 1)[1]: output.value for output in settlement.outputs}
        if settlement.events:
            found.setdefault("raw-article", line)
            event = event_output(settlement.events[0], RECEIVED_MS, context)
            found.setdefault("event", event.value or b"")
            found.setdefault("headers", json.dumps({name: (said or b"").decode() for name, said in event.headers}).encode())
            found.setdefault("ledger", outputs["ledger"] or b"")
            found.setdefault("explanation", explain(reading, settlement).model_dump_json(by_alias=True).encode())
        elif "duplicates" in outputs:
            found.setdefault("duplicate", outputs["duplicates"] or b"")
    return {f"{name}.json": json.dumps(json.loads(value), indent=2, ensure_ascii=False) + "\n" for name, value in sorted(found.items())}


def main() -> int:
    """Write the files, or with `--check` report those that differ."""
    made = files()
    wrong = [name for name, text in made.items() if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for name in wrong:
            print(f"schemas/examples/{name} is not what the service makes of its samples; run `make schemas`.", file=sys.stderr)
        return 1 if wrong else 0
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
