"""Whether a confidence is what it says: of events with 0.9, nine in ten are to be right.

An event is *right* when the gold of its article has one, paired one to one, of the same topic and kind, and both agree on whether the
act is real (asserted, historical, planned) or not (hypothetical, negated, opinion). Not judged, as nobody has said: events of ambiguous
articles; events without a partner where the gold lists four, its most; and unreal ones in negative articles whose gold lists none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.evaluation import COUNTED_MODALITIES, wilson
from service.model import CodedEvent
from tests.quality.report import Table
from tests.quality.running import Row
from tests.quality.scoring import COMPLETE_BELOW, paired, scored

_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Bins of the reliability table: finer where most events are."""
_FEWEST = 3


@dataclass(frozen=True)
class Judged:
    """An event and whether it is right."""

    event: CodedEvent
    right: bool


def judged(gold: Iterable[Row], events: Mapping[str, Sequence[CodedEvent]]) -> Iterator[Judged]:
    """The events that people have judged, of those of each article by its id."""
    for row in scored(gold):
        wanted = row.get("events") or []
        pairs, alone = paired(wanted, events[row["id"]])
        for pair in pairs:
            if pair.found is not None:
                yield Judged(pair.found, _same(pair.gold, pair.found))
        for event in alone:
            if len(wanted) < COMPLETE_BELOW and (wanted or event.modality in COUNTED_MODALITIES):
                yield Judged(event, right=False)


def _same(gold: Row, event: CodedEvent) -> bool:
    return gold["kind"] == event.kind and (gold["modality"] in COUNTED_MODALITIES) == (event.modality in COUNTED_MODALITIES)


def brier(events: Sequence[Judged]) -> float:
    """Mean squared difference of confidence and outcome; lower is better."""
    return sum((one.event.confidence - one.right) ** 2 for one in events) / len(events)


def brier_of_constant(events: Sequence[Judged]) -> float:
    """The same for one who always says the share that is right."""
    share = sum(one.right for one in events) / len(events)
    return share * (1 - share)


def expected_error(events: Sequence[Judged]) -> float:
    """Mean over events of how far the confidence of their bin is from the share that is right in it."""
    return sum(abs(sum(one.event.confidence - one.right for one in chosen)) for _, chosen in _bins(events)) / len(events)


def reliability(title: str, events: Sequence[Judged]) -> Table:
    """Bins of confidence: how many, what they say on average, how many are right."""
    rows = []
    for name, chosen in _bins(events):
        said = sum(one.event.confidence for one in chosen) / len(chosen)
        right = sum(one.right for one in chosen)
        low, high = wilson(right, len(chosen))
        verdict = "yes" if low <= said <= high else "no" if len(chosen) >= _FEWEST else ""
        rows.append((name, str(len(chosen)), f"{said:.2f}", f"{right / len(chosen):.2f}", f"{low:.2f} to {high:.2f}", verdict))
    note = (
        f"Brier score {brier(events):.3f}, of a constant {brier_of_constant(events):.3f} (lower is better); "
        f"expected calibration error {expected_error(events):.3f}; {len(events)} events judged, "
        f"{sum(one.right for one in events) / len(events):.2f} of them right."
    )
    return Table(title, ("Confidence", "Events", "Mean of it", "Right", "95% interval", "Within"), rows, note)


def _bins(events: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    found = []
    for low, high in pairwise(_EDGES):
        chosen = [one for one in events if low <= one.event.confidence < high or (high == 1.0 == one.event.confidence)]
        if chosen:
            found.append((f"{low:.2f} to {high:.2f}", chosen))
    return found
