"""The view of operations in a real browser: what the worker does, and its latest events."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from service.outcome import Outcome
from service.telemetry.http_access import Access
from service.telemetry.status import RECENT_EVENTS
from tests.browser.conftest import Visit, Worker
from tests.browser.events import event, span

OPERATIONS = "?view=operations"
TEXT = "Rain fell. Chile on Tuesday expelled three envoys of Nicaragua from Santiago. They had spied.\n\nIt rained on."
EVIDENCE = "Chile on Tuesday expelled three envoys of Nicaragua from Santiago."


def publish(worker: Worker, value: bytes, topic: str = "diplomatic_protest", kind: str = "expulsion") -> None:
    worker.status.published(topic, kind, value)


def full_event() -> bytes:
    return event(
        TEXT,
        EVIDENCE,
        actors=[span(TEXT, "Chile", name="Chile", country="CHL", role=None, kind="state")],
        targets=[span(TEXT, "envoys of Nicaragua", name="Nicaragua", country="NIC", role="envoys", kind="state")],
        location=span(TEXT, "Santiago", name="Santiago", country="CHL"),
        date=span(TEXT, "Tuesday", value="2023-11-21", granularity="day", method="m"),
        quotes=[span(TEXT, "They had spied", speaker="a minister")],
    )


def marked(page: Page, kind: str) -> str:
    return "".join(page.locator(f".passage mark.{kind}").all_inner_texts())


def test_throughput_outcomes_and_lag_are_shown(worker: Worker, visit: Visit) -> None:
    for outcome, count in ((Outcome.EVENT, 2), (Outcome.DUPLICATE, 3), (Outcome.NO_TOPIC, 15)):
        for _ in range(count):
            worker.status.settled({outcome: [0.1]})
    worker.status.lags({("news.raw", 0): 1_234, ("news.raw", 1): 0})
    page = visit(OPERATIONS)
    expect(page.locator("#state")).to_have_text("Ready")
    expect(page.locator("#total")).to_have_text("20")
    expect(page.locator("#outcomes div", has_text="no topic").locator("dd")).to_have_text("15")
    expect(page.locator("#outcomes div")).to_have_count(len(Outcome))
    expect(page.locator("#lag")).to_have_text("1,234")
    expect(page.locator("#lags div")).to_have_text(["news.raw, partition 01,234"])
    expect(page.locator("#rate")).not_to_have_text("0", timeout=5_000)
    expect(page.locator("#progress")).to_have_text(re.compile(r"Last outcome (just now|\d+ s ago)"))


def test_an_event_is_shown_with_its_evidence_and_all_spans_marked_in_the_text(worker: Worker, visit: Visit) -> None:
    publish(worker, full_event())
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(1)
    assert marked(page, "evidence") == EVIDENCE
    assert marked(page, "actor") == "Chile"
    assert marked(page, "target") == "envoys of Nicaragua"
    assert marked(page, "place") == "Santiago"
    assert marked(page, "date") == "Tuesday"
    expect(page.locator(".event .facts")).to_contain_text("Nicaragua (envoys, NIC)")
    expect(page.locator(".event .facts")).to_contain_text("“They had spied” — a minister")
    expect(page.locator(".event a[target]")).to_have_attribute("href", "https://andes.example/1")
    expect(page.locator(".passage")).to_have_text("Rain fell. " + EVIDENCE + " They had spied. …")


def test_offsets_count_code_points_as_the_contract_says(worker: Worker, visit: Visit) -> None:
    text = "😀🇨🇱 𝒳 e\u0301 — " + TEXT
    publish(worker, event(text, EVIDENCE))
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(1)
    assert marked(page, "evidence") == EVIDENCE


def test_spans_that_overlap_are_all_marked(worker: Worker, visit: Visit) -> None:
    publish(
        worker, event(TEXT, EVIDENCE, actors=[span(TEXT, "Chile on Tuesday", name="Chile")], location=span(TEXT, "Chile", name="Chile"))
    )
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(1)
    assert (marked(page, "evidence"), marked(page, "actor"), marked(page, "place")) == (EVIDENCE, "Chile on Tuesday", "Chile")


def test_evidence_in_the_title_is_marked_there(worker: Worker, visit: Visit) -> None:
    publish(worker, event(TEXT, EVIDENCE, evidence=[span("Envoys told to go", "told to go", "title", rule="r")]))
    page = visit(OPERATIONS)
    expect(page.locator(".event h4 mark.evidence")).to_have_text("told to go")
    expect(page.locator(".event > .passage")).to_have_count(0)


def test_the_whole_article_opens_with_its_marks(worker: Worker, visit: Visit) -> None:
    publish(worker, full_event())
    page = visit(OPERATIONS)
    page.get_by_text("Whole article").click()
    expect(page.locator("details .passage")).to_have_text(TEXT.replace("\n\n", " "))
    expect(page.locator("details mark.evidence").first).to_be_visible()


def test_new_events_and_counts_come_without_a_reload(worker: Worker, visit: Visit) -> None:
    page = visit(OPERATIONS)
    expect(page.locator("#no-events")).to_be_visible()
    worker.status.settled({Outcome.EVENT: [0.1]})
    publish(worker, event(TEXT, EVIDENCE))
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator("#no-events")).to_be_hidden()
    expect(page.locator("#total")).to_have_text("1")
    publish(worker, event(TEXT, "They had spied.", event_id="e2"))
    expect(page.locator(".event")).to_have_count(2)
    assert page.locator(".event").first.get_attribute("data-id") == "e2"


def test_a_later_revision_takes_the_place_of_the_earlier_one(worker: Worker, visit: Visit) -> None:
    publish(worker, event(TEXT, EVIDENCE))
    publish(worker, event(TEXT, "They had spied.", event_id="e2"))
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(2)
    publish(worker, event(TEXT, EVIDENCE, revision=2, corroboration={"articles": 2, "sources": 2, "independent_sources": 2}))
    expect(page.locator(".event").first).to_contain_text("revision 2")
    expect(page.locator(".event").first).to_contain_text("2 articles, 2 independent sources")
    expect(page.locator(".event")).to_have_count(2)


def test_events_can_be_held_and_filtered_by_topic(worker: Worker, visit: Visit) -> None:
    publish(worker, event(TEXT, EVIDENCE))
    publish(worker, event(TEXT, EVIDENCE, event_id="e2", topic="defection"), "defection", "asylum")
    page = visit(OPERATIONS)
    page.get_by_label("Topic of the events").select_option("defection")
    expect(page.locator(".event:visible")).to_have_count(1)
    pause = page.get_by_role("button", name="Pause")
    pause.click()
    resume = page.get_by_role("button", name="Resume")
    expect(resume).to_have_attribute("aria-pressed", "true")
    publish(worker, event(TEXT, EVIDENCE, event_id="e3", topic="defection"), "defection", "asylum")
    time.sleep(2)
    expect(page.locator(".event")).to_have_count(2)
    resume.click()
    expect(page.locator(".event:visible")).to_have_count(2)


def test_a_filter_that_finds_nothing_says_so(worker: Worker, visit: Visit) -> None:
    publish(worker, event(TEXT, EVIDENCE))
    publish(worker, event(TEXT, EVIDENCE, event_id="e2", topic="defection"), "defection", "asylum")
    page = visit(OPERATIONS)
    expect(page.locator("#no-match")).to_be_hidden()
    page.get_by_label("Topic of the events").select_option("defection")
    expect(page.locator("#no-match")).to_be_hidden()
    for number in range(RECENT_EVENTS):
        publish(worker, event(TEXT, EVIDENCE, event_id=f"later{number}"))
    expect(page.locator("#no-match")).to_have_text("None of the latest 50 events is of the topic defection.")
    expect(page.locator("#no-events")).to_be_hidden()
    page.get_by_label("Topic of the events").select_option("diplomatic_protest")
    expect(page.locator("#no-match")).to_be_hidden()


def test_events_from_before_the_worker_was_started_are_shown_and_can_be_filtered(worker: Worker, visit: Visit) -> None:
    worker.status.recalled([(1, event(TEXT, EVIDENCE)), (2, event(TEXT, EVIDENCE, event_id="e2", topic="defection"))])
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(2)
    assert page.locator(".event").first.get_attribute("data-id") == "e2"
    page.get_by_label("Topic of the events").select_option("defection")
    expect(page.locator(".event:visible")).to_have_count(1)


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("absolute", "2023-11-21 (day)"),
        ("relative_to_publication", "2023-11-21 (day, counted from the day it was published)"),
        ("relative_to_dateline", "2023-11-21 (day, counted from the dateline)"),
        ("relative_to_record", "2023-11-21 (day, counted from the day of its arrival)"),
        ("constructor", "2023-11-21 (day)"),
    ],
)
def test_what_a_date_was_counted_from_is_said_in_words(worker: Worker, visit: Visit, method: str, words: str) -> None:
    publish(worker, event(TEXT, EVIDENCE, date=span(TEXT, "Tuesday", value="2023-11-21", granularity="day", method=method)))
    expect(visit(OPERATIONS).locator(".event .date dd")).to_have_text(words)


def test_a_worker_that_is_not_ready_says_why(worker: Worker, visit: Visit) -> None:
    worker.status.now("joining the group")
    page = visit(OPERATIONS)
    expect(page.locator("#state")).to_have_text("Not ready: joining the group")
    worker.status.now("")
    expect(page.locator("#state")).to_have_text("Ready")


def test_a_worker_that_goes_away_is_missed_and_found_again(worker: Worker, visit: Visit) -> None:
    page = visit(OPERATIONS, quiet=False)  # the browser itself notes each refused connection
    expect(page.locator("#state")).to_have_text("Ready")
    worker.stop()
    expect(page.locator("#state")).to_have_text("The worker does not answer; trying again")
    worker.start()
    expect(page.locator("#state")).to_have_text("Ready")


HOSTILE = '<img src=x onerror=alert(1)> <script>alert(2)</script> Chile expelled "><svg onload=alert(3)> them. </p></li>&lt;b&gt;'


@pytest.mark.parametrize("url", ["javascript:alert(4)", "data:text/html,<script>alert(5)</script>", ' https://x" onclick="alert(6)'])
def test_a_hostile_article_is_only_text(worker: Worker, visit: Visit, url: str) -> None:
    more = {"name": HOSTILE, "role": HOSTILE, "country": HOSTILE}
    hostile = event(
        HOSTILE,
        "Chile expelled",
        event_id='"><script>alert(7)</script>',
        topic="<b>topic</b>",
        kind=HOSTILE,
        headline=HOSTILE,
        actors=[span(HOSTILE, "Chile", **more)],
        targets=[span(HOSTILE, "them", **more)],
        location=span(HOSTILE, "svg", **more),
        date=span(HOSTILE, "script", value=HOSTILE, granularity=HOSTILE, method=""),
        quotes=[span(HOSTILE, "img", speaker=HOSTILE)],
        article={"url": url, "title": HOSTILE, "source": HOSTILE},
    )
    publish(worker, hostile, "<b>topic</b>", HOSTILE)
    worker.status.now("<img src=x onerror=alert(8)>")
    page = visit(OPERATIONS)
    expect(page.locator(".event")).to_have_count(1)
    page.get_by_text("Whole article").click()
    expect(page.locator(".event h4")).to_have_text(HOSTILE)
    expect(page.locator(".event > .passage")).to_have_text(HOSTILE)
    expect(page.locator("#state")).to_contain_text("<img src=x")
    for foreign in (
        "script:not([src])",
        ".event img",
        ".event svg",
        ".event b",
        "[onclick]",
        "[onload]",
        "a[href^='javascript']",
        "a[href^='data']",
    ):
        expect(page.locator(foreign)).to_have_count(0)
    page.wait_for_timeout(500)  # a dialog fails the test


def test_a_page_of_a_worker_with_a_token_says_so_and_takes_it_from_its_address(visit: Visit, worker: Worker) -> None:
    worker.stop()
    worker.start(Access(token="s3cret"))
    page = visit(OPERATIONS, quiet=False)  # chromium tells of a 401
    expect(page.locator("#state")).to_contain_text("wants its token", timeout=30_000)
    page.goto(f"{worker.url}/{OPERATIONS}#token=s3cret")
    page.reload()
    expect(page.locator("#state")).to_have_text("Ready", timeout=30_000)
