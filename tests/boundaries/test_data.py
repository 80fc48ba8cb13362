"""What lies in `service/data/`: which files are made by hand and which by a script."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "service" / "data"
README = (DATA / "README.md").read_text(encoding="utf-8")


def files() -> set[str]:
    found = {path for path in DATA.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {str(path.relative_to(DATA)) for path in found if path.parent.name != "samples"} - {"README.md"}


def test_the_readme_lists_every_file() -> None:
    assert set(re.findall(r"^\| `([^`]+)`", README, re.MULTILINE)) == files() | {"samples/"}


def test_each_table_of_words_says_that_it_is_made_by_hand() -> None:
    assert [path.name for path in DATA.glob("*.toml") if "Made by hand" not in path.read_text(encoding="utf-8")[:400]] == []


def test_each_generated_file_names_a_script_that_exists() -> None:
    scripts = re.findall(r"by `(scripts/[a-z_]+\.py)`", README)
    assert len(scripts) == len(files()) - len(list(DATA.glob("*.toml")))
    assert [name for name in scripts if not (ROOT / name).exists()] == []
