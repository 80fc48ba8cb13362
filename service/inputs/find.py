"""From the PATHs of a command line to the files to read, in a stable order."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from service.errors import Fatal
from service.inputs.item import Skipped
from service.outcome import ExitCode

STANDARD_INPUT = Path("-")
KINDS = {
    ".txt": ".txt", ".text": ".txt", ".md": ".md", ".markdown": ".md", ".html": ".html", ".htm": ".html", ".xhtml": ".html",
    ".json": ".json", ".jsonl": ".jsonl", ".ndjson": ".jsonl", ".warc": ".warc", ".rss": ".xml", ".atom": ".xml", ".xml": ".xml",
    ".eml": ".eml",
}  # fmt: skip
"""How a file is read, by the end of its name."""
ACCEPTED = ".txt, .md, .html, .json, .jsonl, .warc, .rss, .atom, .xml, .eml (each with .gz too), a directory or - for standard input"
_ABOUT = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "authors"})
"""Files of a directory that speak of it."""
_URL = re.compile(r"(https?|ftp|file):/+(?=\S)", re.IGNORECASE)
_ADVICE = {
    ".pdf": "take the text out of it first, for example with pdftotext",
    ".doc": "save it as text or HTML first",
    ".docx": "save it as text or HTML first",
    ".odt": "save it as text or HTML first",
    ".rtf": "save it as text or HTML first",
    ".zip": "unpack it first",
    ".tar": "unpack it first",
    ".tgz": "unpack it first",
    ".csv": "write its rows as JSON lines, each with `text`",
}


def kind(path: Path) -> str | None:
    """How to read `path`, by its name without `.gz`; None for a file that is none of ours."""
    return KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def find(paths: list[Path], skipped: Skipped) -> list[Path]:
    """The files behind `paths`, directories walked recursively in the order of their names.

    What can't be read there is told to `skipped`: files of other kinds, links that lead out of the directory, directories that may not be
    entered. Hidden files and those that speak of the directory (README) are passed
    over. Raises Fatal (wrong use) for a URL, a path that does not exist, a named file of an unknown kind
    and a directory without articles.
    """
    found: list[Path] = []
    for path in paths:
        if path == STANDARD_INPUT:
            found.append(path)
        elif path.is_dir():
            inside = list(_inside(path, skipped))
            if not inside:
                raise Fatal(f"{path} holds no articles; give {ACCEPTED}.", ExitCode.USAGE)
            found.extend(inside)
        elif url := _URL.match(str(path)):
            shown = f"{url[1]}://{str(path)[url.end() :]}"
            raise Fatal(f"{shown} is a URL, and URLs are not fetched; download the page and give the file.", ExitCode.USAGE)
        elif not path.exists():
            raise Fatal(f"{path} does not exist; check the path.", ExitCode.USAGE)
        elif not kind(path):
            raise Fatal(f"{path} {unknown(path)}.", ExitCode.USAGE)
        else:
            found.append(path)
    return found


def unknown(path: Path) -> str:
    """The end of a sentence about a file whose name says nothing to us."""
    return f"is of no kind that can be read; {_ADVICE.get(path.suffix.lower()) or f'give {ACCEPTED}'}"


def _inside(directory: Path, skipped: Skipped) -> Iterator[Path]:
    root = directory.resolve()
    files: list[Path] = []

    def refused(problem: OSError) -> None:
        skipped(str(problem.filename), f"can't be entered: {problem.strerror}")

    for place, directories, names in os.walk(directory, onerror=refused):
        directories[:] = [name for name in directories if not name.startswith(".")]
        links = [name for name in directories if (Path(place) / name).is_symlink()]
        files += (Path(place) / name for name in [*names, *links] if not name.startswith(".") and Path(name).stem.lower() not in _ABOUT)
    for file in sorted(files):
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            skipped(str(file), "is a link out of the directory; give its target by name if it is meant")
        elif file.is_dir():
            continue  # a link within the directory: what it leads to is read in its own place
        elif not file.is_file():
            skipped(str(file), "is no file that can be read")
        elif not kind(file):
            skipped(str(file), unknown(file))
        else:
            yield file
