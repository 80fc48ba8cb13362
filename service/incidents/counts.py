"""How much is told of an act: by how many articles, of how many sources, and how many of these are independent."""

from dataclasses import dataclass, field, replace
from typing import Protocol


class Telling(Protocol):
    """What is counted: an article, with the story that it belongs to."""

    @property
    def article_id(self) -> str:
        """Its id."""

    @property
    def url(self) -> str | None:
        """Its address."""

    @property
    def source(self) -> str:
        """The paper's name."""

    @property
    def publisher(self) -> str:
        """The family of papers that it belongs to."""

    @property
    def wire(self) -> str | None:
        """The agency that it credits."""

    @property
    def thread(self) -> bytes:
        """The story that it belongs to."""


@dataclass(slots=True)
class Counts:
    """The counts after some tellings."""

    articles: int = 0
    sources: set[str] = field(default_factory=set)
    independent: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)
    _urls: set[str] = field(default_factory=set)
    _wires: dict[bytes, str | None] = field(default_factory=dict)
    """Story -> the wire that its first article credits: all its copies are copies of that wire's text."""

    def add(self, telling: Telling) -> bool:
        """Count an article; True when that is worth a revision: another independent source, or a milestone of articles.

        The same article, sent again or updated, counts once; unnamed publishers count as one.
        """
        credited = self._wires.setdefault(telling.thread, telling.wire)
        known = telling.article_id in self._ids or (telling.url is not None and telling.url in self._urls)
        self._ids.add(telling.article_id)
        if telling.url is not None:
            self._urls.add(telling.url)
        if known:
            return False
        independent = len(self.independent)
        self.articles += 1
        self.sources.add(telling.source)
        wire = telling.wire or credited
        self.independent.add(f"wire:{wire}" if wire else telling.publisher)
        return len(self.independent) != independent or is_milestone(self.articles)

    def copy(self) -> "Counts":
        """Another with the same state."""
        return replace(
            self,
            sources=set(self.sources),
            independent=set(self.independent),
            _ids=set(self._ids),
            _urls=set(self._urls),
            _wires=dict(self._wires),
        )


def is_milestone(articles: int) -> bool:
    """Whether the count is one of 2, 5, 10, 20, 50, 100, ..."""
    return articles > 1 and str(articles).rstrip("0") in ("1", "2", "5")
