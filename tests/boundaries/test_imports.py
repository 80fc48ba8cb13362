"""What may know what: the core is pure, Kafka lives at the edge, commands are thin."""

import ast
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "service"
KAFKA = {"faust", "mode", "aiokafka", "kafka"}
WORLD = {"asyncio", "time", "random", "os", "socket", "subprocess", "threading", "multiprocessing", "secrets", "uuid"}
PRESENT = {"now", "utcnow", "today"}
"""Methods of `datetime`, `date`, `pandas.Timestamp` and their like that ask the clock."""
CLOCKS = {"datetime", "date"}
OUTER = {"edge", "cli", "telemetry", "web"}


def modules() -> list[Path]:
    return sorted(SERVICE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def clock_calls(path: Path) -> list[str]:
    """Where a file asks for the present time: `datetime.now(...)`, `now()`, and `date.today` handed on uncalled."""
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    called = [node.func for node in tree if isinstance(node, ast.Call)]
    handed_on = [node for node in tree if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] in CLOCKS]
    found = {ast.unparse(node): node.lineno for node in called + handed_on if ast.unparse(node).split(".")[-1] in PRESENT}
    return sorted(f"line {line}: {text}" for text, line in found.items())


def is_core(path: Path) -> bool:
    parts = path.relative_to(SERVICE).parts
    return parts[0] not in OUTER | {"settings.py", "inputs", "__main__.py"}


@pytest.mark.parametrize("path", [path for path in modules() if is_core(path)], ids=lambda path: str(path.relative_to(SERVICE)))
def test_the_core_knows_no_kafka_no_clock_and_no_environment(path: Path) -> None:
    assert not roots(path) & (KAFKA | WORLD)


@pytest.mark.parametrize("path", [path for path in modules() if is_core(path)], ids=lambda path: str(path.relative_to(SERVICE)))
def test_the_core_does_not_know_what_is_around_it(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(tuple(f"service.{outer}" for outer in OUTER))}


@pytest.mark.parametrize("path", [path for path in modules() if is_core(path)], ids=lambda path: str(path.relative_to(SERVICE)))
def test_the_core_never_asks_for_the_present_time(path: Path) -> None:
    assert clock_calls(path) == []


@pytest.mark.parametrize(
    "path", [path for path in modules() if path.relative_to(SERVICE).parts[0] != "edge"], ids=lambda path: str(path.relative_to(SERVICE))
)
def test_only_the_edge_imports_kafka(path: Path) -> None:
    assert not roots(path) & KAFKA


def test_the_boundary_check_sees_an_import(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from aiokafka import AIOKafkaProducer\nimport os.path\n", encoding="utf-8")
    assert roots(bad) == {"aiokafka", "os"}


def test_the_boundary_check_sees_a_question_for_the_time(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        "import datetime\na = datetime.datetime.now(datetime.UTC)\nb = [datetime.date.today]\nnow()\nthen = bad.now\n", encoding="utf-8"
    )
    assert clock_calls(bad) == ["line 2: datetime.datetime.now", "line 3: datetime.date.today", "line 4: now"]
