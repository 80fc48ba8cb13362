"""Incidents for the page, as the workers would publish them."""

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

CHILE = {"name": "Chile", "role": None, "country": "CHL", "kind": "state"}
NICARAGUA = {"name": "Nicaraguan diplomats", "role": "diplomats", "country": "NIC", "kind": "group"}
STATES = {
    "CHL": "Chile", "NIC": "Nicaragua", "FRA": "France", "MLI": "Mali", "RUS": "Russia", "POL": "Poland", "IRN": "Iran", "SWE": "Sweden",
    "IND": "India", "CAN": "Canada", "CHN": "China", "JPN": "Japan", "TUR": "Turkey", "SGP": "Singapore", "KEN": "Kenya", "BRA": "Brazil",
}  # fmt: skip
KINDS = {
    "diplomatic_protest": ["expulsion", "summons", "recall", "walkout", "note", "boycott"],
    "defection": ["asylum", "desertion", "change_of_sides", "resignation_in_protest"],
}


def report(event_id: str = "e1", **more: Any) -> dict[str, Any]:
    """A report of an incident."""
    plain = {
        "event_id": event_id,
        "article_id": "a1",
        "url": "https://andes.example/1",
        "source": "Andes Wire",
        "headline": "Envoys told to go",
        "published_at": "2023-11-21T19:40:00Z",
        "modality": "asserted",
        "confidence": 0.9,
        "joined": {"score": 1.0, "because": ["first report"]},
    }
    return plain | more


def incident(name: str = "i1", revision: int = 1, **more: Any) -> bytes:
    """An incident; `more` is laid over its fields."""
    plain: dict[str, Any] = {
        "schema": "demarche/incident/v1",
        "incident_id": name,
        "revision": revision,
        "topic": "diplomatic_protest",
        "kind": "expulsion",
        "status": "asserted",
        "confidence": 0.9,
        "actors": [CHILE],
        "targets": [NICARAGUA],
        "location": {"name": "Santiago", "country": "CHL", "latitude": None, "longitude": None},
        "date": {"value": "2023-11-21", "granularity": "day", "first": "2023-11-21", "last": "2023-11-21"},
        "first_report": "2023-11-21T19:40:00Z",
        "last_report": "2023-11-22T08:15:00Z",
        "counts": {"reports": 1, "articles": 1, "sources": 1, "independent_sources": 1},
        "reports": [report()],
        "responds_to": None,
    }
    return orjson.dumps(plain | more)


def defection(name: str = "d1", **more: Any) -> bytes:
    """An incident of the other topic."""
    pilot = {"name": "Omar Haddad", "role": "pilot", "country": "SYR", "kind": "person"}
    plain: Mapping[str, Any] = {
        "topic": "defection",
        "kind": "desertion",
        "actors": [pilot],
        "targets": [],
        "location": None,
        "date": {"value": "2023-12-02", "granularity": "day", "first": "2023-12-02", "last": "2023-12-02"},
        "last_report": "2023-12-02T08:15:00Z",
        "reports": [report("d1", headline="Pilot lands jet across the border")],
    }
    return incident(name, **{**plain, **more})


def crowd(count: int, seed: int = 7) -> Iterator[bytes]:
    """Many different incidents over three years."""
    draw = random.Random(seed)
    for number in range(count):
        topic = draw.choice(["diplomatic_protest"] * 3 + ["defection"])
        kind = draw.choice(KINDS[topic])
        one, other = draw.sample(list(STATES), 2)
        told = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(3 * 365 * 24 * 60))
        day = f"{told:%Y-%m-%d}"
        headline = f"{STATES[one]} and {STATES[other]}: {kind.replace('_', ' ')} over affair number {number} on the border road"
        reports = [report(f"c{number}-{at}", headline=f"{headline}, report {at}") for at in range(draw.choice([1, 1, 2, 3]))]
        yield incident(
            f"c{number}",
            topic=topic,
            kind=kind,
            status=draw.choice(["asserted"] * 7 + ["planned", "negated", "historical"]),
            confidence=round(draw.uniform(0.3, 0.99), 2),
            actors=[{"name": STATES[one], "role": None, "country": one, "kind": "state"}],
            targets=[{"name": STATES[other], "role": None, "country": other, "kind": "state"}],
            location=None,
            date={"value": day, "granularity": "day", "first": day, "last": day},
            first_report=f"{told:%Y-%m-%dT%H:%M:%SZ}",
            last_report=f"{told + timedelta(hours=5):%Y-%m-%dT%H:%M:%SZ}",
            counts={
                "reports": len(reports),
                "articles": len(reports) + draw.randrange(5),
                "sources": 1,
                "independent_sources": len(reports),
            },
            reports=reports,
        )
