"""Stage 3: the clean title and text that all offsets refer to, and the credits that were read off what went."""

from dataclasses import replace

from service.article import Article
from service.cleaning.text import clean_text
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason


def clean(article: Article, context: Context) -> Article:  # noqa: ARG001 every stage has this shape
    """`article` with clean `title` and `text`, and `wire` and `authors` where the text credits them.

    Raises Rejected: `no_text` when nothing but boilerplate was there, `too_costly` when there is more of it than any page has.
    """
    cleaned = clean_text(article.title, article.text, scraped=article.extractor == "text")
    if not cleaned.text:
        raise Rejected(DeadReason.NO_TEXT, "nothing is left of the text once boilerplate is removed")
    return replace(
        article,
        title=cleaned.title,
        text=cleaned.text,
        wire=article.wire or cleaned.wire,
        authors=article.authors or cleaned.authors,
    )
