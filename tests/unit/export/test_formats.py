"""What each form of a file gives back is what was written."""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from service.errors import Fatal
from service.export import formats
from service.export.columns import Column, columns_of
from service.export.formats import FORMATS, Row
from service.export.subjects import SUBJECTS
from service.model import CodedEvent, Corroboration, Event, Lineage, Location, PublishedArticle
from tests.unit.builders import event as coded

COLUMNS = columns_of(Event)
PUBLISHED = datetime(2022, 5, 23, 10, 0, 0, 250_000, tzinfo=UTC)


def event(number: int, headline: str = "h", **more: Any) -> Event:
    """An event; every second one without what may be missing."""
    full = number % 2 == 0
    fields = coded(states=("FRA", "MLI")).model_dump() | {"headline": headline, **more}
    fields["location"] = Location(text="Ñ", start=0, end=1, name="Ñ", latitude=-3.5, longitude=2.25) if full else None
    return Event(
        **CodedEvent(**fields).model_dump(),
        event_id=f"e{number}",
        revision=1,
        article=PublishedArticle(id="a", text='line\nline, "quoted"; ;\t\'', extractor="text", published_at=PUBLISHED if full else None),
        corroboration=Corroboration(articles=1, sources=1, independent_sources=1),
        lineage=Lineage(topic="t", partition=0, offset=2**40 + number, pipeline_version="1", rules_version="r"),
    )


def row(one: Event) -> Row:
    raw = one.model_dump_json(by_alias=True).encode()
    return Row(one.event_id, json.loads(raw), raw)


def read_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sqlite(path: Path) -> list[dict[str, Any]]:
    database = sqlite3.connect(path)
    try:
        database.row_factory = sqlite3.Row
        return [dict(one) for one in database.execute("SELECT * FROM events ORDER BY rowid")]
    finally:
        database.close()


def read_parquet(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    return found


def written_again(cells: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    """The record that a row of cells was made of, but for what is null."""
    record: dict[str, Any] = {}
    for column in columns:
        cell = cells[column.name]
        if column.form in {"names", "countries"} or cell is None:
            continue
        place = record
        for step in column.path[:-1]:
            place = place.setdefault(step, {})
        place[column.path[-1]] = json.loads(cell) if column.form == "json" else cell
    return record


def without_nulls(value: Any) -> Any:
    """A record without what is null, and without objects that hold nothing else."""
    if not isinstance(value, dict):
        return value
    said = {key: without_nulls(one) for key, one in value.items() if one is not None}
    return {key: one for key, one in said.items() if one != {} or value[key] == {}}


@pytest.mark.parametrize(("form", "read"), [("sqlite", read_sqlite), ("parquet", read_parquet)])
def test_tables_give_back_every_record_whole(form: str, read: Callable[[Path], list[dict[str, Any]]], tmp_path: Path) -> None:
    rows = [
        row(event(number, headline)) for number, headline in enumerate(["plain", "=1+1", "", "naïve\n\u2028\U0001f600", "'", "NULL"] * 300)
    ]
    assert FORMATS[form](tmp_path / "file", "events", COLUMNS, rows) == len(rows)
    found = read(tmp_path / "file")
    assert [cells["key"] for cells in found] == [one.key for one in rows]
    for cells, one in zip(found, rows, strict=True):
        if isinstance(cells["article_published_at"], datetime):
            cells["article_published_at"] = cells["article_published_at"].isoformat().replace("+00:00", "Z")
        assert written_again(cells, COLUMNS) == without_nulls(one.value)


def test_lines_of_json_are_the_bytes_of_the_topic(tmp_path: Path) -> None:
    rows = [row(event(number)) for number in range(3)]
    assert FORMATS["jsonl"](tmp_path / "file", "events", COLUMNS, rows) == 3
    assert (tmp_path / "file").read_bytes().splitlines() == [one.raw for one in rows]


def test_a_record_of_several_lines_becomes_one(tmp_path: Path) -> None:
    FORMATS["jsonl"](tmp_path / "file", "events", COLUMNS, [Row("k", {"a": 1}, b'{\n"a": 1\n}')])
    assert (tmp_path / "file").read_bytes() == b'{"a":1}\n'


def test_csv_gives_back_every_text_and_number(tmp_path: Path) -> None:
    rows = [row(event(0, 'a "b", c\nd; é')), row(event(1))]
    assert FORMATS["csv"](tmp_path / "file", "events", COLUMNS, rows) == 2
    found = read_csv(tmp_path / "file")
    for cells, one in zip(found, rows, strict=True):
        assert list(cells) == ["key", *(column.name for column in COLUMNS)]
        expected = {column.name: column.cell(one.value) for column in COLUMNS}
        assert {name: cells[name] for name in expected} == {name: "" if cell is None else str(cell) for name, cell in expected.items()}


@pytest.mark.parametrize("headline", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_headline_is_no_formula_in_csv_and_unchanged_elsewhere(headline: str, tmp_path: Path) -> None:
    for form in FORMATS:
        FORMATS[form](tmp_path / form, "events", COLUMNS, [row(event(0, headline))])
    assert read_csv(tmp_path / "csv")[0]["headline"] == f"'{headline}"
    assert read_csv(tmp_path / "csv")[0]["location_latitude"] == "-3.5"
    assert read_sqlite(tmp_path / "sqlite")[0]["headline"] == headline
    assert read_parquet(tmp_path / "parquet")[0]["headline"] == headline


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_file_without_rows_has_its_columns(form: str, subject: str, tmp_path: Path) -> None:
    assert FORMATS[form](tmp_path / "file", subject, columns_of(SUBJECTS[subject].model), []) == 0
    assert (tmp_path / "file").exists()


def test_without_pyarrow_parquet_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    formats.require("csv")
    with pytest.raises(Fatal, match=r"pip install 'demarche\[parquet\]'"):
        formats.require("parquet")
