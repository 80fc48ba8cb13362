"""JSON-LD is read also where it is not strict JSON."""

from typing import Any

import pytest
from lxml.html import document_fromstring

from service.extraction.linked_data import linked_data, names_of

ARTICLE = '"@type": "NewsArticle", "datePublished": "2024-05-06", "author": {"@type": "Person", "name": "Ann Smith"}'


def read(script: str) -> dict[str, Any]:
    return linked_data(document_fromstring(f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>'))


@pytest.mark.parametrize(
    "script",
    [
        f"{{{ARTICLE}}}",
        f'{{"description": "Two\nlines", {ARTICLE}}}',
        f"{{{ARTICLE},}}",
        f"//<![CDATA[\n{{{ARTICLE}}}\n//]]>",
        f"/*<![CDATA[*/{{{ARTICLE}}}/*]]>*/",
        f'{{"@type": "Organization"}}\n{{{ARTICLE}}};',
        f'{{"headline": "He said "no" again", {ARTICLE}}}',
        f'{{{ARTICLE}, "articleBody": "cut sho',
        f"[[{{{ARTICLE}}}]]",
    ],
)
def test_the_article_is_found(script: str) -> None:
    found = read(script)
    assert (found["datePublished"], names_of(found["author"])) == ("2024-05-06", ["Ann Smith"])


@pytest.mark.parametrize("script", ["", "nothing", "[", '{"@type": "Person", "name": "Ann"}', "{" * 2_000, "null", "[1, 2]"])
def test_what_is_no_article_is_nothing(script: str) -> None:
    assert read(script) == {}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Smith", ["Ann Smith"]),
        ({"name": {"@type": "Person", "name": "Ann Smith"}}, ["Ann Smith"]),
        ([{"name": ["Ann Smith", "Bo Lee"]}, "Cy Day"], ["Ann Smith", "Bo Lee", "Cy Day"]),
        ({"name": None}, []),
        (7, []),
        (None, []),
    ],
)
def test_names_may_be_nested(value: Any, names: list[str]) -> None:
    assert names_of(value) == names
