"""A Kafka record as the core sees it, in and out, without Kafka."""

from dataclasses import dataclass

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The identity of an input: where it stands in the log."""

    topic: str
    partition: int
    offset: int

    @property
    def key(self) -> str:
        """`<topic>-<partition>-<offset>`, the key of its ledger entry."""
        return f"{self.topic}-{self.partition}-{self.offset}"


@dataclass(frozen=True, slots=True)
class Record:
    """An input record; `timestamp` is the broker's (LogAppendTime), in milliseconds since the epoch."""

    source: Source
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Output:
    """A record to be written. `topic` is the full Kafka name; `partition` is given only where the lane decides it."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None


NOT_UNPACKED = "demarche.not_unpacked"
"""A header that the edge gives to a record whose batch holds too much to be unpacked; its value says how much."""
