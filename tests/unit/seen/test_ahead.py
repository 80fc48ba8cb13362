"""Readings that are looked up together are told what each would be told alone."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pipeline import settle
from service.reading import Reading
from service.seen import index as module
from service.seen.ahead import Ahead
from service.seen.entry import Position
from service.seen.index import MOST_ROWS_A_KEY, Index
from service.seen.memory import Seen
from service.stages.dedupe import look_ahead
from service.trace import Trace
from tests.unit.builders import article, context, reading, words
from tests.unit.seen.test_replay import WINDOW, readings

KEYS = st.lists(st.integers(1, 12), min_size=1, max_size=4)


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fold and freeze after a few entries."""
    monkeypatch.setattr(module, "HEAD_ENTRIES", 4)
    monkeypatch.setattr(module, "FROZEN_ENTRIES", 32)


@given(st.lists(KEYS, max_size=90), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), KEYS)
def test_what_is_added_after_the_question_is_found_too(
    entries: list[list[int]], first: int, later_first: int, limit: int, asked: list[int]
) -> None:
    made = Index()
    ahead = Ahead(made)
    half = len(entries) // 2
    for serial, keys in enumerate(entries[:half]):
        made.add(serial, keys)
    ahead.ask([*asked, 1, 2, 3], first, half)
    for serial, keys in enumerate(entries[half:], half):
        made.add(serial, keys)
    assert ahead.find(asked, later_first, limit) == made.find(asked, later_first, limit)


def test_of_a_key_that_very_many_have_the_newest_before_and_after_the_question_are_found() -> None:
    made = Index()
    ahead = Ahead(made)
    for serial in range(40):
        made.add(serial, [7])
    ahead.ask([7], 0, 40)
    for serial in range(40, 50):
        made.add(serial, [7])
    assert ahead.find([7], 0, 50) == [list(range(50 - MOST_ROWS_A_KEY, 50))]
    assert ahead.find([7], 38, 45) == [list(range(38, 45))]


def test_what_was_forgotten_after_the_question_is_not_found() -> None:
    made = Index()
    ahead = Ahead(made)
    made.add_many(0, 32, np.full(32, 7, dtype=np.uint32), np.arange(32))
    made.add_many(32, 8, np.full(8, 7, dtype=np.uint32), np.arange(32, 40))
    ahead.ask([7], 0, 40)
    made.forget(32)
    assert ahead.find([7], 32, 40) == [list(range(32, 40))]


def test_the_index_is_not_asked_again_for_what_was_there_before(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Index()
    ahead = Ahead(made)
    made.add(0, [7])
    ahead.ask([7, 8], 0, 1)
    asked: list[tuple[int, int]] = []

    def find(keys: list[int], first: int, limit: int) -> list[list[int]]:
        asked.append((first, limit))
        return [[] for _ in keys]

    monkeypatch.setattr(made, "find", find)
    assert ahead.find([7], 0, 1) == [[0]]
    assert asked == [(1, 1)]


def settled(lane: list[Reading], size: int, ceiling: int, *, together: bool, twice: bool) -> list[Any]:
    """What a lane of records of `size` readings becomes; `twice`: its records are each settled again at once, as in a replay."""
    seen, made = Seen(WINDOW, ceiling=ceiling), []
    for offset, at in enumerate(range(0, len(lane), size)):
        part = lane[at : at + size]
        for _ in range(1 + twice):
            if together:
                look_ahead(part, Position(offset, 0), seen)
            for number, one in enumerate(part):
                settlement = settle(one, Position(offset, number), seen, context(), Trace())
                made.append(settlement)
                if settlement.entry:
                    seen.remember(settlement.entry.placed({}))
    return made


@given(readings(), st.integers(2, 20), st.sampled_from([3, 1_000]), st.booleans())
def test_settled_together_or_one_by_one_the_outcome_is_the_same(lane: list[Reading], size: int, ceiling: int, twice: bool) -> None:  # noqa: FBT001
    alone = settled(lane, size, ceiling, together=False, twice=twice)
    assert settled(lane, size, ceiling, together=True, twice=twice) == alone


def test_a_copy_in_the_same_record_is_found_though_all_were_asked_for_before_it() -> None:
    seen = Seen(WINDOW)
    first = reading(article(words(1, 200), id="a", source="a"), 0)
    copy = replace(reading(article(words(1, 200), id="b", source="b"), 1))
    look_ahead([first, copy], Position(0, 0), seen)
    for number, one in enumerate((first, copy)):
        settlement = settle(one, Position(0, number), seen, context(), Trace())
        assert settlement.entry
        seen.remember(settlement.entry)
    assert settlement.entry.related == Position(0, 0)
