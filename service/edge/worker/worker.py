"""A worker: both hops on a Faust app, what they need, and the order in which all of it starts and stops."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, cast

import uvloop
from faust import streams

from service.edge.children import warmup
from service.edge.children.chunk import Assignment
from service.edge.children.pool import Readers, readers_of
from service.edge.hops.wiring import Hops, World, build_hops
from service.edge.kafka import topics
from service.edge.kafka.client import admin_client, is_embedded
from service.edge.kafka.continuity import Partition
from service.edge.kafka.faust_app import SESSION_EMBEDDED_S, SESSION_S, App, add_agent, build_app
from service.edge.kafka.log import KafkaLog
from service.edge.kafka.publisher import KafkaPublisher
from service.edge.page.side import PageSide
from service.edge.process_end import abort_if_failed, barking_for
from service.edge.worker.draining import Abort, drain
from service.edge.worker.event_intake import EventIntake
from service.edge.worker.log_meter import LogMeter
from service.edge.worker.membership import Membership
from service.edge.worker.otlp_export import OtlpExport
from service.edge.worker.own_group import require_own
from service.edge.worker.recall import recall
from service.edge.worker.signals import Signals
from service.edge.worker.standing import Standing
from service.edge.worker.topic_watch import TopicWatch
from service.edge.worker.watchdog import Watchdog
from service.errors import Fatal
from service.outcome import ExitCode
from service.selection import Known
from service.settings import Settings
from service.telemetry.http import HttpServer
from service.telemetry.http_access import Access
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.metrics import REGISTRY
from service.telemetry.status import RECENT_EVENTS, Status

TICK_S = 0.1
LAG_EVERY_S = 2.0
LANE_RECORDS_IN_FLIGHT = 32


def run_worker(settings: Settings, *, on_ready: Callable[["Worker"], None] | None = None) -> int:
    """Run a worker until SIGTERM or SIGINT; returns the exit code. Needs a process of its own, and its main thread.

    Raises `Fatal` when it can't start. When it can't go on without risking a loss it ends the process at once, with exit code 70
    (restart, the log is replayed) or 78 (do not restart). `on_ready` is called once, when `/readyz` first says so.
    """
    if getattr(streams, "_CStreamIterator", None) is None:
        raise Fatal("faust-streaming has no compiled parts here, and its Python ones acknowledge skipped records; install a wheel.")
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    worker = Worker(settings, on_ready)
    try:
        return int(loop.run_until_complete(worker.run()))
    finally:
        asyncio.set_event_loop(None)
        loop.close()


class Worker:
    """One worker process. `status` may be asked from any thread."""

    def __init__(self, settings: Settings, on_ready: Callable[["Worker"], None] | None) -> None:
        """Loads the topics of interest (raises `Fatal` for a broken one); nothing runs before `run`."""
        self._settings = settings
        self._on_ready = on_ready
        self._assignment = Assignment.of(settings)
        self._context = self._assignment.context()
        self.status = Status(
            version=self._context.pipeline_version,
            rules_version=self._context.rules.version,
            group=settings.group,
            instance=settings.instance_id,
        )
        token = settings.http_token.get_secret_value() if settings.http_token else None
        access = Access.of(settings.http_host, settings.http_names, token)
        known = Known.of(self._context.rules.topics)
        self._page = PageSide(settings, known, self._context.event_topics, self._assignment)
        self._http = HttpServer(self.status, known, access, self._page.api)
        self._otlp = OtlpExport(REGISTRY, self._context.pipeline_version, settings.instance_id)
        self._log = KafkaLog(settings)
        self._meter = LogMeter(settings)
        self._topics = TopicWatch(settings, self._context.rules)
        self._abort = Abort(lambda: self._app)
        self._signals = Signals(lambda: self._app_starting is not None and self._app_starting.done())
        self._readers: Readers
        self._readers_starting: asyncio.Future[None]
        self._app_starting: asyncio.Future[None] | None = None
        self._app: App
        self._publisher: KafkaPublisher
        self._hops: Hops[Any]
        self._membership: Membership
        self._standing: Standing

    @property
    def url(self) -> str:
        """Where the page and the metrics are."""
        return self._http.url

    async def run(self) -> ExitCode:
        """Start, work until a signal comes, drain, stop."""
        self._signals.listen()
        get_logger().info(LogEvent.WORKER_STARTING, group=self._settings.group, brokers=self._settings.kafka_bootstrap_servers)
        self._start_readers()  # takes longest, and only the first chunk waits for it
        try:
            await self._http.start(self._settings.http_host, self._settings.http_port)
            await self._start()
            self._page.start()
            self._otlp.start()
            watchdog = Watchdog(self._standing, barking_for(asyncio.get_running_loop()))
            watchdog.start()
            await self._work()
            watchdog.stop()
            self._topics.stop()
            get_logger().info(LogEvent.WORKER_STOPPING)
            self.status.now("stopping")
            closers = (self._publisher.stop, self._meter.stop, self._log.stop)
            await drain(self._app, self._hops.finish, closers, self._signals.deadline)
        finally:
            self._readers_starting.cancel()
            await self._readers.stop()
            self._otlp.stop()
            await self._http.stop()
            await self._page.stop()
        get_logger().info(LogEvent.WORKER_STOPPED)
        return ExitCode.OK

    def _start_readers(self) -> None:
        self._readers = readers_of(self._settings, self._assignment, self._context)
        self._readers_starting = asyncio.ensure_future(self._warm_up())
        self._readers_starting.add_done_callback(abort_if_failed("the child processes could not start"))

    async def _warm_up(self) -> None:
        await self._readers.start()
        chunk = await self._readers.read(warmup.RECORDS)
        with suppress(Exception):  # a release that can't settle anything is ended by the ceiling, with 78, and not started for ever
            warmup.settle(chunk, self._context)

    async def _start(self) -> None:
        """Check the topics and the group, connect, and put the app together; it does not run yet."""
        settings = self._settings
        for sentence in await topics.require(settings, self._context.rules):
            get_logger().warning(LogEvent.TOPIC_DIFFERS, difference=sentence)
        async with admin_client(settings) as admin:
            embedded = await is_embedded(admin)
        adopted = None if embedded else await require_own(settings)  # the embedded broker keeps no marks
        largest = await topics.largest_records(settings, self._context.rules)
        self._publisher = KafkaPublisher(settings, idempotent=not embedded, largest=largest)
        recalling = recall(settings, list(self._context.event_topics.values()), RECENT_EVENTS)
        _, _, events = await asyncio.gather(self._publisher.start(), self._meter.start(), recalling)
        self.status.recalled(events)
        self._assemble(adopted, embedded=embedded)

    def _assemble(self, adopted: Mapping[Partition, int] | None, *, embedded: bool) -> None:
        """`adopted`: see `Membership`."""
        settings = self._settings
        intake = EventIntake(lambda: self._app.consumer_generation_id, self._abort)
        self._hops = build_hops(
            World(self._context, self._readers, self._log, self._publisher, self.status),
            chunks_in_flight=2 * settings.processes + 2,
            lane_records_in_flight=LANE_RECORDS_IN_FLIGHT,
            ack=intake.ack,
            abort=self._abort,
        )
        self._membership = Membership(
            articles_topic=settings.topic_names.articles,
            lanes=self._hops.lanes,
            meter=self._meter,
            status=self.status,
            finish=self._hops.finish,
            revoke_within_s=(SESSION_EMBEDDED_S if embedded else SESSION_S) / 2,
            adopted=adopted,
        )
        self._app = build_app(settings, self._membership, embedded=embedded)
        admit = self._membership.continuity.admit
        add_agent(self._app, settings.topic_names.raw, "read", intake.handler(self._hops.read, admit))
        add_agent(self._app, settings.topic_names.articles, "settle", intake.handler(self._hops.settle, admit))
        self._app.on_partitions_assigned.connect(cast("Any", self._on_assigned), weak=False)
        self._standing = Standing(
            app=self._app,
            hops=self._hops,
            membership=self._membership,
            publisher=self._publisher,
            topics=self._topics,
            readers_starting=self._readers_starting,
            status=self.status,
            abort=self._abort,
        )

    async def _work(self) -> None:
        """Let the app run until a signal comes."""
        self._app_starting = asyncio.ensure_future(self._app.start())
        self._app_starting.add_done_callback(abort_if_failed("Faust could not start"))
        lag_at, told = 0.0, False
        while not self._signals.asked.is_set():
            now = time.monotonic()
            self._standing.look(now)
            if not told and self.status.ready()[0]:
                told = True
                get_logger().info(LogEvent.WORKER_READY, url=self.url)
                if self._on_ready:
                    self._on_ready(self)
            if now - lag_at > LAG_EVERY_S:
                lag_at = now
                self._membership.measure()
            try:
                async with asyncio.timeout(TICK_S):
                    await self._signals.asked.wait()
            except TimeoutError:
                continue

    async def _on_assigned(self, _app: App, assigned: Any, **_: Any) -> None:
        self._membership.assigned(Partition(*tp) for tp in assigned)
