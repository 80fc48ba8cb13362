"""Stage 2: the text of a page and what the page says of itself. Articles that came as text pass through."""

from dataclasses import replace
from urllib.parse import urljoin

from service.article import Article
from service.context import Context
from service.decoding.url import canonical_url, publisher
from service.errors import Rejected
from service.extraction.page import read_page
from service.outcome import DeadReason

MAX_LINES = 20_000
"""Of a text that came as text. Cleaning weighs line by line: 30,000 lines of 60 characters, each another, took 1.4 s of CPU on a busy
machine, so that this many take less than one. The longest of 2,600 measured articles has a few hundred."""


def extract(article: Article, context: Context) -> Article:  # noqa: ARG001 every stage has this shape
    """`article` with `text`, `html` empty, and `extractor` naming the method; what its user left out is filled from the page.

    Raises Rejected: `no_text`, `too_costly`.
    """
    if article.text.strip():
        lines = article.text.count("\n")
        if lines > MAX_LINES:
            raise Rejected(DeadReason.TOO_COSTLY, f"the text has {lines:,} lines, more than {MAX_LINES:,}")
        return replace(article, html="", extractor="text", published_at=article.published_at or article.fetched_at)
    if not article.html.strip():
        raise Rejected(DeadReason.NO_TEXT, "the text is blank")
    found = read_page(article.html, article.received_at)
    said = found.metadata
    url = article.url or _address(said.url)
    return replace(
        article,
        html="",
        text=found.text,
        extractor=found.method,
        title=article.title or said.title,
        url=url,
        source=article.source or (publisher(url) if url else None) or said.site,
        published_at=article.published_at or said.published_at or article.fetched_at,
        authors=article.authors or said.authors,
        wire=article.wire or said.wire,
        language=article.language or said.language,
    )


def _address(said: str | None) -> str | None:
    try:
        return canonical_url(urljoin("", said)) if said else None
    except ValueError:
        return None
