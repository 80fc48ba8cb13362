"""What a measurement says: tables for people, figures for the gate."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OWN = Path(__file__).parent / "data"
"""The project's own labelled sets, always there."""
REAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
"""Real labelled articles beside the project; only measured on, never part of it."""


@dataclass(frozen=True)
class Figure:
    """A measured number that the gate holds against its floor. `data` is the digest of what it was measured on."""

    name: str
    value: float
    of: int
    """How many documents, pairs, lines or events it was measured on."""
    data: str
    lower_is_better: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells as they are printed; the first row's cells name the columns."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    """How to read it, or its weakness, in a sentence or two."""


@dataclass(frozen=True)
class Section:
    """One subject of `docs/quality.md`."""

    title: str
    tables: Sequence[Table]
    figures: Sequence[Figure] = field(default=())


def digest(paths: Iterable[Path]) -> str:
    """Return a short digest of the bytes of `paths`, so that a score can't move because its data did, unseen."""
    sum_ = hashlib.sha256()
    for path in paths:
        sum_.update(path.read_bytes())
    return sum_.hexdigest()[:16]
