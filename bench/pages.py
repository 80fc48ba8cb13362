"""Text of web pages on one core, by our extractor, by trafilatura and by resiliparse: on real pages where they are, else on our own."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from bench.side_by_side import microseconds
from quality.report import OWN, REAL
from service.extraction.page import read_page

RECEIVED = datetime(2024, 6, 1, tzinfo=UTC)
ENGINES: dict[str, Callable[[str], object]] = {
    "demarche, text and metadata": lambda html: read_page(html, RECEIVED),
    "trafilatura, precision mode": lambda html: trafilatura.extract(html, favor_precision=True, include_comments=False),
    "resiliparse, main content": lambda html: extract_plain_text(html, main_content=True),
}


def pages() -> list[str]:
    """Real pages, else ours."""
    file = REAL / "extraction" / "pages.jsonl.gz"
    if file.exists():
        return [json.loads(line)["html"] for line in gzip.decompress(file.read_bytes()).splitlines()]
    return [page.read_text("utf-8") for page in sorted((OWN / "pages").glob("*.html"))]


def records(most: int) -> Iterator[bytes]:
    """Yield the pages as values of `news.raw`."""
    for number, html in enumerate(pages()[:most]):
        yield json.dumps({"id": f"page-{number}", "url": f"https://paper.example/{number}", "html": html}).encode()


def measure(most: int) -> dict[str, float]:
    """Pages a second of CPU, by engine."""
    return {name: 1e6 / spent for name, spent in microseconds(ENGINES, pages()[:most]).items()}
