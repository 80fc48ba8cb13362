"""Each value of a TOML text has the line in which it stands."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.topics.loader import BUILT_IN
from service.topics.toml_lines import lines_of

TEXT = '''# a comment = 1
title = "a # no comment"
a.b = 1

[table."quoted key"]
many = [
  "one",  # "not an item"
  { x = 0.5, y = [true] },
]
long = """
lines [not] a = table
"""
after = 2024-01-02

[[row]]
n = 1
[row.sub]
m = 1
[[row]]
n = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("a", "b"), 3),
        (("table", "quoted key"), 5),
        (("table", "quoted key", "many"), 6),
        (("table", "quoted key", "many", 0), 7),
        (("table", "quoted key", "many", 1, "x"), 8),
        (("table", "quoted key", "many", 1, "y", 0), 8),
        (("table", "quoted key", "long"), 10),
        (("table", "quoted key", "after"), 13),
        (("row", 0), 15),
        (("row", 0, "sub", "m"), 18),
        (("row", 1), 19),
        (("row", 1, "n"), 20),
    ],
)
def test_a_value_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert lines_of(TEXT)[path] == line


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield (*path, index)
            yield from _paths(inner, (*path, index))


@pytest.mark.parametrize("file", sorted(BUILT_IN.rglob("*.toml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_of_the_built_in_topics_has_a_line(file: Path) -> None:
    text = file.read_text()
    assert set(_paths(tomllib.loads(text))) == set(lines_of(text))
