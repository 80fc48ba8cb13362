"""The index finds what a dict would find, whatever was folded, joined or frozen meanwhile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.seen import index as module
from service.seen.index import MOST_ROWS_A_KEY, Index

KEYS = st.lists(st.integers(1, 40), min_size=1, max_size=4)


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fold and freeze after a few entries."""
    monkeypatch.setattr(module, "HEAD_ENTRIES", 4)
    monkeypatch.setattr(module, "FROZEN_ENTRIES", 32)


def filled(batches: list[tuple[bool, list[list[int]]]]) -> tuple[Index, dict[int, list[int]]]:
    made, expected, serial = Index(), dict[int, list[int]](), 0
    for at_once, entries in batches:
        if at_once and entries:
            rows = np.array([serial + number for number, keys in enumerate(entries) for _ in keys], dtype=np.int64)
            made.add_many(serial, len(entries), np.array([key for keys in entries for key in keys], dtype=np.uint32), rows)
        for keys in entries:
            if not at_once:
                made.add(serial, keys)
            for key in dict.fromkeys(keys):
                expected.setdefault(key, []).append(serial)
            serial += 1
    return made, expected


@given(st.lists(st.tuples(st.booleans(), st.lists(KEYS, max_size=20)), max_size=12), st.integers(0, 60), st.integers(0, 120))
def test_it_finds_what_a_dict_finds(batches: list[tuple[bool, list[list[int]]]], first: int, limit: int) -> None:
    made, expected = filled(batches)
    wanted = list(range(1, 42))
    found = made.find(wanted, first, limit)
    assert found == [[row for row in expected.get(key, []) if first <= row < limit][-MOST_ROWS_A_KEY:] for key in wanted]


@pytest.mark.parametrize("at_once", [True, False])
def test_of_a_key_that_very_many_have_the_newest_are_found(*, at_once: bool) -> None:
    made, _ = filled([(at_once, [[7, 100 + number] for number in range(30)])] * 20)
    assert made.find([7], 0, 600) == [list(range(600 - MOST_ROWS_A_KEY, 600))]
    assert made.find([7], 0, 300) == [list(range(300 - MOST_ROWS_A_KEY, 300))]


def test_the_largest_key_is_found() -> None:
    made, _ = filled([(True, [[0xFFFFFFFF], [1]])] * 40)
    assert made.find([0xFFFFFFFF], 0, 4) == [[0, 2]]


@pytest.mark.parametrize("before", [0, 31, 32, 64, 200, 321])
def test_what_is_left_is_found_after_some_runs_were_dropped(before: int) -> None:
    made, _ = filled([(True, [[number % 9 + 1, 100 + number] for number in range(at, at + 8)]) for at in range(0, 640, 8)])
    made.forget(before)
    wanted = [100 + number for number in range(before, 640)]
    assert made.find(wanted, before, 640) == [[key - 100] for key in wanted]


def test_dropped_runs_are_not_found() -> None:
    made, _ = filled([(True, [[5]] * 20)] * 6)
    made.forget(60)
    assert made.find([5], 60, 70) == [list(range(60, 70))]
    assert made.find([5], 0, 60) == [[]]
