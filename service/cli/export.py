"""`demarche export`: what the output topics hold, as a file."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import orjson
import typer
from pydantic import ValidationError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from service.cli.filters import (
    ActorOption,
    ConfidenceOption,
    CountryOption,
    KindOption,
    LimitOption,
    ModalityOption,
    SinceOption,
    TargetOption,
    TopicOption,
    chosen,
)
from service.cli.left_out import LeftOut
from service.cli.screen import messages, output
from service.errors import Fatal
from service.outcome import ExitCode

if TYPE_CHECKING:
    from service.export.formats import Row
    from service.export.spool import Spool
    from service.model import Contract
    from service.selection import Selection
    from service.settings import Settings

_ENDS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite"}
"""What the end of a file's name says of its form."""


def export(
    subject: Annotated[str, typer.Argument(metavar="WHAT", help="events, incidents, ledger or duplicates.")],
    *,
    file: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write; one that is there is replaced in the end.")
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORM", help="csv, jsonl, parquet or sqlite; without it the end of FILE's name says which."),
    ] = None,
    topic: TopicOption = None,
    kind: KindOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    target: TargetOption = None,
    modality: ModalityOption = None,
    min_confidence: ConfidenceOption = None,
    since: SinceOption = None,
    limit: LimitOption = None,
) -> None:
    """Write what a topic holds now into a file: of each event, incident or input the last revision, in the order of time. Ends by itself.

    Several filters mean all of them; they look at the last revision. Exits 1 where a record could not be read.
    """
    from service.export.formats import FORMATS, require
    from service.export.subjects import SUBJECTS
    from service.selection import Known
    from service.settings import load_settings
    from service.topics.loader import load_rules

    if subject not in SUBJECTS:
        raise Fatal(f"{subject} can't be exported; there are {', '.join(SUBJECTS)}.", ExitCode.USAGE)
    form = _form(form, file, FORMATS)
    place = _writable(file)
    require(form)
    settings, _ = load_settings()
    interests = load_rules(settings.topics_dir).topics
    selection = chosen(
        Known.of(interests),
        SUBJECTS[subject].filters,
        f"the {subject}",
        topic=topic,
        kind=kind,
        country=country,
        actor=actor,
        target=target,
        modality=modality,
        min_confidence=min_confidence,
        since=since,
        limit=limit,
    )
    left_out = LeftOut()
    topics = list(SUBJECTS[subject].topics(settings.topic_names, selection.topics or interests))
    count, read = _write(settings, topics, _Wanted(subject, form, place, selection), left_out)
    output().print(f"{count:,} {subject} in {file}, the last revisions of {read:,} records{left_out.summary()}")
    left_out.end()


class _Wanted(NamedTuple):
    """The file to make: of what, in which form, where, and with which of the records."""

    subject: str
    form: str
    file: Path
    selection: "Selection"


def _form(form: str | None, file: Path, forms: Iterable[str]) -> str:
    """The form that is said, else the one of the file's name; raises `Fatal` (wrong use) for another."""
    found = form or _ENDS.get(file.suffix.lower(), "")
    if found not in forms:
        said = f"{form} is no form of a file" if form else f"The name {file} does not say which form is meant"
        raise Fatal(f"{said}; give --format with one of {', '.join(forms)}.", ExitCode.USAGE)
    return found


def _writable(file: Path) -> Path:
    """Where the file is really, links followed; raises `Fatal` (wrong use) where no file can be."""
    place = file.resolve()
    if place.exists() and not place.is_file():
        raise Fatal(f"{file} is no file; give the name of one that is to be written.", ExitCode.USAGE)
    if not place.parent.is_dir():
        raise Fatal(f"The directory {place.parent} does not exist; make it first.", ExitCode.USAGE)
    return place


def _write(settings: "Settings", topics: list[str], wanted: _Wanted, left_out: LeftOut) -> tuple[int, int]:
    """Read the topics and make the file, which is there only when it is whole; returns how many rows and how many records were read."""
    from service.edge.operating.export import collect
    from service.export.columns import columns_of
    from service.export.formats import FORMATS
    from service.export.spool import Spool
    from service.export.subjects import SUBJECTS

    model = SUBJECTS[wanted.subject].model
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=wanted.file.parent) as directory, _bar() as bar:
            task = bar.add_task(f"reading {', '.join(topics)}", total=None)

            def progress(done: int, whole: int) -> None:
                bar.update(task, completed=done, total=whole)

            with Spool(Path(directory, "spool")) as spool:
                asyncio.run(collect(settings, topics, spool, since_ms=wanted.selection.since_ms, left_out=left_out, progress=progress))
                bar.update(task, description=f"writing {wanted.file.name}", completed=0, total=len(spool))
                rows = _rows(spool, model, wanted.selection, left_out, lambda: bar.advance(task))
                made = Path(directory, "made")
                count = FORMATS[wanted.form](made, wanted.subject, columns_of(model), rows)
                made.replace(wanted.file)
                return count, spool.taken
    except (PermissionError, sqlite3.OperationalError) as problem:
        raise Fatal(f"{wanted.file} can't be written ({problem}); choose another place.") from problem


def _rows(spool: "Spool", model: "type[Contract]", selection: "Selection", left_out: LeftOut, done: Callable[[], None]) -> "Iterator[Row]":
    """Those of the records that are chosen, at most `limit`."""
    from service.export.formats import Row

    written = 0
    for record in spool:
        done()
        value = orjson.loads(record.value)
        if not selection.takes(value, record.written_ms):
            continue
        try:
            model.model_validate(value)
        except ValidationError as problem:
            left_out(record.place, f"is not of this version: {problem.errors()[0]['msg']}")
            continue
        yield Row(record.key, value, record.value)
        written += 1
        if written == selection.limit:
            return


def _bar() -> Progress:
    """A progress bar on a terminal, nothing in a pipe."""
    console = messages()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
