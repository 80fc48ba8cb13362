"""The words made by hand in `service/data/*.toml`, each file read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """What stands in `service/data/<name>.toml`."""
    return tomllib.loads((files("service.data") / f"{name}.toml").read_text("utf-8"))


def word_set(name: str, key: str) -> frozenset[str]:
    """One list of words of a file."""
    return frozenset(table(name)[key])
