"""The names of the Kafka topics: made of the prefix here, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicNames:
    """The topics of one installation; `prefix` is `news` unless `DEMARCHE_TOPIC_PREFIX` says otherwise."""

    prefix: str

    @property
    def raw(self) -> str:
        """The input."""
        return f"{self.prefix}.raw"

    @property
    def articles(self) -> str:
        """Between the two hops; its partitions are the lanes."""
        return f"{self.prefix}.articles"

    @property
    def seen(self) -> str:
        """What dedupe remembers; partition = lane."""
        return f"{self.prefix}.seen"

    @property
    def ledger(self) -> str:
        """One outcome for each input."""
        return f"{self.prefix}.ledger"

    @property
    def duplicates(self) -> str:
        """Which input repeats which article."""
        return f"{self.prefix}.duplicates"

    @property
    def dead(self) -> str:
        """Refused inputs, unchanged."""
        return f"{self.prefix}.dead"

    @property
    def replays(self) -> str:
        """Which dead letters were sent back to the input."""
        return f"{self.prefix}.dead.replays"

    def events(self, topics: Iterable[str]) -> dict[str, str]:
        """Topic of interest -> Kafka topic of its events: `diplomatic_protest` -> `news.events.diplomatic-protest`."""
        return {topic: f"{self.prefix}.events.{topic.replace('_', '-')}" for topic in topics}
