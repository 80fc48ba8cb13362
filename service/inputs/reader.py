"""Reads the articles of files one after the other, and knows how far it is."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from service.errors import Fatal
from service.inputs.encoding import without_mark
from service.inputs.feeds import read_feed
from service.inputs.find import STANDARD_INPUT, find, kind
from service.inputs.item import Item, Skipped
from service.inputs.json_files import read_json, read_lines
from service.inputs.mail import read_mail
from service.inputs.stdin import read_standard_input
from service.inputs.text_files import read_text
from service.inputs.warc import read_warc


def _stop(origin: str, why: str) -> None:
    raise Fatal(f"{origin} {why}.")


class Reader:
    """The articles behind some PATHs, in order: files as given, directories by name.

    A broken article is passed on as it is (the service refuses it with a reason); what can't be read at all is told to `skipped`, and
    the rest is read.
    """

    def __init__(self, paths: list[Path], standard_input: BinaryIO, skipped: Skipped = _stop) -> None:
        """Finds the files at once, so that wrong use is known before any work; raises Fatal for it.

        Without `skipped` the first thing that can't be read raises Fatal.
        """
        self._skipped = skipped
        self._files = find(paths, skipped)
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
                yield from read_standard_input(self._standard_input, self._skipped)
            else:
                yield from self._read(path)

    def _read(self, path: Path) -> Iterator[Item]:
        size = 0
        try:
            with path.open("rb") as file:
                size = path.stat().st_size
                self._open = file
                yield from _read_file(path, file, self._skipped)
        except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
            self._skipped(str(path), f"is not a whole gzip file ({problem}); fetch it again")
        except OSError as problem:
            self._skipped(str(path), f"can't be read: {problem.strerror or problem}")
        finally:
            self._open = None
        self._done += size


def _read_file(path: Path, file: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    suffix, origin = kind(path) or ".txt", str(path)
    zipped = path.name.lower().endswith(".gz")
    content = cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=file)))) if zipped else file
    if suffix == ".warc":
        yield from read_warc(origin, content, skipped)
    elif suffix == ".jsonl":
        yield from read_lines(origin, without_mark(content), skipped)
    elif suffix == ".json":
        yield from read_json(origin, without_mark(content), skipped)
    elif suffix == ".xml":
        yield from read_feed(origin, content, skipped)
    elif suffix == ".eml":
        yield from read_mail(origin, content, skipped)
    else:
        yield from read_text(origin, content, skipped, suffix)
