"""`demarche dead`: looks at dead letters, sends them back to the input, and makes one of an input that no worker survives."""

import asyncio
import sys
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from service.cli.completion import reasons, stages
from service.cli.plain_help import Command, Group
from service.cli.screen import counted, harmless, json_line, messages, output, raw_bytes, table
from service.errors import Fatal
from service.outcome import DeadReason, ExitCode

if TYPE_CHECKING:
    from service.edge.operating.dead_letters import Letter, LetterFilter
    from service.settings import Settings

_SHOWN_CHARACTERS = 2_000

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Look at dead letters, send them back to the input, and pass over what no worker survives.",
    epilog="Example: demarche dead list --reason not_json",
)

ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="CODE", help="Only those refused for this reason, e.g. not_json.", autocompletion=reasons)
]
StageOption = Annotated[
    str | None, typer.Option("--stage", metavar="STAGE", help="Only those that this stage refused, e.g. decode.", autocompletion=stages)
]
DetailOption = Annotated[str | None, typer.Option("--detail", metavar="TEXT", help="Only those whose detail contains this.")]


@app.command("list", cls=Command, epilog="Example: demarche dead list --reason not_json --limit 20")
def list_(
    *,
    reason: ReasonOption = None,
    stage: StageOption = None,
    detail: DetailOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    replayed: Annotated[bool, typer.Option("--replayed", help="Also those that were sent back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a letter.")] = False,
) -> None:
    """List the dead letters that were not sent back, the oldest first: where each is, why, and which input it was."""
    letters = asyncio.run(_list(_settings(), _filter(reason, stage, detail, replayed=replayed), limit))
    if as_json:
        for letter in letters:
            json_line(orjson.dumps(_as_json(letter)))
        return
    _print(letters, marked=replayed)
    messages().print(counted(len(letters), "dead letter"), style="dim")


@app.command(cls=Command, epilog="Example: demarche dead show 3-17 --raw > article.json")
def show(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="Its place as listed, or the input it was: news.raw-0-17.")],
    *,
    raw: Annotated[bool, typer.Option("--raw", help="Print only the original bytes, unchanged.")] = False,
) -> None:
    """Show one dead letter: its headers and the original value."""
    from service.edge.operating import dead_letters as dead

    found = asyncio.run(dead.show(_settings(), letter))
    if raw:
        if found.said.value_omitted:
            raise Fatal(
                f"The letter of {found.input} holds no bytes of it ({found.said.value_omitted}); read the input itself if it is there."
            )
        raw_bytes(found.value or b"")
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


@app.command(cls=Command, epilog="Example: demarche dead replay --reason stage_error --limit 100 --dry-run")
def replay(
    *,
    reason: ReasonOption = None,
    stage: StageOption = None,
    detail: DetailOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be sent.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send all of them back without asking.")] = False,
) -> None:
    """Send dead letters back to the input, unchanged; each is noted as sent back and not sent again.

    Without a filter and a limit it asks first, as all that was ever refused would be read again.
    """
    from service.edge.operating import dead_letters as dead

    if not (reason or stage or detail or limit or dry_run or yes):
        _confirm()
    empty: list[str] = []
    wanted = _filter(reason, stage, detail)
    found = dead.replay(_settings(), wanted, limit=limit, dry_run=dry_run, without_bytes=lambda letter: empty.append(letter.input))
    letters = asyncio.run(found)
    if dry_run:
        _print(letters)
    verb = "would be" if dry_run else "was" if len(letters) == 1 else "were"
    output().print(f"{counted(len(letters), 'dead letter')} {verb} sent back to the input")
    if empty:
        kept = "holds no bytes of its input and stays" if len(empty) == 1 else "hold no bytes of their inputs and stay"
        messages().print(f"{counted(len(empty), 'dead letter')} {kept} ({harmless(empty[0])}): whoever has the article must send it again")


@app.command(cls=Command, epilog="Example: demarche dead skip news.raw-3-1047 --dry-run")
def skip(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="The input at which the worker dies, as the log names it: news.raw-3-1047.")
    ],
    *,
    to: Annotated[
        int | None, typer.Option("--to", metavar="OFFSET", min=0, help="The last offset that is skipped too, e.g. of a packed batch.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be skipped.")] = False,
) -> None:
    """Pass over an input at which the worker itself dies, so that its partition goes on; stop all workers first.

    It gets a dead letter (stage_error) and its ledger entry. It is not read, so the letter has no bytes and can't be replayed. Only the
    next input that the group would read can be skipped. What a worker had read before keeps its outcome.
    """
    from service.edge.operating import skipping

    done = asyncio.run(skipping.skip(_settings(), place, to=to, dry_run=dry_run))
    verb = "would become" if dry_run else "became"
    for source in done.refused:
        output().print(f"{harmless(source.key)} {verb} a dead letter, unread")
    for source in done.kept:
        output().print(f"{harmless(source.key)} had been read before and keeps what becomes of it")
    goes = "would go" if dry_run else "goes"
    messages().print(f"the group {goes} on at {done.resumes_at:,}; start the workers, then `demarche reconcile --wait`", style="dim")


def _confirm() -> None:
    """Ask a person whether all open letters are meant; raises Abort for a no, and Fatal where nobody can be asked."""
    if not sys.stdin.isatty():
        raise Fatal("This would send every open dead letter back; add --yes, or choose some with --reason or --limit.", ExitCode.USAGE)
    open_letters = asyncio.run(_list(_settings(), _filter(None, None, None), None))
    typer.confirm(f"Send all {counted(len(open_letters), 'open dead letter')} back to the input?", abort=True, err=True)


def _settings() -> "Settings":
    from service.settings import load_settings

    return load_settings()[0]


def _filter(reason: str | None, stage: str | None, detail: str | None, *, replayed: bool = False) -> "LetterFilter":
    from service.edge.operating.dead_letters import LetterFilter

    if reason is not None and reason not in set(DeadReason):
        raise Fatal(f"{reason} is no reason of dead letters; there are {', '.join(DeadReason)}.", ExitCode.USAGE)
    return LetterFilter(reason=reason, stage=stage, detail=detail, replayed=replayed)


async def _list(settings: "Settings", wanted: "LetterFilter", limit: int | None) -> "list[Letter]":
    from service.edge.operating import dead_letters as dead

    async with aclosing(dead.list_letters(settings, wanted)) as letters:
        # Without their values, as thousands of those would not fit into memory.
        found = [replace(letter, value=None) async for letter in letters]
    found.sort(key=lambda letter: letter.timestamp)
    return found[:limit]


def _print(letters: "list[Letter]", *, marked: bool = False) -> None:
    """`marked`: with a column that says which were sent back."""
    rows = table("LETTER", "WRITTEN", "REASON", "STAGE", "INPUT", *(["SENT BACK"] if marked else []), "DETAIL")
    for letter in letters:
        written = f"{datetime.fromtimestamp(letter.timestamp / 1000, UTC):%Y-%m-%d %H:%M:%S}"
        mark = ["yes" if letter.replayed else "no"] if marked else []
        rows.add_row(
            letter.place,
            written,
            *map(harmless, (letter.reason, letter.said.stage, letter.input)),
            *mark,
            harmless(letter.said.detail),
            style="dim" if letter.replayed else None,
        )
    output().print(rows)


def _as_json(letter: "Letter") -> dict[str, Any]:
    return {
        "letter": letter.place,
        "written": datetime.fromtimestamp(letter.timestamp / 1000, UTC).isoformat(),
        "reason": letter.reason,
        "detail": letter.said.detail,
        "stage": letter.said.stage,
        "input": letter.input,
        "attempts": letter.said.attempts,
        "replayed": letter.replayed,
        "bytes": letter.size,
    }
