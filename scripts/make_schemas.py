"""Writes `schemas/`: JSON Schemas and the AsyncAPI document, from the models in `service/model.py`, `service/model_incident.py` and the loaded topics.

Usage: python scripts/make_schemas.py [--check]     (--check writes nothing and fails when a file differs)
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from service.context import Context
from service.model import Duplicate, Event, Explanation, LedgerEntry, RawArticle
from service.model_incident import Incident
from service.outcome import DeadReason

FOLDER = Path(__file__).parent.parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[BaseModel]] = {
    "raw-article": RawArticle,
    "event": Event,
    "incident": Incident,
    "ledger": LedgerEntry,
    "duplicate": Duplicate,
    "explanation": Explanation,
}
CLOUD_EVENT_HEADERS = {
    "ce_specversion": {"const": "1.0"},
    "ce_id": {"type": "string", "description": "the key; of events and what else has revisions: <key>.<revision>"},
    "ce_source": {"type": "string", "format": "uri-reference", "description": "/demarche/<topic>"},
    "ce_type": {"type": "string", "pattern": "^demarche[.][a-z-]+[.]v1$", "description": "the value's `schema`, with dots"},
    "ce_time": {"type": "string", "format": "date-time", "description": "when the input topic took the article that caused the record"},
    "ce_subject": {"type": "string", "description": "the key"},
}
HEADERS = {
    "title": "Headers",
    "description": "CloudEvents 1.0 in Kafka's binary mode. Equal ce_source and ce_id: the same record, written again after a failure.",
    "type": "object",
    "properties": {**CLOUD_EVENT_HEADERS, "content-type": {"const": "application/json"}},
    "required": [*CLOUD_EVENT_HEADERS, "content-type"],
}
ENVELOPE = {"$ref": "./headers.v1.json"}
DEAD_LETTER_HEADERS = {
    "demarche.reason": {"type": "string", "enum": [reason.value for reason in DeadReason]},
    "demarche.detail": {"type": "string", "description": "one line for a person"},
    "demarche.stage": {"type": "string"},
    "demarche.topic": {"type": "string"},
    "demarche.partition": {"type": "string", "pattern": "^[0-9]+$"},
    "demarche.offset": {"type": "string", "pattern": "^[0-9]+$"},
    "demarche.version": {"type": "string"},
    "demarche.attempts": {"type": "string", "pattern": "^[0-9]+$"},
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one public value, or of the headers; `name` as in its file's name."""
    made = (
        HEADERS
        if name == "headers"
        else MODELS[name].model_json_schema(by_alias=True, mode="validation" if name == "raw-article" else "serialization")
    )
    return {"$schema": DIALECT, "$id": f"urn:demarche:schema:{name}:v1", **made}


def asyncapi(context: Context) -> dict[str, Any]:
    """Return the AsyncAPI 3 document: every public topic with its message, and who sends and receives it."""
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}

    def channel(key: str, address: str, title: str, payload: dict[str, Any], *, sent: bool, **extra: Any) -> None:
        channels[key] = {"address": address, "title": title, "messages": {"record": {"name": key, "payload": payload, **extra}}}
        operations[f"{'send' if sent else 'receive'}-{key}"] = {
            "action": "send" if sent else "receive",
            "channel": {"$ref": f"#/channels/{key}"},
        }

    prefix = context.topic_prefix
    by_input: dict[str, Any] = {"sent": True, "headers": ENVELOPE, "bindings": _key("input")}
    channel("raw", f"{prefix}.raw", "Raw articles", {"$ref": "./raw-article.v1.json"}, sent=False)
    for topic, address in context.event_topics.items():
        channel(
            f"events-{topic.replace('_', '-')}",
            address,
            f"Events: {topic}",
            {"$ref": "./event.v1.json"},
            sent=True,
            headers=ENVELOPE,
            bindings=_key("event_id"),
        )
    channel(
        "incidents",
        f"{prefix}.incidents",
        "One act each, with all events that report it",
        {"$ref": "./incident.v1.json"},
        sent=True,
        headers=ENVELOPE,
        bindings=_key("incident_id"),
    )
    channel("ledger", f"{prefix}.ledger", "The one outcome of each input", {"$ref": "./ledger.v1.json"}, **by_input)
    channel(
        "duplicates",
        f"{prefix}.duplicates",
        "Copies and what they repeat",
        {"$ref": "./duplicate.v1.json"},
        **by_input,
    )
    # An input that was a CloudEvent itself keeps its own attributes; `content-type` is the input's.
    headers = {"type": "object", "properties": DEAD_LETTER_HEADERS | CLOUD_EVENT_HEADERS, "required": list(DEAD_LETTER_HEADERS)}
    original = {"description": "the bytes of the input, unchanged"}
    channel("dead", f"{prefix}.dead", "Refused inputs, unchanged, with the reason in the headers", original, sent=True, headers=headers)
    info = {"title": "Demarche", "version": "1", "description": "Evidence-backed events about diplomatic protest and defection."}
    return {"asyncapi": "3.0.0", "info": info, "defaultContentType": "application/json", "channels": channels, "operations": operations}


def _key(what: str) -> dict[str, Any]:
    described = {
        "event_id": "the event's id",
        "incident_id": "the incident's id",
        "input": "<topic>-<partition>-<offset> of the input record",
    }[what]
    return {"kafka": {"key": {"type": "string", "description": described}}}


def files() -> dict[str, str]:
    """Return all generated files: path below `schemas/` -> text."""
    made = {f"{name}.v1.json": schema(name) for name in (*MODELS, "headers")}
    made["asyncapi.v1.json"] = asyncapi(Context.build())
    return {path: json.dumps(value, indent=2, ensure_ascii=False) + "\n" for path, value in made.items()}


def main() -> int:
    """Write the files, or with `--check` report those that differ."""
    wrong = [path for path, text in files().items() if not (FOLDER / path).exists() or (FOLDER / path).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in wrong:
            print(f"schemas/{path} is not what service/model.py says; run `make schemas`.", file=sys.stderr)
        return 1 if wrong else 0
    for path, text in files().items():
        (FOLDER / path).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
