"""The readers in `examples/`, each as its reader would start it, on real Apache Kafka."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.broker.kafka_jars import kafka_jars
from tests.broker.published import Published

pytestmark = pytest.mark.kafka

READERS = Path(__file__).parents[2] / "examples" / "readers"
WITHIN_S = 180


@pytest.fixture(scope="module")
def published(apache_kafka: str) -> Published:
    return Published(apache_kafka).create().write(0, 12)


def aiokafka(_: Path) -> list[str]:
    return [sys.executable, str(READERS / "with_aiokafka.py")]


def confluent(_: Path) -> list[str]:
    if find_spec("confluent_kafka") is None:
        pytest.skip("confluent-kafka is not installed; `make test-kafka` does that")
    return [sys.executable, str(READERS / "with_confluent_kafka.py")]


def java(_: Path) -> list[str]:
    runtime = os.environ.get("JAVA_HOME")
    options = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    return [str(Path(runtime, "bin", "java")) if runtime else "java", *options, "-cp", f"{kafka_jars()}/*", str(READERS / "Reader.java")]


def javascript(directory: Path) -> list[str]:
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("no node and npm on the PATH")
    for name in ("reader.mjs", "lz4.mjs", "package.json", "package-lock.json"):
        shutil.copy(READERS / name, directory)
    fetched = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    assert fetched.returncode == 0, fetched.stderr
    return ["node", str(directory / "reader.mjs")]


@pytest.mark.parametrize("language", [aiokafka, confluent, java, javascript], ids=lambda one: one.__name__)
def test_a_reader_shows_each_revision_once_whatever_is_written_again(
    language: Callable[[Path], list[str]], published: Published, tmp_path: Path
) -> None:
    command = [*language(tmp_path), published.bootstrap, *published.topics, "--until-end"]
    done = subprocess.run(command, capture_output=True, timeout=WITHIN_S, check=False)
    assert done.returncode == 0, done.stderr.decode()
    shown = [json.loads(line) for line in done.stdout.decode().splitlines()]
    names = {"demarche/event/v1": (published.events, "event_id"), "demarche/incident/v1": (published.incidents, "incident_id")}
    places = [(names[value["schema"]][0], value[names[value["schema"]][1]], value["revision"]) for value in shown]
    assert sorted(places) == sorted(published.values)
    assert all(published.values[place] == value for place, value in zip(places, shown, strict=True))
    for key in {place[:2] for place in places}:
        assert [revision for *same, revision in places if tuple(same) == key] == [1, 2, 3]


def test_a_reader_that_is_used_wrongly_says_how_it_is_used() -> None:
    done = subprocess.run([sys.executable, str(READERS / "with_aiokafka.py")], capture_output=True, timeout=WITHIN_S, check=False)
    assert (done.returncode, done.stderr[:6]) == (2, b"usage:")
