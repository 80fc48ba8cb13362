"""The article on its way through the pure stages of hop 1: one frozen value that each stage returns with more of it known."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """An article between two stages.

    After *decode* the fields are the user's; after *extract* `text` holds the article's text and `html` is empty; after *clean*
    `title` and `text` are the clean strings that all offsets of events refer to (code points); after *language* `language` is set.
    """

    id: str
    """The user's, else derived from the canonical URL, else from the content; set by decode (derived ids are prefixed `url:`/`sha:`)."""
    url: str | None
    """Canonical URL (scheme and host lower case, tracking parameters and fragment removed), or null."""
    source: str | None
    """Publisher: the user's `source`, else the registered domain of the URL."""
    title: str
    text: str
    html: str
    received_at: datetime
    """When `news.raw` took the record (UTC): the only clock of the core."""
    published_at: datetime | None = None
    """Aware; as given or found on the page."""
    language: str | None = None
    """Before the language stage: the user's hint; after: ISO 639-1 code."""
    language_confidence: float = 0.0
    authors: tuple[str, ...] = ()
    wire: str | None = None
    """Wire agency credited ("Reuters", "AFP", ...), normalised; decides the independence of sources."""
    extractor: str = "none"
    """How `text` was got: `text` for given text, else the extraction method."""
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    """One line each, `field: what was wrong`, for the ledger entry."""
    fetched_at: datetime | None = None
    """When a crawler took the page: stands for the publication where neither the user nor the page gives a date that can be read."""
