"""`demarche produce`: sends articles to the input topic."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from service.cli.left_out import LeftOut
from service.cli.screen import counted, output
from service.cli.screen import messages as standard_error

if TYPE_CHECKING:
    from service.edge.operating.produce import Message
    from service.inputs.item import Item
    from service.inputs.reader import Reader

_WAITING = 100
"""Articles that are read ahead of the sending."""


def produce(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Files (.txt .md .html .json .jsonl .warc .rss .atom .xml .eml; also with .gz), directories, - for standard input.",
        ),
    ],
) -> None:
    """Send articles to the input topic, and say how many were acknowledged. What can't be sent is named and left out; then it exits 1."""
    from service.edge.operating.produce import produce as send
    from service.inputs.reader import Reader
    from service.settings import load_settings

    settings, _ = load_settings()
    left_out = LeftOut()
    reader = Reader(paths, sys.stdin.buffer, left_out)
    bar = _Bar(reader)
    with bar.progress:
        messages = as_they_come(reader) if reader.total_bytes is None else bar.messages()
        acknowledged = asyncio.run(send(settings, messages, bar.acknowledged, left_out))
    output().print(f"{counted(acknowledged, 'article')} acknowledged by {settings.topic_names.raw}{left_out.summary()}")
    left_out.end()


class _Bar:
    """A progress bar on a terminal (by bytes of the files, as the number of articles is not known), nothing in a pipe."""

    def __init__(self, reader: "Reader") -> None:
        console = standard_error()
        self._reader = reader
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

    def messages(self) -> "Iterator[Message]":
        """What to send, each piece moving the bar."""
        for item in self._reader:
            yield message(item)
            self.progress.update(self._task, completed=self._reader.bytes_read)

    def acknowledged(self, count: int) -> None:
        """`count` articles are acknowledged so far."""
        self.progress.update(self._task, articles=count)


def message(item: "Item") -> "Message":
    """What `item` is on the input topic. Its URL is the key: so all versions of an article are in one partition, in their order."""
    from service.edge.operating.produce import Message
    from service.inputs.item import address

    return Message(address(item), item.value, item.headers, item.origin)


async def as_they_come(reader: "Reader") -> "AsyncIterator[Message]":
    """The messages of a reader that may wait long for its next article: it reads in a thread of its own, so that sending goes on.

    A daemon, because a read from a terminal can't be interrupted and must not keep the process.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Message | Exception | None] = asyncio.Queue(maxsize=_WAITING)

    def pump() -> None:
        def put(one: "Message | Exception | None") -> None:
            asyncio.run_coroutine_threadsafe(queue.put(one), loop).result()

        try:
            for item in reader:
                put(message(item))
            put(None)
        except Exception as problem:  # noqa: BLE001 - it is raised where the messages are awaited
            put(problem)

    threading.Thread(target=pump, daemon=True).start()
    while (one := await queue.get()) is not None:
        if isinstance(one, Exception):
            raise one
        yield one
