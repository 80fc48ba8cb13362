"""From the PATHs of a command line to the files to read, in a stable order."""

import re
from pathlib import Path

from service.errors import Fatal
from service.outcome import ExitCode

STANDARD_INPUT = Path("-")
KINDS = (".txt", ".html", ".json", ".jsonl", ".warc")
_URL = re.compile(r"(https?|ftp|file|s3|gs):/+(.*)", re.IGNORECASE)
"""An address as a path, in which two slashes are one."""
_ACCEPTED = ".txt, .html, .json, .jsonl, .warc (each with .gz too), a directory or - for standard input"


def kind(path: Path) -> str | None:
    """The suffix that says how to read `path`, without `.gz`; None for a file that is none of ours."""
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in KINDS if name.endswith(suffix)), None)


def find(paths: list[Path]) -> list[Path]:
    """The files behind `paths`, directories walked recursively in the order of their names; files of other kinds there are passed over.

    Raises Fatal (wrong use) for a path that does not exist, a named file of an unknown kind and a directory without articles.
    """
    found: list[Path] = []
    for path in paths:
        if path == STANDARD_INPUT:
            found.append(path)
        elif path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file() and kind(file)]
            if not inside:
                raise Fatal(f"{path} holds no articles; give {_ACCEPTED}.", ExitCode.USAGE)
            found.extend(inside)
        elif address := _URL.match(str(path)):
            raise Fatal(
                f"{address[1]}://{address[2]} is a URL, and Demarche fetches none; save the page and give the file.", ExitCode.USAGE
            )
        elif not path.exists():
            raise Fatal(f"{path} does not exist; check the path.", ExitCode.USAGE)
        elif not kind(path):
            raise Fatal(f"{path} is of no kind that can be read; give {_ACCEPTED}.", ExitCode.USAGE)
        else:
            found.append(path)
    return found
