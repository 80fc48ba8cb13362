"""Runs the trained encoder over passages. One thread a process, as every worker has several processes."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from service.coding.judge.reading import Reading, reading
from service.coding.judge.verdict import Verdict, verdict
from service.coding.judge.wordpiece import WordPieces
from service.errors import Fatal
from service.outcome import ExitCode

FOLDER = Path(__file__).with_name("model")
MODEL, WORDS = "judge.onnx", "words.txt"


class PassageText(NamedTuple):
    """What is judged: a sentence, with the title and its neighbours."""

    title: str
    before: str
    focus: str
    after: str


class Judge:
    """The encoder, ready to read."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises `Fatal` when a file is missing or not the one that `digests` names."""
        import onnxruntime  # 0.7 s and 26 MB, which a worker leaves to the processes that read for it

        self._words = WordPieces(_checked(folder, WORDS).decode().splitlines())
        _checked(folder, MODEL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        # By its path: of bytes the session keeps a copy, 22 MB a process.
        self._session = onnxruntime.InferenceSession(folder / MODEL, options, providers=["CPUExecutionProvider"])

    def read(self, passages: Sequence[PassageText]) -> list[Verdict]:
        """A verdict for each passage.

        One at a time: the numbers are scaled by the largest of a run, so what is read together would colour each other's verdicts, and a
        replay in other chunks would differ. Four at once would take a quarter less time.
        """
        return [verdict(self._run(reading(self._words, *passage))) for passage in passages]

    def _run(self, of: Reading) -> list[float]:
        pieces = np.array([of.pieces], np.int64)
        mask, focus = np.ones(pieces.shape, np.float32), np.zeros(pieces.shape, np.float32)
        focus[0, slice(*of.focus)] = 1
        outputs: list[float] = self._session.run(None, {"pieces": pieces, "mask": mask, "focus": focus})[0][0].tolist()
        return outputs


def _checked(folder: Path, name: str) -> bytes:
    path = folder / name
    try:
        wanted = dict(line.split()[::-1] for line in (folder / "digests").read_text(encoding="utf-8").splitlines())
        raw = path.read_bytes()
    except OSError as error:
        raise Fatal(f"The judge's file {error.filename} can't be read; install Demarche anew.", ExitCode.USAGE) from error
    if hashlib.sha256(raw).hexdigest() != wanted.get(name):
        raise Fatal(f"The judge's file {path} is not the one that was released; install Demarche anew.", ExitCode.USAGE)
    return raw


@lru_cache(maxsize=1)
def judge() -> Judge:
    """The one of this process."""
    return Judge(FOLDER)
