"""An incident as a table for a spreadsheet: a line for each report."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from service.formula import no_formula

_COLUMNS = (
    "incident_id topic kind status incident_confidence actors targets place date_first date_last event_id article_id source url "
    "published_at modality confidence headline joined_score joined_because"
).split()


def table(incident: Mapping[str, Any]) -> bytes:
    """CSV in UTF-8, with the names of the columns in its first line."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    place, date = incident["location"] or {}, incident["date"] or {}
    of_all = [
        *(incident[name] for name in ("incident_id", "topic", "kind", "status", "confidence")),
        *(_names(incident[side]) for side in ("actors", "targets")),
        place.get("name"),
        date.get("first"),
        date.get("last"),
    ]
    for report in incident["reports"]:
        own = [report[name] for name in ("event_id", "article_id", "source", "url", "published_at", "modality", "confidence", "headline")]
        cells = [*of_all, *own, report["joined"]["score"], "; ".join(report["joined"]["because"])]
        writer.writerow([no_formula(cell) for cell in cells])
    return file.getvalue().encode()


def _names(parties: list[Mapping[str, Any]]) -> str:
    return "; ".join(f"{party['name']} ({party['country']})" if party["country"] else str(party["name"]) for party in parties)
