"""Estimates of resemblance against the exact sets, and the rule on them."""

import numpy as np
import pytest

from service.outcome import Method
from service.seen.resemblance import BRIEF, Resemblance, are_copies, compare, method_of
from service.stages.sketch import sketch
from tests.unit.builders import article, words


def estimate(one: str, other: str) -> Resemblance:
    first, second = sketch(article(one)), sketch(article(other))
    return compare(first.signature, first.shingles, second.signature, second.shingles)


@pytest.mark.parametrize(("shared", "own"), [(400, 0), (300, 100), (200, 200), (100, 300), (0, 400)])
def test_the_estimate_is_near_the_exact_resemblance(shared: int, own: int) -> None:
    exact = shared / (shared + 2 * own)
    found = [estimate(f"{words(s, shared)} {words(s + 50, own)}", f"{words(s, shared)} {words(s + 90, own)}").whole for s in range(12)]
    assert np.mean(found) == pytest.approx(exact, abs=0.04)
    assert np.std(found) < 0.07


def test_containment_is_the_share_of_the_shorter() -> None:
    found = estimate(words(1, 150), f"{words(1, 150)} {words(2, 150)}")
    assert found.containment == pytest.approx(1, abs=0.12)


def rule(containment: float, lead: float, title: float, shingles: int = 400, whole: float = 0.5) -> bool:
    return are_copies(Resemblance(whole, lead, title, containment), shingles, 400)


def test_copies_contain_most_and_begin_alike() -> None:
    assert rule(0.85, 0.5, 0)
    assert not rule(0.6, 1, 1)


def test_a_shared_end_does_not_make_a_copy() -> None:
    assert not rule(0.99, 0.05, 0)


def test_a_rewritten_lead_under_the_same_title_is_a_copy() -> None:
    assert rule(0.94, 0.05, 0.9)


def test_a_brief_item_may_stand_anywhere() -> None:
    assert rule(0.9, 0, 0, shingles=BRIEF)


def test_what_chance_may_do_does_not_make_a_copy() -> None:
    assert not rule(1, 0, 0, shingles=20, whole=0.1)


def test_the_method_goes_by_the_lengths() -> None:
    assert method_of(100, 300) is Method.CONTAINED
    assert method_of(290, 300) is Method.NEAR
