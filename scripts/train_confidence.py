"""Fits the model of `service/coding/events/confidence.py` for topics without a judge anew; run it after the rules have changed. Needs the real articles (`../shared/eval`).

A logistic regression on judged events of own and real articles (`quality/confidence_fit.py`); what is right is said in
`quality/calibration.py`. Prints precision and recall over articles before and after. The same data and rules give the same file.

Usage: python scripts/train_confidence.py [--check]
    --check  write nothing
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.calibration import Pairs, brier
from quality.confidence_fit import Case, Vector, cases_of, fit, out_of_fold
from quality.labelled import FITTED, OWN_ARTICLES, held_back
from quality.report import REAL
from quality.running import Row, frames_alone, rows
from quality.scoring import TOPICS, scored
from service.coding.events import confidence as model
from service.evaluation import COUNTED_CONFIDENCE
from service.topics.loader import load_rules


def over_articles(gold: Sequence[Row], cases: Sequence[Case], values: Vector) -> str:
    """Precision and recall over the articles of a set, by topic, with confidences `values`."""
    found = []
    for topic in TOPICS:
        about = {c.article for c, v in zip(cases, values, strict=True) if c.topic == topic and c.counted and v >= COUNTED_CONFIDENCE}
        verdicts = [(row["id"] in about, topic in row["labels"]) for row in scored(gold)]
        right, wrong, missed = (verdicts.count(kind) for kind in ((True, True), (True, False), (False, True)))
        found.append(
            f"{topic} P {right / max(1, right + wrong):.3f} R {right / max(1, right + missed):.3f} ({wrong} false alarms, {missed} missed)"
        )
    return "; ".join(found)


def pairs_of(cases: Sequence[Case], values: Vector, *, held: bool = False) -> Pairs:
    """Confidence and verdict of the judged events; `held`: only of those that the rules were not made on."""
    return [(float(v), c.right) for c, v in zip(cases, values, strict=True) if c.right is not None and (c.held_back or not held)]


def main() -> None:
    """Fit, compare, write."""
    arguments = argparse.ArgumentParser(prog="python scripts/train_confidence.py")
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    if not REAL.is_dir():
        sys.exit("The real articles (../shared/eval) are not here; the model can't be fitted without them.")
    own_paths = {name: OWN_ARTICLES[name] for name in FITTED}
    paths = {**own_paths, "real": REAL / "topics" / "dev.jsonl", "ordinary": REAL / "topics" / "ordinary-dev.jsonl.gz"}
    gold = {name: rows(path) for name, path in paths.items()}
    of_set = {name: cases_of(found, (lambda _: False) if name == "ordinary" else held_back, frames_alone()) for name, found in gold.items()}
    cases = [case for found in of_set.values() for case in found]
    values = {
        "rules alone": np.array([case.of.strength for case in cases]),
        "in force": np.array([model.confidence(case.of) for case in cases]),
        "fitted, out of fold": out_of_fold(cases),
    }
    known = [case for case in cases if case.right is not None]
    share = sum(bool(case.right) for case in known) / len(known)
    print(f"{len(known)} judged events, {share:.3f} right; Brier score of a constant {share * (1 - share):.4f}")
    for name, found in values.items():
        print(f"{name}: Brier score {brier(pairs_of(cases, found)):.4f}, held back {brier(pairs_of(cases, found, held=True)):.4f}")
        start = 0
        for set_name, own in of_set.items():
            print(f"  {set_name}: {over_articles(gold[set_name], own, found[start : start + len(own)])}")
            start += len(own)
    if check:
        return
    intercept, weights = fit(known)
    result = {
        "intercept": intercept,
        "weights": weights,
        "events": len(known),
        "right": round(share, 4),
        "rules_version": load_rules(None).version,
        "brier": {
            "constant": round(share * (1 - share), 4),
            "rules_alone": round(brier(pairs_of(cases, values["rules alone"])), 4),
            "out_of_fold": round(brier(pairs_of(cases, values["fitted, out of fold"])), 4),
        },
    }
    result["judged"] = json.loads(model.WEIGHTS.read_text(encoding="utf-8"))["judged"]
    model.WEIGHTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {model.WEIGHTS.name}")


if __name__ == "__main__":
    main()
