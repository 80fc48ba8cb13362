"""`schemas/` says what `service/model.py` says, and stays readable by readers of v1."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from tests.unit.schemas.compatibility import breaks

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "schemas"
FIRST = Path(__file__).parent / "first_v1.json"
OUTPUTS = ("event", "ledger", "duplicate", "explanation")
LATER = ("incident",)
"""Outputs that came after the first v1."""


def generator(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_committed_files_are_the_generated_ones() -> None:
    for name, text in generator("make_schemas").files().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, f"run `make schemas`: {name}"


def test_the_golden_examples_are_what_the_service_makes() -> None:
    for name, text in generator("make_examples").files().items():
        assert (SCHEMAS / "examples" / name).read_text(encoding="utf-8") == text, f"run `make schemas`: {name}"


@pytest.mark.parametrize("name", [*OUTPUTS, *LATER, "raw-article", "headers"])
def test_each_schema_is_valid_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(read(SCHEMAS / f"{name}.v1.json"))


@pytest.mark.parametrize("path", sorted((SCHEMAS / "examples").glob("*.json")), ids=lambda path: path.name)
def test_each_golden_example_fits_its_schema(path: Path) -> None:
    schema = read(SCHEMAS / f"{path.name.split('.')[0]}.v1.json")
    jsonschema.Draft202012Validator(schema).validate(read(path))


def test_every_schema_has_a_golden_example() -> None:
    assert {path.name.split(".")[0] for path in (SCHEMAS / "examples").glob("*.json")} == {*OUTPUTS, *LATER, "raw-article", "headers"}


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_reader_of_the_first_v1_is_broken(name: str) -> None:
    assert breaks(read(FIRST)[name], read(SCHEMAS / f"{name}.v1.json")) == []


def test_no_writer_of_the_first_v1_is_broken() -> None:
    old, new = read(FIRST)["raw-article"], read(SCHEMAS / "raw-article.v1.json")
    assert set(old["properties"]) <= set(new["properties"])
    assert set(new.get("required", [])) <= set(old.get("required", []))
    assert old["anyOf"] == new["anyOf"]


def test_a_dropped_field_breaks_a_reader() -> None:
    old = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert breaks(old, {"type": "object", "properties": {}}) == ["$.a is gone"]


def test_a_field_that_may_now_be_missing_breaks_a_reader() -> None:
    old = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert breaks(old, {**old, "required": []}) == ["$.a may now be missing"]


def test_a_changed_type_breaks_a_reader() -> None:
    old = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert breaks(old, {"type": "object", "properties": {"a": {"type": "integer"}}}) == ["$.a may now be integer"]


def test_a_new_field_breaks_nobody() -> None:
    old = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert breaks(old, {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "null"}}}) == []
