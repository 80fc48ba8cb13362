"""How many articles carry an event, and which revision of it is the latest: a fold over the entries of its story."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.incidents.case import is_milestone
from service.model import Corroboration
from service.seen.entry import Entry, EventPlace


@dataclass(slots=True)
class Tally:
    """The state of one event after some entries of its story."""

    event_id: str
    revision: int = 0
    """The latest revision; 0: not published yet."""
    body_at: EventPlace | None = None
    """Where the latest full body stands; None when it could not be written."""
    wire: str | None = None
    """The wire that the original credits: all its copies are copies of that wire's story."""
    ids: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    articles: int = 0
    sources: set[str] = field(default_factory=set)
    independent: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, event_id: str, story: Iterable[Entry]) -> "Tally":
        """Fold the entries of a story, in lane order."""
        tally = cls(event_id)
        for entry in story:
            tally.add(entry)
        return tally

    @property
    def corroboration(self) -> Corroboration:
        """The counts as they are published."""
        return Corroboration(articles=self.articles, sources=len(self.sources), independent_sources=len(self.independent))

    def add(self, entry: Entry) -> bool:
        """Count an entry; True when it makes a revision: a full body, other independent sources, or a milestone of articles."""
        published = next((event for event in entry.events if event.event_id == self.event_id), None)
        if published is None and self.event_id not in entry.carried:
            return False
        articles, independent = self.articles, len(self.independent)
        self._count(entry)
        if published:
            self.body_at = published.place
        if published or len(self.independent) != independent or (self.articles != articles and is_milestone(self.articles)):
            self.revision += 1
            return True
        return False

    def _count(self, entry: Entry) -> None:
        """The same article, sent again or updated, counts once; unnamed publishers count as one."""
        known = entry.article_id in self.ids or (entry.url is not None and entry.url in self.urls)
        self.ids.add(entry.article_id)
        if entry.url is not None:
            self.urls.add(entry.url)
        if known:
            return
        if self.articles == 0:
            self.wire = entry.wire
        self.articles += 1
        self.sources.add(entry.source)
        wire = entry.wire or self.wire
        self.independent.add(f"wire:{wire}" if wire else entry.publisher)
