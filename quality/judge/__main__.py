"""`make judge`: trains the judge anew: `gate`, then `encoder`, then `weigh`; each alone with `python -m quality.judge STEP`.

The encoder goes into the service (`judge.onnx`, `words.txt`, `digests`). It learns from all passages but those of the articles that are
named in `unseen.json`, a third of the labelled ones, on which it is weighed and measured. The states of its lower layers are kept in
`build/judge`, so that a second run takes half the time.
"""

import argparse
import hashlib
import os

import numpy as np

from quality.judge.sources import ROOT, chosen, passages, stories_left_out
from service.coding.judge.encoder import FOLDER
from service.coding.judge.reading import reading
from service.coding.judge.wordpiece import WordPieces

BUILD = ROOT / "build" / "judge"


def main() -> None:
    """Do one step, or all in their order."""
    steps = {"gate": _gate, "encoder": _encoder, "weigh": _weigh}
    parser = argparse.ArgumentParser(prog="python -m quality.judge", description=__doc__)
    parser.add_argument("step", nargs="?", choices=steps, help="default: all")
    step = parser.parse_args().step
    for name, run in steps.items():
        if step in {None, name}:
            run()


def _gate() -> None:
    from quality.judge.gate_fit import fit_gate

    fit_gate()


def _weigh() -> None:
    from quality.judge.weigh import weigh

    weigh()


def _encoder() -> None:
    from quality.judge.encoder import base, layers
    from quality.judge.export import graph, write
    from quality.judge.training import Recipe, Store, targets, train

    recipe = Recipe()
    found, weights = chosen(passages())
    left_out = stories_left_out()
    others = np.array([row for row, passage in enumerate(found) if passage.story not in left_out])
    tensors, vocabulary = base()
    words = WordPieces(vocabulary)
    readings = [reading(words, p.title, p.before, p.focus, p.after) for p in found]
    store = Store(tensors, readings, recipe, BUILD)
    want, counts = targets(found)
    upper = train(store, others, want, counts * weights[:, None], recipe)
    write(graph(tensors, layers(tensors)[: recipe.depth - recipe.trained], upper), FOLDER / "judge.onnx")
    (FOLDER / "words.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    names = ("judge.onnx", "words.txt")
    digests = "".join(f"{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (FOLDER / "digests").write_text(digests, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
    main()
