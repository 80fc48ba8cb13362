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
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
"""Characters that are not seen, or turn what is seen: zero-width ones, marks of direction, tags. They hide words and reverse addresses."""
_JOINERS = "(?<![^\\x00-\u05ff])[\u200c\u200d]"
"""Joiners behind anything but a letter of the scripts that are written with them, and but emoji."""
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}]|{_JOINERS}")
_UNESCAPED = re.compile(rf"[\x00-\x1f\x7f-\x9f{_UNSEEN}]|{_JOINERS}")
_ASCII = re.compile(rb"[\x20-\x7e]*+")
"""Most values, for which nothing need be decoded."""


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
    """`text` without what a terminal would obey or hide: escapes, marks of direction, zero-width characters become U+FFFD, one each."""
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
    """One JSON object on a line of standard output, at once; what a terminal would obey or hide is escaped, which changes no value."""
    raw_bytes((value if _ASCII.fullmatch(value) else _escaped(value)) + b"\n")


def _escaped(value: bytes) -> bytes:
    def escape(found: re.Match[str]) -> str:
        code = ord(found[0])
        if code < 0x20:  # noqa: PLR2004 - in JSON such a one stands between values only
            return " "
        pair = (code,) if code < 0x10000 else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))  # noqa: PLR2004 - UTF-16, as JSON writes it
        return "".join(f"\\u{unit:04x}" for unit in pair)

    return _UNESCAPED.sub(escape, value.decode("utf-8", "replace")).encode()


def raw_bytes(value: bytes) -> None:
    """Bytes on standard output as they are, at once."""
    try:
        sys.stdout.buffer.write(value)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
