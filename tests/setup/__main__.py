"""`python -m tests.setup`: the set-up with the oldest and the newest pip, on the oldest and the newest Python that this machine has.

Each time in an empty copy of the project, with a HOME of its own, and with an index that has a newer version of every locked package.
Installed for real are the packages of the service, once a Python; the longer list of the developers' is only chosen from (`pip install
--dry-run`), as `make test` installs it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.setup.stubs import names_and_versions, write_stub

ROOT = Path(__file__).resolve().parents[2]
OLDEST_PIP = "22.3.1"
"""What Python 3.11.0 ships."""
OLDEST, NEWEST = 11, 14
"""Minor versions of Python 3 for which every locked package has a wheel."""
LOCKS = ROOT / "requirements"


def main() -> int:
    """Try all; returns 1 when one fails."""
    pythons = {minor: found for minor in range(OLDEST, NEWEST + 1) if (found := python_of(minor))}
    for minor in range(OLDEST, NEWEST + 1):
        if minor not in pythons and minor in {OLDEST, NEWEST}:
            print(f"Python 3.{minor}: not tried, as it is not on this machine", flush=True)
    tries = [(python, pip) for python, pips in _wanted(pythons) for pip in pips]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="demarche-setup-") as made:
        stubs = Path(made, "stubs")
        stubs.mkdir()
        for name, _ in names_and_versions(LOCKS / "dev.lock"):
            write_stub(stubs, name)
        for python, pip in tries:
            began = time.monotonic()
            complaint = tried(Path(made), stubs, python, pip)
            print(f"{python}, pip {pip}: {complaint or 'ok'} ({time.monotonic() - began:.0f} s)", flush=True)
            failures += bool(complaint)
    return 1 if failures else 0


def _wanted(pythons: dict[int, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The oldest pip only starts on the oldest Python; newer ones are tried with the pip that they bring."""
    if OLDEST in pythons:
        yield pythons[OLDEST], (OLDEST_PIP, "newest")
    if pythons and max(pythons) != OLDEST:
        yield pythons[max(pythons)], ("its own", "newest")


def python_of(minor: int) -> str | None:
    """A Python 3.`minor` on the PATH or among pyenv's, that runs."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    named = [f"python3.{minor}", "python3", *map(str, sorted(pyenv.glob(f"3.{minor}.*/bin/python3")))]
    for found in filter(None, map(shutil.which, named)):
        asked = subprocess.run(
            [found, "-c", "import ensurepip, sys; print(sys.version_info[1])"], capture_output=True, text=True, check=False
        )
        if asked.stdout.strip() == str(minor):
            return found
    return None


def tried(made: Path, stubs: Path, python: str, pip: str) -> str:
    """Set up with that Python and pip; returns what is wrong, empty if nothing."""
    home, project = made / "home", made / "project"
    home.mkdir(exist_ok=True)
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "__pycache__"))
    links = f"{os.environ.get('PIP_FIND_LINKS', '')} {stubs}".strip()
    environment = {**os.environ, "HOME": str(home), "PIP_FIND_LINKS": links, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def said(*command: str) -> str:
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    inside = str(project / ".venv" / "bin" / "python")
    try:
        said(python, "-m", "venv", ".venv")
        if pip != "its own":
            said(inside, "-m", "pip", "install", "--quiet", "--upgrade", "pip" if pip == "newest" else f"pip=={pip}")
        if pip == "newest":
            told = said(inside, "-m", "pip", "install", "--dry-run", "--no-deps", "--require-hashes", "-r", "requirements/dev.lock")
            would = [line for line in told.splitlines() if line.startswith("Would install")]
            return strangers({_split(one) for one in " ".join(would).split()[2:]}, "dev.lock")
        said("make", "setup", f"PYTHON={python}")
        pins = re.findall(r"^(\S+)==(\S+)$", said(inside, "-m", "pip", "freeze"), re.MULTILINE)
        wrong = strangers(set(pins), "demo.lock")
        said(str(project / ".venv/bin/demarche"), "explain", "service/data/samples/closure.txt")
    except RuntimeError as problem:
        return str(problem)
    return wrong


def _split(one: str) -> tuple[str, str]:
    name, _, version = one.rpartition("-")
    return name, version


def strangers(installed: set[tuple[str, ...]], lock: str) -> str:
    """What is not as the lock says, in words; nothing installed at all is wrong too."""
    plain = {(re.sub("[-_.]+", "-", name).lower(), version) for name, version in names_and_versions(LOCKS / lock)}
    wrong = sorted(f"{name}=={version}" for name, version in installed if (re.sub("[-_.]+", "-", name).lower(), version) not in plain)
    if not installed:
        return "nothing was installed"
    return f"not what {lock} says: {', '.join(wrong)}" if wrong else ""


if __name__ == "__main__":
    sys.exit(main())
