"""Events for the page, as the worker would publish them."""

from typing import Any

import orjson


def span(whole: str, piece: str, part: str = "text", **more: Any) -> dict[str, Any]:
    """The first place of `piece` in `whole`."""
    start = whole.index(piece)
    return {"text": piece, "start": start, "end": start + len(piece), "in": part, **more}


def event(text: str, told: str, *, event_id: str = "e1", revision: int = 1, topic: str = "diplomatic_protest", **more: Any) -> bytes:
    """An event on `text`, with `told` as its evidence; `article` in `more` is laid over the article's fields."""
    article = {
        "id": "a1",
        "url": "https://andes.example/1",
        "source": "Andes Wire",
        "title": "Envoys told to go",
        "language": "en",
        "published_at": "2023-11-21T19:40:00Z",
        "text": text,
        "extractor": "text",
        "metadata": {},
    }
    whole = {
        "schema": "demarche/event/v1",
        "event_id": event_id,
        "revision": revision,
        "topic": topic,
        "kind": "expulsion",
        "modality": "asserted",
        "confidence": 0.9,
        "headline": "Envoys told to go",
        "summary": told,
        "evidence": [span(text, told, rule="r")],
        "actors": [],
        "targets": [],
        "location": None,
        "date": None,
        "quotes": [],
        "codes": {},
        "corroboration": {"articles": 1, "sources": 1, "independent_sources": 1},
        "lineage": {},
    }
    return orjson.dumps(whole | more | {"article": article | more.get("article", {})})
