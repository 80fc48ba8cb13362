"""Fits the model of `service/coding/confidence.py` anew; run it after the rules have changed. Needs the real articles (`../shared/eval`).

A logistic regression on judged events of own and real articles. What is right is said in `tests/quality/calibration.py`. Rules fit
the articles that they were made on too well, and a user's are none of those, so events of the held-back parts count double; no
person reads them for it. All figures are out of fold: ten folds, an article's events in one. The same data and rules give the same file.

Usage: python scripts/train_confidence.py [--check]
    --check  only say how the weights in force do, and whether they are those of the rules in force
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from service.coding import confidence as model
from service.coding import events as coder
from service.coding.confidence import Circumstances
from service.evaluation import COUNTED_CONFIDENCE, COUNTED_MODALITIES
from tests.quality.calibration import judged
from tests.quality.coding import held_back
from tests.quality.report import OWN, REAL
from tests.quality.running import Row, coded, context, rows
from tests.quality.scoring import TOPICS

FOLDS = 10
HELD_BACK_WEIGHT = 2.0
REGULARISATION = 0.3
"""Inverse strength (C) of the ridge: of 0.1, 0.3 and 1 the one with the least Brier score out of fold."""

Vector = NDArray[np.float64]


class Case(NamedTuple):
    """An event as the model sees it."""

    article: int
    topic: str
    counted: bool
    of: Circumstances
    right: bool | None
    """None: nobody has judged it."""
    held_back: bool


class Data(NamedTuple):
    """All events of all articles."""

    articles: Sequence[Row]
    sets: Sequence[str]
    cases: Sequence[Case]


def read(sets: dict[str, Path]) -> Data:
    """Code all articles and note under which circumstances each event was found."""
    articles: list[Row] = []
    names: list[str] = []
    cases: list[Case] = []
    for name, path in sets.items():
        for row in rows(path):
            seen: list[Circumstances] = []
            with patch.object(coder, "confidence", lambda of, seen=seen: seen.append(of) or model.confidence(of)):
                events = coded(row)
            verdicts = {id(one.event): one.right for one in judged([row], {row["id"]: events})}
            cases += [
                Case(
                    len(articles),
                    event.topic,
                    event.modality in COUNTED_MODALITIES,
                    of,
                    verdicts.get(id(event)),
                    name != "ordinary" and held_back(row),
                )
                for event, of in zip(events, seen, strict=True)
            ]
            articles.append(row)
            names.append(name)
    return Data(articles, names, cases)


def fit(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Intercept and weights, to four digits."""
    names = list(cases[0].of.features())
    x = np.array([list(case.of.features().values()) for case in cases])
    right = np.array([bool(case.right) for case in cases])
    weights = np.array([HELD_BACK_WEIGHT if case.held_back else 1.0 for case in cases])
    fitted = LogisticRegression(C=REGULARISATION).fit(x, right, sample_weight=weights)
    return round(float(fitted.intercept_[0]), 4), {name: round(float(w), 4) for name, w in zip(names, fitted.coef_[0], strict=True)}


def said(cases: Sequence[Case], fitted: tuple[float, dict[str, float]]) -> Vector:
    """The confidence of each."""
    with patch.object(model, "_model", lambda: fitted):
        return np.array([model.confidence(case.of) for case in cases])


def out_of_fold(data: Data) -> Vector:
    """The confidence of each event by a model that saw nothing of its article; of those that nobody judged, by the whole one."""
    known = [number for number, case in enumerate(data.cases) if case.right is not None]
    values = said(data.cases, fit([data.cases[number] for number in known]))
    groups = [data.cases[number].article for number in known]
    for others, fold in GroupKFold(FOLDS).split(known, groups=groups):
        of_fold = [known[at] for at in fold]
        values[of_fold] = said([data.cases[n] for n in of_fold], fit([data.cases[known[at]] for at in others]))
    return values


def brier(data: Data, values: Vector, *, held: bool | None = None) -> float:
    """Mean squared error over the judged events, of one part or of all."""
    chosen = [
        (value, case.right)
        for case, value in zip(data.cases, values, strict=True)
        if case.right is not None and held in {None, case.held_back}
    ]
    return round(float(np.mean([(value - right) ** 2 for value, right in chosen])), 4)


def over_articles(data: Data, values: Vector) -> dict[str, str]:
    """Precision and recall over articles, by set and topic, with confidences `values`."""
    found = {}
    for name in dict.fromkeys(data.sets):
        for topic in TOPICS:
            about = {
                c.article for c, v in zip(data.cases, values, strict=True) if c.topic == topic and c.counted and v >= COUNTED_CONFIDENCE
            }
            counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
            for number, row in enumerate(data.articles):
                if data.sets[number] == name and not row.get("ambiguous"):
                    counts[number in about, topic in row["labels"]] += 1
            right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
            found[f"{name} {topic}"] = (
                f"P {right / max(1, right + wrong):.3f} R {right / max(1, right + missed):.3f} ({wrong} false alarms, {missed} missed)"
            )
    return found


def main() -> None:
    """Fit, compare, write."""
    arguments = argparse.ArgumentParser(prog="python scripts/train_confidence.py")
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    if not REAL.is_dir():
        sys.exit("The real articles (../shared/eval) are not here; the model can't be fitted without them.")
    topics = REAL / "topics"
    data = read({"own": OWN / "coding.jsonl", "real": topics / "dev.jsonl", "ordinary": topics / "ordinary-dev.jsonl.gz"})
    known = [case for case in data.cases if case.right is not None]
    share = sum(bool(case.right) for case in known) / len(known)
    values = {
        "rules alone": np.array([case.of.strength for case in data.cases]),
        "in force": np.array([model.confidence(case.of) for case in data.cases]),
        "fitted, out of fold": out_of_fold(data),
    }
    print(f"{len(known)} judged events, {share:.3f} right; Brier score of a constant {share * (1 - share):.4f}")
    for name, found in values.items():
        print(f"{name}: Brier score {brier(data, found)}, held back {brier(data, found, held=True)}")
        for line in over_articles(data, found).items():
            print("   ", *line)
    if check:
        return
    intercept, weights = fit(known)
    result = {
        "intercept": intercept,
        "weights": weights,
        "events": len(known),
        "right": round(share, 4),
        "rules_version": context().rules.version,
        "brier": {
            "constant": round(share * (1 - share), 4),
            "rules_alone": brier(data, values["rules alone"]),
            "rules_alone_held_back": brier(data, values["rules alone"], held=True),
            "out_of_fold": brier(data, values["fitted, out of fold"]),
            "out_of_fold_held_back": brier(data, values["fitted, out of fold"], held=True),
        },
    }
    model.WEIGHTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {model.WEIGHTS.name}")


if __name__ == "__main__":
    main()
