"""What a page says of itself."""

from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from service.extraction.metadata import Metadata, metadata_of, without_site

RECEIVED = datetime(2024, 6, 1, tzinfo=UTC)


def metadata(head: str, body: str = "") -> Metadata:
    return metadata_of(document_fromstring(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>"), RECEIVED)


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "headline": "Page"},
  {"@type": ["NewsArticle"], "headline": "Envoy summoned", "datePublished": "2024-05-06T07:08:09+02:00",
   "author": [{"@type": "Person", "name": "Ann Smith"}, {"name": "Bo Lee"}], "publisher": {"name": "Example News"},
   "articleBody": "The text."}]}</script>"""


def test_linked_data_of_the_article_is_read() -> None:
    found = metadata(LINKED)
    assert found.title == "Envoy summoned"
    assert found.published_at == datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)
    assert found.authors == ("Ann Smith", "Bo Lee")
    assert (found.site, found.language, found.body) == ("Example News", "en", "The text.")


def test_meta_tags_are_read() -> None:
    found = metadata(
        '<meta property="og:title" content="Envoy summoned | Example News"><meta property="og:site_name" content="Example News">'
        '<meta name="description" content="A note was  handed over."><meta property="article:published_time" content="2024-05-06">'
        '<meta name="author" content="By Ann Smith and Bo Lee"><link rel="canonical" href="https://example.com/a">'
    )
    assert found == Metadata(
        title="Envoy summoned",
        description="A note was handed over.",
        published_at=datetime(2024, 5, 6, tzinfo=UTC),
        authors=("Ann Smith", "Bo Lee"),
        url="https://example.com/a",
        site="Example News",
        language="en",
    )


def test_the_heading_is_the_title_where_nothing_else_is() -> None:
    assert metadata("<title>Page</title>", "<h1>Envoy <em>summoned</em></h1>").title == "Envoy summoned"
    assert metadata("<title>Envoy summoned</title>").title == "Envoy summoned"


@pytest.mark.parametrize("date", ["2024-06-09", "1970-01-01", "soon", "2024-13-40", "9999-12-31T23:59:59-23:00"])
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    assert metadata(f'<meta property="article:published_time" content="{date}">').published_at is None


@pytest.mark.parametrize(
    "date", ["2024-05-06T07:08:09Z", "Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T09:08:09+0200", "2024-05-06 07:08:09"]
)
def test_dates_are_read_in_the_ways_that_pages_write_them(date: str) -> None:
    assert metadata(f'<meta name="pubdate" content="{date}">').published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_a_shown_date_is_found_and_does_not_depend_on_today() -> None:
    assert metadata("", "<time datetime='2024-05-06'>6 May</time><p>Text</p>").published_at == datetime(2024, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 5_000, '{"@type": 4}', '{"@type": "NewsArticle", "author": [null, 4, {"name": 5}], "datePublished": {}}', "[[[[[[{}]]]]]]"],
)
def test_broken_linked_data_is_ignored(script: str) -> None:
    assert metadata(f'<script type="application/ld+json">{script}</script><title>T</title>').title == "T"


@pytest.mark.parametrize("author", ["https://example.com/ann", "Example News", "ann@example.com", "x" * 90, "admin", "Example"])
def test_what_is_no_person_is_no_author(author: str) -> None:
    assert metadata(f'<meta name="author" content="{author}"><meta property="og:site_name" content="Example News">').authors == ()


@pytest.mark.parametrize(
    ("title", "site", "wanted"),
    [
        ("Envoy summoned - Example News", "Example News", "Envoy summoned"),
        ("Envoy summoned | The Example", "example", "Envoy summoned"),
        ("Envoy summoned - again", "Example News", "Envoy summoned - again"),
        ("Envoy summoned", "", "Envoy summoned"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, site: str, wanted: str) -> None:
    assert without_site(title, site) == wanted


def test_an_agency_is_no_author_but_the_wire() -> None:
    found = metadata('<meta name="author" content="The Associated Press">')
    assert (found.authors, found.wire) == ((), "AP")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Envoys leave the hall - The Rhone Examiner", "Envoys leave the hall"),
        ("Envoys leave the hall | Rhone-Examiner", "Envoys leave the hall"),
        ("Envoys leave the hall - but not for long", "Envoys leave the hall - but not for long"),
    ],
)
def test_where_a_page_names_no_site_its_host_does(title: str, wanted: str) -> None:
    address = '<meta property="og:url" content="https://www.rhone-examiner.example/a.html">'
    assert metadata(f"<title>{title}</title>{address}").title == wanted
