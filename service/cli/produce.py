"""`demarche produce`: sends articles to the input topic."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from service.cli.screen import messages, output

if TYPE_CHECKING:
    from service.inputs.item import Item
    from service.inputs.reader import Reader


def produce(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Files (.txt, .html, .json, .jsonl, .warc; each with .gz too) or directories of articles, - for standard input.",
        ),
    ],
) -> None:
    """Send articles to the input topic, and say how many were acknowledged."""
    from service.edge.produce import produce as send
    from service.inputs.reader import Reader
    from service.settings import load_settings

    settings, _ = load_settings()
    reader = Reader(paths, sys.stdin.buffer)
    bar = _Bar(reader)
    with bar.progress:
        acknowledged = asyncio.run(send(settings, bar.items(), bar.acknowledged))
    output().print(f"{acknowledged:,} articles acknowledged by {settings.raw_topic}")


class _Bar:
    """A progress bar on a terminal (by bytes of the files, as the number of articles is not known), nothing in a pipe."""

    def __init__(self, reader: "Reader") -> None:
        console = messages()
        self._reader = reader
        self._acknowledged = 0
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[articles]:,} articles"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self.progress.add_task("", total=reader.total_bytes, articles=0)

    def items(self) -> Iterator["Item"]:
        """The articles, each moving the bar."""
        for item in self._reader:
            yield item
            self.progress.update(self._task, completed=self._reader.bytes_read, articles=self._acknowledged)

    def acknowledged(self, count: int) -> None:
        """`count` more articles are acknowledged."""
        self._acknowledged += count
        self.progress.update(self._task, articles=self._acknowledged)
