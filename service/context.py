"""What the pure stages may know beside the article: limits, topics of interest and names. Frozen, built once a process."""

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from service.topic_names import TopicNames
from service.topics.loader import Rules, load_rules


@dataclass(frozen=True)
class Context:
    """Everything that shapes a result, so that the same context and log give the same bytes."""

    rules: Rules
    """The topics of interest, compiled (`service/topics/loader.py`)."""
    topic_prefix: str = "news"
    max_article_bytes: int = 2_000_000
    pipeline_version: str = "0.1.0"
    window_ms: int = 72 * 3600 * 1000
    """How long dedupe remembers, in record time."""

    @cached_property
    def topic_names(self) -> TopicNames:
        """The Kafka topics."""
        return TopicNames(self.topic_prefix)

    @cached_property
    def event_topics(self) -> dict[str, str]:
        """Topic of interest -> Kafka topic of its events: `diplomatic_protest` -> `news.events.diplomatic-protest`."""
        return self.topic_names.events(self.rules.topics)

    @classmethod
    def build(
        cls, *, topics_dir: Path | None = None, topic_prefix: str = "news", max_article_bytes: int = 2_000_000, window_ms: int = 259_200_000
    ) -> "Context":
        """Load and compile the topics; raises `Fatal` naming file, line and reason when one is broken."""
        return cls(load_rules(topics_dir), topic_prefix, max_article_bytes, version("demarche"), window_ms)
