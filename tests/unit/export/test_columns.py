"""Which columns there are, and what stands in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.export.columns import KEY, columns_of
from service.export.subjects import SUBJECTS

EXAMPLES = Path(__file__).parents[3] / "schemas" / "examples"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_column_is_there_twice(subject: str) -> None:
    names = [KEY, *(column.name for column in columns_of(SUBJECTS[subject].model))]
    assert len(names) == len({name.casefold() for name in names})


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_of_a_record_is_without_a_column(subject: str) -> None:
    def leaves(schema: dict[str, Any], path: tuple[str, ...]) -> set[tuple[str, ...]]:
        while "$ref" in schema or "anyOf" in schema:
            schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema["anyOf"][0]
        if "properties" not in schema:
            return {path}
        return {leaf for name, inner in schema["properties"].items() for leaf in leaves(inner, (*path, name))}

    model = SUBJECTS[subject].model
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    assert {column.path for column in columns_of(model)} == leaves(schema, ())


def test_an_event_becomes_cells_that_a_person_and_a_program_can_read() -> None:
    event = json.loads((EXAMPLES / "event.json").read_text(encoding="utf-8"))
    cells = {column.name: column.cell(event) for column in columns_of(SUBJECTS["events"].model)}
    assert cells["article_url"] == event["article"]["url"]
    assert cells["confidence"] == event["confidence"]
    assert json.loads(str(cells["actors"])) == event["actors"]
    assert cells["actors_names"] == "; ".join(one["name"] or one["text"] for one in event["actors"])
    assert cells["actors_countries"] == "; ".join(dict.fromkeys(one["country"] for one in event["actors"] if one["country"]))


def test_what_is_not_there_is_an_empty_cell() -> None:
    cells = {column.name: column.cell({"location": None}) for column in columns_of(SUBJECTS["events"].model)}
    assert set(cells.values()) == {None}
