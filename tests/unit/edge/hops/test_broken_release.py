"""The ceiling on `stage_error`."""

import pytest

from service.edge.hops.broken_release import MOST, RECENT, StageErrorCeiling
from service.errors import Fatal
from service.outcome import ExitCode


def test_a_release_that_fails_on_everything_stops_with_the_code_that_forbids_a_restart() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=MOST, of=MOST)
    with pytest.raises(Fatal, match="this release is broken") as stopped:
        ceiling.count(failed=1, of=1)
    assert stopped.value.exit_code == ExitCode.BROKEN_RELEASE


def test_as_many_failures_as_are_allowed_do_not_stop_it() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=MOST, of=MOST)


def test_articles_that_die_with_their_child_do_not_stop_it_while_others_go_through() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=0, of=1)
    for _ in range(RECENT - 1):
        ceiling.count(failed=0, died=1, of=1)


def test_as_many_deaths_in_a_row_as_the_ceiling_remembers_stop_it() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=0, died=RECENT - 1, of=RECENT - 1)
    with pytest.raises(Fatal, match="this release is broken"):
        ceiling.count(failed=0, died=1, of=1)


def test_deaths_do_not_help_failures_over_the_ceiling() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=MOST, died=2 * MOST, of=3 * MOST)


def test_failures_among_many_good_articles_do_not_stop_it() -> None:
    ceiling = StageErrorCeiling()
    for _ in range(1_000):
        ceiling.count(failed=1, of=3)


def test_old_failures_are_forgotten() -> None:
    ceiling = StageErrorCeiling()
    ceiling.count(failed=MOST, of=MOST)
    ceiling.count(failed=0, of=RECENT)
    ceiling.count(failed=MOST, of=MOST)
