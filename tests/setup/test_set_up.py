"""`scripts/set_up.py`, on a project of two empty packages and an index that has newer ones: the right versions, and every ruin mended."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup import stubs
from tests.setup.stubs import write_stub

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "set_up.py"
BACKEND = """

def build_editable(directory, *_):
    return write_stub(Path(directory), "demarche", "0.1").name
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "demarche"\nversion = "0.1"\n'
SetUp = Callable[[str], subprocess.CompletedProcess[str]]


def lock(*wheels: Path) -> str:
    """The lines of a lock that pins `wheels`."""
    pins = [tuple(wheel.name.split("-")[:2]) for wheel in wheels]
    digests = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels]
    return "".join(f"{name}=={version} \\\n    --hash=sha256:{digest}\n" for (name, version), digest in zip(pins, digests, strict=True))


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder in ("scripts", "requirements", "index", "home"):
        (root / folder).mkdir()
    shutil.copy(SCRIPT, root / "scripts")
    (root / "pyproject.toml").write_text(PROJECT)
    (root / "backend.py").write_text(Path(stubs.__file__).read_text() + BACKEND)
    alpha, beta = write_stub(root / "index", "alpha", "1.0"), write_stub(root / "index", "beta", "1.0", ["alpha>=1"])
    write_stub(root / "index", "alpha")
    write_stub(root / "index", "beta")
    (root / "requirements" / "demo.lock").write_text(lock(alpha))
    (root / "requirements" / "dev.lock").write_text(lock(alpha, beta))
    return root


@pytest.fixture(name="set_up")
def _set_up(project: Path) -> SetUp:
    """Runs the script with an index of its own and nothing of this machine's."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= {
        "HOME": str(project / "home"),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project / "index"),
        "PIP_CONFIG_FILE": os.devnull,
    }

    def run(purpose: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(project / "scripts" / "set_up.py"), purpose]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def installed(project: Path) -> set[str]:
    """Name and version of what is in `.venv`, pip and the like left out."""
    done = subprocess.run(
        [str(project / ".venv/bin/python"), "-m", "pip", "freeze", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in done.stdout.splitlines() if not line.startswith(("#", "-e", "demarche"))}


def test_locked_versions_are_taken_though_the_index_has_newer_ones_and_the_second_time_nothing_is_done(
    project: Path, set_up: SetUp
) -> None:
    first = set_up("run")
    assert first.returncode == 0, first.stderr
    assert "Installing 1 packages" in first.stderr
    assert installed(project) == {"alpha==1.0"}
    again = set_up("run")
    assert (again.returncode, again.stderr) == (0, "")


def test_the_developers_packages_come_into_the_same_environment_which_stays_ready_for_running(project: Path, set_up: SetUp) -> None:
    assert set_up("run").returncode == 0
    done = set_up("develop")
    assert done.returncode == 0, done.stderr
    assert "anew" not in done.stderr
    assert installed(project) == {"alpha==1.0", "beta==1.0"}
    assert set_up("run").stderr == ""


def no_python(venv: Path) -> None:
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("/nowhere/python3.11")


def no_pip(venv: Path) -> None:
    for packages in venv.glob("lib/*/site-packages/pip*"):
        shutil.rmtree(packages)


@pytest.mark.parametrize("ruin", [no_python, no_pip])
def test_what_is_ruined_is_made_anew_and_the_reason_told(project: Path, set_up: SetUp, ruin: Callable[[Path], None]) -> None:
    assert set_up("run").returncode == 0
    ruin(project / ".venv")
    done = set_up("run")
    assert done.returncode == 0, done.stderr
    assert "Making .venv anew: its " in done.stderr
    assert installed(project) == {"alpha==1.0"}
    assert set_up("run").stderr == ""


def test_a_lock_that_lacks_a_package_is_told_and_what_did_not_finish_is_made_anew_by_the_same_command(project: Path, set_up: SetUp) -> None:
    demo = project / "requirements" / "demo.lock"
    whole = demo.read_text()
    demo.write_text(lock(write_stub(project / "index", "gamma", "1.0", ["delta"])))
    done = set_up("run")
    assert done.returncode == 1
    assert "delta, which is not installed" in done.stderr
    assert done.stderr.endswith("the same command again mends it.\n")
    demo.write_text(whole)
    assert "Making .venv anew: its last set-up did not finish." in set_up("run").stderr
    assert installed(project) == {"alpha==1.0"}


def test_a_python_too_old_for_the_service_can_still_read_the_script_that_says_so() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
