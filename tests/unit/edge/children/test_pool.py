"""Who reads the chunks: child processes that may die."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from service.edge.children.chunk import Assignment
from service.edge.children.pool import ChildDiedError, ChildReaders
from service.errors import Fatal
from service.outcome import DeadReason
from service.record import Record, Source
from service.telemetry import metrics
from tests.unit.edge.virtual_time import settled

ASSIGNMENT = Assignment(None, "news", 2_000_000, 259_200_000, 4)


def record(offset: int, value: bytes | None = None) -> Record:
    text = b'{"text": "The council of the town approved the repair of bridge number %d on Monday."}' % offset
    return Record(Source("news.raw", 0, offset), 1_700_000_000_000, None, text if value is None else value, ())


def forked_by(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def nursery() -> int:
    """The last process that we started."""
    return forked_by(os.getpid())[-1]


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def readers() -> AsyncIterator[ChildReaders]:
    one = ChildReaders(ASSIGNMENT, 1)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DEMARCHE_KAFKA_SASL_PASSWORD", "DEMARCHE_KAFKA_SASL_PASWORD", "DEMARCHE_HTTP_TOKEN", "OTEL_EXPORTER_OTLP_HEADERS"):
            patch.setenv(name, "hunter2")
        await one.start()
    yield one
    await one.stop()


@pytest.mark.asyncio(loop_scope="module")
class TestChildren:
    async def test_every_record_of_a_chunk_is_in_one_lane_record_or_refused(self, readers: ChildReaders) -> None:
        chunk = await readers.read([record(0), record(1, b"{"), record(2)])
        indexes = [index for lane in chunk.lane_records for index in lane.indexes]
        assert sorted(indexes + [one.index for one in chunk.refused]) == [0, 1, 2]
        assert [(one.index, one.reason) for one in chunk.refused] == [(1, DeadReason.NOT_JSON)]

    async def test_a_child_knows_no_password(self, readers: ChildReaders) -> None:
        assert readers.free
        family = [nursery(), *forked_by(nursery())]
        environments = [environment_of(one) for one in family]
        assert len(family) > 1
        assert all(environments)
        assert not [one for one in environments if b"hunter2" in one]

    async def test_a_child_that_reads_is_not_free(self, readers: ChildReaders) -> None:
        assert readers.free
        reading = asyncio.ensure_future(readers.read([record(0)]))
        async with asyncio.timeout(60):
            while readers.free:  # noqa: ASYNC110 - it has no event to wait for, and nobody else needs one
                await asyncio.sleep(0)
        await reading
        assert readers.free

    async def test_a_chunk_whose_child_is_killed_is_read_again_and_the_restart_counted(self, readers: ChildReaders) -> None:
        before = metrics.REGISTRY.get_sample_value("demarche_child_restarts_total") or 0
        reading = asyncio.ensure_future(readers.read([record(offset) for offset in range(40)]))
        await settled()
        for pid in forked_by(nursery()):
            os.kill(pid, signal.SIGKILL)
        chunk = await reading
        assert sorted(index for lane in chunk.lane_records for index in lane.indexes) == list(range(40))
        assert metrics.REGISTRY.get_sample_value("demarche_child_restarts_total") == before + 1

    async def test_a_chunk_is_read_again_also_when_the_nursery_is_killed_and_all_children_with_it(self, readers: ChildReaders) -> None:
        reading = asyncio.ensure_future(readers.read([record(offset) for offset in range(40)]))
        await settled()
        os.kill(nursery(), signal.SIGKILL)
        chunk = await reading
        assert sorted(index for lane in chunk.lane_records for index in lane.indexes) == list(range(40))

    async def test_a_child_shares_most_of_its_memory_with_the_nursery(self, readers: ChildReaders) -> None:
        await readers.read([record(0)])
        memory = psutil.Process(forked_by(nursery())[0]).memory_full_info()
        assert memory.uss < memory.rss / 2

    async def test_a_record_that_ends_its_child_twice_is_refused_and_its_neighbours_are_read(
        self, readers: ChildReaders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ask = readers._ask

        async def killed_by_one(records: list[Record]) -> object:
            if any(one.source.offset == 1 for one in records):
                raise ChildDiedError("the process ended with status -27")
            return await ask(records)

        monkeypatch.setattr(readers, "_ask", killed_by_one)
        chunk = await readers.read([record(0), record(1), record(2)])
        assert sorted(index for lane in chunk.lane_records for index in lane.indexes) == [0, 2]
        (refused,) = chunk.refused
        assert (refused.index, refused.reason, refused.attempts) == (1, DeadReason.STAGE_ERROR, 2)
        assert refused.died
        assert "status -27" in refused.detail


async def test_children_that_can_not_start_end_the_worker_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("name = 1")
    broken = Assignment(tmp_path, "news", 2_000_000, 259_200_000, 4)
    with pytest.raises(Fatal, match="could not start"):
        await ChildReaders(broken, 1).start()


def ends(pid: int) -> bool:
    """Wait until the process, which is no child of ours, has ended."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], 5.0)[0])
    finally:
        os.close(process)


def test_children_end_with_their_parent_even_when_it_is_killed() -> None:
    script = (
        "import asyncio, os, signal\n"
        "from service.edge.children.chunk import Assignment\n"
        "from service.edge.children.pool import ChildReaders\n"
        "async def main():\n"
        "    readers = ChildReaders(Assignment(None, 'news', 2_000_000, 259_200_000, 4), 1)\n"
        "    await readers.start()\n"
        "    forked_by = lambda pid: open(f'/proc/{pid}/task/{pid}/children').read().split()\n"
        "    (nursery,) = forked_by(os.getpid())\n"
        "    print(nursery, *forked_by(nursery), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    parent = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    assert parent.returncode == -signal.SIGKILL
    nursery, child = map(int, parent.stdout.split())
    assert ends(nursery)
    assert ends(child)


def test_a_record_that_never_ends_among_others_has_its_process_ended_by_the_kernel() -> None:
    script = (
        "import io\n"
        "from service import pipeline\n"
        "from service.edge.children import child\n"
        "from service.edge.children.chunk import Assignment\n"
        "reader = child.prepared(Assignment(None, 'news', 2_000_000, 259_200_000, 4))\n"
        "decode = pipeline.decode\n"
        "def hang(record, context):\n"
        "    while record.source.offset == 1: pass\n"
        "    return decode(record, context)\n"
        "pipeline.decode = hang\n"
        "child.RECORD_CPU_S = 0.2\n"
        "child.serve(reader, io.BytesIO(child.frame([('t', 0, at, 0, None, None, ()) for at in range(3)])), io.BytesIO())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False, timeout=180)
    assert done.returncode == -signal.SIGPROF
