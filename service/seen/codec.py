"""Entries as bytes: one record of `news.seen` holds the entries of one lane record."""

import base64
from collections.abc import Sequence
from typing import Any

import orjson

from service.record import Source
from service.seen.entry import Entry, EventPlace, Position, SeenEvent, Verdict
from service.stages.sketch import Sketch


def encode_entries(entries: Sequence[Entry]) -> bytes:
    """Pack the entries, in lane order, into the value of one `news.seen` record."""
    return orjson.dumps([_pack(entry) for entry in entries])


def decode_entries(value: bytes) -> list[Entry]:
    """Unpack what `encode_entries` made."""
    return [_unpack(row) for row in orjson.loads(value)]


def _pack(entry: Entry) -> list[object]:
    return [
        [entry.owner.topic, entry.owner.partition, entry.owner.offset],
        [entry.position.offset, entry.position.index],
        entry.timestamp,
        entry.article_id,
        entry.url,
        entry.publisher,
        entry.source,
        entry.wire,
        base64.b64encode(entry.sketch.to_bytes()).decode(),
        int(entry.verdict),
        entry.related and [entry.related.offset, entry.related.index],
        entry.thread.hex(),
        [[event.event_id, event.topic, event.kind, event.place and [event.place.partition, event.place.offset]] for event in entry.events],
        entry.carried,
    ]


def _unpack(row: list[Any]) -> Entry:
    owner, position, timestamp, article_id, url, publisher, source, wire, packed, verdict, related, thread, events, carried = row
    return Entry(
        owner=Source(*owner),
        position=Position(*position),
        timestamp=timestamp,
        article_id=article_id,
        url=url,
        publisher=publisher,
        source=source,
        wire=wire,
        sketch=Sketch.from_bytes(base64.b64decode(packed)),
        verdict=Verdict(verdict),
        related=Position(*related) if related else None,
        thread=bytes.fromhex(thread),
        events=tuple(SeenEvent(event_id, topic, kind, EventPlace(*place) if place else None) for event_id, topic, kind, place in events),
        carried=tuple(carried),
    )
