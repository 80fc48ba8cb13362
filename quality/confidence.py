"""Whether the confidence of events is a probability: Brier scores beside a constant's, and tables of reliability."""

from collections.abc import Sequence

import orjson

from quality.calibration import Pairs, brier, brier_of_constant, reliability
from quality.confidence_fit import cases_of, out_of_fold
from quality.labelled import FITTED, UNREAD, Measured, held_back
from quality.report import Figure, Section, Table
from quality.running import context
from service.coding.events.confidence import WEIGHTS, confidence


def section(sets: Sequence[Measured]) -> Section:
    """Brier scores and reliability tables, out of fold or of a set that nothing was fitted to; the figures are of the weights in force."""
    unread = [one for one in sets if one.name in UNREAD]
    sets = [one for one in sets if one.name in (*FITTED, "real")]
    of_set = {one.name: cases_of(one.gold, held_back) for one in sets}
    cases = [case for found in of_set.values() for case in found]

    def pairs(values: Sequence[float], wanted: Sequence[bool]) -> Pairs:
        return [(value, bool(case.right)) for value, case, one in zip(values, cases, wanted, strict=True) if one and case.right is not None]

    out, by_rules, in_force = out_of_fold(cases).tolist(), [c.of.strength for c in cases], [confidence(c.of) for c in cases]
    everything, held = [True] * len(cases), [case.held_back for case in cases]
    compared = [
        (name, *(f"{brier(pairs(values, part)):.4f}" for part in (everything, held)))
        for name, values in (("the rules' strength alone", by_rules), ("the model, out of fold", out), ("the model in force", in_force))
    ]
    constant = ("a constant: the share that is right", *(f"{brier_of_constant(pairs(out, part)):.4f}" for part in (everything, held)))
    fitted, now = orjson.loads(WEIGHTS.read_bytes())["rules_version"], context().rules.version
    stale = "" if fitted == now else f" It was fitted with topic files {fitted}, now {now}: run `python scripts/train_confidence.py`."
    note = (
        "An event is right when the gold has one, paired one to one, of the same topic and kind, and both agree on whether the act is "
        f"real.{stale} The tables below are out of fold: no event is judged by a model that saw its article. In other mixtures of news "
        "the share of right events differs, and with it the calibration."
    )
    tables = [Table("Brier score (lower is better)", ("Who says", "All", "Held back"), [constant, *compared], note)]
    figures: list[Figure] = []
    start = 0
    for one in sets:
        size = len(of_set[one.name])
        part = [start <= number < start + size for number in range(len(cases))]
        start += size
        tables.append(reliability(f"Reliability, {one.name} set", pairs(out, part)))
        figures += _figures(one, pairs(in_force, part))
    tables.append(reliability("Reliability, held-back parts of both sets", pairs(out, held)))
    for one in unread:
        found = [(confidence(case.of), case.right) for case in cases_of(one.gold, held_back) if case.right is not None]
        tables.append(reliability(f"Reliability, {one.name} set, unread: the model in force, which was not fitted to it", found))
        figures += _figures(one, found)
    return Section("Coding: confidence", tables, figures)


def _figures(one: Measured, found: Pairs) -> list[Figure]:
    gain = brier_of_constant(found) - brier(found)
    return [
        Figure(f"{one.name}:coding/brier", brier(found), len(found), one.data, lower_is_better=True),
        Figure(f"{one.name}:coding/brier_gain_over_constant", gain, len(found), one.data),
    ]
