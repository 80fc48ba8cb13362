"""A worker: both hops on a Faust app, what they need, and the order in which all of it starts and stops."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

import uvloop
from faust import streams

from service.edge import group, topics, warmup
from service.edge.app import SESSION_EMBEDDED_S, SESSION_S, App, add_agent, build_app
from service.edge.chunk import Assignment
from service.edge.client import admin_client, is_embedded
from service.edge.connection import CONNECTION, FROZEN_S
from service.edge.continuity import Partition
from service.edge.draining import DRAIN_S, STOP_S, commit_and_end, drain
from service.edge.ending import abort, abort_if_failed, bark, end_by, end_now
from service.edge.kafka_log import KafkaLog
from service.edge.lanes import LaneGoneError, Lanes
from service.edge.membership import Membership
from service.edge.progress import LogMeter
from service.edge.publisher import KafkaPublisher
from service.edge.read_hop import ReadHop
from service.edge.readers import Readers, readers_of
from service.edge.recall import recall
from service.edge.settle_hop import SettleHop
from service.edge.status import RECENT_EVENTS, Status
from service.edge.topic_watch import TopicWatch
from service.edge.watchdog import Watchdog
from service.errors import Fatal
from service.outcome import ExitCode
from service.record import Record, Source
from service.settings import Settings
from service.telemetry.http import HttpServer
from service.telemetry.logs import LogEvent, get_logger

TICK_S = 0.1
LAG_EVERY_S = 2.0
LANE_RECORDS_IN_FLIGHT = 32


def run_worker(settings: Settings, *, on_ready: Callable[["Worker"], None] | None = None) -> int:
    """Run a worker until SIGTERM or SIGINT; returns the exit code. Needs a process of its own, and its main thread.

    Raises `Fatal` when it can't start. When it can't go on without risking a loss it ends the process at once, with exit code 70
    (restart, the log is replayed) or 78 (do not restart). `on_ready` is called once, when `/readyz` first says so.
    """
    if getattr(streams, "_CStreamIterator", None) is None:
        raise Fatal(
            "faust-streaming is installed without its compiled parts, and its Python ones acknowledge skipped records; use a wheel."
        )
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
        self._http = HttpServer(self.status)
        self._log = KafkaLog(settings)
        self._meter = LogMeter(settings)
        self._lanes = Lanes(self._log, settings.articles_topic, settings.dedupe_window, self.status, self._abort)
        self._topics = TopicWatch(settings, self._context.rules)
        self._stop = asyncio.Event()
        self._tick_at = self._joined_at = self._progress_at = time.monotonic()
        self._watchdog = Watchdog(self, bark)
        self._readers: Readers
        self._readers_starting: asyncio.Future[None]
        self._app_starting: asyncio.Future[None] | None = None
        self._last_commit: asyncio.Future[None] | None = None
        self._app: App
        self._publisher: KafkaPublisher
        self._membership: Membership
        self._read: ReadHop[Any]
        self._settle: SettleHop[Any]

    @property
    def url(self) -> str:
        """Where the page and the metrics are."""
        return self._http.url

    async def run(self) -> ExitCode:
        """Start, work until a signal comes, drain, stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._signalled)
        get_logger().info(LogEvent.WORKER_STARTING, group=self._settings.group, brokers=self._settings.kafka_bootstrap_servers)
        self._start_readers()  # takes longest, and only the first chunk waits for it
        try:
            await self._http.start(self._settings.http_host, self._settings.http_port)
            await self._start()
            self._watchdog.start()
            await self._work()
            self._watchdog.stop()
            self._topics.stop()
            get_logger().info(LogEvent.WORKER_STOPPING)
            self.status.now("stopping")
            await drain(self._app, self._finish, (self._publisher.stop, self._meter.stop, self._log.stop))
        finally:
            self._readers_starting.cancel()
            await self._readers.stop()
            await self._http.stop()
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
        """Check the topics, connect, and put the app together; it does not run yet."""
        settings = self._settings
        for sentence in await topics.require(settings, self._context.rules):
            get_logger().warning(LogEvent.TOPIC_DIFFERS, difference=sentence)
        async with admin_client(settings) as admin:
            embedded = await is_embedded(admin)
        adopted = None if embedded else await group.require_own(settings)  # the embedded broker keeps no marks
        largest = await topics.largest_records(settings, self._context.rules)
        self._publisher = KafkaPublisher(settings, idempotent=not embedded, largest=largest)
        recalling = recall(settings, topics.events_topics(settings, self._context.rules), RECENT_EVENTS)
        _, _, events = await asyncio.gather(self._publisher.start(), self._meter.start(), recalling)
        self.status.recalled(events)
        self._read = ReadHop(
            articles_topic=settings.articles_topic,
            context=self._context,
            readers=self._readers,
            publisher=self._publisher,
            status=self.status,
            chunks_in_flight=2 * settings.processes + 2,
            ack=self._ack,
            abort=self._abort,
        )
        self._settle = SettleHop(
            seen_topic=settings.seen_topic,
            context=self._context,
            lanes=self._lanes,
            log=self._log,
            publisher=self._publisher,
            status=self.status,
            in_flight=LANE_RECORDS_IN_FLIGHT,
            ack=self._ack,
            abort=self._abort,
        )
        self._membership = Membership(
            articles_topic=settings.articles_topic,
            lanes=self._lanes,
            meter=self._meter,
            status=self.status,
            finish=self._finish,
            revoke_within_s=(SESSION_EMBEDDED_S if embedded else SESSION_S) / 2,
            adopted=adopted,
        )
        self._app = build_app(settings, self._membership, embedded=embedded)
        add_agent(self._app, settings.raw_topic, "read", self._handle(self._read.take))
        add_agent(self._app, settings.articles_topic, "settle", self._handle(self._settle.take))
        self._app.on_partitions_assigned.connect(cast("Any", self._on_assigned), weak=False)

    async def _work(self) -> None:
        """Let the app run until a signal comes."""
        self._app_starting = asyncio.ensure_future(self._app.start())
        self._app_starting.add_done_callback(abort_if_failed("Faust could not start"))
        lag_at, told = 0.0, False
        while not self._stop.is_set():
            now = time.monotonic()
            self._look(now)
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
                    await self._stop.wait()
            except TimeoutError:
                continue

    def _look(self, now: float) -> None:
        """Find out whether the worker is ready, and note for the watchdog what got on."""
        if now - self._tick_at > FROZEN_S:  # the process stood still: confirmations may be waiting to be read
            self._publisher.excuse()
        self._tick_at = now
        if self._app.crashed:
            abort("Faust has crashed", self._app.crash_reason or RuntimeError("no reason given"))
        CONNECTION.look()
        if CONNECTION.lost:  # it is waited for here: a new process would find no broker either
            self._publisher.excuse()
            self._joined_at = self._progress_at = now
            self.status.now(CONNECTION.reason)
            return
        self._topics.look()
        if self._topics.problem:
            self._abort("the topics can't be looked at", self._topics.problem)
        if overdue := self._publisher.overdue():
            abort("records are unconfirmed", TimeoutError(overdue))
        if self._app.rebalancing or not self._membership.joined:
            self.status.now("joining the group")
        else:
            self._joined_at = now
            loading = self._lanes.loading
            starting = "" if self._readers_starting.done() else "starting the child processes"
            self.status.now(f"loading the memory of {loading} lanes" if loading else starting)
        if self._read.in_flight or self._settle.in_flight or not self.status.total_lag():
            self._progress_at = now

    async def _finish(self) -> None:
        """Finish what is in flight; what waits for a lane is dropped without an acknowledgement."""
        self._lanes.revoked()
        await self._read.drain()
        await self._settle.drain()

    def _signalled(self) -> None:
        if self._stop.is_set():
            end_now(ExitCode.REPLAY)
        if self._app_starting is None or not self._app_starting.done():
            end_now(ExitCode.OK)  # it has not taken anything yet
        end_by(DRAIN_S + STOP_S)
        self._stop.set()

    def _handle(self, take: Callable[[Record, Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        """What an agent does with an event. It never raises: Faust would acknowledge the event."""

        async def handle(event: Any) -> None:
            message = event.message
            try:
                if not self._membership.continuity.admit(Partition(message.topic, message.partition), message.offset):
                    return
                source = Source(message.topic, message.partition, message.offset)
                timestamp_ms = round(message.timestamp * 1000)
                await take(Record(source, timestamp_ms, message.key, message.value, tuple(message.headers or ())), event)
            except LaneGoneError:
                return
            except asyncio.CancelledError:
                raise
            except Exception as problem:  # noqa: BLE001 - whatever it is, going on could lose the event
                self._abort("an event was not processed", problem)
                await asyncio.Future()  # nothing may be taken until the process has ended

        return handle

    def _abort(self, why: str, problem: BaseException) -> None:
        """End the process at once; a release that is broken first commits what it has acknowledged.

        That is confirmed and has its outcome, and the release that comes next would give it another one.
        """
        if not (isinstance(problem, Fatal) and problem.exit_code == ExitCode.BROKEN_RELEASE):
            abort(why, problem)
        if self._last_commit is None:
            self._last_commit = asyncio.ensure_future(commit_and_end(self._app, why, problem))

    def _ack(self, event: Any) -> None:
        """Acknowledge, unless the event is of an earlier assignment: then it will be, or has been, read again."""
        if event.message.generation_id == self._app.consumer_generation_id:
            event.ack()

    async def _on_assigned(self, _app: App, assigned: Any, **_: Any) -> None:
        self._membership.assigned(Partition(*tp) for tp in assigned)

    def last_tick(self) -> float:
        """When the event loop last ran (`watchdog.Watched`)."""
        return self._tick_at

    def last_progress(self) -> float:
        """When something was last acknowledged or loaded, or nothing could be."""
        return max(self._progress_at, self._read.window.last_ack, self._settle.window.last_ack, self._lanes.last_progress)

    def last_joined(self) -> float:
        """When the worker last was a member of the group outside a rebalance."""
        return self._joined_at
