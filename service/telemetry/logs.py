"""Logs: structlog for us and for the libraries, console on a terminal, else one JSON object a line, on standard error."""

import logging
import sys
from enum import StrEnum
from typing import Any, Literal, cast

import structlog
from structlog.typing import Processor

_LIBRARIES = ("faust", "mode", "aiokafka", "asyncio", "aiohttp", "htmldate", "py3langid")
"""Held at WARNING: debug calls of the Kafka libraries alone cost 8% of the throughput."""


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
    OUTPUT_TOO_LARGE = "output_too_large"
    TOPIC_DIFFERS = "topic_differs"
    PARTITIONS_ASSIGNED = "partitions_assigned"
    PARTITIONS_REVOKED = "partitions_revoked"
    LANE_LOADED = "lane_loaded"
    INPUT_LOST = "input_lost"
    LOG_WENT_BACK = "log_went_back"
    WATCHDOG = "watchdog"


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
