"""Stage *dedupe*: a reading is the first of its kind, a copy, an update of an earlier article, or one that was settled before."""

from dataclasses import dataclass
from functools import lru_cache

import tldextract

from service.article import Article
from service.outcome import Method
from service.reading import Reading
from service.seen.entry import Entry, Position, Verdict
from service.seen.memory import Seen

_SUFFIXES = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reading is. `verdict` None: it was settled at an earlier position, so there is nothing to do.

    `original` is the first of its kind (COPY) or the version before (UPDATE); `matched` the entry that the text was recognised by.
    """

    verdict: Verdict | None
    original: Entry | None = None
    matched: Entry | None = None
    method: Method | None = None
    similarity: float = 0.0


@lru_cache(maxsize=4096)
def _registered_domain(host: str) -> str:
    return _SUFFIXES(host).top_domain_under_public_suffix or host


def publisher(article: Article) -> str:
    """Publisher family: the registered domain of the URL, else the source, in lower case ("" when neither is known)."""
    if article.url:
        host = article.url.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
        return _registered_domain(host.lower())
    return (article.source or "").lower()


def dedupe(reading: Reading, position: Position, seen: Seen) -> Decision:
    """Decide by the lane's log before `position`, and by nothing else."""
    past = seen.before(position, reading.timestamp)
    article, sketch = reading.article, reading.sketch
    if past.settled(reading.owner, reading.timestamp, article.id, sketch.digest):
        return Decision(None)
    version = past.version(article.id, article.url, publisher(article))
    if version and version.sketch.digest == sketch.digest:
        return Decision(Verdict.COPY, past.original(version), version, Method.EXACT, 1.0)
    if version and version.verdict is not Verdict.COPY:
        return Decision(Verdict.UPDATE, version, version)
    same = past.same(sketch.digest)
    if same:
        return Decision(Verdict.COPY, past.original(same), same, Method.EXACT, 1.0)
    match = past.similar(sketch)
    if match:
        return Decision(Verdict.COPY, past.original(match.entry), match.entry, match.method, match.similarity)
    return Decision(Verdict.ORIGINAL)
