"""The forms of a file: each takes rows, in their order, and writes them to a path."""

import csv
import importlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from service.errors import Fatal
from service.export.columns import KEY, Column
from service.formula import no_formula

_ROWS_TOGETHER = 1_000
_SQLITE_TYPES = {"integer": "INTEGER", "real": "REAL"}


class Row(NamedTuple):
    """A record to write."""

    key: str
    value: Mapping[str, Any]
    raw: bytes
    """The JSON as its topic holds it."""


Write = Callable[[Path, str, Sequence[Column], Iterable[Row]], int]
"""Writes rows to a new file at the path, in a table of the name where the form has tables; returns how many."""


def write_jsonl(path: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Each record as it stands in its topic, a line each."""
    del name, columns
    count = 0
    with path.open("xb") as file:
        for count, row in enumerate(rows, 1):  # noqa: B007 - it is the result
            file.write(row.raw if b"\n" not in row.raw else orjson.dumps(row.value))
            file.write(b"\n")
    return count


def write_csv(path: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """UTF-8, a line of names first; a text that a spreadsheet would take for a formula has a `'` before it."""
    del name
    count = 0
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([KEY, *(column.name for column in columns)])
        for count, row in enumerate(rows, 1):  # noqa: B007 - it is the result
            writer.writerow([no_formula(cell) for cell in _cells(columns, row)])
    return count


def write_sqlite(path: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """A database with one table."""
    wanted = ", ".join(f'"{column.name}" {_SQLITE_TYPES.get(column.form, "TEXT")}' for column in columns)
    marks = ", ".join("?" * (len(columns) + 1))
    database = sqlite3.connect(path)
    try:
        database.execute(f'CREATE TABLE "{name}" ("{KEY}" TEXT PRIMARY KEY, {wanted})')
        cursor = database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', (_cells(columns, row) for row in rows))  # noqa: S608 - both are ours
        database.commit()
        return max(0, cursor.rowcount)
    finally:
        database.close()


def write_parquet(path: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Compressed columns, times as times in UTC; needs pyarrow."""
    del name
    arrow, parquet = _arrow()
    forms = {"integer": arrow.int64(), "real": arrow.float64(), "time": arrow.timestamp("us", tz="UTC")}
    schema = arrow.schema([(KEY, arrow.string()), *((column.name, forms.get(column.form, arrow.string())) for column in columns)])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for some in _batches(rows):
            cells = zip(*(_cells(columns, row) for row in some), strict=True)
            typed = [
                list(map(_time, values)) if forms["time"] == field.type else list(values)
                for field, values in zip(schema, cells, strict=True)
            ]
            writer.write_table(arrow.table([arrow.array(values, field.type) for field, values in zip(schema, typed, strict=True)], schema))
            count += len(some)
    return count


def require(form: str) -> None:
    """Raise `Fatal` where a form can't be written here, before anything is read for it."""
    if form == "parquet":
        _arrow()


FORMATS: dict[str, Write] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet, "sqlite": write_sqlite}
"""By the name that the command takes."""


def _arrow() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Fatal("Parquet needs pyarrow, which is not installed; run: pip install 'demarche[parquet]'.") from None


def _cells(columns: Sequence[Column], row: Row) -> list[str | int | float | None]:
    return [row.key, *(column.cell(row.value) for column in columns)]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_TOGETHER)):
        yield some


def _time(cell: str | None) -> datetime | None:
    return datetime.fromisoformat(cell) if cell else None
