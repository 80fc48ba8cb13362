"""`make judge`: trains the judge anew. With `--fold K` only on the stories of the other folds, to measure on those of fold K.

Writes `judge.onnx`, `words.txt` and `digests` into the service, or those of a fold into `build/judge/fold-K`, with the names of its
stories. The states of the lower layers are kept in `build/judge`, so that a second run takes half the time.
"""

import argparse
import hashlib
import json
import os
from pathlib import Path

import numpy as np

from quality.judge.encoder import base, layers
from quality.judge.export import graph, write
from quality.judge.passages import Passage
from quality.judge.sources import ROOT, chosen, passages
from quality.judge.training import Recipe, Store, targets, train
from service.coding.judge.encoder import FOLDER
from service.coding.judge.reading import reading
from service.coding.judge.wordpiece import WordPieces

BUILD = ROOT / "build" / "judge"
FOLDS = 3
RECIPE = Recipe()


def fold_of(story: str) -> int:
    """Which fold a story is in: by its name, so that it stays there when others are added."""
    return int(hashlib.sha1(story.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m quality.judge", description=__doc__)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="leave this fold out")
    fold = parser.parse_args().fold
    found, weights = chosen(passages())
    if fold is None:
        _train(found, weights, np.arange(len(found)), FOLDER)
        return
    others = np.array([row for row, passage in enumerate(found) if fold_of(passage.story) != fold])
    folder = BUILD / f"fold-{fold}"
    _train(found, weights, others, folder)
    (folder / "stories.json").write_text(json.dumps(sorted({found[row].story for row in others})), encoding="utf-8")


def _train(found: list[Passage], weights: np.ndarray, others: np.ndarray, folder: Path) -> None:
    tensors, vocabulary = base()
    words = WordPieces(vocabulary)
    readings = [reading(words, p.title, p.before, p.focus, p.after) for p in found]
    store = Store(tensors, readings, RECIPE, BUILD)
    want, counts = targets(found)
    upper = train(store, others, want, counts * weights[:, None], RECIPE)
    folder.mkdir(parents=True, exist_ok=True)
    write(graph(tensors, layers(tensors)[: RECIPE.depth - RECIPE.trained], upper), folder / "judge.onnx")
    (folder / "words.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    names = ("judge.onnx", "words.txt")
    digests = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "digests").write_text(digests, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
    main()
