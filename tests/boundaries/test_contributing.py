"""What CONTRIBUTING.md says of the tree is true: the files it names exist, and hold the names that stand beside them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLE = TEXT.partition("## Where to change what")[2].partition("\n## ")[0]
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and "`" in line]
CHANGES = 20
"""So many at least have their place in the table."""


def paths(text: str) -> list[Path]:
    """All that the text names as a path of the tree; `<topic>` and `<kind>` stand for any. What is beside the tree a clone may lack."""
    named = [name for name in re.findall(r"`([^`\s]+)`", text) if "/" in name and not name.startswith("../")]
    return [path for name in named for path in (sorted(ROOT.glob(re.sub(r"<\w+>", "*", name).rstrip("/"))) or [ROOT / name])]


def test_each_path_that_the_text_names_exists() -> None:
    assert [path for path in paths(TEXT) if not path.exists()] == []


def test_it_tells_the_place_of_at_least_twenty_changes() -> None:
    assert len([row for row in ROWS if paths(row)]) >= CHANGES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_names_stand_in_the_files_of_their_row(row: str) -> None:
    contents = "".join(path.read_text(encoding="utf-8") for path in paths(row) if path.is_file())
    assert [name for name in re.findall(r"`([A-Z][A-Za-z]*[A-Z_a-z]*)`", row) if name not in contents] == []


def test_a_path_that_is_gone_is_seen() -> None:
    assert [path.exists() for path in paths("`service/pipeline.py`, `service/gone.py`, `service/topics/<topic>/gone.toml`")] == [
        True,
        False,
        False,
    ]


def test_the_index_of_decisions_lists_each_once_and_no_number_twice() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert re.findall(r"\]\(([^)]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8").partition("| |")[2]) == files
    assert len({name[:4] for name in files}) == len(files)
