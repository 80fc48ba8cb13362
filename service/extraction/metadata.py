"""What a page says of itself: title, date, authors, address, site, language. JSON-LD first, then meta tags, then what the page shows."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import htmldate
from lxml.html import HtmlElement

from service.cleaning.agencies import wire_of
from service.extraction.linked_data import linked_data, names_of

_SHORTEST_NAME = 3
_LONGEST_NAME = 60
_MOST_AUTHORS = 12
_NOBODY = frozenset(
    ("admin", "administrator", "editor", "staff", "newsdesk", "webdesk", "guest", "author", "redaktion", "redaccion", "redazione")
)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_SLACK = timedelta(days=1)
"""Zones and clocks differ: a page may be dated up to a day after it was received."""

_MARKS = (" | ", " - ", " – ", " — ", " :: ", " • ", " · ")
"""What stands between a headline and the name of the site."""
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published",
    "originalpublicationdate", "article_date_original", "displaydate", "datecreated", "timestamp", "ptime",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "article:author",
    "twitter:creator_name",
)
_SITES = ("og:site_name", "application-name", "twitter:app:name:iphone")
_ISO_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_SPACED_ZONE = re.compile(r"(?<!\s)\s++(?=[+-]\d\d:?\d\d$)")
_LEADING_BY = re.compile(r"^\s*(?:by|por|par|von|di|автор:?|written by|posted by)\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"[,;|/&]|\b(?:and|und|et|y)\b")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Of one page; empty or None where it says nothing."""

    title: str = ""
    description: str = ""
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    wire: str | None = None
    """The agency that it names as its author."""
    url: str | None = None
    site: str | None = None
    language: str | None = None
    body: str = ""
    """The text that its JSON-LD gives: often cut short, so a hint only."""


def metadata_of(tree: HtmlElement, received_at: datetime) -> Metadata:
    """The metadata of the page `tree`. `received_at` bounds its date, so that no clock is read."""
    metas = _metas(tree)
    linked = linked_data(tree)
    site = _first(metas, _SITES) or next(iter(names_of(linked.get("publisher"))), "")
    authors, wire = _authors(metas, linked, site)
    return Metadata(
        title=_title(tree, metas, linked, site),
        description=_first(metas, _DESCRIPTIONS),
        published_at=_published(tree, metas, linked, received_at),
        authors=authors,
        wire=wire,
        url=_address(tree, metas),
        site=site or None,
        language=_language(tree, metas, linked),
        body=_text(linked.get("articleBody")),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Content of the meta tags by lower-case name or property; the first of each."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content:
            metas.setdefault(name.strip().lower(), " ".join(content.split()))
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _title(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any], site: str) -> str:
    title = _first(metas, _TITLES[:2]) or _text(linked.get("headline")) or _first(metas, _TITLES[2:])
    if not title:
        heading = tree.find(".//h1")
        title = (heading.text_content() if heading is not None else "") or tree.findtext(".//title") or ""
    plain = without_site(" ".join(title.split()), site)
    return plain if site else _without_host(plain, _address(tree, metas) or "")


def without_site(title: str, site: str) -> str:
    """`title` without the name of the site that many pages hang on it ("... | Example News")."""
    wanted = _letters(site)
    for mark in _MARKS:
        head, found, tail = title.rpartition(mark)
        if found and head and wanted and _letters(tail) and (_letters(tail) in wanted or wanted in _letters(tail)):
            return head.strip()
    return title


def _without_host(title: str, address: str) -> str:
    """The same where the page names no site, so that only its host tells what it is called: "... - The Rhone Examiner"."""
    try:
        labels = {_letters(label) for label in (urlsplit(address).hostname or "").split(".")}
    except ValueError:
        return title
    for mark in _MARKS:
        head, found, tail = title.rpartition(mark)
        if found and head and _letters(tail).removeprefix("the") in labels - {""}:
            return head.strip()
    return title


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _published(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any], received_at: datetime) -> datetime | None:
    """The date that the page states; only where it states none, one that it shows (a stated one that can't be is no reason to guess)."""
    latest = received_at + _SLACK
    shown = (
        element.get("content") or element.get("datetime") or ""
        for element in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]')[:3]
    )
    stated = [value for value in (_text(linked.get("datePublished")), *(metas.get(name, "") for name in _DATES), *shown) if value]
    for value in stated:
        date = _date(value)
        if date and _EARLIEST <= date <= latest:
            return date
    if stated:
        return None
    earliest, last = (bound.date().isoformat() for bound in (_EARLIEST, latest))
    found = htmldate.find_date(tree, original_date=True, extensive_search=False, min_date=earliest, max_date=last)
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None


def _date(value: str) -> datetime | None:
    """An ISO 8601 or RFC 5322 date in its own zone, whose day is the publisher's; without a zone it is UTC."""
    value = _SPACED_ZONE.sub("", value.strip())
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            day = _ISO_DAY.match(value)
            if not day:
                return None
            try:
                date = datetime.fromisoformat(day[0])
            except ValueError:
                return None
    try:
        written_there = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        written_there.astimezone(UTC)  # whether it lies on the calendar
    except OverflowError:
        return None
    return written_there


def _authors(metas: dict[str, str], linked: dict[str, Any], site: str) -> tuple[tuple[str, ...], str | None]:
    """The people who wrote it, and the agency that is named among them."""
    names = names_of(linked.get("author")) or names_of(linked.get("creator")) or [_first(metas, _AUTHORS)]
    wire = next((found for name in names if (found := wire_of(name))), None)
    people = (person.strip() for name in names if "://" not in name for person in _BETWEEN_NAMES.split(_LEADING_BY.sub("", name)))
    kept = [person for person in people if _is_person(person, site)]
    return tuple(dict.fromkeys(kept))[:_MOST_AUTHORS], wire


def _is_person(name: str, site: str) -> bool:
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or "/" in name or "@" in name or "." in name.rstrip(".")[3:].replace(". ", ""):
        return False
    letters = _letters(name)
    return letters not in _NOBODY and not wire_of(name) and not (site and (letters in _letters(site) or _letters(site) in letters))


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href")).strip()
    return metas.get("og:url")


def _language(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    said = (
        tree.get("lang") or tree.get("xml:lang") or _text(linked.get("inLanguage")) or metas.get("og:locale") or metas.get("language") or ""
    )
    primary = said.strip().replace("_", "-").partition("-")[0].lower()
    return primary if len(primary) in (2, 3) and primary.isascii() and primary.isalpha() else None
