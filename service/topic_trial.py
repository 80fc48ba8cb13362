"""Tries topics: the sentences that their files promise to read, and which frames are idle. No Kafka: `demarche topics try` shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.evaluation import COUNTED_CONFIDENCE
from service.model import CodedEvent, Explanation
from service.stages.code import code
from service.topics.frame import Example, Frame
from service.topics.loader import Rules

_TIME = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out: one line for each broken promise, the frames that no example fires, and those that no article fires."""

    examples: int
    broken: tuple[str, ...]
    without_example: tuple[Frame, ...]
    never_fired: tuple[Frame, ...]
    """Empty when no articles were given."""


def try_topics(rules: Rules, explanations: Iterable[Explanation]) -> Trial:
    """Run the examples of `rules`; `explanations` of articles by the same rules (there may be none) tell which frames fired."""
    frames = [frame for topic in rules.topics.values() for frame in topic.frames]
    examples = _examples(rules)
    exemplified = {evidence.rule for one in examples if one.example.kind for event in one.events for evidence in event.evidence}
    fired: set[str] = set()
    read = 0
    for explanation in explanations:
        fired.update(evidence.rule for event in explanation.events for evidence in event.evidence)
        read += 1
    return Trial(
        len(examples),
        _broken(examples),
        tuple(frame for frame in frames if frame.rule not in exemplified),
        tuple(frame for frame in frames if read and frame.rule not in fired),
    )


def broken_examples(rules: Rules) -> tuple[str, ...]:
    """One line for each example of `rules` that is not read as its file promises; empty when all are."""
    return _broken(_examples(rules))


class _Read(NamedTuple):
    """An example of a topic, and all events that are read off it."""

    topic: str
    example: Example
    events: tuple[CodedEvent, ...]


def _examples(rules: Rules) -> list[_Read]:
    """A topic's file promises what its frames read, whatever the judge would say of a sentence without its article."""
    context = Context(replace(rules, judged=frozenset()))
    return [
        _Read(topic.name, example, code(ReadArticle(_article(example)), context).events)
        for topic in rules.topics.values()
        for example in topic.examples
    ]


def _article(example: Example) -> Article:
    return Article("example", None, None, "", example.text, "", _TIME, language="en")


def _broken(examples: Iterable[_Read]) -> tuple[str, ...]:
    return tuple(line for one in examples for line in (_check(one),) if line)


def _check(one: _Read) -> str | None:
    topic, example = one.topic, one.example
    events = [event for event in one.events if event.topic == topic and event.confidence >= COUNTED_CONFIDENCE]
    if example.kind is None:
        return f"{topic}: {example.text!r} must not match, but is read as {events[0].kind}" if events else None
    for event in events:
        fields = (
            event.kind == example.kind,
            example.modality in {None, event.modality},
            example.actors is None or set(example.actors) == {party.country or party.name for party in event.actors},
            example.targets is None or set(example.targets) == {party.country or party.name for party in event.targets},
        )
        if all(fields):
            return None
    read = [(e.kind, e.modality.value, [p.country or p.name for p in e.actors], [p.country or p.name for p in e.targets]) for e in events]
    return f"{topic}: {example.text!r} must be {example.kind}, but is read as {read or 'nothing'}"
