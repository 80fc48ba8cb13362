"""Codes a text with the built-in topics, for the tests of the coder."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.model import CodedEvent
from service.reading import Coding
from service.stages.code import code
from service.topics.loader import load_rules

PUBLISHED = datetime(2024, 5, 16, tzinfo=UTC)


@cache
def context() -> Context:
    """The built-in topics, loaded once, without the judge: what frames and grammar read is tried sentence by sentence."""
    return Context(replace(load_rules(None), judged=frozenset()))


def coding(text: str, title: str = "", published: datetime | None = PUBLISHED, language: str | None = "en") -> Coding:
    """What the stage *code* makes of a clean article."""
    return code(ReadArticle(Article("a", None, None, title, text, "", PUBLISHED, published, language)), context())


def events(text: str, title: str = "", published: datetime | None = PUBLISHED) -> list[CodedEvent]:
    """Its events."""
    return list(coding(text, title, published).events)


def states(parties: tuple[object, ...]) -> list[str | None]:
    """The states (else names, else texts) of parties."""
    return [getattr(p, "country", None) or getattr(p, "name", None) or getattr(p, "text", None) for p in parties]
