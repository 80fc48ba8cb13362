"""The page of reliability: a run renews the rows of what it ran, and leaves the others as they were measured."""

from dataclasses import replace
from pathlib import Path

from tests.faults.catalogue import SCENARIOS
from tests.faults.report import PAGE, Row, load, renew, row, written
from tests.faults.rig import Result

FIRST, SECOND, THIRD = SCENARIOS[:3]
OLD = Row(FIRST.name, "2026-01-02", "abc1234", "long", "an old machine", articles=7_000)


def test_the_page_is_what_its_rows_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(load(), SCENARIOS)


def test_a_run_of_one_scenario_renews_its_row_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    renew([OLD, replace(OLD, scenario=SECOND.name)], SCENARIOS, page)
    result = Result(600, ["a fault", "a fault", "another"], 0, 3, None, ["said"])
    new = row(SECOND, result, "def5678", long=True, seed=1)
    renew([new], SCENARIOS, page)
    assert load(page) == [OLD, new]
    text = page.read_text(encoding="utf-8")
    assert "| 7,000 |  | 0 | 0 | not to be told |  | 2026-01-02, `abc1234`, long, A |" in text
    assert f"| 600 | 2 × a fault; another | 0 | 3 | not to be told | said | {new.date}, `def5678`, long, B |" in text
    assert f"| {THIRD.name} | {THIRD.what} | | | | | | | not yet |" in text


def test_a_short_form_never_replaces_a_long_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    renew([OLD], SCENARIOS, page)
    renew([replace(OLD, form="short", date="2026-02-03"), replace(OLD, scenario=SECOND.name, form="short")], SCENARIOS, page)
    assert [(one.scenario, one.form) for one in load(page)] == [(FIRST.name, "long"), (SECOND.name, "short")]


def test_a_broken_promise_is_told_in_its_row_and_a_scenario_that_is_no_more_leaves_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    renew([OLD, replace(OLD, scenario="gone")], SCENARIOS, page)
    renew([row(FIRST, "one input is lost\nand more", "def5678", long=True, seed=1)], SCENARIOS, page)
    (kept,) = load(page)
    assert kept.broken == "one input is lost"
    assert "**broken**" in page.read_text(encoding="utf-8")
