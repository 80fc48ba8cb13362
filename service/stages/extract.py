"""Stage 2: the text of a page. Articles that came as text pass through."""

from dataclasses import replace

import trafilatura

from service.article import Article
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason


def extract(article: Article, context: Context) -> Article:  # noqa: ARG001
    """`article` with `text` and the metadata that its page gives, `html` empty, and `extractor` naming the method.

    Raises Rejected `no_text` when there is nothing to read.
    """
    if article.text.strip():
        return replace(article, html="", extractor="text")
    text = (
        trafilatura.extract(article.html, favor_precision=True, include_comments=False, include_tables=False)
        if article.html.strip()
        else None
    )
    if not text:
        raise Rejected(DeadReason.NO_TEXT, "the page holds no article text" if article.html else "the text is blank")
    return replace(article, text=text, html="", extractor="trafilatura")
