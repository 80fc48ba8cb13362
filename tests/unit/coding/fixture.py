"""Reads a text by the five frames of `fixture.toml`, for the tests of grammar."""

from functools import cache
from pathlib import Path

from service.article import Article
from service.coding.act import Argument, Match, Miss
from service.coding.frames.match import match_sentence
from service.coding.read_article import ReadArticle
from service.coding.sentence import Placed, Sentence
from service.context import Context
from service.topics.frame import Frame, Slot
from service.topics.loader import load_one
from tests.unit.coding.reading import PUBLISHED


@cache
def context() -> Context:
    """The fixture topic alone."""
    return Context(load_one(Path(__file__).with_name("fixture.toml")))


def frame(name: str) -> Frame:
    """One of its frames."""
    return next(frame for frame in context().rules.topics["fixture"].frames if frame.name == name)


def read(text: str, title: str = "") -> ReadArticle:
    """An article of which every sentence has been read."""
    article = ReadArticle(Article("a", None, None, title, text, "", PUBLISHED, PUBLISHED, "en"))
    article.read(frozenset(range(len(article.spans))), title_wanted=bool(title))
    return article


def sentence(text: str) -> Sentence:
    """The last sentence of a text."""
    return read(text).sentences[-1]


def matches(text: str) -> list[Match]:
    """All matches of its sentences."""
    return [match for found, _ in _matched(text) for match in found]


def misses(text: str) -> list[Miss]:
    """All triggers whose frames were not fulfilled."""
    return [miss for _, found in _matched(text) for miss in found]


def _matched(text: str) -> list[tuple[list[Match], list[Miss]]]:
    article = read(text)
    triggers = context().rules.triggers
    return [match_sentence(one, triggers, article.around(one.index), article.now) for one in article.sentences]


def match(text: str) -> Match:
    """The one match of a text."""
    (found,) = matches(text)
    return found


def countries(placed: tuple[Placed, ...]) -> list[str | None]:
    """The states of mentions."""
    return [one.mention.country for one in placed]


def words(line: Sentence, argument: Argument | None) -> str | None:
    """The words of a filler."""
    return " ".join(line.words[argument.first : argument.last]) if argument is not None else None


def object_of(name: str) -> Slot:
    """The object that a frame wants."""
    slot = frame(name).object
    assert slot is not None
    return slot
