"""The gazetteers in the package are what their script makes."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("make_gazetteers", ROOT / "scripts" / "make_gazetteers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_gazetteers", module)
    spec.loader.exec_module(module)
    return module


def test_the_script_makes_the_committed_files_byte_for_byte(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = script.DATA
    monkeypatch.setattr(script, "DATA", tmp_path)
    script.main()
    made = sorted(tmp_path.iterdir())
    assert [path.name for path in made] == sorted(path.name for path in committed.glob("gazetteer_*.json"))
    assert all(path.read_bytes() == (committed / path.name).read_bytes() for path in made)
