"""Logs: structlog for us and for the libraries, console on a terminal, else one JSON object a line, on standard error."""

import logging
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Literal, cast

import structlog
from structlog.typing import Processor

_LIBRARIES = ("faust", "mode", "aiokafka", "asyncio", "aiohttp", "htmldate", "py3langid", "opentelemetry")
"""Held at WARNING: debug calls of the Kafka libraries alone cost 8% of the throughput."""
_KAFKA_LIBRARIES = ("faust", "mode", "aiokafka")
REPEAT_S = 60.0
"""A library may say the same thing so often: aiokafka repeats itself hundreds of times a second while a broker is away."""
_MOST_SAYINGS = 1_000
"""Some libraries put values into the message itself, so that each one counts as new."""


class LogEvent(StrEnum):
    """The name of each thing that is logged; a search for it finds the place in the code."""

    HTTP_LISTENING = "http_listening"
    HTTP_PORT_TAKEN = "http_port_taken"
    WORKER_STARTING = "worker_starting"
    WORKER_READY = "worker_ready"
    WORKER_STOPPING = "worker_stopping"
    WORKER_STOPPED = "worker_stopped"
    WORKER_ABORTED = "worker_aborted"
    CHILD_DIED = "child_died"
    RECORD_KILLS = "record_kills"
    STAGE_ERROR = "stage_error"
    BATCH_TOO_LARGE = "batch_too_large"
    OUTPUT_TOO_LARGE = "output_too_large"
    TOPIC_DIFFERS = "topic_differs"
    PARTITIONS_ASSIGNED = "partitions_assigned"
    PARTITIONS_REVOKED = "partitions_revoked"
    LANE_LOADED = "lane_loaded"
    INPUT_LOST = "input_lost"
    LOG_WENT_BACK = "log_went_back"
    WATCHDOG = "watchdog"
    EVENTS_NOT_RECALLED = "events_not_recalled"
    PAGE_NOT_FED = "page_not_fed"
    METRICS_NOT_EXPORTED = "metrics_not_exported"
    CERTIFICATES_RENEWED = "certificates_renewed"
    CERTIFICATES_NOT_RENEWED = "certificates_not_renewed"
    STRANGE_COMMITS = "strange_commits"
    BROKERS_LOST = "brokers_lost"
    BROKERS_AWAY = "brokers_away"
    BROKERS_BACK = "brokers_back"


class LibraryGate(logging.Filter):
    """What a library says passes once a minute, with the number of times that it was said since; our own lines always pass."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing said yet."""
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, str], tuple[float, int]] = {}
        self.kafka_closed = False
        """While it is set, nothing of the Kafka libraries passes below CRITICAL: the service itself says what there is to say."""

    def forget(self) -> None:
        """As if nothing had been said yet."""
        self._said.clear()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record passes."""
        library = record.name.partition(".")[0]
        if library not in _LIBRARIES:
            return True
        if self.kafka_closed and library in _KAFKA_LIBRARIES and record.levelno < logging.CRITICAL:
            return False
        saying, now = (record.name, str(record.msg)), self._clock()
        since, more = self._said.get(saying, (float("-inf"), 0))
        if now - since < REPEAT_S:
            self._said[saying] = since, more + 1
            return False
        if len(self._said) >= _MOST_SAYINGS:
            self._said.clear()
        self._said[saying] = now, 0
        if more:
            record.msg = f"{record.msg} (said {more} more times before)"
        return True


LIBRARY_GATE = LibraryGate()
"""The one that `configure` puts before the log."""


def configure(log_format: Literal["auto", "console", "json"], log_level: str) -> None:
    """Route structlog and the standard library through one renderer. Call once, before the first line; again changes it."""
    console = log_format == "console" or (log_format == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if console
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.PositionalArgumentsFormatter(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    LIBRARY_GATE.forget()
    handler.addFilter(LIBRARY_GATE)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(log_level.upper())
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(capture=True)


def get_logger(**bound: Any) -> structlog.stdlib.BoundLogger:
    """The service's logger, with values bound to each of its lines."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger("demarche", **bound))
