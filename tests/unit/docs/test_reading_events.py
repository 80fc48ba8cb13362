"""The analyst's guide: what it says of its examples is what the service makes of them."""

import re
from functools import cache
from pathlib import Path

import pytest

from quality.running import explained
from service.evaluation import topics_of
from service.model import Event, Explanation, Party

GUIDE = Path(__file__).parents[3] / "docs" / "reading-events.md"
PUBLISHED = "2024-05-16T12:00:00Z"
EXAMPLES = [
    (text, wanted) for line in GUIDE.read_text(encoding="utf-8").splitlines() for text, wanted in re.findall(r"“([^”]+)” \| (.+) \|$", line)
]


@cache
def explanations() -> dict[str, Explanation]:
    """Each example as an article of its own; told apart by who published it, so that none is another's copy."""
    rows = [{"id": str(n), "text": text, "published_at": PUBLISHED} for n, (text, _) in enumerate(EXAMPLES)]
    return {text: explanation for (text, _), explanation in zip(EXAMPLES, explained(rows), strict=True)}


def told(event: Event) -> set[str]:
    """All that a guide's line may say of an event."""
    sides = (",".join(sorted(map(_side, parties))) for parties in (event.actors, event.targets))
    words = {event.kind, event.modality.value, ">".join(sides)}
    if event.date:
        words |= {event.date.value, event.date.method}
    words |= {f"count={event.count.value}"} if event.count else set()
    return words | ({f"deadline={event.deadline.value}"} if event.deadline else set())


def _side(party: Party) -> str:
    return party.country or party.name or party.text


def test_the_guide_has_examples_of_every_kind() -> None:
    assert len({wanted.split()[0] for _, wanted in EXAMPLES}) >= 16  # fifteen kinds, and none


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES)
def test_an_example_comes_out_as_the_guide_says(text: str, wanted: str) -> None:
    explanation = explanations()[text]
    if wanted == "none":
        assert topics_of(explanation) == frozenset()
        return
    assert any(set(wanted.split()) <= told(event) and event.confidence >= 0.5 for event in explanation.events), [
        told(event) for event in explanation.events
    ]
