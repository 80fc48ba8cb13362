"""The view of operations in light and dark, on a narrow screen, and without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from service.outcome import Outcome
from tests.browser.conftest import Visit, Worker
from tests.browser.events import event, span

TEXT = "Chile on Tuesday expelled three envoys of Nicaragua from Santiago. They had spied."


@pytest.fixture(autouse=True)
def _busy(worker: Worker) -> None:
    marks = {
        "actors": [span(TEXT, "Chile", name="Chile")],
        "targets": [span(TEXT, "envoys of Nicaragua", name="Nicaragua")],
        "location": span(TEXT, "Santiago", name="Santiago"),
        "date": span(TEXT, "Tuesday", value="2023-11-21", granularity="day", method="m"),
    }
    for outcome in Outcome:
        worker.status.settled({outcome: [0.1]})
    worker.status.lags({("news.raw", 0): 3})
    worker.status.published("diplomatic_protest", "expulsion", event(TEXT, TEXT[:66], **marks))


def opened(visit: Visit, **context: object) -> Page:
    page = visit("?view=operations", **context)
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator("#total")).to_have_text("5")
    return page


def luminance(colour: str) -> float:
    """Relative luminance of `rgb(r, g, b)` (WCAG 2.2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# Each element's colour against the first background behind it that is not transparent.
COLOURS = """
selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility() && one.textContent.trim()).map(one => {
  let behind = one;
  while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  return [one.textContent.slice(0, 30), getComputedStyle(one).color, getComputedStyle(behind || document.body).backgroundColor];
})
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(visit: Visit, scheme: str) -> None:
    page = opened(visit, color_scheme=scheme)
    pairs = page.evaluate(COLOURS, "h1, h2, h3, p, dt, dd, small, span, a, mark, select, button, label, summary, code")
    assert len(pairs) > 40
    assert [pair for pair in pairs if contrast(pair[1], pair[2]) < 4.5] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_swatches_can_be_told_from_the_surface(visit: Visit, scheme: str) -> None:
    page = opened(visit, color_scheme=scheme)
    surface = page.evaluate("getComputedStyle(document.querySelector('.tile')).backgroundColor")
    lines = page.evaluate(
        "[...document.querySelectorAll('.legend mark:not(.evidence)')].map(one => getComputedStyle(one).textDecorationColor)"
    )
    bars = page.evaluate("[...document.querySelectorAll('#bar span')].map(one => getComputedStyle(one).backgroundColor)")
    assert (len(lines), len(bars)) == (4, 5)
    assert [colour for colour in lines + bars if contrast(colour, surface) < 3] == []


def test_marks_differ_by_more_than_their_colour(visit: Visit) -> None:
    page = opened(visit)
    styles = page.evaluate("[...document.querySelectorAll('.legend mark')].map(one => getComputedStyle(one).textDecorationStyle)")
    assert sorted(styles[1:]) == ["dashed", "dotted", "double", "solid"]


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    backgrounds = [
        opened(visit, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor") for scheme in ("light", "dark")
    ]
    assert luminance(backgrounds[0]) > 0.8
    assert luminance(backgrounds[1]) < 0.05


@pytest.mark.parametrize("width", [320, 768, 1_600])
def test_nothing_runs_off_the_side_whatever_the_width(worker: Worker, visit: Visit, width: int) -> None:
    endless = "x" * 400
    worker.status.published(
        "t", endless, event(endless, endless, event_id="e2", kind=endless, article={"title": endless, "source": endless})
    )
    page = visit("?view=operations", viewport={"width": width, "height": 800})
    expect(page.locator(".event")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_can_be_used_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    page.get_by_text("Whole article").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details .passage")).to_be_visible()


def test_a_screen_reader_finds_landmarks_headings_and_names(visit: Visit) -> None:
    page = opened(visit)
    assert page.locator("html").get_attribute("lang") == "en"
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["Demarche"]
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Operations"]
    titles = ["Throughput", "Outcomes", "Lag", "Events", "Stages", "Latest events of this worker"]
    assert page.get_by_role("heading", level=3).all_inner_texts() == titles
    expect(page.get_by_role("combobox", name="Topic")).to_be_visible()
    expect(page.locator("#state[role=status]")).to_have_text("Ready")
    expect(page.get_by_role("img", name=re.compile("Articles a second"))).to_have_count(1)


def test_who_wants_less_motion_gets_none(worker: Worker, visit: Visit) -> None:
    page = opened(visit, reduced_motion="reduce")
    worker.status.published("t", "k", event(TEXT, TEXT[:66], event_id="e2"))
    expect(page.locator(".event.new")).to_have_count(1)
    assert page.locator(".event.new").evaluate("one => getComputedStyle(one).animationName") == "none"
