"""`demarche reconcile`: the proof that each input has exactly one outcome."""

import asyncio
import time
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.status import Status

from service.cli.screen import harmless, json_line, messages, output, table
from service.errors import Fatal
from service.outcome import ExitCode

if TYPE_CHECKING:
    from service.edge.operating.reconcile import Reconciliation


_LINE_EVERY_S = 5.0


def reconcile(
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until nothing is in flight.")] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", min=0, help="With --wait: give up after so long, and exit 1.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Compare input and ledger: each input must have exactly one outcome. Exit 1 if any is missing or has two."""
    from service.edge.operating.reconcile import reconcile as balance
    from service.settings import load_settings

    if timeout is not None and not wait:
        raise Fatal("--timeout is for --wait; give both.", ExitCode.USAGE)
    settings, _ = load_settings()
    with messages().status("Reading input and ledger …") as status:
        progress = _Progress(status)
        found = asyncio.run(balance(settings, wait=wait, within_s=timeout, progress=progress))
    if as_json:
        json_line(orjson.dumps(_as_json(found)))
    else:
        _show(output(), found)
    if wait and found.in_flight:
        raise Fatal(f"After {timeout:g} s {found.in_flight:,} of {found.inputs:,} inputs are still in flight; is a worker running?")
    if not found.balanced:
        raise typer.Exit(1)


class _Progress:
    """How far the waiting is: in place on a terminal; in a pipe a line when the numbers have changed, at most every few seconds."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._said = ""
        self._at = -_LINE_EVERY_S

    def __call__(self, now: "Reconciliation") -> None:
        line = f"{now.settled:,} of {now.inputs:,} settled, {now.in_flight:,} in flight"
        self._status.update(f"{line} …")
        if now.in_flight and not self._status.console.is_terminal and line != self._said and time.monotonic() - self._at >= _LINE_EVERY_S:
            self._said, self._at = line, time.monotonic()
            messages().print(line)


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
