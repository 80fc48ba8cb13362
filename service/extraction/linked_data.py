"""The article's object among a page's JSON-LD, read also where the publisher's JSON is not strict."""

import json
import re
from contextlib import suppress
from typing import Any

import orjson
from lxml.html import HtmlElement

_LONGEST_JSON = 300_000
"""Characters of one JSON-LD script; the largest on the measured pages has 90,000."""
_DEEPEST = 4
"""Levels in which articles are looked for."""
_MOST_OBJECTS = 50
"""Of one list, and of those that stand one after the other in a script."""
_ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle BlogPosting LiveBlogPosting TechArticle SocialMediaPosting Report WebPage".split()
)
_WRAPPING = re.compile(r"<!--|-->|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?")
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_BETWEEN_OBJECTS = " \t\r\n;,"
_STATED = re.compile(r'"(@type|headline|description|datePublished|inLanguage)"\s{0,20}:\s{0,20}"([^"\\\n]{1,500})"')
_AUTHOR = re.compile(r'"(?:author|creator)"\s{0,20}:\s{0,20}')
_LENIENT = json.JSONDecoder(strict=False)


def linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The article's object among the page's JSON-LD, or nothing. Articles go before mere pages."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text and len(script.text) <= _LONGEST_JSON:
            for value in _values(script.text):
                found += _objects(value, 0)
    typed = [(kinds, item) for item in found if (kinds := _types(item) & _ARTICLE_TYPES)]
    return next((item for kinds, item in typed if kinds != {"WebPage"}), typed[0][1] if typed else {})


def _values(text: str) -> list[Any]:
    """What a script says: strict JSON, or with line breaks in strings, trailing commas, wrappings, several objects in a row."""
    try:
        return [orjson.loads(text.strip().rstrip(";"))]
    except orjson.JSONDecodeError:
        text = _TRAILING_COMMA.sub("", _WRAPPING.sub(" ", text))
    values: list[Any] = []
    at = 0
    while len(values) < _MOST_OBJECTS:
        while at < len(text) and text[at] in _BETWEEN_OBJECTS:
            at += 1
        if at == len(text):
            return values
        try:
            value, at = _LENIENT.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            return [*values, _stated(text[at:])]
        values.append(value)
    return values


def _stated(text: str) -> dict[str, Any]:
    """The plain fields of an object that can't be parsed: a quotation mark was not escaped, or its end is missing."""
    said: dict[str, Any] = {}
    for name, value in _STATED.findall(text):
        if name == "@type" and value in _ARTICLE_TYPES and said.get("@type") in (None, "WebPage"):
            said["@type"] = value
        elif name != "@type":
            said.setdefault(name, value)
    if author := _AUTHOR.search(text):
        with suppress(json.JSONDecodeError, RecursionError):
            said["author"] = _LENIENT.raw_decode(text, author.end())[0]
    return said


def _objects(value: Any, depth: int) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [item for part in value[:_MOST_OBJECTS] for item in _objects(part, depth + 1)] if depth < _DEEPEST else []
    if not isinstance(value, dict):
        return []
    return (
        [value, *_objects(value.get("@graph"), depth + 1), *_objects(value.get("mainEntity"), depth + 1)] if depth < _DEEPEST else [value]
    )


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    return {kind} if isinstance(kind, str) else {k for k in kind if isinstance(k, str)} if isinstance(kind, list) else set()


def names_of(value: Any, depth: int = 0) -> list[str]:
    """The names that a person, an organisation, a list of them or a bare string gives; a name may be an object with a name itself."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if depth > _DEEPEST:
        return []
    if isinstance(value, dict):
        return names_of(value.get("name"), depth + 1)
    if isinstance(value, list):
        return [name for one in value[:_MOST_OBJECTS] for name in names_of(one, depth + 1)]
    return []
