"""Fits the model of `service/incidents/likeness.py` by logistic regression, and says what it gives events of stories that it never saw."""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from quality.incidents.material import FOLDS, Key, Material, Pair
from quality.running import rows
from service.incidents.likeness import Model, apart
from service.incidents.linking import link
from service.incidents.memory import Incidents, Moment
from service.incidents.rarity import BUCKETS, SCALE
from service.incidents.report import Telling
from service.incidents.signals import signals
from service.incidents.words import numbers_of

REGULARISATION = 0.5
"""Inverse strength (C) of the ridge. A boosted forest of 80 trees over the same signals was worse out of fold: with some 200 pairs of one
act it remembers stories (precision 0.86 at a recall of 0.45, the ridge 0.90 at 0.68)."""
WANTED_PRECISION = 0.95
"""Of labelled pairs, out of fold: a wrong merge hides an act."""
_READ = 3000
"""Code points of an article of which the words are counted for their rarity."""

Vector = NDArray[np.float64]


def fit(material: Material, pairs: Sequence[Pair], threshold: float = 0.5) -> Model:
    """Fit on pairs; those that are never merged anyway are left out.

    Each act weighs as much as another however many pairs report it: two acts make half of all pairs, and with pairs of one weight the
    recall at the wanted precision is 0.60 instead of 0.63.
    """
    asked = mergeable(material, pairs)
    found = [signals(material.portraits[pair.one], material.portraits[pair.other]) for pair in asked]
    names = sorted({name for one in found for name in one})
    x = np.array([[one.get(name, 0.0) for name in names] for one in found])
    told = Counter(material.acts[pair.one] for pair in asked if pair.same)
    weights = [1 / told[material.acts[pair.one]] if pair.same else 1.0 for pair in asked]
    fitted = LogisticRegression(C=REGULARISATION, max_iter=3000).fit(x, np.array([pair.same for pair in asked]), weights)
    by_name = {name: round(float(weight), 4) for name, weight in zip(names, fitted.coef_[0], strict=True)}
    return Model(round(float(fitted.intercept_[0]), 4), by_name, threshold)


def mergeable(material: Material, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that the model is asked about."""
    return [pair for pair in pairs if not apart(material.portraits[pair.one], material.portraits[pair.other])]


def folded(material: Material, pairs: Sequence[Pair]) -> list[Model]:
    """For each fold a model that saw no event of its stories."""
    models = []
    for fold in range(FOLDS):
        others = [pair for pair in pairs if material.fold(pair.one[0]) != fold and material.fold(pair.other[0]) != fold]
        models.append(fit(material, others))
    return models


def scores(material: Material, pairs: Sequence[Pair], models: Sequence[Model]) -> Vector:
    """The score of each pair, by the model of the first event's fold; 0 for what is never merged."""
    values = []
    for pair in pairs:
        likeness = models[material.fold(pair.one[0])].compare(material.portraits[pair.one], material.portraits[pair.other])
        values.append(likeness.score if likeness else 0.0)
    return np.array(values)


def threshold_for(values: Vector, same: NDArray[np.bool_]) -> float:
    """The least threshold (in hundredths) from which on the precision of pairs is what is wanted."""
    for hundredths in range(5, 96):
        chosen = values >= hundredths / 100
        if chosen.any() and same[chosen].mean() >= WANTED_PRECISION:
            return hundredths / 100
    return 0.95


def linked(material: Material, models: Sequence[Model]) -> tuple[dict[Key, str], dict[str, frozenset[str]]]:
    """The incident of each event, as the service links them, each by the model that saw nothing of its story; and what answers what."""
    incidents = Incidents(window_s=86_400)
    homes: dict[Key, str] = {}
    told: dict[str, frozenset[str]] = {}
    articles: dict[str, list[Key]] = {}
    for key in material.events:
        articles.setdefault(key[0], []).append(key)
    for position, (article, keys) in enumerate(articles.items()):
        events = [material.events[key] for key in keys]
        reports = link(events, article, incidents, Moment(position, 0), models[material.fold(article)])
        incidents.tell(Telling(position, 0, article, None, article, article, None, article.encode(), reports, ()))
        homes |= {key: report.incident_id for key, report in zip(keys, reports, strict=True)}
        for report in reports:
            if report.responds_to:
                told[report.incident_id] = told.get(report.incident_id, frozenset()) | {report.responds_to}
    return homes, told


def rarity(real: Path) -> Mapping[str, Any]:
    """How rare words and names are in news: numbers by hash, no word of any text."""
    counts: Counter[int] = Counter()
    articles = rows(real / "load" / "articles.jsonl.gz")
    for row in articles:
        words, names = numbers_of(f"{row.get('title') or ''}\n{row.get('text') or ''}"[:_READ])
        counts.update({number % BUCKETS for number in words | names})
    weights = bytes(min(255, round(SCALE * log((len(articles) + 1) / (counts[bucket] + 1)))) for bucket in range(BUCKETS))
    return {"articles": len(articles), "weights": base64.b64encode(weights).decode()}
