"""Fits the model of `service/coding/events/confidence.py` for topics that the judge does not know; says how it does out of fold.

`scripts/train_confidence.py` writes its weights; those with the judge are fitted by `quality/judge/weigh.py`.

Rules fit the articles that they were made on too well, and a user's are none of those, so events of the held-back parts count double;
no person reads them for it. Tried and left out, as it did not help out of fold: the score of a linear model on the TF-IDF of the whole
article as a further feature (Brier score 0.127 with it, 0.126 without).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quality.calibration import judged
from quality.running import Row, coded
from service.coding.events import confidence as model
from service.coding.events.confidence import Circumstances
from service.context import Context
from service.evaluation import COUNTED_MODALITIES

FOLDS = 10
HELD_BACK_WEIGHT = 2.0
REGULARISATION = 0.3
"""Inverse strength (C) of the ridge: of 0.1, 0.3 and 1 the one with the least Brier score out of fold."""

Fitted = tuple[float, dict[str, float]]
"""Intercept, and weights by feature."""
Vector = NDArray[np.float64]


class Case(NamedTuple):
    """An event as the model sees it."""

    article: str
    topic: str
    counted: bool
    """Its modality lets the article be about the topic."""
    of: Circumstances
    right: bool | None
    """None: nobody has judged it."""
    held_back: bool


def cases_of(gold: Iterable[Row], held_back: Callable[[Row], bool], within: Context) -> list[Case]:
    """Code all articles with the topics of `within` and note under which circumstances each event was found."""
    cases: list[Case] = []
    for row in gold:
        events = coded(row, within)
        verdicts = {id(one.event): one.right for one in judged([row], {row["id"]: [event for event, _ in events]})}
        cases += [
            Case(row["id"], event.topic, event.modality in COUNTED_MODALITIES, of, verdicts.get(id(event)), held_back(row))
            for event, of in events
        ]
    return cases


def fit(cases: Sequence[Case]) -> Fitted:
    """Logistic regression over judged events; to four digits."""
    names = list(cases[0].of.features())
    x = np.array([list(case.of.features().values()) for case in cases])
    right = np.array([bool(case.right) for case in cases])
    weights = np.array([HELD_BACK_WEIGHT if case.held_back else 1.0 for case in cases])
    fitted = LogisticRegression(C=REGULARISATION).fit(x, right, sample_weight=weights)
    return round(float(fitted.intercept_[0]), 4), {
        name: round(float(weight), 4) for name, weight in zip(names, fitted.coef_[0], strict=True)
    }


def said(cases: Sequence[Case], fitted: Fitted) -> Vector:
    """The confidence of each event by a model."""
    with patch.object(model, "_model", lambda **_: fitted):
        return np.array([model.confidence(case.of) for case in cases])


def out_of_fold(cases: Sequence[Case]) -> Vector:
    """The confidence of each event by a model that saw nothing of its article; of those that nobody judged, by one that saw all."""
    known = [number for number, case in enumerate(cases) if case.right is not None]
    values = said(cases, fit([cases[number] for number in known]))
    articles = {name: number for number, name in enumerate(dict.fromkeys(case.article for case in cases))}
    groups = [articles[cases[number].article] for number in known]
    for others, fold in GroupKFold(FOLDS).split(known, groups=groups):
        of_fold = [known[at] for at in fold]
        values[of_fold] = said([cases[number] for number in of_fold], fit([cases[known[at]] for at in others]))
    return values
