"""The first view in a real browser: the table of incidents, its filters, and what comes while somebody reads."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from service.telemetry.http_access import Access
from tests.browser.conftest import Visit, Worker
from tests.browser.events import event
from tests.browser.incidents import CHILE, NICARAGUA, crowd, defection, incident, report

FRANCE = {"name": "French foreign ministry", "role": "ministry", "country": "FRA", "kind": "organisation"}
MALI = {"name": "Mali", "role": None, "country": "MLI", "kind": "state"}
SOMALIA = {"name": "Somalia", "role": None, "country": "SOM", "kind": "state"}
DAY = {"value": "2024-03-05", "granularity": "day", "first": "2024-03-05", "last": "2024-03-05"}
SUMMONS = incident(
    "s1",
    kind="summons",
    status="planned",
    confidence=0.6,
    actors=[FRANCE],
    targets=[SOMALIA],
    location=None,
    date=DAY,
    last_report="2024-03-06T00:00:00Z",
    reports=[report("s1", headline="Paris to call in the envoy of Somalia")],
)
RECALL = incident(
    "r1",
    kind="recall",
    status="negated",
    actors=[MALI],
    targets=[CHILE],
    location={"name": "Bamako", "country": "MLI"},
    date=None,
    first_report="2024-05-01T00:00:00Z",
    last_report="2024-05-02T00:00:00Z",
    reports=[report("r1", headline="Bamako denies that it calls its ambassador home")],
)


def names(page: Page) -> list[str | None]:
    return [row.get_attribute("data-id") for row in page.locator(".incident").all()]


def shows(page: Page, *expected: str) -> None:
    """Wait for just these rows, in this order."""
    expect(page.locator(".incident")).to_have_count(len(expected))
    for at, name in enumerate(expected):
        expect(page.locator(".incident").nth(at)).to_have_attribute("data-id", name)


@pytest.fixture
def four(worker: Worker) -> Sequence[bytes]:
    values = [incident(), defection(), SUMMONS, RECALL]
    worker.tell(values)
    return values


@pytest.mark.usefixtures("four")
def test_incidents_are_the_first_view_the_latest_reported_first(visit: Visit) -> None:
    page = visit()
    shows(page, "r1", "s1", "d1", "i1")
    row = page.locator(".incident[data-id=i1]")
    expect(row).to_contain_text("Chile → Nicaraguan diplomats (NIC)")
    for piece in ("2023-11-21", "expulsion", "in Santiago", "Envoys told to go", "asserted", "90% sure", "1 independent source"):
        expect(row).to_contain_text(piece)
    expect(page.locator("#found")).to_have_text("4 incidents")
    expect(page.locator(".incident[data-id=r1] .when")).to_have_text("2024-05-01 reported")


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("topic=defection", ["d1"]),
        ("kind=summons", ["s1"]),
        ("modality=negated", ["r1"]),
        ("actor=chile", ["i1"]),
        ("actor=france", ["s1"]),
        ("actor=french+ministry", []),
        ("actor=FRENCH+FOREIGN", ["s1"]),
        ("target=mali", []),
        ("target=SOM", ["s1"]),
        ("country=MLI", ["r1"]),
        ("country=CHL", ["r1", "i1"]),
        ("min_confidence=0.9", ["r1", "d1", "i1"]),
        ("from=2024-03-01", ["r1", "s1"]),
        ("from=2023-12-01&to=2024-03-31", ["s1", "d1"]),
        ("q=envoy", ["s1", "i1"]),
        ("q=jet+PILOT", ["d1"]),
        ("q=nothing+of+the+kind", []),
        ("sort=date&topic=diplomatic_protest", ["r1", "s1", "i1"]),
        ("sort=confidence&kind=summons&topic=diplomatic_protest", ["s1"]),
    ],
)
def test_the_address_says_what_is_chosen(visit: Visit, query: str, expected: list[str]) -> None:
    page = visit(f"?{query}")
    expect(page.locator("#found")).to_contain_text(re.compile(rf"^{len(expected)} "))
    shows(page, *expected)


@pytest.mark.usefixtures("four")
def test_what_is_chosen_by_hand_goes_into_the_address_and_survives_a_reload(visit: Visit) -> None:
    page = visit()
    page.get_by_label("Kind").select_option("summons")
    shows(page, "s1")
    page.get_by_label("Search headlines and evidence").fill("Paris")
    expect(page).to_have_url(re.compile(r"\?q=Paris&kind=summons$"))
    page.reload()
    shows(page, "s1")
    expect(page.get_by_label("Kind")).to_have_value("summons")
    page.get_by_role("button", name="Clear all").click()
    shows(page, "r1", "s1", "d1", "i1")
    expect(page).to_have_url(re.compile(r"/$"))


@pytest.mark.usefixtures("four")
def test_a_choice_that_nothing_passes_says_so(visit: Visit) -> None:
    page = visit("?kind=walkout")
    expect(page.locator("#none")).to_have_text("No incident passes these filters.")
    expect(page.locator("#found")).to_have_text("0 of 4 incidents")


def test_a_worker_that_knows_of_nothing_says_how_to_begin(visit: Visit) -> None:
    expect(visit().locator("#none")).to_have_text("No incidents yet. Send some articles: demarche produce PATH")


def test_the_words_of_the_evidence_are_searched_too(worker: Worker, visit: Visit) -> None:
    worker.tell([incident(), SUMMONS])
    text = "Chile put three people on a plane home over Überwachung."
    worker.tell([event(text, text, incident_id="i1")], "news.events.diplomatic-protest")
    shows(visit("?q=uberwachung+plane"), "i1")


def test_what_is_new_is_announced_and_moves_nothing_until_it_is_asked_for(worker: Worker, visit: Visit) -> None:
    worker.tell([incident()])
    page = visit()
    shows(page, "i1")
    worker.tell([defection(), incident(revision=2, status="negated")])
    fresh = page.get_by_role("button", name="Show 1 new incident, 1 changed")
    expect(fresh).to_be_visible()
    expect(page.locator("#news")).to_have_text("1 new incident, 1 changed")
    expect(page).to_have_title("(1) Demarche")
    shows(page, "i1")
    expect(page.locator(".incident .status")).to_have_text("● asserted")
    fresh.click()
    shows(page, "d1", "i1")
    expect(page.locator(".incident[data-id=i1] .status")).to_have_text("✕ negated: denied or not done")
    expect(fresh).to_be_hidden()
    expect(page).to_have_title("Demarche")


def test_evidence_that_comes_later_announces_nothing(worker: Worker, visit: Visit) -> None:
    worker.tell([incident()])
    page = visit()
    shows(page, "i1")
    worker.tell([event("Chile did it.", "Chile did it.", incident_id="i1")], "news.events.diplomatic-protest")
    worker.tell([defection()])
    expect(page.get_by_role("button", name="Show 1 new incident")).to_have_text("Show 1 new incident")


def test_while_the_worker_is_still_reading_the_topics_what_comes_is_shown_at_once(worker: Worker, visit: Visit) -> None:
    worker.catalogue.complete = False
    page = visit()
    expect(page.locator("#found")).to_contain_text("still reading the topics")
    worker.tell([incident()])
    shows(page, "i1")
    worker.catalogue.complete = True
    expect(page.locator("#found")).to_have_text("1 incident")


def test_a_worker_that_is_started_anew_is_followed_from_its_beginning(worker: Worker, visit: Visit) -> None:
    worker.tell([incident(), defection()])
    page = visit(quiet=False)  # the browser notes each refused connection
    shows(page, "d1", "i1")
    worker.stop()
    worker.forget()
    worker.tell([SUMMONS])
    worker.start()
    expect(page.get_by_role("button", name=re.compile("Show 1 new"))).to_be_visible(timeout=30_000)
    page.get_by_role("button", name=re.compile("Show 1 new")).click()
    shows(page, "s1", "d1", "i1")


def test_the_timeline_and_the_map_choose_too(worker: Worker, visit: Visit) -> None:
    worker.tell(list(crowd(200)))
    worker.tell([incident(actors=[MALI], targets=[SOMALIA], location=None)])
    page = visit(viewport={"width": 1200, "height": 900})
    expect(page.locator(".column")).to_have_count(36)
    page.locator("#map [data-country=SOM]").dispatch_event("click")
    shows(page, "i1")
    expect(page).to_have_url(re.compile("country=SOM"))
    expect(page.locator("#map [data-country=SOM]")).to_have_class(re.compile("selected"))
    page.locator("#map [data-country=SOM]").dispatch_event("click")
    expect(page.locator("#found")).to_have_text("201 incidents")
    page.locator("#by-kind button", has_text="asylum").click()
    expect(page).to_have_url(re.compile("kind=asylum"))
    expect(page.locator("#by-kind button", has_text="asylum")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Clear all").click()
    page.get_by_role("button", name=re.compile("^2023-11: ")).click()
    expect(page).to_have_url(re.compile("from=2023-11-01&to=2023-11-30"))
    expect(page.locator(".range")).to_contain_text("by day")
    page.get_by_role("button", name="All time").click()
    expect(page.locator("#found")).to_have_text("201 incidents")


def test_the_columns_of_the_timeline_are_walked_with_the_arrows(worker: Worker, visit: Visit) -> None:
    worker.tell(list(crowd(50)))
    page = visit(viewport={"width": 1200, "height": 900})
    last = page.locator(".column").last
    last.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".column").nth(-2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("from="))


def test_rows_beyond_the_first_are_made_when_they_are_asked_for(worker: Worker, visit: Visit) -> None:
    worker.tell(list(crowd(100)))
    page = visit()
    expect(page.locator(".incident")).to_have_count(40)
    page.get_by_role("button", name="Show more (60 left)").click()
    expect(page.locator(".incident")).to_have_count(80)
    expect(page.locator(".incident a").nth(40)).to_be_focused()


def test_going_back_from_an_incident_finds_the_list_as_it_was(worker: Worker, visit: Visit) -> None:
    worker.tell(list(crowd(100)))
    page = visit(quiet=False)  # no topic holds the events here, and chromium tells of a 404
    page.get_by_role("button", name="Show more").click()
    page.locator(".incident a").nth(60).click()
    expect(page.locator(".incident-head")).to_be_visible()
    page.go_back()
    expect(page.locator(".incident")).to_have_count(80)
    expect(page.locator(".incident a").nth(60)).to_be_in_viewport()


def test_a_page_of_a_worker_with_a_token_reads_and_follows_with_it(worker: Worker, visit: Visit) -> None:
    worker.stop()
    worker.start(Access(token="s3cret"))
    worker.tell([incident()])
    page = visit("#token=s3cret", quiet=False)  # no topic holds the events here, and chromium tells of a 404
    shows(page, "i1")
    worker.tell([defection()])
    expect(page.get_by_role("button", name="Show 1 new incident")).to_be_visible()
    page.locator(".incident a").click()
    expect(page.locator(".incident-head h2")).to_have_text("Chile → Nicaraguan diplomats (NIC)")
    expect(page).to_have_url(re.compile(r"\?incident=i1#token=s3cret$"))


def test_protest_and_defection_differ_in_word_sign_and_colour(worker: Worker, visit: Visit) -> None:
    worker.tell([incident(), defection(targets=[NICARAGUA])])
    page = visit()
    shows(page, "d1", "i1")
    tags = page.locator(".incident .tag.topic")
    assert tags.all_inner_texts() == ["➜ defection", "◆ diplomatic protest"]
    colours = [tags.nth(at).evaluate("one => getComputedStyle(one).backgroundColor") for at in (0, 1)]
    assert len(set(colours)) == 2
