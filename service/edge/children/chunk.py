"""A chunk of raw records through hop 1: what a child process does with it, and what comes back."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service import pipeline
from service.context import Context
from service.lane_record import encode_lane_record
from service.outcome import DeadReason
from service.reading import Reading, Refusal
from service.record import Record
from service.script import script_of
from service.settings import Settings
from service.telemetry.stage_seconds import StageTimes, TimedTrace

LANE_RECORD_BYTES = 1_000_000
"""About how much one lane record carries before the next is begun; far below what `news.articles` takes."""
ATTEMPTS = 2
"""An exception that no stage declares is met once more before the record is given up: it may have been the machine's, not the record's."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a process must know to read chunks; small and plain, because it crosses to child processes."""

    topics_dir: Path | None
    topic_prefix: str
    max_article_bytes: int
    window_ms: int
    partitions: int

    @classmethod
    def of(cls, settings: Settings) -> "Assignment":
        """What the settings say."""
        return cls(settings.topics_dir, settings.topic_prefix, settings.max_article_bytes, settings.dedupe_window, settings.partitions)

    def context(self) -> Context:
        """The context of the pure stages; raises `Fatal` for a broken topic file."""
        return Context.build(
            topics_dir=self.topics_dir, topic_prefix=self.topic_prefix, max_article_bytes=self.max_article_bytes, window_ms=self.window_ms
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A record of the chunk, by its place there, that becomes a dead letter; without the record, which the worker has."""

    index: int
    reason: DeadReason
    detail: str
    stage: str
    attempts: int
    died: bool = False
    """Whether it cost its child process its life."""


@dataclass(frozen=True, slots=True)
class LaneRecord:
    """A record for `news.articles`: the readings of some of the chunk's records, in their order."""

    partition: int
    indexes: tuple[int, ...]
    value: bytes


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """A chunk after hop 1: each of its records is in exactly one of the lane records, or refused."""

    lane_records: tuple[LaneRecord, ...]
    refused: tuple[Refused, ...]
    stage_times: StageTimes


class MachineError(Exception):
    """The machine failed an article twice: no memory, no disk, no descriptor. The article is not to blame, and must be read again."""


class ChunkReader:
    """Reads chunks in this process."""

    def __init__(self, context: Context, partitions: int, trace: TimedTrace) -> None:
        """`partitions`: of `news.articles`, over which the lanes are spread; `trace`: is told of each stage of each record."""
        self._context = context
        self._partitions = partitions
        self._trace = trace

    def read(self, records: Sequence[Record]) -> list[Reading | Refused]:
        """A chunk through the pure stages, stage by stage, and where one raises record by record: `read_one` says which and how.

        Raises `MachineError`, as that does.
        """
        try:
            results = pipeline.read_chunk(records, self._context, self._trace)
        except Exception:  # noqa: BLE001 - whatever it is, it is met again
            return [self.read_one(record, index) for index, record in enumerate(records)]
        return [_refused(result, index) if isinstance(result, Refusal) else result for index, result in enumerate(results)]

    def read_one(self, record: Record, index: int) -> Reading | Refused:
        """One record through the pure stages; whatever it raises, the result is a reading or a refusal.

        Raises `MachineError` for what the machine has failed to give.
        """
        for _ in range(ATTEMPTS):
            try:
                result = pipeline.read(record, self._context, self._trace)
            except Exception as problem:  # noqa: BLE001 - one bad article must not stop a partition; the ceiling watches how many
                failure = problem
                continue
            return _refused(result, index) if isinstance(result, Refusal) else result
        if isinstance(failure, OSError | MemoryError):
            raise MachineError(last_line(failure)) from failure
        return Refused(index, DeadReason.STAGE_ERROR, last_line(failure), failing_stage(failure), ATTEMPTS)

    def pack(self, results: Sequence[Reading | Refused]) -> ReadChunk:
        """Group the readings by lane, one lane record for each (more when they get large); `results` in the order of the chunk."""
        open_groups: dict[int, tuple[list[int], list[Reading], list[int]]] = {}
        lane_records = []
        for index, result in enumerate(results):
            if isinstance(result, Refused):
                continue
            partition = script_of(result.article) % self._partitions
            indexes, readings, size = open_groups.setdefault(partition, ([], [], [0]))
            indexes.append(index)
            readings.append(result)
            size[0] += 1_000 + (len(result.article.text) if result.coding.events else 0)
            if size[0] > LANE_RECORD_BYTES:
                lane_records.append(LaneRecord(partition, tuple(indexes), encode_lane_record(readings)))
                del open_groups[partition]
        lane_records += [LaneRecord(at, tuple(indexes), encode_lane_record(readings)) for at, (indexes, readings, _) in open_groups.items()]
        refused = tuple(result for result in results if isinstance(result, Refused))
        return ReadChunk(tuple(lane_records), refused, self._trace.take())


def _refused(refusal: Refusal, index: int) -> Refused:
    return Refused(index, refusal.reason, refusal.detail, refusal.stage, refusal.attempts)


def last_line(problem: BaseException) -> str:
    """The last line of a traceback: the exception's type and message, cut to what fits a header."""
    return traceback.format_exception_only(problem)[-1].strip()[:1_000]


def failing_stage(problem: BaseException) -> str:
    """The name of the innermost stage that an exception came through; empty when it came through none."""
    stage = ""
    for frame, _ in traceback.walk_tb(problem.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("service.stages."):
            stage = module.removeprefix("service.stages.")
    return stage
