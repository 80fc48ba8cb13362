"""`make quality`: measures accuracy, prints every table and fails when a figure falls below its pinned floor.

The project's own sets are always measured; the real articles where `../shared/eval` is, and in CI its absence is a failure.

Usage: python -m quality.gate [--pin] [--write]
    --pin    set the floors to what was reached now (a lowered floor must be explained in the commit)
    --write  write docs/quality.md from the tables
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from quality import coding, duplicates, language, quotes, text
from quality.document import markdown
from quality.report import REAL, Figure, Section, Table

FLOORS = Path(__file__).parent / "floors.json"
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "quality.md"
SLACK = 0.002
"""What a figure may fall below its floor: rounding of the floor to three digits and one document in five hundred."""


def sections(real: Path | None) -> Iterator[Section]:
    """Measure everything, subject by subject; `real` is the folder of real articles or None."""
    yield from coding.sections(real)
    yield from quotes.sections(real)
    yield from text.sections(real)
    yield from language.sections(real)
    yield from duplicates.sections(real)


def verdicts(figures: list[Figure], floors: dict[str, dict[str, float | str]], *, real: bool) -> list[str]:
    """Say what is wrong: a figure below its floor, one that was not measured, one without a floor, one on other data.

    Floors of real articles (names that begin with `real:`) are passed over where those are not there (`real` is false).
    """
    wrong = []
    measured = {figure.name: figure for figure in figures}
    for name, floor in floors.items():
        figure = measured.get(name)
        if figure is None:
            if real or not name.startswith("real:"):
                wrong.append(f"{name}: was not measured")
        elif figure.data != floor["data"]:
            wrong.append(f"{name}: measured on other data than its floor; look at both, then `--pin`")
        elif figure.lower_is_better and figure.value > float(floor["floor"]) + SLACK:
            wrong.append(f"{name}: {figure.value:.3f} is above its ceiling {floor['floor']}")
        elif not figure.lower_is_better and figure.value < float(floor["floor"]) - SLACK:
            wrong.append(f"{name}: {figure.value:.3f} is below its floor {floor['floor']}")
    wrong += [f"{name}: has no floor; run with --pin" for name in measured if name not in floors]
    return wrong


def main() -> int:
    """Measure, print, judge."""
    arguments = argparse.ArgumentParser(prog="python -m quality.gate")
    arguments.add_argument("--pin", action="store_true", help="set the floors to what was reached now")
    arguments.add_argument("--write", action="store_true", help="write docs/quality.md")
    chosen = arguments.parse_args()
    real = REAL if REAL.is_dir() else None
    if real is None and os.environ.get("CI"):
        sys.stderr.write("The real articles (../shared/eval) are not here, and in CI they must be.\n")
        return 1
    console = Console(width=150)
    measured = []
    for section in sections(real):
        measured.append(section)
        console.rule(section.title)
        for table in section.tables:
            console.print(_printed(table))
            if table.note:
                console.print(escape(table.note), style="dim")
    figures = [figure for section in measured for figure in section.figures]
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if chosen.pin:
        kept = floors if real is None else {}
        pinned = {figure.name: {"floor": round(figure.value, 3), "of": figure.of, "data": figure.data} for figure in figures}
        floors = kept | pinned
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    if chosen.write:
        DOCUMENT.write_text(markdown(measured), encoding="utf-8")
    wrong = verdicts(figures, floors, real=real is not None)
    for line in wrong:
        sys.stderr.write(f"quality: {line}\n")
    console.print(f"{len(figures):,} figures, {len(wrong):,} complaints")
    return 1 if wrong else 0


def _printed(table: Table) -> RichTable:
    made = RichTable(*table.columns, title=table.title, title_justify="left")
    for row in table.rows:
        made.add_row(*map(escape, row))
    return made


if __name__ == "__main__":
    sys.exit(main())
