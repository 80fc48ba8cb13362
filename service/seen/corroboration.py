"""How many articles carry an event, and which revision of it is the latest: a fold over the entries of its story."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.incidents.counts import Counts
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
    counts: Counts = field(default_factory=Counts)

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
        counts = self.counts
        return Corroboration(articles=counts.articles, sources=len(counts.sources), independent_sources=len(counts.independent))

    def add(self, entry: Entry) -> bool:
        """Count an entry; True when it makes a revision: a full body, other independent sources, or a milestone of articles."""
        published = next((event for event in entry.events if event.event_id == self.event_id), None)
        if published is None and self.event_id not in entry.carried:
            return False
        counted = self.counts.add(entry)
        if published:
            self.body_at = published.place
        if published or counted:
            self.revision += 1
            return True
        return False
