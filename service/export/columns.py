"""A record as a row: the columns that follow from its model, so that they are the same whatever the records hold.

An object becomes columns of its own (`article_url`), a list stays JSON; lists of parties have two more columns, for people who read a
table: `actors_names` and `actors_countries`.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin

import orjson
from pydantic import BaseModel

Form = Literal["text", "integer", "real", "time", "json", "names", "countries"]
KEY = "key"
"""The first column: the key of the record in its topic."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where in a record a cell comes from, and what it holds."""

    name: str
    path: tuple[str, ...]
    form: Form

    def cell(self, record: Mapping[str, Any]) -> str | int | float | None:
        """The cell of a record; a time as the text that stands there."""
        found: Any = record
        for step in self.path:
            found = found.get(step) if found is not None else None
        if found is None:
            return None
        if self.form == "json":
            return orjson.dumps(found).decode()
        if self.form == "names":
            return "; ".join(str(one.get("name") or one.get("text") or "") for one in found)
        if self.form == "countries":
            return "; ".join(dict.fromkeys(str(one["country"]) for one in found if one.get("country")))
        return found if isinstance(found, (int, float)) else str(found)


def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a model's records, in the order of its fields; `key` is not among them."""
    return tuple(_columns(model, ()))


def _columns(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        path = (*above, field.alias or name)
        inner = _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _columns(inner, path)
            continue
        yield Column("_".join(path), path, _form(inner))
        item = _inner(get_args(inner)[0]) if get_origin(inner) in {tuple, list} else None
        if isinstance(item, type) and issubclass(item, BaseModel) and {"name", "country"} <= item.model_fields.keys():
            yield Column("_".join((*path, "names")), path, "names")
            yield Column("_".join((*path, "countries")), path, "countries")


def _inner(annotation: Any) -> Any:
    """What is annotated, without `| None` and without what pydantic is told beside it."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) in {Union, types.UnionType}:
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation


def _form(annotation: Any) -> Form:
    if get_origin(annotation) in {tuple, list, dict}:
        return "json"
    if isinstance(annotation, type):
        if issubclass(annotation, datetime):
            return "time"
        if issubclass(annotation, int):  # bool too: no field of the contract is one outside of lists
            return "integer"
        if issubclass(annotation, float):
            return "real"
    return "text"
