"""Runs the sentences that a topic file promises to read rightly."""

from datetime import UTC, datetime

from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.stages.code import code
from service.topics.frame import Example
from service.topics.loader import Rules

_COUNTED = 0.5
"""Confidence from which an event counts as found (the public score counts the same way)."""
_TIME = datetime(2024, 1, 1, tzinfo=UTC)


def broken_examples(rules: Rules) -> tuple[str, ...]:
    """One line for each example of `rules` that is not read as its file promises; empty when all are."""
    context = Context(rules)
    return tuple(
        line for topic in rules.topics.values() for example in topic.examples for line in (_check(topic.name, example, context),) if line
    )


def _check(topic: str, example: Example, context: Context) -> str | None:
    article = Article("example", None, None, "", example.text, "", _TIME, language="en")
    events = [event for event in code(ReadArticle(article), context).events if event.topic == topic and event.confidence >= _COUNTED]
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
