"""A wrong clock for one broker: Kafka's class that asks for the time of day is replaced by one that adds to it.

Not libfaketime, which shifts every call of the process: under it a JVM takes minutes to start a broker.
"""

import shutil
import subprocess
from pathlib import Path

from tests.broker.kafka_jars import kafka_jars

_SOURCE = Path(__file__).parent / "kafka" / "clock" / "SystemTime.java"


def unavailable() -> str | None:
    """Say why no clock can be shifted here, or None when one can."""
    return None if shutil.which("javac") else "no javac on the PATH (a JDK is needed, not only its JRE)"


def shifted(seconds: int, classes: Path) -> list[str]:
    """The options of a JVM whose Kafka is so many seconds ahead (behind, when negative); `classes` takes what is compiled for it."""
    jars = f"{kafka_jars()}/*"
    subprocess.run(["javac", "-nowarn", "-cp", jars, "-d", str(classes), str(_SOURCE)], check=True, capture_output=True)
    return ["-cp", f"{classes}:{jars}", f"-Ddemarche.clock.ahead.ms={seconds * 1000}"]
