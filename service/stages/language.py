"""Stage 4: the language of the text, from a prefix of it."""

from dataclasses import replace

import py3langid

from service.article import Article
from service.context import Context

_PREFIX = 400
"""Characters that are enough to tell."""


def identify(article: Article, context: Context) -> Article:  # noqa: ARG001
    """`article` with `language` (ISO 639-1) and `language_confidence` (0..1)."""
    language, confidence = py3langid.classify(f"{article.title} {article.text[:_PREFIX]}")
    return replace(article, language=language, language_confidence=float(confidence))
