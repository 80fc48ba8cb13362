"""Makes `.venv`, or brings it up to date, from a complete lock: what each command of the Makefile begins with.

Usage: python scripts/set_up.py run|develop [--this-python]
    run            what the service and its demo need (requirements/demo.lock)
    develop        that, and the tools for tests and checks (requirements/dev.lock)
    --this-python  make `.venv` anew when it is of another Python than the one that runs this

Only the standard library and pip are used, and pip's own configuration (index, proxy, certificates) holds. pip never resolves: it gets a
lock that names every package, with `--no-deps`, so that an index with newer versions changes nothing; `pip check` says whether it was
complete. What a set-up that was stopped left behind is made anew. Written so that a Python too old for the service can still run it.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
READY = VENV / ".set-up.json"
"""What is installed: a digest of what it was installed from, by purpose."""
UNFINISHED = VENV / ".set-up-unfinished"
"""There from the first change until the last has gone well; pip calls a package that it was stopped at installed."""
LOCKS = {"run": ROOT / "requirements" / "demo.lock", "develop": ROOT / "requirements" / "dev.lock"}
OLDEST, NEWEST = (3, 11), (3, 14)
"""Every package of the locks has a wheel for these and those between; for other Pythons pip would have to compile."""
OF_OTHERS = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
"""Settings of other projects that would lead pip out of `.venv`."""
TICK_S, QUIET_TICK_S = 1.0, 10.0
"""How often progress is shown on a terminal, and in a log."""
LAST_LINES = 12
"""Of what a failed command said: pip's errors are shorter."""


class Failed(Exception):
    """The set-up can't go on; the message is for a person."""


class Progress:
    """One line that says what is being done and for how long."""

    def __init__(self) -> None:
        """Nothing is shown before `__enter__`."""
        self.doing = ""
        self._terminal = sys.stderr.isatty()
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Progress":
        """Begin to show."""
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and leave the line empty."""
        self._ended.set()
        self._ticker.join()
        if self._terminal:
            sys.stderr.write("\r\033[K")

    def seconds(self) -> int:
        """Since the beginning."""
        return round(time.monotonic() - self._began)

    def say(self, line: str) -> None:
        """Print a line that stays."""
        sys.stderr.write(("\r\033[K" if self._terminal else "") + line + "\n")
        sys.stderr.flush()

    def _tick(self) -> None:
        while not self._ended.wait(TICK_S if self._terminal else QUIET_TICK_S):
            line = f"  {self.doing} ... {self.seconds()} s"
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\033[K{line[:width]}" if self._terminal else line + "\n")
            sys.stderr.flush()


def main() -> int:
    """Set up; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python scripts/set_up.py")
    parser.add_argument("purpose", choices=sorted(LOCKS))
    parser.add_argument("--this-python", action="store_true", help="make .venv anew when it is of another Python")
    chosen = parser.parse_args()
    if not suits(sys.version_info[:2]) and not chosen.this_python:
        other = another_python()
        if other:
            return subprocess.call([other, *sys.argv])
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write(f"Demarche needs Python 3.11 or newer, and this is {running()}; use: make PYTHON=/path/to/python3.11 ...\n")
        return 1
    try:
        set_up(chosen.purpose, this_python=chosen.this_python)
    except Failed as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; the same command again finishes the set-up.\n")
        return 130
    return 0


def set_up(purpose: str, *, this_python: bool) -> None:
    """Bring `.venv` to what `purpose` needs, at once when it is there; raises `Failed`."""
    flaw = flaw_of_venv(this_python=this_python)
    if flaw is None and is_ready(purpose):
        return
    lock = LOCKS[purpose]
    with Progress() as progress:
        if flaw is not None:
            if VENV.exists() or VENV.is_symlink():
                progress.say(f"Making .venv anew: {flaw}.")
            make_venv(progress)
        names = names_in(lock)
        progress.say(f"Installing {len(names)} packages into .venv (Python {version_of_venv()}) from {lock.relative_to(ROOT)}:")
        UNFINISHED.touch()
        if READY.exists():
            READY.unlink()
        pip(progress, "install", "--no-deps", "--require-hashes", "-r", str(lock), total=len(names))
        pip(progress, "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        pip(progress, "check")
        READY.write_text(json.dumps({name: digest(name) for name in LOCKS if names_in(LOCKS[name]) <= names}), encoding="utf-8")
        UNFINISHED.unlink()
        size = sum(path.lstat().st_size for path in VENV.rglob("*")) / 1e6
        progress.say(f"Set up in {progress.seconds()} s; .venv has {size:,.0f} MB.")


def suits(version: "tuple[int, ...]") -> bool:
    """Whether every package has a wheel for that Python."""
    return OLDEST <= version <= NEWEST


def running() -> str:
    """The Python that runs this, for a person."""
    return f"{sys.version.split()[0]} ({sys.executable})"


def another_python() -> "str | None":
    """A Python on the PATH that suits, where `python3` does not: the newest."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        if path and subprocess.call([path, "-c", "import ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def flaw_of_venv(*, this_python: bool) -> "str | None":
    """Why `.venv` can't be used as it is, in words; None when it can be. A whole one is kept, whoever made it."""
    if not VENV.is_dir():
        return "it is not there"
    if UNFINISHED.exists():
        return "its last set-up did not finish"
    version = version_of_venv()
    if not version:
        return "its Python does not run, or has no pip"
    number = tuple(map(int, version.split(".")))
    if number < OLDEST:
        return f"it is of Python {version}, which is too old"
    if this_python and number != sys.version_info[:2]:
        return f"it is of Python {version}, and another one was asked for"
    script = VENV / "bin" / "demarche"
    if script.exists() and str(VENV) not in script.read_text(encoding="utf-8"):
        return "it was made in another folder"
    return None


def version_of_venv() -> str:
    """Major and minor version of `.venv`'s Python; empty when it does not run as one with pip in it."""
    code = "import importlib.util as u, sys; assert u.find_spec('pip') and sys.prefix != sys.base_prefix; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(PYTHON), "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), check=False)
    except OSError:
        return ""
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def is_ready(purpose: str) -> bool:
    """Whether `.venv` was set up for `purpose` from the files as they are now."""
    try:
        return bool(json.loads(READY.read_text(encoding="utf-8")).get(purpose) == digest(purpose))
    except (OSError, ValueError):
        return False


def digest(purpose: str) -> str:
    """Of all that an installation is made from."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in (LOCKS[purpose], ROOT / "pyproject.toml"))).hexdigest()


def names_in(lock: Path) -> "set[str]":
    """The pinned packages of a lock, as `name==version`."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def make_venv(progress: Progress) -> None:
    """Make an empty `.venv` with the pip that this Python brings."""
    progress.doing = "making .venv"
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    UNFINISHED.touch()
    run(progress, [sys.executable, "-m", "venv", str(VENV)], f"{running()} can't make .venv; on Debian and Ubuntu install python3-venv.")


def pip(progress: Progress, *arguments: str, total: int = 0) -> None:
    """Run a command of `.venv`'s pip and show what it is at; `total` is how many packages it will go through."""
    seen = 0

    def show(line: str) -> None:
        nonlocal seen
        first, *rest = line.split() or [""]
        if first == "Collecting" or line.startswith("Requirement already satisfied"):
            seen += 1
            name = rest[0] if first == "Collecting" else line.split(": ", 1)[1].split(maxsplit=1)[0]
            progress.doing = f"fetching {name}" + (f" ({seen} of {total})" if total else "")
        elif line.startswith("Installing collected packages"):
            progress.doing = "unpacking"

    progress.doing = f"pip {arguments[0]}"
    options = ["--disable-pip-version-check", "--no-input"]
    said = "The set-up failed; see above. When the cause is gone, the same command again mends it."
    run(progress, [str(PYTHON), "-m", "pip", *arguments, *options], said, show)


def run(progress: Progress, command: "list[str]", failure: str, show: object = None) -> None:
    """Run a command in silence; when it fails, print the end of what it said and raise `Failed` with `failure`."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment(), cwd=str(ROOT))
    lines = []
    try:
        for said in process.stdout or ():
            lines.append(said.decode(errors="replace").rstrip())
            if callable(show):
                show(lines[-1])
        status = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if status:
        for line in lines[-LAST_LINES:]:
            progress.say(f"  {line}")
        raise Failed(failure)


def environment() -> "dict[str, str]":
    """The environment without what would lead pip out of `.venv`."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_OTHERS}
    return dict(kept, PIP_USER="0", PYTHONUNBUFFERED="1")


if __name__ == "__main__":
    sys.exit(main())
