"""No file and no function grows beyond what one can hold in mind: a file has one subject, a function one job."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "service"
BESIDE = ("tests", "quality", "scripts", "bench")
LARGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 60
MOST_BRANCHES = 15
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case, ast.comprehension)
FILES = sorted(SERVICE.rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each function's name, lines and branches, those of the functions within it included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            branches = sum(isinstance(inner, BRANCHES) for inner in ast.walk(node))
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1, branches


def too_large(path: Path) -> list[str]:
    """The functions of a file that are too long or have too many branches."""
    return [
        f"{name}: {lines} lines, {branches} branches"
        for name, lines, branches in functions(path)
        if lines > LONGEST_FUNCTION_LINES or branches > MOST_BRANCHES
    ]


@pytest.mark.parametrize("folder", ["service", *BESIDE])
def test_a_file_has_one_subject_and_so_a_bounded_length(folder: str) -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {str(path): lines for path, lines in lengths.items() if lines > LARGEST_FILE_LINES} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SERVICE)))
def test_a_function_has_one_job_and_so_few_branches(path: Path) -> None:
    assert too_large(path) == []


def test_the_size_check_sees_a_function_of_too_many_branches(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def f(a):\n" + "    if a:\n        pass\n" * 16 + "def g(a):\n" + "    a\n" * 60, encoding="utf-8")
    assert too_large(bad) == ["f: 33 lines, 16 branches", "g: 61 lines, 0 branches"]
