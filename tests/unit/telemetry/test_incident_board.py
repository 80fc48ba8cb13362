"""The latest incidents and their filters."""

from typing import Any

import orjson
import pytest

from service.telemetry.incident_board import MOST_INCIDENTS, IncidentBoard


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
    board = IncidentBoard()
    board.told([incident("a"), incident("b", kind="recall", confidence=0.5, last_report="2023-11-20T00:00:00Z"), incident("a", 2)])
    return board


def names(board: IncidentBoard, **asked: str) -> list[tuple[str, int]]:
    return [(one["incident_id"], one["revision"]) for one in board.found(asked)]


def test_each_incident_is_there_once_in_its_last_revision_and_the_latest_first(board: IncidentBoard) -> None:
    board.told([incident("b", 0)])
    assert names(board) == [("a", 2), ("b", 1)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "recall"}, ["b"]),
        ({"topic": "defection"}, []),
        ({"modality": "asserted"}, ["a", "b"]),
        ({"actor": "chile"}, ["a", "b"]),
        ({"actor": "NIC"}, []),
        ({"target": "nic"}, ["a", "b"]),
        ({"country": "chl"}, ["a", "b"]),
        ({"min_confidence": "0.6"}, ["a"]),
        ({"since": "2023-11-21"}, ["a"]),
        ({"since": "2023-11-19T00:00:00Z", "kind": "recall"}, ["b"]),
        ({"limit": "1"}, ["a"]),
    ],
)
def test_filters_narrow_what_is_found(board: IncidentBoard, asked: dict[str, str], found: list[str]) -> None:
    assert [name for name, _ in names(board, **asked)] == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"colour": "red"}, "colour is no filter; there are topic, kind, "),
        ({"since": "yesterday"}, "since must be a date"),
        ({"min_confidence": "high"}, "min_confidence must be a number"),
        ({"limit": "nan"}, "limit must be a number"),
    ],
)
def test_a_filter_that_is_none_is_refused_in_one_line(board: IncidentBoard, asked: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        board.found(asked)


def test_the_oldest_are_forgotten() -> None:
    board = IncidentBoard()
    board.told(incident(str(number)) for number in range(MOST_INCIDENTS + 1))
    assert names(board, limit=str(MOST_INCIDENTS))[-1] == ("1", 1)
