"""What can be exported: the topics that hold it, and the model of its records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.model import Contract, Duplicate, Event, LedgerEntry
from service.model_incident import Incident
from service.selection import NAMES, OF_EVENTS
from service.topic_names import TopicNames


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of record. `topics`: its Kafka topics, by the names of an installation and the topics of interest that are wanted."""

    model: type[Contract]
    topics: Callable[[TopicNames, Iterable[str]], Iterable[str]]
    filters: frozenset[str]


_ALL = frozenset(NAMES)
SUBJECTS = {
    "events": Subject(Event, lambda names, interests: names.events(interests).values(), _ALL),
    "incidents": Subject(Incident, lambda names, _: [names.incidents], _ALL),
    "ledger": Subject(LedgerEntry, lambda names, _: [names.ledger], _ALL - OF_EVENTS),
    "duplicates": Subject(Duplicate, lambda names, _: [names.duplicates], _ALL - OF_EVENTS - {"topic"}),
}
"""By the name that the command takes."""
