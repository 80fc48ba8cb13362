"""An incident's own page, an article's, the box that explains, and dead letters."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.record import Record, Source
from tests.browser.conftest import Visit, Worker
from tests.browser.events import event, span
from tests.browser.incidents import NICARAGUA, incident, report

TEXT = "Rain fell. Mali on Tuesday expelled three envoys of France from Bamako. They had spied, a minister said.\n\nIt rained on."
EVIDENCE = "Mali on Tuesday expelled three envoys of France from Bamako."
MARKS: dict[str, Any] = {
    "actors": [span(TEXT, "Mali", name="Mali", country="MLI", role=None, kind="state")],
    "targets": [span(TEXT, "envoys of France", name="France", country="FRA", role="envoys", kind="state")],
    "quotes": [span(TEXT, "They had spied", speaker="a minister")],
}
EXPLAINED_WITHIN_MS = 60_000  # the process that explains starts with the first question


def told(worker: Worker, **more: Any) -> None:
    """An incident with two reports, and its events."""
    reports = [
        report(),
        report("e2", source="Sahel Post", headline="Three sent home", joined={"score": 0.97, "because": ["same act", "days alike"]}),
    ]
    counts = {"reports": 2, "articles": 4, "sources": 3, "independent_sources": 2}
    for event_id, place in (("e1", 0), ("e2", 1)):
        lineage = {"topic": "news.raw", "partition": 0, "offset": place}
        worker.tell(
            [event(TEXT, EVIDENCE, event_id=event_id, incident_id="i1", lineage=lineage, **MARKS)], "news.events.diplomatic-protest"
        )
    worker.tell([incident(), incident(revision=2, reports=reports, counts=counts, **more)])


def test_an_incident_has_its_reports_side_by_side_with_the_evidence_marked(worker: Worker, visit: Visit) -> None:
    told(worker)
    page = visit("?incident=i1")
    expect(page.locator(".incident-head h2")).to_have_text("Chile → Nicaraguan diplomats (NIC)")
    reports = page.locator(".reports .event")
    expect(reports).to_have_count(2)
    expect(reports.locator("mark.evidence").first).to_be_visible()
    assert "".join(reports.nth(1).locator("mark.evidence").all_inner_texts()) == EVIDENCE
    expect(reports.nth(1)).to_contain_text("Three sent home")
    expect(reports.nth(1)).to_contain_text("joined with 97%: same act, days alike")
    expect(reports.nth(0)).to_contain_text("opened the incident")
    expect(reports.nth(0)).to_contain_text("“They had spied” — a minister")
    for piece in ("Against whom", "2023-11-21 (day)", "Santiago, CHL", "2023-11-21 to 2023-11-22"):
        expect(page.locator(".facts.tile")).to_contain_text(piece)
    expect(page.locator("#view-incident")).to_contain_text("2 reports, 4 articles, 2 independent sources")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    assert [rows.nth(at).locator("td").first.inner_text() for at in (0, 1)] == ["2", "1"]


def test_an_incident_leads_to_what_it_answers_and_back(worker: Worker, visit: Visit) -> None:
    told(worker)
    worker.tell([incident("i2", kind="recall", actors=[NICARAGUA], targets=[], responds_to="i1")])
    page = visit("?incident=i2")
    page.locator(".related a").click()
    expect(page.locator(".related h3")).to_have_text("Answered by")
    page.locator(".related a").click()
    expect(page.locator(".related h3")).to_have_text("Responds to")
    expect(page.locator(".related a")).to_have_text("expulsion: Chile → Nicaraguan diplomats (NIC)")


def test_an_incident_can_be_taken_away(worker: Worker, visit: Visit, tmp_path: Path) -> None:
    told(worker)
    page = visit("?incident=i1")
    with page.expect_download() as kept:
        page.get_by_role("button", name="JSON").click()
    kept.value.save_as(tmp_path / "one.json")
    assert json.loads((tmp_path / "one.json").read_bytes())["revision"] == 2
    with page.expect_download() as kept:
        page.get_by_role("button", name="CSV").click()
    kept.value.save_as(tmp_path / "one.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "one.csv").read_text("utf-8"))))
    assert [row["event_id"] for row in rows] == ["e1", "e2"]
    assert rows[0]["targets"] == "Nicaraguan diplomats (NIC)"


def test_an_incident_that_is_not_known_says_so(visit: Visit) -> None:
    page = visit("?incident=nowhere", quiet=False)  # chromium tells of a 404
    expect(page.locator("#view-incident .notice")).to_contain_text("this worker knows no such incident")


def test_reports_beyond_the_first_are_fetched_when_they_are_asked_for(worker: Worker, visit: Visit) -> None:
    reports = [report(f"e{number}") for number in range(30)]
    worker.tell([incident(reports=reports, counts={"reports": 45, "articles": 60, "sources": 9, "independent_sources": 9})])
    page = visit("?incident=i1", quiet=False)  # no topic holds the events here, and chromium tells of a 404
    expect(page.locator(".reports > li")).to_have_count(12)
    page.get_by_role("button", name="Show 18 more reports").click()
    expect(page.locator(".reports > li")).to_have_count(24)
    expect(page.locator("#view-incident")).to_contain_text("The first 30 are listed; 15 more are only counted.")


def article(page: Page) -> str:
    return page.locator("#view-article .whole .passage").inner_text()


def test_an_article_is_shown_with_its_spans_and_what_each_stage_said(worker: Worker, visit: Visit) -> None:
    told(worker)
    worker.keep(Record(Source("news.raw", 0, 0), 1_700_000_000_000, None, json.dumps({"id": "a1", "text": TEXT}).encode()))
    page = visit("?article=e1")
    expect(page.locator("#view-article .whole mark.evidence").first).to_be_visible()
    expect(page.locator(".said-by")).to_be_visible(timeout=EXPLAINED_WITHIN_MS)
    for stage in ("extract", "language", "gate", "judge", "code", "compose"):
        expect(page.locator(".said-by dt", has_text=stage).first).to_be_visible()
    assert article(page) == TEXT


def test_an_article_whose_input_is_gone_is_shown_as_its_event_has_it(worker: Worker, visit: Visit) -> None:
    told(worker)
    page = visit("?article=e1", quiet=False)  # chromium tells of a 404
    expect(page.locator("#view-article .notice")).to_contain_text("news.raw-0-0 can't be had")
    assert article(page) == TEXT


def test_a_text_that_is_pasted_is_explained_and_one_after_it_alone(visit: Visit) -> None:
    page = visit("?view=explain")
    page.get_by_label("Text, or the source of a page").fill(TEXT)
    page.get_by_label("Published on").fill("2024-03-06")
    page.get_by_role("button", name="Explain").click()
    expect(page.locator("#explain-says")).to_have_text("Done.", timeout=EXPLAINED_WITHIN_MS)
    expect(page.locator("#explained .feed .event")).to_contain_text("expulsion")
    expect(page.locator("#explained .feed .facts")).to_contain_text("2024-03-05")
    page.get_by_label("Text, or the source of a page").fill(TEXT)
    page.get_by_label("Text, or the source of a page").press("Control+Enter")
    expect(page.locator("#explain-says")).to_have_text("Done.", timeout=EXPLAINED_WITHIN_MS)
    expect(page.locator("#explained .feed .event")).to_have_count(1)


def test_dead_letters_are_told_with_their_reasons(worker: Worker, visit: Visit) -> None:
    headers = {"reason": "not_json", "detail": "line 1 column 1", "stage": "decode", "topic": "news.raw", "partition": "3", "offset": "17"}
    letter = Record(
        Source("news.dead", 0, 0), 1, None, b"{<script>", tuple((f"demarche.{name}", text.encode()) for name, text in headers.items())
    )
    worker.letter(letter)
    worker.letter(letter)  # a worker that died before its commit writes it twice
    page = visit("?view=dead")
    expect(page.locator("#letters .event")).to_have_count(1)
    for piece in ("not_json", "refused: it is not JSON", "line 1 column 1", "{<script>", "news.raw-3-17", "decode"):
        expect(page.locator("#letters")).to_contain_text(piece)
    expect(page.get_by_role("link", name="what each stage said")).to_have_attribute("href", "/?input=3%2F17")


HOSTILE = '<img src=x onerror=alert(1)> <script>alert(2)</script> Chile expelled "><svg onload=alert(3)> them. </p></li>&lt;b&gt;'


@pytest.mark.parametrize("url", ["javascript:alert(4)", "data:text/html,<script>alert(5)</script>"])
def test_hostile_articles_are_only_text_in_every_view(worker: Worker, visit: Visit, url: str) -> None:
    party = {"name": HOSTILE, "role": HOSTILE, "country": HOSTILE, "kind": HOSTILE}
    bad = '"><script>alert(7)</script>'
    worker.tell([event(HOSTILE, "Chile expelled", event_id=bad, incident_id=bad, article={"url": url, "title": HOSTILE})], "news.events.x")
    worker.tell(
        [
            incident(
                bad,
                topic="<b>topic</b>",
                kind=HOSTILE,
                status=HOSTILE,
                actors=[party],
                targets=[party],
                location={"name": HOSTILE, "country": HOSTILE},
                date={"value": HOSTILE, "granularity": HOSTILE, "first": HOSTILE, "last": HOSTILE},
                reports=[
                    report(bad, headline=HOSTILE, source=HOSTILE, url=url, modality=HOSTILE, joined={"score": 1, "because": [HOSTILE]})
                ],
                responds_to=bad,
            )
        ]
    )
    page = visit(viewport={"width": 1200, "height": 900})
    expect(page.locator(".incident .headline")).to_have_text(HOSTILE)
    page.locator(".incident a").click()
    expect(page.locator(".reports .passage").first).to_contain_text("Chile expelled")
    for foreign in (
        "script:not([src])",
        "#main img",
        "#main b",
        "#main svg:not([role])",
        "[onclick]",
        "[onload]",
        "a[href^='javascript']",
        "a[href^='data']",
    ):
        expect(page.locator(foreign)).to_have_count(0)
    page.wait_for_timeout(300)  # a dialog fails the test
