"""The article's object among a page's JSON-LD, also where the publisher's JSON is not strict."""

import pytest
from lxml import html

from service.extraction.linked_data import linked_data, names_of


def page(*scripts: str) -> html.HtmlElement:
    return html.fromstring(
        "<html><body>" + "".join(f'<script type="application/ld+json">{one}</script>' for one in scripts) + "</body></html>"
    )


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Envoy leaves"}',
        '[{"@type": "Organization"}, {"@type": ["NewsArticle"], "headline": "Envoy leaves"}]',
        '{"@graph": [{"@type": "NewsArticle", "headline": "Envoy leaves"}]}',
        '{"@type": "NewsArticle", "headline": "Envoy leaves",}',
        '{"@type": "Organization"} {"@type": "NewsArticle", "headline": "Envoy leaves"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Envoy leaves"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Envoy leaves", "articleBody": "He said "no" and',
    ],
)
def test_the_article_is_found(script: str) -> None:
    assert linked_data(page(script))["headline"] == "Envoy leaves"


def test_an_article_goes_before_a_mere_page() -> None:
    found = linked_data(page('{"@type": "WebPage", "headline": "Home"}', '{"@type": "NewsArticle", "headline": "Envoy leaves"}'))
    assert found["headline"] == "Envoy leaves"


@pytest.mark.parametrize("script", ["", "null", "[" * 5_000, '{"@type": "Recipe", "headline": "Soup"}'])
def test_what_has_no_article_gives_nothing(script: str) -> None:
    assert linked_data(page(script)) == {}


@pytest.mark.parametrize(
    ("value", "names"),
    [("Ana Ruiz", ["Ana Ruiz"]), ({"name": {"name": "Ana Ruiz"}}, ["Ana Ruiz"]), ([{"name": "Ana"}, " ", "Bo"], ["Ana", "Bo"]), (7, [])],
)
def test_names_are_taken_out_of_any_shape(value: object, names: list[str]) -> None:
    assert names_of(value) == names
