"""An index in which a newer version of every locked package exists: empty wheels in a directory that pip is pointed at.

Usage: python -m tests.setup.stubs DIRECTORY LOCK...
It runs before anything is installed, so it needs only the standard library.
"""

import re
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

NEWER = "9999.0"
"""The version of a stub that is to be newer than any real one."""


def names_and_versions(lock: Path) -> set[tuple[str, str]]:
    """The pins of a lock, whatever their markers."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^ ]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {(str(name), str(version)) for name, version in pins}


def write_stub(directory: Path, name: str, version: str = NEWER, needs: Iterable[str] = ()) -> Path:
    """Write an empty wheel that any Python can install; returns its path. `needs` are its requirements."""
    stem = f"{re.sub('[-_.]+', '_', name)}-{version}"
    information = f"{stem}.dist-info"
    requirements = "".join(f"Requires-Dist: {need}\n" for need in needs)
    contents = {
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requirements}",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nGenerator: demarche\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*contents, f"{information}/RECORD"))
    wheel = directory / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**contents, f"{information}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return wheel


def main() -> int:
    """Write a newer stub of each package in the locks."""
    directory, *locks = map(Path, sys.argv[1:])
    directory.mkdir(parents=True, exist_ok=True)
    names = {name for lock in locks for name, _ in names_and_versions(lock)}
    for name in sorted(names):
        write_stub(directory, name)
    print(f"{len(names)} stubs of version {NEWER} in {directory}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
