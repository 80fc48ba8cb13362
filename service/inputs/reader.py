"""Reads the articles of files one after the other, and knows how far it is."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from service.errors import Fatal
from service.inputs.find import STANDARD_INPUT, find, kind
from service.inputs.item import Item
from service.inputs.warc import read_warc
from service.record import Headers

_PLAIN: Headers = (("content-type", b"text/plain"),)
_HTML: Headers = (("content-type", b"text/html"),)


class Reader:
    """The articles behind some PATHs, in order: files as given, directories by name.

    A broken article is passed on as it is (the service refuses it with a reason); a file that can't be read stops with Fatal.
    """

    def __init__(self, paths: list[Path], standard_input: BinaryIO) -> None:
        """Finds the files at once, so that wrong use is known before any work; raises Fatal for it."""
        self._files = find(paths)
        self._standard_input = standard_input
        self._done = 0
        self._open: BinaryIO | None = None
        sizes = [0 if file == STANDARD_INPUT else file.stat().st_size for file in self._files]
        self.total_bytes: int | None = None if STANDARD_INPUT in self._files else sum(sizes)
        """Bytes of all files as they lie on disk; None where standard input makes it unknown."""

    @property
    def bytes_read(self) -> int:
        """How many of `total_bytes` are behind us (approximate: files are read in blocks)."""
        return self._done + (self._open.tell() if self._open else 0)

    def __iter__(self) -> Iterator[Item]:
        """Each article once."""
        for path in self._files:
            if path == STANDARD_INPUT:
                yield from _read_standard_input(self._standard_input)
                continue
            try:
                with path.open("rb") as file:
                    self._open = file
                    yield from _read_file(path, file)
                    self._open = None
            except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
                raise Fatal(f"{path} is not a whole gzip file ({problem}); fetch it again.") from problem
            except OSError as problem:
                raise Fatal(f"{path} can't be read: {problem.strerror or problem}.") from problem
            finally:
                self._open = None
            self._done += path.stat().st_size


def _read_file(path: Path, file: BinaryIO) -> Iterator[Item]:
    suffix = kind(path)
    content = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if path.name.lower().endswith(".gz") else file
    if suffix == ".warc":
        yield from read_warc(str(path), content)
    elif suffix == ".jsonl":
        yield from _read_lines(str(path), content)
    elif suffix == ".json":
        yield from _read_json(str(path), content.read())
    else:
        yield Item(str(path), content.read(), _HTML if suffix == ".html" else _PLAIN)


def _read_lines(origin: str, lines: BinaryIO, first_number: int = 1) -> Iterator[Item]:
    for number, line in enumerate(lines, first_number):
        value = line.strip()
        if value:
            yield Item(f"{origin}:{number}", value)


def _read_json(origin: str, value: bytes) -> Iterator[Item]:
    """One article, or an array of them."""
    try:
        parsed = orjson.loads(value)
    except orjson.JSONDecodeError:
        parsed = None
    if isinstance(parsed, list):
        for number, element in enumerate(parsed, 1):
            yield Item(f"{origin}:{number}", orjson.dumps(element))
    else:
        yield Item(origin, value)


def _read_standard_input(stream: BinaryIO) -> Iterator[Item]:
    """JSON lines, each as soon as it is there; or one JSON document over many lines; or one text."""
    number, first = 0, b""
    while not first.strip():
        first, number = stream.readline(), number + 1
        if not first:
            return
    start = first.lstrip()[:1]
    if start not in (b"{", b"["):
        yield Item("-", first + stream.read(), _PLAIN)
    elif start == b"{" and _is_json(first):
        yield Item(f"-:{number}", first.strip())
        yield from _read_lines("-", stream, number + 1)
    else:
        rest = stream.read()
        if _is_json(first + rest):
            yield from _read_json("-", first + rest)
        else:
            for offset, line in enumerate((first + rest).split(b"\n")):
                if line.strip():
                    yield Item(f"-:{number + offset}", line.strip())


def _is_json(value: bytes) -> bool:
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        return False
    return True
