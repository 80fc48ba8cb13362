"""`python -m quality.incidents`: fits the weights of incidents anew, measures them out of fold beside simpler ways, and writes them.

Needs the real articles (`../shared/eval`); `--check` measures and writes nothing.
"""

import argparse
import runpy
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson

from quality.incidents.answers import scored
from quality.incidents.beside import by_words, same_facts
from quality.incidents.fitting import fit, folded, linked, rarity, scores, threshold_for
from quality.incidents.material import Key, Material, read
from quality.report import REAL
from service.incidents import likeness
from service.incidents import rarity as rare
from service.incidents.likeness import Model

Figures = Mapping[str, Mapping[str, float]]


def main() -> None:
    """Read, fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    if not REAL.exists():
        sys.exit("The real articles (../shared/eval) are not here; incidents can't be measured without them.")
    if not asked.check:
        rare.WEIGHTS.write_bytes(orjson.dumps(rarity(REAL), option=orjson.OPT_INDENT_2) + b"\n")
    material = read(REAL)
    pairs = list(material.pairs())
    same = np.array([pair.same for pair in pairs])
    models = folded(material, pairs)
    values = scores(material, pairs, models)
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"pairs of events, out of fold, from {threshold}: {_pairs(values >= threshold, same)}")
    threshold = threshold_for(values, same)
    print(f"threshold {threshold}: {_pairs(values >= threshold, same)}")
    models = [Model(model.intercept, model.weights, threshold) for model in models]
    began = time.process_time()
    homes, told = linked(material, models)
    micros = (time.process_time() - began) / len(homes) * 1e6
    print(f"linking costs {micros:.0f} us of processor time an event, portraits included")
    figures = _figures(material, homes)
    _tell("linked, out of fold", figures)
    print(f"answers: {', '.join(f'{name} {count}' for name, count in scored(material, homes, told).items())}")
    _tell("same kind, states and three days", _figures(material, same_facts(material)))
    for name, only in (("TF-IDF, single link", False), ("TF-IDF of names and numbers, single link", True)):
        by_threshold = {at: _figures(material, found) for at, found in by_words(material, names_only=only).items()}
        best = max(by_threshold, key=lambda at: by_threshold[at]["coded"]["f1"])
        _tell(f"{name}, at its best threshold {best}", by_threshold[best])
    if not asked.check:
        _write(fit(material, pairs, threshold), figures, _counted(values >= threshold, same))


def _figures(material: Material, homes: Mapping[Key, str]) -> Figures:
    """The scores by the labelled articles' own scorer."""
    articles: dict[str, dict[str, Any]] = {}
    for key, event in material.events.items():
        row = articles.setdefault(key[0], {"article": {"id": key[0]}, "events": []})
        row["events"].append({"modality": event.modality.value, "confidence": event.confidence, "incident_id": homes[key]})
    for article in material.story:
        articles.setdefault(article, {"article": {"id": article}, "events": []})
    found: Figures = runpy.run_path(str(REAL / "score.py"))["incidents"](list(articles.values()), material.clusters)
    return found


def _counted(chosen: Any, same: Any) -> dict[str, float]:
    right = int((chosen & same).sum())
    return {
        "precision": round(right / max(1, int(chosen.sum())), 3),
        "recall": round(right / int(same.sum()), 3),
        "pairs": int(same.sum()),
        "wrong": int((chosen & ~same).sum()),
    }


def _pairs(chosen: Any, same: Any) -> str:
    return ", ".join(f"{name} {value}" for name, value in _counted(chosen, same).items())


def _tell(name: str, figures: Figures) -> None:
    for part in ("coded", "all"):
        of = figures[part]
        print(
            f"{name}; articles {part}: P {of['precision']:.3f} R {of['recall']:.3f} of {of['pairs']:.0f} pairs, "
            f"B3 {of['b3_f1']:.3f} (P {of['b3_precision']:.3f} R {of['b3_recall']:.3f})"
        )


def _write(model: Model, figures: Figures, pairs: Mapping[str, float]) -> None:
    rounded = {part: {name: round(value, 3) for name, value in of.items()} for part, of in figures.items()}
    stored = {
        "intercept": model.intercept,
        "threshold": model.threshold,
        "weights": dict(sorted(model.weights.items())),
        "out_of_fold": {"event_pairs": pairs, "articles": rounded},
    }
    likeness.WEIGHTS.write_bytes(orjson.dumps(stored, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
