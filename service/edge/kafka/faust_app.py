"""The Faust app: its settings, chosen so that nothing can be lost on the way (see `docs/decisions`), and its two agents."""

import logging
from collections.abc import AsyncIterable, Awaitable, Callable
from typing import Any, cast

import faust
from faust.sensors.monitor import Monitor
from faust.tables.manager import TableManager

from service.edge.kafka.client import faust_brokers
from service.edge.kafka.faust_consumer import Host, Transport
from service.edge.kafka.security import faust_credentials
from service.settings import Settings

SESSION_S = 10.0
SESSION_EMBEDDED_S = 3.0
"""The embedded broker holds a group join for half the session timeout."""
DAY_S = 86_400.0
COMMIT_INTERVAL_S = 1.0
FETCH_BYTES = 2**20
"""Per partition and fetch. A larger record comes all the same, alone: a broker gives at least the first batch."""

_FAUST_LOGGER = logging.getLogger("faust")
"""A Faust class logs under the name of the module it is in, so that ours would escape the level that is set for Faust."""

Handler = Callable[[Any], Awaitable[None]]


class QuietMonitor(Monitor):
    """Faust's monitor without its work for each message: our own metrics say more, and it took a tenth of the loop's time."""

    logger = _FAUST_LOGGER

    def on_message_in(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing."""

    def on_stream_event_in(self, tp: Any, offset: int, stream: Any, event: Any) -> None:
        """Nothing."""

    def on_stream_event_out(self, tp: Any, offset: int, stream: Any, event: Any, state: Any = None) -> None:
        """Nothing."""

    def on_message_out(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing."""

    def track_tp_end_offset(self, tp: Any, offset: int) -> None:
        """Nothing."""


class RawSchema(faust.Schema[Any, Any]):
    """Events with the record's own bytes: Faust acknowledges a record that it can't decode, so it decodes nothing."""

    def compile(self, app: Any, **_: Any) -> Any:
        """The function that makes an event of a record."""

        async def decode(message: Any, *, propagate: bool = False) -> Any:
            del propagate
            return app.create_event(message.key, message.value, message.headers, message)

        return decode


class NoTables(TableManager):
    """Faust's table manager without its wait of a second for tables to be declared: there are none."""

    logger = _FAUST_LOGGER

    async def on_start(self) -> None:
        """Begin to listen for assignments."""
        if not self.should_stop:
            await self._update_channels()
            await self.recovery.start()


class App(faust.App):
    """A Faust app with our consumer, and without a data directory."""

    logger = _FAUST_LOGGER
    host: Host

    def _new_transport(self) -> Transport:
        transport = Transport(self.conf.broker_consumer, self)
        transport.host = self.host
        return transport

    def _create_directories(self) -> None:
        """Faust would make one in the working directory, for tables that we do not have."""


def build_app(settings: Settings, host: Host, *, embedded: bool) -> App:
    """The app without its agents. Call it in the thread whose event loop will run it."""
    session = SESSION_EMBEDDED_S if embedded else SESSION_S
    app = App(
        settings.group,
        broker=faust_brokers(settings),
        broker_credentials=faust_credentials(settings),
        broker_client_id="demarche",
        version=1,  # Faust appends later versions to the group's name, so it must stay
        autodiscover=False,
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        key_serializer="raw",
        value_serializer="raw",
        store="memory://",
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        broker_session_timeout=session,
        broker_heartbeat_interval=1.0,
        broker_rebalance_timeout=30.0,
        broker_request_timeout=60.0,
        broker_max_poll_records=100,
        broker_max_poll_interval=DAY_S,  # a worker without a partition would refuse to rejoin after it; the watchdog notices more
        broker_commit_interval=COMMIT_INTERVAL_S,
        broker_commit_every=10_000,
        consumer_group_instance_id=settings.instance_id,
        consumer_max_fetch_size=FETCH_BYTES,
        stream_buffer_maxsize=1024,
        stream_wait_empty=True,
        stream_recovery_delay=0,
        producer_acks=-1,
        producer_request_timeout=30.0,
        producer_threaded=False,
        stream_publish_on_commit=False,
        agent_supervisor="mode.CrashingSupervisor",
        web_enabled=False,
        cython_optimizations=False,
        Monitor=QuietMonitor,
        TableManager=NoTables,
    )
    app.host = host
    return app


def add_agent(app: App, topic: str, name: str, handle: Handler) -> None:
    """An agent that hands each event of the topic to `handle`, one after the other, and acknowledges nothing itself.

    `noack`, a concurrency of 1 and no `take`: each of the others has a path on which Faust acknowledges what was not processed.
    """
    source = app.topic(topic, schema=RawSchema(), acks=True)

    async def agent(stream: Any) -> None:
        async for event in cast("AsyncIterable[Any]", stream.noack().events()):
            await handle(event)

    app.agent(source, name=name, concurrency=1)(agent)
