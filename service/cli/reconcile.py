"""`demarche reconcile`: the proof that each input has exactly one outcome."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console

from service.cli.screen import harmless, json_line, messages, output, table

if TYPE_CHECKING:
    from service.edge.reconcile import Reconciliation


def reconcile(
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until nothing is in flight.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Compare input and ledger: each input must have exactly one outcome. Exit 1 if any is missing or has two."""
    from service.edge.reconcile import reconcile as balance
    from service.settings import load_settings

    settings, _ = load_settings()
    note = messages()
    with note.status("Reading input and ledger …") as status:

        def tell(now: "Reconciliation") -> None:
            status.update(f"{now.settled:,} of {now.inputs:,} settled, {now.in_flight:,} in flight …")

        found = asyncio.run(balance(settings, wait=wait, progress=tell))
    if as_json:
        json_line(orjson.dumps(_as_json(found)))
    else:
        _show(output(), found)
    if not found.balanced:
        raise typer.Exit(1)


def _show(console: Console, found: "Reconciliation") -> None:
    rows = table("INPUTS", "NUMBER", right=("NUMBER",))
    rows.add_row("all", f"{found.inputs:,}", style="bold")
    rows.add_row("settled", f"{found.settled:,}")
    for outcome, count in found.by_outcome.items():
        rows.add_row(f"  {outcome.value}", f"{count:,}", style="dim")
    rows.add_row("in flight", f"{found.in_flight:,}")
    rows.add_row("missing", f"{found.missing:,}", style="bold red" if found.missing else None)
    rows.add_row("with two outcomes", f"{len(found.conflicting_keys):,}", style="bold red" if found.conflicting_keys else None)
    console.print(rows)
    for key in found.missing_keys:
        console.print(f"missing      {harmless(key)}")
    for key in found.conflicting_keys:
        console.print(f"two outcomes {harmless(key)}")
    if found.balanced:
        rest = f", {found.in_flight:,} are in flight" if found.in_flight else ""
        console.print(f"{found.settled:,} of {found.inputs:,} inputs have exactly one outcome{rest}; none is missing.", style="green")


def _as_json(found: "Reconciliation") -> dict[str, object]:
    return {
        "inputs": found.inputs,
        "settled": found.settled,
        "in_flight": found.in_flight,
        "missing": found.missing,
        "by_outcome": {outcome.value: count for outcome, count in found.by_outcome.items()},
        "missing_keys": found.missing_keys,
        "conflicting_keys": found.conflicting_keys,
        "balanced": found.balanced,
    }
