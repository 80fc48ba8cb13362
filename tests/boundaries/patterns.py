"""Every pattern that the service compiles, with the place where it does: at import, with the topics, and while it reads an article.

Run as a program it prints them as JSON: only a fresh process sees all of them being compiled.
"""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
_READ_AT_ONCE = {"sub", "subn", "match", "search", "fullmatch", "finditer", "findall", "split"}
"""Functions of `re` that compile a pattern by the way."""


class Site(NamedTuple):
    """A call that compiles: the file within the repository, and the line."""

    file: str
    line: int


class Compiled(NamedTuple):
    """A pattern, and where it was compiled."""

    site: Site
    pattern: re.Pattern[Any]


def compiled() -> list[Compiled]:
    """All patterns, each once."""
    done = subprocess.run([sys.executable, "-m", "tests.boundaries.patterns"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    rows = json.loads(done.stdout)
    return [
        Compiled(Site(file, line), re.compile(source.encode("latin-1") if is_bytes else source, flags))
        for file, line, source, is_bytes, flags in rows
    ]


def calls() -> Iterator[tuple[Site, str]]:
    """Every call of a function of `re` in the service, by its name."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in {"compile", *_READ_AT_ONCE}:
                    yield Site(str(path.relative_to(ROOT)), node.lineno), node.func.attr


def other_imports() -> Iterator[str]:
    """Ways to compile a pattern that `calls` would not see: parts of `re` by name, another engine."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            by_name = isinstance(node, ast.ImportFrom) and node.module in {"re", "regex"}
            renamed = isinstance(node, ast.Import) and any(one.name == "regex" or (one.name == "re" and one.asname) for one in node.names)
            if by_name or renamed:
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


def _main() -> None:
    found: dict[tuple[object, ...], None] = {}
    compile_pattern = re.compile

    def noting(source: Any, flags: int = 0) -> re.Pattern[Any]:
        caller = sys._getframe(1)
        pattern = compile_pattern(source, flags)
        file = Path(caller.f_code.co_filename)
        if file.is_relative_to(ROOT / "service"):
            is_bytes = isinstance(pattern.pattern, bytes)
            text = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
            found[str(file.relative_to(ROOT)), caller.f_lineno, text, is_bytes, pattern.flags] = None
        return pattern

    re.compile = noting  # type: ignore[assignment]
    import service

    for module in pkgutil.walk_packages(service.__path__, "service."):
        importlib.import_module(module.name)
    from service.context import Context
    from service.edge.children import warmup
    from service.pipeline import read
    from service.trace import Trace

    read(warmup.RECORD, Context.build(), Trace())
    json.dump(list(found), sys.stdout)


if __name__ == "__main__":
    _main()
