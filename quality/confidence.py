"""Whether the confidence of events is a probability: Brier scores beside a constant's, and tables of reliability."""

from collections.abc import Sequence

import orjson

from quality.calibration import Pairs, brier, brier_of_constant, reliability
from quality.confidence_fit import cases_of, out_of_fold
from quality.labelled import FITTED, UNREAD, Measured, held_back
from quality.report import Figure, Section, Table
from quality.running import context, frames_alone
from service.coding.events.confidence import WEIGHTS, confidence


def section(sets: Sequence[Measured]) -> Section:
    """Brier scores and reliability tables: of the frames alone out of fold, with the judge on what its encoder did not see."""
    unread = [one for one in sets if one.name in UNREAD]
    sets = [one for one in sets if one.name in (*FITTED, "real")]
    of_set = {one.name: cases_of(one.gold, held_back, frames_alone()) for one in sets}
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
    tables = [Table("Brier score of the frames alone (lower is better)", ("Who says", "All", "Held back"), [constant, *compared], note)]
    tables.append(reliability("Reliability, frames alone, own and real set", pairs(out, everything)))
    figures: list[Figure] = []
    for one in sets + unread:
        gold = one.gold if one in unread else one.new_to_the_judge()
        found = [(confidence(case.of), case.right) for case in cases_of(gold, held_back, context()) if case.right is not None]
        new = "unread" if one in unread else "new to the encoder, but weighed by these"
        tables.append(reliability(f"Reliability with the judge, {one.name} set: {new}", found))
        figures += _figures(one, found)
    return Section("Coding: confidence", tables, figures)


def _figures(one: Measured, found: Pairs) -> list[Figure]:
    gain = brier_of_constant(found) - brier(found)
    return [
        Figure(f"{one.name}:coding/brier", brier(found), len(found), one.data, lower_is_better=True),
        Figure(f"{one.name}:coding/brier_gain_over_constant", gain, len(found), one.data),
    ]
