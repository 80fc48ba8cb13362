"""Stage 3: the clean text that all offsets refer to."""

import re
from dataclasses import replace

from service.article import Article
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason

_BLANKS = re.compile(r"[ \t\u00a0]+")
_DROP = re.compile(
    r"(?i)^(?:x|advertisement|what.s next after this ad|to read ?:.*|source link.*|categor(?:y|ies) ?:.*|©.{0,60}"
    r"|what are your thoughts.*)$"
)


def clean(article: Article, context: Context) -> Article:  # noqa: ARG001
    """`article` with clean `title` and `text`. Raises Rejected `no_text` when nothing is left."""
    lines = (_BLANKS.sub(" ", line).strip() for line in article.text.splitlines())
    kept = [line for line in lines if line and not _DROP.match(line)]
    if not kept:
        raise Rejected(DeadReason.NO_TEXT, "nothing is left of the text once boilerplate is removed")
    return replace(article, title=article.title.strip(), text="\n\n".join(kept))
