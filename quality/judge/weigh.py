"""`python -m quality.judge weigh`: fits the weighing of what frames and judge say of an event, on articles that the encoder never saw.

Writes the part `judged` of `service/data/weights/confidence.json`; prints how it does out of fold, and on what it was not fitted to.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quality.calibration import brier, brier_of_constant, judged
from quality.judge.sources import OWN, SHARED, fold_of, unseen, unseen_sentences
from quality.running import Row, coded, context, rows
from quality.scoring import TOPICS, tells
from service.coding.events import confidence, events
from service.coding.events.confidence import Circumstances
from service.evaluation import COUNTED_CONFIDENCE, COUNTED_MODALITIES
from service.model import CodedEvent

_FOLDS = 8
_REGULARISATION = 0.3
_ORDINARY_FOLDS = 3
_WEIGHTS = {"wild": 1.5, "dev 2": 1.0, "dev 1": 0.6, "own": 0.6, "ordinary": 1.0}
"""How much an event counts, by its set: what is most like the news of a user most. Frames were made on the first release and on our own."""


class _Told(NamedTuple):
    """An event that frames and judge tell, and what people say of it."""

    source: str
    article: str
    topic: str
    counted: bool
    of: Circumstances
    right: bool | None


def weigh() -> None:
    """Fit, print, write. Raises OSError where the real articles are not there."""
    with patch.object(events, "_is_worth_telling", lambda *_: True):  # also what is left out later has to be weighed
        told = list(_told())
    known = [one for one in told if one.right is not None]
    names = sorted({name for one in known for name in one.of.features()})
    chosen = [one for one in known if one.of.judged]
    likely = _out_of_fold(chosen, names)
    intercept, weights = _fit(chosen, names)
    pairs = list(zip(likely.tolist(), [bool(one.right) for one in chosen], strict=True))
    share = sum(right for _, right in pairs) / len(pairs)
    figures = {"constant": round(brier_of_constant(pairs), 4), "out_of_fold": round(brier(pairs), 4)}
    print(f"{len(pairs)} judged events, {share:.3f} right; Brier scores {figures}")
    out = {id(one): value for one, value in zip(chosen, likely.tolist(), strict=True)}
    with patch.object(confidence, "_model", lambda **_: (intercept, weights)):
        values = [out.get(id(one), confidence.confidence(one.of)) for one in told]
    for source in dict.fromkeys(one.source for one in told):
        _print_topics(source, [(one, value) for one, value in zip(told, values, strict=True) if one.source == source])
    of = json.loads(confidence.WEIGHTS.read_text(encoding="utf-8"))
    of["judged"] = {"intercept": intercept, "weights": weights, "events": len(pairs), "right": round(share, 4), "brier": figures}
    confidence.WEIGHTS.write_text(json.dumps(of, indent=1) + "\n", encoding="utf-8")


def _told() -> Iterator[_Told]:
    """The events of all articles that the encoder never saw, but for those of the sets that nothing is fitted to."""
    new, real = unseen(), SHARED / "eval"
    for row in rows(real / "topics" / "dev.jsonl"):
        if row["id"] in new["dev"]:
            yield from _of_labelled(f"dev {row.get('released', 1)}", row)
    for row in rows(OWN / "coding.jsonl"):
        if row["id"] in new["own"]:
            yield from _of_labelled("own", row)
    for row in rows(real / "topics" / "ordinary-dev.jsonl.gz"):
        if fold_of(row["id"], _ORDINARY_FOLDS) == 0:
            yield from _of_labelled("ordinary", row | {"labels": [], "events": []})
    passages = unseen_sentences(real / "passages")
    for row in rows(real / "passages" / "articles-train.jsonl.gz"):
        if row["id"] in new["wild"]:
            for event, of in coded(row, context()):
                yield _Told("wild", row["id"], event.topic, _counts(event), of, _of_passages(event, passages[row["id"]]))


def _of_labelled(source: str, row: Row) -> Iterator[_Told]:
    found = coded(row, context())
    verdicts = {id(one.event): one.right for one in judged([row], {row["id"]: [event for event, _ in found]})}
    for event, of in found:
        yield _Told(source, row["id"], event.topic, _counts(event), of, verdicts.get(id(event)))


def _of_passages(event: CodedEvent, passages: Sequence[Row]) -> bool | None:
    """Whether a person found an act of the topic, real or not as said, in a sentence that tells it; None: nobody read one of these."""
    verdict = None
    for row in passages:
        if not row["ambiguous"] and tells(event, row["focus"]):
            acts = [act for act in row["acts"] if act["topic"] == event.topic]
            verdict = any((act["modality"] in COUNTED_MODALITIES) == _counts(event) for act in acts)
    return verdict


def _counts(event: CodedEvent) -> bool:
    return event.modality in COUNTED_MODALITIES


def _matrix(told: Sequence[_Told], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[one.of.features()[name] for name in names] for one in told])


def _fit(told: Sequence[_Told], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    model = LogisticRegression(C=_REGULARISATION, max_iter=500).fit(
        _matrix(told, names), [bool(one.right) for one in told], sample_weight=[_WEIGHTS[one.source] for one in told]
    )
    return round(float(model.intercept_[0]), 4), {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}


def _out_of_fold(told: Sequence[_Told], names: Sequence[str]) -> NDArray[np.float64]:
    """The probability of each event by weights that saw nothing of its article."""
    articles = {name: number for number, name in enumerate(dict.fromkeys(one.article for one in told))}
    likely = np.zeros(len(told))
    for others, fold in GroupKFold(_FOLDS).split(told, groups=[articles[one.article] for one in told]):
        fitted = _fit([told[at] for at in others], names)
        with patch.object(confidence, "_model", lambda fitted=fitted, **_: fitted):
            likely[fold] = [confidence.confidence(told[at].of) for at in fold]
    return likely


def _print_topics(source: str, told: Sequence[tuple[_Told, float]]) -> None:
    """Precision over judged events, as precision and recall over articles are the business of `make quality`."""
    for topic in TOPICS:
        said = [one for one, value in told if one.topic == topic and one.counted and value >= COUNTED_CONFIDENCE]
        known = [one for one in said if one.right is not None]
        right = sum(bool(one.right) for one in known)
        print(f"  {source:9} {topic}: {len(said)} events of {COUNTED_CONFIDENCE} or more, {right} of {len(known)} right")
