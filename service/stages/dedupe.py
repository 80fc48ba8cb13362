"""Stage *dedupe*: a reading is the first of its kind, a copy, an update of an earlier article, or one that was settled before."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.article import Article
from service.decoding.url import publisher
from service.outcome import Method
from service.reading import Reading
from service.seen.entry import Known, Position, Verdict, content_mark
from service.seen.memory import Seen


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reading is. `verdict` None: it was settled at an earlier position, so there is nothing to do.

    `original` is the first of its kind (COPY) or the version before (UPDATE); method and similarity are a copy's.
    """

    verdict: Verdict | None
    original: Known | None = None
    method: Method | None = None
    similarity: float = 0.0
    late: bool = False
    """It is an older version of an article whose later one was there before."""


def publisher_family(article: Article) -> str:
    """The registered domain of the URL, else the source, in lower case ("" when neither is known)."""
    return (publisher(article.url) if article.url else None) or (article.source or "").lower()


def to_published(article: Article) -> int | None:
    """When an article says that it was published, in seconds."""
    return int(article.published_at.timestamp()) if article.published_at else None


def look_ahead(readings: Sequence[Reading], position: Position, seen: Seen) -> None:
    """Have the memory look up all readings of a lane record at once; changes no decision. `position`: of the first."""
    seen.expect([(reading.article.id, reading.article.url, reading.sketch) for reading in readings], position)


def dedupe(reading: Reading, position: Position, seen: Seen) -> Decision:
    """Decide by the lane's log before `position`, and by nothing else."""
    article = reading.article
    answers = seen.before(position, reading.timestamp).ask(article.id, article.url, reading.sketch)
    if answers.settled(reading.owner, reading.timestamp):
        return Decision(None)
    version = answers.version(publisher_family(article))
    if version and version.mark == content_mark(reading.sketch.digest):
        same = answers.original_of(version) or answers.same()
    else:
        same = answers.same()
        sent_again = same and version and same.thread == version.thread  # an earlier version must not undo the later one
        if version and version.verdict is not Verdict.COPY and not sent_again:
            if version.is_later(to_published(article)):
                return Decision(Verdict.COPY, version, Method.NEAR, answers.against(version), late=True)
            return Decision(Verdict.UPDATE, version)
    if same:
        return Decision(Verdict.COPY, same, Method.EXACT, 1.0)
    match = answers.similar()
    return Decision(Verdict.COPY, *match) if match else Decision(Verdict.ORIGINAL)
