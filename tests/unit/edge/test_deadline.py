"""One end for several steps."""

from service.edge.deadline import Deadline


def test_what_one_step_takes_the_next_has_not() -> None:
    now = [100.0]
    deadline = Deadline(28.0, lambda: now[0])
    assert deadline.left() == 28.0
    now[0] += 20.0
    assert deadline.left() == 8.0
    assert deadline.left(keeping=5.0) == 3.0


def test_nothing_is_left_when_it_has_passed() -> None:
    now = [100.0]
    deadline = Deadline(28.0, lambda: now[0])
    now[0] += 24.0
    assert deadline.left(keeping=5.0) == 0.0
    now[0] += 10.0
    assert deadline.left() == 0.0
