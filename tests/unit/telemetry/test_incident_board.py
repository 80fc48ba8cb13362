"""The latest incidents and which of them are found."""

from typing import Any

import orjson
import pytest

from service.selection import Known, select
from service.telemetry.incident_board import MOST_INCIDENTS, IncidentBoard

KNOWN = Known({"diplomatic_protest": ("expulsion", "recall"), "defection": ("asylum",)})
DAY_MS = 86_400_000


def incident(name: str, revision: int = 1, **more: Any) -> bytes:
    fields = {
        "incident_id": name,
        "revision": revision,
        "topic": "diplomatic_protest",
        "kind": "expulsion",
        "status": "asserted",
        "confidence": 0.9,
        "actors": [{"name": "Chile", "role": None, "country": "CHL", "kind": "state"}],
        "targets": [{"name": "Nicaragua", "role": None, "country": "NIC", "kind": "state"}],
        "location": {"name": "Santiago", "country": "CHL", "latitude": None, "longitude": None},
        "last_report": "2023-11-22T08:15:00Z",
    }
    return orjson.dumps(fields | more)


@pytest.fixture
def board() -> IncidentBoard:
    """Told of `b` a day after the epoch, and of `a` on the days before and after it."""
    board = IncidentBoard()
    board.told([(0, incident("a")), (DAY_MS, incident("b", kind="recall", confidence=0.5)), (2 * DAY_MS, incident("a", 2))])
    return board


def names(board: IncidentBoard, **asked: str) -> list[tuple[str, int]]:
    selection = select({name: [value] for name, value in asked.items()}, KNOWN, 10 * DAY_MS)
    return [(one["incident_id"], one["revision"]) for one in board.found(selection)]


def test_each_incident_is_there_once_in_its_last_revision_and_the_latest_first(board: IncidentBoard) -> None:
    board.told([(3 * DAY_MS, incident("b", 0))])
    assert names(board) == [("a", 2), ("b", 1)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "recall"}, ["b"]),
        ({"topic": "defection"}, []),
        ({"modality": "asserted"}, ["a", "b"]),
        ({"modality": "planned"}, []),
        ({"actor": "chile"}, ["a", "b"]),
        ({"actor": "NIC"}, []),
        ({"target": "nic"}, ["a", "b"]),
        ({"country": "chl"}, ["a", "b"]),
        ({"min_confidence": "0.6"}, ["a"]),
        ({"since": "1970-01-03"}, ["a"]),
        ({"since": "1970-01-02T00:00:00Z", "kind": "recall"}, ["b"]),
        ({"limit": "1"}, ["a"]),
    ],
)
def test_the_filters_of_events_choose_incidents_too(board: IncidentBoard, asked: dict[str, str], found: list[str]) -> None:
    assert [name for name, _ in names(board, **asked)] == found


def test_without_a_limit_a_hundred_are_found() -> None:
    board = IncidentBoard()
    board.told((0, incident(str(number))) for number in range(300))
    assert len(names(board)) == 100
    assert len(names(board, limit="200")) == 200


def test_the_oldest_are_forgotten() -> None:
    board = IncidentBoard()
    board.told((0, incident(str(number))) for number in range(MOST_INCIDENTS + 1))
    assert names(board, limit=str(MOST_INCIDENTS))[-1] == ("1", 1)
