"""Standard output and standard error as a person or a program reads them: colour and width on a terminal, plain when piped."""

import os
import re
import signal
import sys
from contextlib import suppress

from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDE = 10_000
"""Columns of a pipe: nothing is wrapped or cut there."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def output() -> Console:
    """Standard output."""
    return _console(stderr=False)


def messages() -> Console:
    """Standard error: progress and notes, so that a pipe carries only results."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return _Screen(stderr=stderr, markup=False, highlight=False, emoji=False, width=None if terminal else _WIDE)


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        raise ReaderGone


class ReaderGone(SystemExit):
    """Who read standard output has gone (`| head`): the command ends quietly, as one that SIGPIPE ends."""

    def __init__(self) -> None:
        """Lets what is still buffered go nowhere, so that nothing complains while the process ends."""
        super().__init__(128 + signal.SIGPIPE)
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def harmless(text: str) -> str:
    """`text` without what a terminal would obey: escapes and direction overrides become U+FFFD, so that offsets still hold."""
    return _CONTROL.sub("\ufffd", text)


def table(*columns: str, right: tuple[str, ...] = ()) -> Table:
    """A table without lines, so that piped columns can be cut apart; `right`: columns of numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def counted(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def heading(text: str) -> Text:
    """A line that begins a part."""
    return Text(harmless(text), style="bold")


def json_line(value: bytes) -> None:
    """One JSON object on a line of standard output, at once."""
    raw_bytes(value + b"\n")


def raw_bytes(value: bytes) -> None:
    """Bytes on standard output as they are, at once."""
    try:
        sys.stdout.buffer.write(value)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
