"""An incident as a row of the page's table: what the table shows and searches, and no more."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_HEADLINES = 3
MOST_EVIDENCE = 3
"""Reports whose headline, and whose evidence, can be searched: ten thousand rows travel to the browser."""
_HEADLINE_CHARACTERS = 160
EVIDENCE_CHARACTERS = 240

Fields = Mapping[str, Any]


def row_of(incident: Fields, evidence: Mapping[str, str]) -> dict[str, Any]:
    """The row of an incident (its JSON, read). `evidence`: event id -> the words of the article that carry it."""
    reports = incident["reports"]
    told = [evidence[report["event_id"]] for report in reports if report["event_id"] in evidence]
    return {
        "id": incident["incident_id"],
        "revision": incident["revision"],
        "topic": incident["topic"],
        "kind": incident["kind"],
        "status": incident["status"],
        "confidence": incident["confidence"],
        "actors": [_party(party) for party in incident["actors"]],
        "targets": [_party(party) for party in incident["targets"]],
        "place": _place(incident["location"]),
        "date": incident["date"],
        "first_report": incident["first_report"],
        "last_report": incident["last_report"],
        "counts": incident["counts"],
        "headlines": _distinct([_clip(report["headline"], _HEADLINE_CHARACTERS) for report in reports], MOST_HEADLINES),
        "evidence": _distinct(told, MOST_EVIDENCE),
        "responds_to": incident["responds_to"],
    }


def evidence_of(event: Fields) -> str:
    """The words of an event's article that carry it, as far as a row holds them."""
    return _clip(" … ".join(str(one["text"]) for one in event["evidence"]), EVIDENCE_CHARACTERS)


def _party(party: Fields) -> dict[str, Any]:
    return {"name": party["name"], "role": party["role"], "country": party["country"]}


def _place(place: Fields | None) -> dict[str, Any] | None:
    return {"name": place["name"], "country": place["country"]} if place else None


def _distinct(texts: Sequence[str], most: int) -> list[str]:
    return list(dict.fromkeys(texts))[:most]


def _clip(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
