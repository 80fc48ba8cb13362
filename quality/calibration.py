"""Whether a confidence is what it says: of events with 0.9, nine in ten are to be right.

An event is *right* when the gold of its article has one, paired one to one, of the same topic and kind, and both agree on whether the
act is real (asserted, historical, planned) or not (hypothetical, negated, opinion). Not judged, as nobody has said: events of ambiguous
articles; events without a partner where the gold lists four, its most; and unreal ones in negative articles whose gold lists none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quality.report import Table
from quality.running import Row
from quality.scoring import COMPLETE_BELOW, paired, scored
from service.evaluation import COUNTED_MODALITIES, wilson
from service.model import CodedEvent

_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Bins of the reliability table: finer where most events are."""


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


Pairs = Sequence[tuple[float, bool]]
"""A confidence and whether it was right, for each event."""


def brier(pairs: Pairs) -> float:
    """Mean squared difference of confidence and outcome; lower is better."""
    return sum((said - right) ** 2 for said, right in pairs) / len(pairs)


def brier_of_constant(pairs: Pairs) -> float:
    """The same for one who always says the share that is right."""
    share = sum(right for _, right in pairs) / len(pairs)
    return share * (1 - share)


def expected_error(pairs: Pairs) -> float:
    """Mean over events of how far the confidence of their bin is from the share that is right in it."""
    return sum(abs(sum(said - right for said, right in chosen)) for _, chosen in _bins(pairs)) / len(pairs)


def reliability(title: str, pairs: Pairs) -> Table:
    """Bins of confidence: how many, what they say on average, how many are right."""
    rows = []
    for name, chosen in _bins(pairs):
        said = sum(one for one, _ in chosen) / len(chosen)
        right = sum(verdict for _, verdict in chosen)
        low, high = wilson(right, len(chosen))
        within = "yes" if low <= said <= high else "no"
        rows.append((name, str(len(chosen)), f"{said:.2f}", f"{right / len(chosen):.2f}", f"{low:.2f} to {high:.2f}", within))
    note = (
        f"Brier score {brier(pairs):.3f}, of a constant {brier_of_constant(pairs):.3f} (lower is better); "
        f"expected calibration error {expected_error(pairs):.3f}; {len(pairs)} events judged, "
        f"{sum(right for _, right in pairs) / len(pairs):.2f} of them right."
    )
    return Table(title, ("Confidence", "Events", "Mean of it", "Right", "95% interval", "Within"), rows, note)


def _bins(pairs: Pairs) -> list[tuple[str, Pairs]]:
    found: list[tuple[str, Pairs]] = []
    for low, high in pairwise(_EDGES):
        chosen = [(said, right) for said, right in pairs if low <= said < high or (high == 1.0 == said)]
        if chosen:
            found.append((f"{low:.2f} to {high:.2f}", chosen))
    return found
