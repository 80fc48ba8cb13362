"""Frozen runs are told apart by a filter: what one holds is always found, and what was forgotten leaves nothing behind."""

import numpy as np

from service.seen import frozen as module
from service.seen.frozen import FrozenRuns
from service.seen.runs import MOST_ROWS_A_KEY, Run, Wanted

ENTRIES = 300


def run(number: int, keys: list[int]) -> Run:
    """Run `number` of `ENTRIES` entries: entry i has `keys[i % len(keys)]`."""
    postings = [keys[row % len(keys)] << 32 | row for row in range(ENTRIES)]
    return Run(number * ENTRIES, ENTRIES, np.array(sorted(postings), dtype=np.uint64))


def keys_of(number: int) -> list[int]:
    return np.random.default_rng(number).integers(1, 1 << 32, size=ENTRIES).tolist()


def found(runs: FrozenRuns, keys: list[int], first: int = 0, limit: int = 1 << 40) -> list[list[int]]:
    lists: list[list[int]] = [[] for _ in keys]
    runs.find(Wanted(keys, first, limit, lists))
    return [sorted(serials) for serials in lists]


def filled(count: int) -> FrozenRuns:
    runs = FrozenRuns()
    for number in range(count):
        runs.add(run(number, keys_of(number)))
    return runs


def test_each_key_is_found_in_the_run_that_holds_it_and_in_no_other() -> None:
    runs = filled(20)
    for number in (0, 7, 8, 19):
        assert found(runs, keys_of(number)) == [[number * ENTRIES + row] for row in range(ENTRIES)]


def test_a_key_of_several_runs_is_found_in_all() -> None:
    runs = FrozenRuns()
    for number in range(12):
        runs.add(run(number, [5, 1000 + number]))
    [serials] = found(runs, [5])
    assert {serial // ENTRIES for serial in serials} == set(range(12))
    assert len(serials) == 12 * MOST_ROWS_A_KEY


def test_only_entries_between_the_bounds_are_found() -> None:
    runs = FrozenRuns()
    runs.add(run(0, [5]))
    runs.add(run(1, [5]))
    assert found(runs, [5], 290, 305) == [list(range(290, 305))]
    assert found(runs, [5], 2 * ENTRIES, 3 * ENTRIES) == [[]]


def test_a_forgotten_run_is_not_found_and_its_place_is_taken_again() -> None:
    runs = filled(10)
    runs.forget(4 * ENTRIES)
    assert found(runs, keys_of(3)) == [[] for _ in range(ENTRIES)]
    assert found(runs, keys_of(4)) == [[4 * ENTRIES + row] for row in range(ENTRIES)]
    for number in range(10, 14):
        runs.add(run(number, keys_of(number)))
    for number in range(4, 14):
        assert found(runs, keys_of(number)) == [[number * ENTRIES + row] for row in range(ENTRIES)]
    assert found(runs, keys_of(3)) == [[] for _ in range(ENTRIES)]
    assert len(runs._shelves) == 1
    assert runs._shelves[0].free == list(range(10, module.RUNS))[::-1]


def test_more_runs_than_a_shelf_holds_go_to_another_which_is_given_up_when_all_are_forgotten() -> None:
    runs = filled(module.RUNS + 1)
    assert len(runs._shelves) == 2
    assert found(runs, keys_of(module.RUNS)[:5]) == [[module.RUNS * ENTRIES + row] for row in range(5)]
    runs.forget(module.RUNS * ENTRIES)
    assert len(runs._shelves) == 1
    assert found(runs, keys_of(module.RUNS)[:5]) == [[module.RUNS * ENTRIES + row] for row in range(5)]
