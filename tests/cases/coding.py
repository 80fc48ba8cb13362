"""The invented articles of `coding.jsonl`: how many are coded wholly right, by cause."""

from collections.abc import Sequence
from pathlib import Path

from quality.running import Row, explained, rows
from quality.scoring import agreement, paired
from service.evaluation import COUNTED_CONFIDENCE, topics_of
from service.model import Event, Explanation


def judged(path: Path) -> list[tuple[Row, bool]]:
    """Each article, and whether it is coded wholly right: topics, every event in every field that its label fills in, no event more."""
    gold = rows(path)
    return [(row, _is_right(row, explanation)) for row, explanation in zip(gold, explained(gold), strict=True)]


def _is_right(row: Row, explanation: Explanation) -> bool:
    wanted = row.get("events") or []
    pairs, alone = paired(wanted, explanation.events)
    return (
        (row["ambiguous"] or topics_of(explanation) == frozenset(row["labels"]))
        and all(pair.found and min(agreement(pair.gold, pair.found).values()) == 1.0 for pair in pairs)
        and not any(event.confidence >= COUNTED_CONFIDENCE for event in alone)
        and _speaks(row.get("speaker"), explanation.events)
    )


def _speaks(speaker: str | None, events: Sequence[Event]) -> bool:
    return speaker is None or any(quote.speaker == speaker for event in events for quote in event.quotes)
