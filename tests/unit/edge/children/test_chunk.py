"""A chunk is read stage by stage, with the results of reading its records one by one."""

import pytest

from service import pipeline
from service.article import Article
from service.context import Context
from service.edge.children.chunk import ChunkReader, Refused
from service.outcome import DeadReason
from service.record import Record, Source
from service.telemetry.stage_seconds import StageTimes, TimedTrace


def record(offset: int, value: bytes = b"") -> Record:
    text = b'{"text": "Peru summoned the ambassador of Chile on Monday to protest over bridge number %d, officials said."}' % offset
    return Record(Source("news.raw", 0, offset), 1_700_000_000_000, None, value or text, ())


def counts(times: StageTimes) -> dict[str, float]:
    return {stage: sum(buckets) for stage, (_, *buckets) in times.items()}


def test_a_chunk_is_read_as_its_records_are_one_by_one() -> None:
    reader = ChunkReader(Context.build(), 4, TimedTrace())
    chunk = [record(0), record(1, b"no article"), record(2), record(3, b'{"text": "Advertisement"}')]
    together = reader.pack(reader.read(chunk))
    alone = reader.pack([reader.read_one(one, index) for index, one in enumerate(chunk)])
    assert together.lane_records == alone.lane_records
    assert together.refused == alone.refused
    assert [(one.index, one.stage) for one in together.refused] == [(1, "decode"), (3, "clean")]
    assert counts(together.stage_times) == counts(alone.stage_times)


def test_of_a_chunk_in_which_one_record_raises_only_that_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = pipeline.clean

    def broken(article: Article, context: Context) -> Article:
        if "number 1" in article.text:
            raise ZeroDivisionError("division by zero")
        return clean(article, context)

    monkeypatch.setattr(pipeline, "clean", broken)
    results = ChunkReader(Context.build(), 4, TimedTrace()).read([record(0), record(1), record(2)])
    assert [isinstance(result, Refused) for result in results] == [False, True, False]
    assert isinstance(results[1], Refused)
    assert (results[1].index, results[1].reason, results[1].attempts) == (1, DeadReason.STAGE_ERROR, 2)


def test_a_chunk_of_which_nothing_is_left_is_refused_record_by_record() -> None:
    reader = ChunkReader(Context.build(), 4, TimedTrace())
    chunk = reader.pack(reader.read([record(0, b"no article"), record(1, b"none either")]))
    assert ([one.index for one in chunk.refused], chunk.lane_records) == ([0, 1], ())
    assert counts(chunk.stage_times) == {"decode": 2}
