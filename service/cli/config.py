"""`demarche config`: the settings in force."""

from typing import Annotated

import orjson
import typer
from pydantic import SecretStr

from service.cli.screen import harmless, json_line, messages, output, table
from service.settings import PREFIX, load_settings, unknown_variables

_HIDDEN = "********"
_UNITS_MS = {"h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}


def config(*, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Show the settings in force, each with its origin; secrets are hidden."""
    settings, origins = load_settings()
    values = {name: _shown(name, getattr(settings, name)) for name in origins}
    if as_json:
        json_line(orjson.dumps({PREFIX + name.upper(): {"value": values[name], "origin": origins[name]} for name in origins}))
        return
    rows = table("SETTING", "VALUE", "ORIGIN")
    for name, origin in origins.items():
        rows.add_row(PREFIX + name.upper(), harmless(values[name]), harmless(origin), style=None if origin == "default" else "bold")
    output().print(rows)
    for name in unknown_variables():
        messages().print(f"{harmless(name)} is set and is no setting of Demarche: misspelt?")


def _shown(name: str, value: object) -> str:
    if isinstance(value, SecretStr):
        return _HIDDEN
    if name == "dedupe_window" and isinstance(value, int):
        unit, size = next((unit, size) for unit, size in _UNITS_MS.items() if value % size == 0)
        return f"{value // size}{unit}"
    return "" if value is None else str(value)
