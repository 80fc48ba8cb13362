"""A PostgreSQL server of Debian's, in a directory of its own and without a port."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from service.edge.parentage import die_with_parent

READY_WITHIN_S = 60.0
_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; None where there is no server."""
    for folder in sorted(_DEBIAN.glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class PostgresServer:
    """A context manager that leaves nothing behind. The server runs as another user where we are root, as it demands."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of `programs`."""
        self._programs = folder
        self.directory = Path(tempfile.mkdtemp(prefix="demarche-postgres-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.directory, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As libpq takes it."""
        return f"host={self.directory} user=tester dbname=postgres"

    def __enter__(self) -> Self:
        """Return when it takes connections."""
        data, log = self.directory / "data", self.directory / "log"
        subprocess.run(
            [str(self._programs / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust", "--no-sync", "--no-instructions"],
            check=True, capture_output=True, cwd=self.directory, **self._as,
        )  # fmt: skip
        options = ["-k", str(self.directory), "-c", "listen_addresses=", "-c", "fsync=off"]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(data), *options],
                cwd=self.directory, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                preexec_fn=partial(die_with_parent, os.getpid()), **self._as,  # noqa: PLW1509 - one system call; nothing outlives a killed test run
            )  # fmt: skip
        end = time.monotonic() + READY_WITHIN_S
        while b"ready to accept connections" not in log.read_bytes():
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.05)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Kill it (its children end with it) and remove its files."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
        shutil.rmtree(self.directory, ignore_errors=True)
