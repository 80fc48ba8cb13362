"""Fits the weights of `service/cleaning/furniture.py` anew; run it after its words or features have changed. Needs `../shared/eval`.

A logistic regression on the pieces of scraped articles that people marked (the real ones that were read while the rules were made, and the
own ones but part `held`), and on the lines of unmarked articles, which count a tenth: the few that are furniture do no harm then.
Prints recall and false alarms by five-fold cross-validation over articles. The same data give the same file.

Usage: python scripts/train_furniture.py [--check]
    --check  write nothing
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import orjson

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.report import OWN, REAL
from quality.running import Row, rows
from quality.text import held_back
from service.cleaning import furniture, text
from service.cleaning.characters import normalise
from service.cleaning.furniture import NOWHERE, Place
from service.cleaning.sentences import sentence_spans
from service.cleaning.structure import key_of, lines_of, unwrapped

Vector = npt.NDArray[np.float64]

WEIGHTS = Path(furniture.__file__).parents[1] / "data" / "weights" / "furniture.json"
_EVERY = 3
"""Of so many unmarked articles one is taken."""
_UNMARKED = 0.1
"""Weight of an unmarked line."""
_FOLDS = 5
_PENALTY = 1.0
_STEPS = 30
_SENTENCES_OF_LINE = 2


class Example(NamedTuple):
    """A line or sentence, where it stands, the words of its article's title, the verdict, and the number of its article."""

    line: str
    place: Place
    title: frozenset[str]
    drop: bool
    article: int


def examples(row: Row, article: int) -> Iterator[Example]:
    """What there is to learn from an article; without `pieces`, its lines count as what the phrases take them for."""
    lines = unwrapped(lines_of(normalise(row["text"])))
    out, gone, _, _ = text._by_phrases(lines, text._Known(), None, ())  # noqa: SLF001 the step before the one that is fitted
    text._drop_listed(lines, out, gone)  # noqa: SLF001
    texts = [after.text or before.text for before, after in zip(lines, out, strict=True)]
    bounds = furniture.bounds_of(texts, gone)
    title = frozenset(key_of(row.get("title") or "").split())
    pieces = [(normalise(row["text"][piece["start"] : piece["end"]]).strip(), piece["verdict"]) for piece in row.get("pieces", ())]
    verdicts = dict(pieces)
    for i, line in enumerate(lines):
        verdict = verdicts.get(line.text, "") if pieces else ("drop" if gone[i] else "keep")
        if verdict == "drop" or (verdict == "keep" and _is_candidate(line.text)):
            yield Example(line.text, furniture.place_of(texts, gone, i, bounds), title, verdict == "drop", article)
    for piece, verdict in pieces:
        if verdict == "drop":
            yield Example(piece, NOWHERE, title, drop=True, article=article)
        elif verdict == "keep":
            yield from _sentences(piece, title, article, None)
    if not pieces:
        for kept in texts:
            if not _is_candidate(kept):
                yield from _sentences(kept, title, article, _SENTENCES_OF_LINE)


def _sentences(line: str, title: frozenset[str], article: int, most: int | None) -> Iterator[Example]:
    for start, end in sentence_spans(line)[:most]:
        sentence = line[start:end].strip()
        if sentence and len(sentence) <= furniture.LONGEST and (end - start < len(line) or not _is_candidate(sentence)):
            yield Example(sentence, NOWHERE, title, drop=False, article=article)


def _is_candidate(line: str) -> bool:
    folded = line.lower()
    return furniture.is_candidate(line, marked=any(mark in folded for mark in furniture.MARKS))


def matrix(found: list[Example]) -> tuple[Vector, Vector]:
    """Features and verdicts."""
    column = {name: i for i, name in enumerate(furniture.FEATURES)}
    values = np.zeros((len(found), len(column)))
    for i, example in enumerate(found):
        for name, value in furniture.features(example.line, example.place, example.title).items():
            values[i, column[name]] = value
    return values, np.array([example.drop for example in found], dtype=np.float64)


def fit(values: Vector, verdicts: Vector, counts: Vector) -> Vector:
    """Weights by Newton's method, penalised by their squares but for the first, which is the bias."""
    weights = np.zeros(values.shape[1])
    penalty = np.eye(len(weights)) * _PENALTY
    penalty[0, 0] = 1e-3
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (likely - verdicts)) + penalty @ weights
        bend = (values * (counts * likely * (1 - likely) + 1e-9)[:, None]).T @ values + penalty
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit, compare, write."""
    arguments = argparse.ArgumentParser(prog="python scripts/train_furniture.py")
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    if not REAL.is_dir():
        sys.exit("The real articles (../shared/eval) are not here; the weights can't be fitted without them.")
    furniture._WEIGHTS.update(dict.fromkeys(furniture.FEATURES, 0.0))  # noqa: SLF001 what was learnt before must not choose the examples
    real = [row for at, row in enumerate(rows(REAL / "text" / "lines.jsonl")) if not held_back(at, row)]
    own = [row for row in rows(OWN / "lines.jsonl") if row.get("part") != "held"]
    unmarked = rows(REAL / "load" / "articles.jsonl.gz")[::_EVERY]
    marked = [example for at, row in enumerate(real + own) for example in examples(row, at)]
    others = [example for row in unmarked for example in examples({"title": row.get("title"), "text": row["text"]}, -1)]
    values, verdicts = matrix(marked)
    more_values, more_verdicts = matrix(others)
    less = np.full(len(others), _UNMARKED)
    folds = np.array([example.article % _FOLDS for example in marked])
    likely = np.zeros(len(marked))
    for fold in range(_FOLDS):
        chosen = folds != fold
        weights = fit(
            np.vstack([values[chosen], more_values]),
            np.concatenate([verdicts[chosen], more_verdicts]),
            np.concatenate([np.ones(int(chosen.sum())), less]),
        )
        likely[~chosen] = 1 / (1 + np.exp(-values[~chosen] @ weights))
    for least in (0.7, 0.8, 0.85, 0.9, 0.95):
        found, wrong = (likely[verdicts == 1] >= least).mean(), int((likely[verdicts == 0] >= least).sum())
        print(f"from {least}: {found:.3f} of furniture found, {wrong} of {int((verdicts == 0).sum())} other lines taken for it")
    weights = fit(np.vstack([values, more_values]), np.concatenate([verdicts, more_verdicts]), np.concatenate([np.ones(len(marked)), less]))
    if not check:
        learnt = {name: round(float(weight), 3) for name, weight in zip(furniture.FEATURES, weights, strict=True)}
        WEIGHTS.write_bytes(orjson.dumps(learnt, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
