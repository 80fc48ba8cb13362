"""Which labelled articles count as read is not a matter of choice."""

from pathlib import Path

import pytest

from quality.labelled import FITTED, NEW, OWN_ARTICLES, UNREAD, Measured, held_back
from quality.running import explained, frames_alone, rows
from service.model import Explanation


def test_a_set_that_nobody_read_is_one_part_whatever_its_ids() -> None:
    gold = [{"id": f"agency:{number}", "part": "held"} for number in range(20)]
    assert Measured("agency", "", gold, {}).parts() == {"unread": gold}


def test_the_parts_of_another_set_make_up_all_of_it() -> None:
    gold = [{"id": f"own:{number}", "part": "dev" if number % 2 else "held"} for number in range(40)]
    parts = Measured("own", "", gold, {}).parts()
    assert list(parts) == ["all", "read", "held back"]
    assert sorted(row["id"] for row in parts["read"] + parts["held back"]) == sorted(row["id"] for row in gold)
    assert {row["part"] for row in parts["held back"]} == {"held"}


def test_each_release_of_a_set_is_a_part_of_its_own() -> None:
    gold = [{"id": f"real:{number}"} | ({"released": 2} if number > 25 else {}) for number in range(40)]
    parts = Measured("real", "", gold, {}).parts()
    assert [len(parts[name]) for name in ("all", "release 1", "release 2")] == [40, 26, 14]
    assert len(parts["read"]) + len(parts["held back"]) == 40


def test_what_the_judge_did_not_learn_from_is_a_part_and_its_later_release_another() -> None:
    gold = [{"id": f"real:{number}"} | ({"released": 2} if number > 25 else {}) for number in range(40)]
    new = {f"real:{number}": read_of(f"real:{number}") for number in (3, 27, 30)}
    parts = Measured("real", "", gold, {}, new).parts()
    assert [row["id"] for row in parts[NEW]] == list(new)
    assert [row["id"] for row in parts[f"{NEW}, release 2"]] == ["real:27", "real:30"]


def read_of(name: str) -> Explanation:
    """What is read of an article without an act."""
    return explained([{"id": name, "text": "It rained all day in the hills."}], frames_alone())[0]


@pytest.mark.parametrize("number", range(1, 30))
def test_an_article_of_the_part_that_rules_are_made_on_is_never_held_back(number: int) -> None:
    assert not held_back({"id": f"own:{number:04d}", "part": "dev"})


def test_no_probability_is_fitted_to_an_unread_set() -> None:
    assert not UNREAD & set(FITTED)
    assert set(OWN_ARTICLES) >= {*UNREAD, *FITTED}


@pytest.mark.parametrize("path", OWN_ARTICLES.values(), ids=list(OWN_ARTICLES))
def test_ids_are_of_one_set_only(path: Path) -> None:
    assert len({row["id"].split(":")[0] for row in rows(path)}) == 1
