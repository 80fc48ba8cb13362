"""`demarche config`: the settings in force."""

from typing import Annotated

import orjson
import typer
from pydantic import SecretStr

from service.cli.screen import harmless, json_line, output, table
from service.settings import PREFIX, load_settings

_HIDDEN = "********"
_HOUR_MS = 3_600_000


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


def _shown(name: str, value: object) -> str:
    if isinstance(value, SecretStr):
        return _HIDDEN
    if name == "dedupe_window" and isinstance(value, int):
        return f"{value // _HOUR_MS}h" if value % _HOUR_MS == 0 else f"{value}ms"
    return "" if value is None else str(value)
