"""Where the jars of Apache Kafka are: fetched once by Maven into the user's cache, for tests and benches without Docker."""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).parent / "kafka" / "pom.xml"


def kafka_version() -> str:
    """Return the version that the POM asks for."""
    found = re.search(r"<kafka\.version>([^<]+)<", POM.read_text(encoding="utf-8"))
    if not found:
        raise RuntimeError(f"{POM} names no kafka.version")
    return found[1]


def unavailable() -> str | None:
    """Say why no broker can be started here, or None when one can: a JDK is needed, and Maven unless the jars are there."""
    if shutil.which("java") is None:
        return "no java on the PATH (JDK 17 or newer is needed)"
    if not _home().exists() and shutil.which("mvn") is None:
        return "no mvn on the PATH to fetch the jars of Apache Kafka"
    return None


def kafka_jars() -> Path:
    """Return the directory with all jars, fetching them the first time (14 s); safe when several processes ask at once."""
    home = _home()
    home.parent.mkdir(parents=True, exist_ok=True)
    with (home.parent / "kafka.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=home.parent) as partial:
                command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={partial}/jars"]
                subprocess.run(command, check=True)
                Path(partial, "jars").rename(home)
    return home


def _home() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "demarche" / f"kafka-{kafka_version()}"


if __name__ == "__main__":
    print(kafka_jars())  # noqa: T201 - the command's whole output
