"""The analyst's views for every eye and hand: axe-core, a phone, a keyboard, light and dark."""

import json
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Worker
from tests.browser.incidents import crowd, defection, incident
from tests.browser.test_incident_view import told
from tests.browser.test_looks import COLOURS, contrast

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
VIEWS = {
    "": ".incident",
    "?kind=walkout&q=none": "#none",
    "?incident=i1": ".reports mark",
    "?article=e1": ".whole",
    "?view=explain": "#explain",
    "?view=dead": "#letters p",
    "?view=operations": "#outcomes div",
}


@pytest.fixture(autouse=True)
def _told(worker: Worker) -> None:
    worker.tell(list(crowd(60)))
    worker.tell([defection()])
    told(worker)


def opened(visit: Visit, path: str, **context: Any) -> Page:
    page = visit(path, quiet=False, **context)  # an article's input is not held here, and chromium tells of a 404
    expect(page.locator(VIEWS[path]).first).to_be_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_no_violation(visit: Visit, path: str, scheme: str) -> None:
    page = opened(visit, path, color_scheme=scheme, viewport={"width": 1200, "height": 900})
    page.evaluate(AXE)  # not as a script of the page: that its own rules forbid
    found = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == [], json.dumps(found["violations"])[:2_000]


@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_no_violation_on_a_phone(visit: Visit, path: str) -> None:
    page = opened(visit, path, viewport={"width": 390, "height": 844})
    page.evaluate(AXE)
    assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == []


def test_on_a_phone_the_first_incident_is_above_the_fold(visit: Visit) -> None:
    page = opened(visit, "", viewport={"width": 390, "height": 844})
    box = page.locator(".incident").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("width", [320, 390, 800, 1_600])
@pytest.mark.parametrize("path", ["", "?incident=i1", "?view=explain"])
def test_nothing_runs_off_the_side(worker: Worker, visit: Visit, path: str, width: int) -> None:
    endless = {"name": "x" * 300, "role": None, "country": None, "kind": "group"}
    worker.tell([incident("long", actors=[endless], last_report="2030-01-01T00:00:00Z")])
    page = opened(visit, path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_of_the_first_view_stands_out_from_what_is_behind_it(visit: Visit, scheme: str) -> None:
    page = opened(visit, "", color_scheme=scheme, viewport={"width": 1200, "height": 900})
    pairs = page.evaluate(COLOURS, ".incidents span, .incidents a, .tag, label, summary, button, h1, h2, h3, nav a")
    assert len(pairs) > 100
    assert [pair for pair in pairs if contrast(pair[1], pair[2]) < 4.5] == []


def test_the_first_view_can_be_used_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit, "", viewport={"width": 390, "height": 844})
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search headlines and evidence")).to_be_focused()
    page.keyboard.type("pilot lands")
    expect(page.locator(".incident")).to_have_count(1)
    page.locator(".incident a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".incident-head h2")).to_contain_text("Omar Haddad")
    expect(page.locator("#main")).to_be_focused()


def test_a_screen_reader_finds_a_table_with_its_columns(visit: Visit) -> None:
    page = opened(visit, "", viewport={"width": 390, "height": 844})
    expect(page.get_by_role("table", name="Incidents")).to_be_visible()
    assert page.get_by_role("columnheader").count() == 5
    row = page.get_by_role("row").nth(1)
    assert row.get_by_role("cell").count() == 5
    expect(page.get_by_role("search", name="Incidents")).to_be_visible()
    expect(page.get_by_role("navigation", name="Views").get_by_role("link")).to_have_count(4)
    expect(page.get_by_role("link", name="Incidents", exact=True)).to_have_attribute("aria-current", "page")
