"""Where the jars of Apache Kafka are: fetched once by Maven into the user's cache, for tests and benches without Docker."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).parent / "kafka" / "pom.xml"


NEXT_MAJOR = "4.1.1"
"""What a rolling upgrade goes to."""


def kafka_version() -> str:
    """Return the version that `KAFKA_VERSION` names, or else the one of the POM."""
    if chosen := os.environ.get("KAFKA_VERSION"):
        return chosen
    found = re.search(r"<kafka\.version>([^<]+)<", POM.read_text(encoding="utf-8"))
    if not found:
        raise RuntimeError(f"{POM} names no kafka.version")
    return found[1]


def unavailable() -> str | None:
    """Say why no broker can be started here, or None when one can: a JDK is needed, and Maven unless the jars are there."""
    if shutil.which("java") is None:
        return "no java on the PATH (JDK 17 or newer is needed)"
    if not _home(kafka_version()).exists() and shutil.which("mvn") is None:
        return "no mvn on the PATH to fetch the jars of Apache Kafka"
    return None


def kafka_jars(version: str | None = None) -> Path:
    """Return the directory with all jars, fetching them the first time (14 s); safe when several processes ask at once.

    `version` is the one of `kafka_version` when it is not given.
    """
    wanted = version or kafka_version()
    home = _home(wanted)
    home.parent.mkdir(parents=True, exist_ok=True)
    with (home.parent / "kafka.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=home.parent) as partial:
                command = ["mvn", "-q", "-B", "-f", str(POM), f"-Dkafka.version={wanted}", "dependency:copy-dependencies"]
                subprocess.run([*command, f"-DoutputDirectory={partial}/jars"], check=True)
                Path(partial, "jars").rename(home)
    return home


def _home(version: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    asked = hashlib.sha256(POM.read_bytes()).hexdigest()[:8]
    return cache / "demarche" / f"kafka-{version}-{asked}"


if __name__ == "__main__":
    print(kafka_jars())  # noqa: T201 - the command's whole output
