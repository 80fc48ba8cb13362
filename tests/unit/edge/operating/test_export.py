"""From topics on a real broker to files and to the screen, by the commands themselves."""

import asyncio
import csv
import json
import sqlite3
from pathlib import Path

import pyarrow.parquet
import pytest

from service.cli.main import execute
from service.edge.kafka.topic_reader import read_all
from service.record import Output
from service.settings import Settings
from tests.unit.edge.operating.publishing import publish
from tests.unit.export.test_formats import event

EXAMPLES = Path(__file__).parents[4] / "schemas" / "examples"
ASKED = [("e0", 1, "h"), ("e1", 1, "h"), ("e0", 2, "better"), ("e2", 1, "h"), ("e1", 3, "best"), ("e1", 2, "late")]
"""Events by id, revision and headline, in the order in which they are published."""


@pytest.fixture(autouse=True)
def _environment(installation: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kafka_bootstrap_servers", "topic_prefix", "group", "partitions"):
        monkeypatch.setenv(f"DEMARCHE_{name.upper()}", str(getattr(installation, name)))


async def command(*arguments: str) -> int:
    return await asyncio.to_thread(execute, list(arguments))


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


async def published(settings: Settings) -> dict[str, bytes]:
    """Publish events in several revisions; returns the value that counts of each."""
    values: dict[str, bytes] = {}
    outputs = []
    for event_id, revision, headline in ASKED:
        one = event(int(event_id[1:]), headline).model_copy(update={"revision": revision})
        value = one.model_dump_json(by_alias=True).encode()
        outputs.append(Output(settings.topic_names.events([one.topic])[one.topic], event_id.encode(), value))
        if revision >= json.loads(values.get(event_id, b'{"revision": 0}'))["revision"]:
            values[event_id] = value
    for output in outputs:
        await publish(settings, output)
    return values


async def test_what_is_exported_is_the_last_revision_of_each_event_in_the_topics(
    installation: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = await published(installation)
    for form in ("jsonl", "csv", "sqlite", "parquet"):
        assert await command("export", "events", "-o", str(tmp_path / f"events.{form}")) == 0
    assert capsys.readouterr().out.count("3 events in ") == 4
    lines = (tmp_path / "events.jsonl").read_bytes().splitlines()
    assert {json.loads(line)["event_id"]: line for line in lines} == wanted
    assert len(lines) == len(wanted)
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert {(row["key"], row["revision"], row["headline"]) for row in csv.DictReader(file)} == {
            ("e0", "2", "better"),
            ("e1", "3", "best"),
            ("e2", "1", "h"),
        }
    database = sqlite3.connect(tmp_path / "events.sqlite")
    assert database.execute("SELECT count(*), sum(revision) FROM events").fetchone() == (3, 6)
    database.close()
    assert pyarrow.parquet.read_table(tmp_path / "events.parquet").num_rows == 3
    assert names(tmp_path) == [f"events.{form}" for form in ("csv", "jsonl", "parquet", "sqlite")]


async def test_filters_choose_among_the_last_revisions(installation: Settings, tmp_path: Path) -> None:
    await published(installation)
    file = tmp_path / "few.jsonl"

    async def exported(*options: str) -> set[str]:
        assert await command("export", "events", "-o", str(file), *options) == 0
        return {json.loads(line)["event_id"] for line in file.read_bytes().splitlines()}

    assert await exported("--kind", "asylum", "--actor", "FRA") == {"e0", "e1", "e2"}
    assert await exported("--kind", "desertion") == set()
    assert await exported("--topic", "diplomatic-protest") == set()
    assert await exported("--since", "1h") == {"e0", "e1", "e2"}
    assert await exported("--since", "2100-01-01") == set()
    assert len(await exported("--limit", "2")) == 2


async def test_incidents_are_watched_where_nothing_is_named_and_exported_by_the_same_filters(
    installation: Settings, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    told = json.loads((EXAMPLES / "incident.json").read_text(encoding="utf-8"))
    values = [json.dumps(told | {"revision": revision}).encode() for revision in (1, 3, 2)]
    await publish(installation, *(Output(installation.topic_names.incidents, told["incident_id"].encode(), value) for value in values))
    assert await command("watch", "--json", "--until-end", "--kind", told["kind"]) == 0
    assert sorted(capfdbinary.readouterr().out.splitlines()) == sorted(values)
    for kind, found in ((told["kind"], [values[1]]), ("walkout", [])):
        assert await command("export", "incidents", "--kind", kind, "-o", str(tmp_path / "incidents.jsonl")) == 0
        assert (tmp_path / "incidents.jsonl").read_bytes().splitlines() == found


async def test_a_record_that_is_no_event_is_named_and_left_out_and_the_exit_code_says_so(
    installation: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = await published(installation)
    topic = installation.topic_names.events(["defection"])["defection"]
    await publish(installation, Output(topic, b"x", b"[1]"), Output(topic, b"y", b'{"revision": 1}'), Output(topic, None, b"\xff"))
    assert await command("export", "events", "-o", str(tmp_path / "events.jsonl")) == 1
    said = capsys.readouterr()
    assert said.err.count("is no JSON object of this service") == 2
    assert said.err.count("is not of this version") == 1
    assert "3 events in" in said.out
    assert "3 left out" in said.out
    assert len((tmp_path / "events.jsonl").read_bytes().splitlines()) == len(wanted)


async def test_a_topic_that_is_not_there_leaves_the_file_of_before_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMARCHE_TOPIC_PREFIX", "nowhere")
    (tmp_path / "old.csv").write_text("old")
    assert await command("export", "ledger", "-o", str(tmp_path / "old.csv")) == 1
    assert "nowhere.ledger does not exist" in capsys.readouterr().err
    assert names(tmp_path) == ["old.csv"]
    assert (tmp_path / "old.csv").read_text() == "old"


async def test_watch_until_the_end_prints_what_is_there_and_ends(installation: Settings, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    await published(installation)
    topic = installation.topic_names.events(["defection"])["defection"]
    there = sorted([record.value async for record in read_all(installation, [topic])])

    async def watched(*options: str) -> list[bytes]:
        assert await command("watch", "--json", "--until-end", *options) == 0
        return sorted(capfdbinary.readouterr().out.splitlines())

    assert await watched("events") == there
    assert await watched() == []
    assert len(there) == len(ASKED)
    assert await watched("defection", "--kind", "asylum", "--country", "MLI", "--since", "1h") == there
    assert await watched("events", "--min-confidence", "0.95") == []
    assert await watched("events", "--topic", "diplomatic_protest") == []
    assert len(await watched("events", "--limit", "2")) == 2


async def test_watch_follows_from_a_time_on_and_ends_at_its_limit(
    installation: Settings, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    await published(installation)
    assert await command("watch", "events", "--json", "--since", "1h", "--limit", str(len(ASKED))) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == len(ASKED)
