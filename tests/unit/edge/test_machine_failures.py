"""What the machine fails to give (memory, disk, descriptors) is never held against an article."""

import io
import signal
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from service import pipeline
from service.context import Context
from service.edge.children import child, warmup
from service.edge.children.child import HEADER, frame
from service.edge.children.chunk import Assignment, ChunkReader, MachineError
from service.edge.children.pool import ChildReaders, _plain
from service.errors import Fatal
from service.record import Record
from service.stages import language
from service.telemetry.stage_seconds import TimedTrace

ASSIGNMENT = Assignment(None, "news", 2_000_000, 259_200_000, 4)
FAILURES = [OSError(30, "Read-only file system"), MemoryError()]


def failing(monkeypatch: pytest.MonkeyPatch, failure: Exception, *, times: int) -> list[Record]:
    """Make reading fail so many times; the list fills with what was tried."""
    tried: list[Record] = []
    read = pipeline.read

    def fail(record: Record, *more: Any) -> object:
        tried.append(record)
        if len(tried) <= times:
            raise failure
        return read(record, *more)

    monkeypatch.setattr(pipeline, "read", fail)
    return tried


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_an_article_that_the_machine_fails_twice_is_no_dead_letter(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    failing(monkeypatch, failure, times=2)
    with pytest.raises(MachineError, match=type(failure).__name__):
        ChunkReader(Context.build(), 4, TimedTrace()).read_one(warmup.RECORD, 0)


def test_an_article_that_the_machine_fails_once_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OSError("once"), times=1)
    reader = ChunkReader(Context.build(), 4, TimedTrace())
    assert not reader.pack([reader.read_one(warmup.RECORD, 0)]).refused


def test_a_child_tells_of_the_failure_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    chunk = [_plain(warmup.RECORD)]
    reader = child.prepared(ASSIGNMENT)
    sink = io.BytesIO()
    read_chunk = pipeline.read_chunk
    calls = 0

    def fail(records: Sequence[Record], *more: Any) -> object:
        nonlocal calls
        calls += 1
        if calls <= 3:  # the chunk, and then its only record twice
            raise FAILURES[0]
        return read_chunk(records, *more)

    monkeypatch.setattr(pipeline, "read_chunk", fail)
    child.serve(reader, io.BytesIO(frame(chunk) + frame(chunk)), sink)
    failed, done = messages(sink.getvalue())
    assert isinstance(failed, MachineError)
    assert "Read-only file system" in str(failed)
    assert not done.refused


def messages(data: bytes) -> list[Any]:
    found, at = [], 0
    while at < len(data):
        (size,) = struct.unpack_from(HEADER.format, data, at)
        found.append(child.pickle.loads(data[at + HEADER.size : at + HEADER.size + size]))
        at += HEADER.size + size
    return found


def test_a_machine_on_which_the_model_of_languages_can_not_be_read_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object, **__: object) -> object:
        raise FAILURES[0]

    language._identifier.cache_clear()
    monkeypatch.setattr(language.LanguageIdentifier, "from_model_file", unreadable)
    with pytest.raises(MachineError):
        child.prepared(ASSIGNMENT)
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0.0, "a limit that nobody stops would end whoever goes on"
    language._identifier.cache_clear()


async def test_a_worker_is_told_by_a_sentence_when_its_children_can_not_work_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "def no_room(*a, **k): raise OSError(30, 'Read-only file system')\n"
        "from service.stages import language\nlanguage.LanguageIdentifier.from_model_file = no_room\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(Fatal, match="could not start"):
        await ChildReaders(ASSIGNMENT, 1).start()
    assert "can't work on this machine: OSError: [Errno 30] Read-only file system." in capfd.readouterr().err
