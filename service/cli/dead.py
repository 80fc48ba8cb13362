"""`demarche dead`: looks at dead letters and sends them back to the input."""

import asyncio
import sys
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from service.cli.screen import counted, harmless, json_line, messages, output, table
from service.errors import Fatal
from service.outcome import DeadReason, ExitCode

if TYPE_CHECKING:
    from service.edge.dead import Letter, LetterFilter
    from service.settings import Settings

_SHOWN_CHARACTERS = 2_000

app = typer.Typer(
    no_args_is_help=True,
    help="Look at dead letters, and send them back to the input.",
    epilog="Example: demarche dead list --reason not_json",
)

ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="CODE", help="Only those refused for this reason, e.g. not_json.")]
StageOption = Annotated[str | None, typer.Option("--stage", metavar="STAGE", help="Only those that this stage refused, e.g. decode.")]
DetailOption = Annotated[str | None, typer.Option("--detail", metavar="TEXT", help="Only those whose detail contains this.")]


@app.command("list", epilog="Example: demarche dead list --reason not_json --limit 20")
def list_(
    *,
    reason: ReasonOption = None,
    stage: StageOption = None,
    detail: DetailOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    replayed: Annotated[bool, typer.Option("--replayed", help="Also those that were sent back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a letter.")] = False,
) -> None:
    """List the dead letters that were not sent back: where each is, why, and which input it was."""
    letters = asyncio.run(_list(_settings(), _filter(reason, stage, detail, replayed=replayed), limit))
    if as_json:
        for letter in letters:
            json_line(orjson.dumps(_as_json(letter)))
        return
    _print(letters)
    messages().print(counted(len(letters), "dead letter"), style="dim")


@app.command(epilog="Example: demarche dead show 3-17 --raw > article.json")
def show(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="Its place as listed, or the input it was: news.raw-0-17.")],
    *,
    raw: Annotated[bool, typer.Option("--raw", help="Print only the original bytes, unchanged.")] = False,
) -> None:
    """Show one dead letter: its headers and the original value."""
    from service.edge import dead

    found = asyncio.run(dead.show(_settings(), letter))
    if raw:
        sys.stdout.buffer.write(found.value or b"")
        sys.stdout.buffer.flush()
        return
    console = output()
    rows = table("HEADER", "VALUE")
    rows.add_row("(written)", f"{datetime.fromtimestamp(found.timestamp / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC")
    rows.add_row("(key)", harmless((found.key or b"").decode("utf-8", "backslashreplace")))
    for name, content in found.headers:
        rows.add_row(harmless(name), "(null)" if content is None else harmless(content.decode("utf-8", "backslashreplace")))
    console.print(rows)
    value = (found.value or b"").decode("utf-8", "backslashreplace")
    console.print()
    console.print(harmless(value[:_SHOWN_CHARACTERS]))
    if len(value) > _SHOWN_CHARACTERS:
        messages().print(f"… and {len(value) - _SHOWN_CHARACTERS:,} more characters; --raw prints all", style="dim")


@app.command(epilog="Example: demarche dead replay --reason stage_error --limit 100 --dry-run")
def replay(
    *,
    reason: ReasonOption = None,
    stage: StageOption = None,
    detail: DetailOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be sent.")] = False,
) -> None:
    """Send dead letters back to the input, unchanged; each is noted as sent back and not sent again."""
    from service.edge import dead

    letters = asyncio.run(dead.replay(_settings(), _filter(reason, stage, detail), limit=limit, dry_run=dry_run))
    if dry_run:
        _print(letters)
    verb = "would be" if dry_run else "was" if len(letters) == 1 else "were"
    output().print(f"{counted(len(letters), 'dead letter')} {verb} sent back to the input")


def _settings() -> "Settings":
    from service.settings import load_settings

    return load_settings()[0]


def _filter(reason: str | None, stage: str | None, detail: str | None, *, replayed: bool = False) -> "LetterFilter":
    from service.edge.dead import LetterFilter

    if reason is not None and reason not in set(DeadReason):
        raise Fatal(f"{reason} is no reason of dead letters; there are {', '.join(DeadReason)}.", ExitCode.USAGE)
    return LetterFilter(reason=reason, stage=stage, detail=detail, replayed=replayed)


async def _list(settings: "Settings", wanted: "LetterFilter", limit: int | None) -> "list[Letter]":
    from service.edge import dead

    found: list[Letter] = []
    async with aclosing(dead.list_letters(settings, wanted)) as letters:
        async for letter in letters:
            found.append(letter)
            if len(found) == limit:
                break
    return found


def _print(letters: "list[Letter]") -> None:
    rows = table("LETTER", "WRITTEN", "REASON", "STAGE", "INPUT", "DETAIL")
    for letter in letters:
        written = f"{datetime.fromtimestamp(letter.timestamp / 1000, UTC):%Y-%m-%d %H:%M:%S}"
        rows.add_row(letter.place, written, letter.reason, letter.said("stage"), letter.input, harmless(letter.said("detail")))
    output().print(rows)


def _as_json(letter: "Letter") -> dict[str, Any]:
    return {
        "letter": letter.place,
        "written": datetime.fromtimestamp(letter.timestamp / 1000, UTC).isoformat(),
        "reason": letter.reason,
        "detail": letter.said("detail"),
        "stage": letter.said("stage"),
        "input": letter.input,
        "attempts": letter.said("attempts"),
        "replayed": letter.replayed,
        "bytes": len(letter.value or b""),
    }
