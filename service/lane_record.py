"""Readings on their way from hop 1 to hop 2: the records of `news.articles`, of which each partition is a lane, settled in order."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from service.article import Article
from service.model import CodedEvent, NearMiss
from service.outcome import Reason
from service.reading import Coding, Reading
from service.record import Source
from service.sketch import Sketch


def encode_lane_record(readings: Sequence[Reading]) -> bytes:
    """The value of one record of `news.articles`. Only readings with events carry their text."""
    return orjson.dumps([_pack(reading) for reading in readings])


def decode_lane_record(value: bytes) -> list[Reading]:
    """The readings of one record of `news.articles`; of those without events title, text, authors and metadata are empty."""
    return [_unpack(row) for row in orjson.loads(value)]


def _pack(reading: Reading) -> dict[str, Any]:
    article, coding = reading.article, reading.coding
    row: dict[str, Any] = {
        "owner": [reading.owner.topic, reading.owner.partition, reading.owner.offset],
        "time": reading.timestamp,
        "id": article.id,
        "sketch": base64.b64encode(reading.sketch.to_bytes()).decode(),
        "reason": coding.reason.value,
    }
    optional: dict[str, Any] = {
        "url": article.url,
        "source": article.source,
        "wire": article.wire,
        "published": article.published_at and article.published_at.isoformat(),
        "language": article.language,
        "warnings": article.warnings,
        "misses": [miss.model_dump(mode="json", by_alias=True) for miss in coding.near_misses],
    }
    if coding.events:
        optional |= {
            "events": [event.model_dump(mode="json", by_alias=True) for event in coding.events],
            "title": article.title,
            "text": article.text,
            "confidence": article.language_confidence,
            "authors": article.authors,
            "extractor": article.extractor,
            "metadata": article.metadata,
        }
    return row | {name: value for name, value in optional.items() if value}


def _unpack(row: dict[str, Any]) -> Reading:
    timestamp, published = row["time"], row.get("published")
    article = Article(
        id=row["id"],
        url=row.get("url"),
        source=row.get("source"),
        title=row.get("title", ""),
        text=row.get("text", ""),
        html="",
        received_at=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=timestamp),
        published_at=datetime.fromisoformat(published) if published else None,
        language=row.get("language"),
        language_confidence=row.get("confidence", 0.0),
        authors=tuple(row.get("authors", ())),
        wire=row.get("wire"),
        extractor=row.get("extractor", "none"),
        metadata=row.get("metadata", {}),
        warnings=tuple(row.get("warnings", ())),
    )
    coding = Coding(
        tuple(CodedEvent.model_validate(event) for event in row.get("events", ())),
        tuple(NearMiss.model_validate(miss) for miss in row.get("misses", ())),
        Reason(row["reason"]),
    )
    return Reading(Source(*row["owner"]), timestamp, article, Sketch.from_bytes(base64.b64decode(row["sketch"])), coding)
