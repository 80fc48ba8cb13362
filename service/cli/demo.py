"""`demarche demo`: the whole service at work on the bundled samples, on the embedded broker."""

import asyncio
import signal
import sys
import time
from collections import Counter
from contextlib import aclosing
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from service.cli.event_card import show_card
from service.cli.incident_card import show_incident
from service.cli.screen import counted, harmless, heading, messages, output, table
from service.errors import Fatal
from service.model import Event, LedgerEntry
from service.model_incident import Incident
from service.outcome import Outcome

if TYPE_CHECKING:
    from service.cli.worker_process import WorkerProcess
    from service.settings import Settings

_READY_WITHIN_S = 120.0
"""Seven seconds of CPU that a crowded machine hands out slowly: with 14 processes on two cores 30 s were too short."""
_SETTLED_WITHIN_S = 180.0
_ONE_PARTITION = b"samples"
"""The key of all samples: in one partition their order holds, so that each demo shows the same copies."""
_ENOUGH = 1
"""Processes for a few samples: each takes a second of CPU to start, which a small machine would feel."""
_MEANING = {
    Outcome.EVENT: "an act of a topic was found in it",
    Outcome.DUPLICATE: "repeats an earlier article",
    Outcome.NO_TOPIC: "about something else",
    Outcome.UNSUPPORTED_LANGUAGE: "there are no rules for its language",
    Outcome.DEAD: "refused, and kept unchanged for a person to look at",
}


def demo(*, keep: Annotated[bool, typer.Option("--keep", help="Leave everything running until Ctrl-C, to play with.")] = False) -> None:
    """Show the whole service at work: embedded broker, worker, sample articles, events, and an account of every article."""
    from service.cli.worker_process import WorkerProcess
    from service.edge.kafka import topics
    from service.edge.kafka.embedded_broker import EmbeddedBroker
    from service.settings import load_settings
    from service.topics.loader import load_rules

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    own, _ = load_settings()
    rules = load_rules(own.topics_dir)
    with EmbeddedBroker() as broker:
        settings = _on_embedded(own, broker.bootstrap_servers, processes=own.processes if keep else min(own.processes, _ENOUGH))
        asyncio.run(topics.create(settings, rules))
        with WorkerProcess(settings) as worker:
            with messages().status("The worker is starting …"):
                worker.wait_ready(_READY_WITHIN_S)
            messages().print(f"Broker and worker were ready after {time.monotonic() - began:.1f} s.", style="dim")
            account = _Account(settings, list(rules.topics))
            asyncio.run(account.settle_samples(worker))
            account.close()
            _addresses(worker, settings, keep=keep)
            if keep:
                _wait(worker)
            status = worker.stop()
    if status:
        raise Fatal(f"The worker ended with status {status}. {worker.last_words()}")


def _on_embedded(own: "Settings", bootstrap_servers: str, processes: int) -> "Settings":
    """The settings in force, but for the way to the broker."""
    secured = [name for name in type(own).model_fields if name.startswith(("kafka_sasl", "kafka_ssl"))]
    plain = {
        "kafka_bootstrap_servers": bootstrap_servers,
        "kafka_security_protocol": "PLAINTEXT",
        "replication": 1,
        "processes": processes,
        "instance_id": None,
    }
    return own.model_copy(update=dict.fromkeys(secured) | plain)


class _Account:
    """What went in and what came out."""

    def __init__(self, settings: "Settings", interests: list[str]) -> None:
        from service.cli.watch import kafka_names

        self._settings = settings
        self._event_topics = kafka_names(settings, interests, ["events"])
        self._sent = 0
        self._ledger: dict[str, LedgerEntry] = {}
        self._events: set[str] = set()
        self._incidents: dict[str, Incident] = {}
        self._console = output()

    async def settle_samples(self, worker: "WorkerProcess") -> None:
        """Send the samples, and print the events until every sample has its outcome and every event of the ledger was read."""
        self._sent = await self._send()
        self._console.print(heading(f"{self._sent} sample articles sent; these events come out:"))
        self._console.print()
        try:
            async with asyncio.timeout(_SETTLED_WITHIN_S):
                await self._read()
        except TimeoutError:
            raise Fatal(
                f"After {_SETTLED_WITHIN_S:.0f} s only {len(self._ledger)} of {self._sent} articles have an outcome. {worker.last_words()}"
            ) from None

    async def _send(self) -> int:
        from service.edge.operating.produce import Message, produce
        from service.inputs.reader import Reader

        with as_file(files("service.data") / "samples") as samples:
            messages = [Message(_ONE_PARTITION, item.value, item.headers, item.origin) for item in Reader([samples], sys.stdin.buffer)]
        return await produce(self._settings, messages)

    async def _read(self) -> None:
        from service.edge.kafka.topic_reader import follow

        names = self._settings.topic_names
        topics = [*self._event_topics, names.incidents, names.ledger]
        async with aclosing(follow(self._settings, topics, from_beginning=True)) as records:
            async for record in records:
                if record.topic == self._settings.topic_names.ledger:
                    self._ledger[record.key.decode()] = LedgerEntry.model_validate_json(record.value)
                elif record.topic == self._settings.topic_names.incidents:
                    incident = Incident.model_validate_json(record.value)
                    self._incidents[incident.incident_id] = incident
                else:
                    self._show(Event.model_validate_json(record.value))
                if len(self._ledger) == self._sent and self._events.issuperset(self._announced()) and self._all_told():
                    return

    def _announced(self) -> set[str]:
        return {event_id for entry in self._ledger.values() for event_id in entry.event_ids}

    def _all_told(self) -> bool:
        """Whether every event that was announced stands in an incident."""
        told = {report.event_id for incident in self._incidents.values() for report in incident.reports}
        return told >= self._announced()

    def _show(self, event: Event) -> None:
        if event.event_id in self._events:
            counts = event.corroboration
            articles, sources = counted(counts.articles, "article"), counted(counts.independent_sources, "independent source")
            now = f"  revision {event.revision}: now in {articles} of {sources}  "
            what = f"{event.topic.replace('_', ' ')} · {event.kind.replace('_', ' ')}"
            self._console.print(Text.assemble(("↻ ", "cyan"), (what, "bold"), now, (harmless(event.headline), "dim")))
        else:
            self._events.add(event.event_id)
            show_card(self._console, event)
        self._console.print()

    def close(self) -> None:
        """Print what several papers reported, and the closing table; raises `Fatal` when it does not reconcile."""
        several = [incident for incident in self._incidents.values() if incident.counts.independent_sources > 1]
        found = counted(len(self._incidents), "incident")
        self._console.print(heading(f"{found}, {len(several)} of them in more than one independent source:"))
        for incident in several:
            show_incident(self._console, incident)
        self._console.print()
        counts = Counter(entry.outcome for entry in self._ledger.values())
        rows = table("OUTCOME", "ARTICLES", "MEANING", right=("ARTICLES",))
        for outcome in Outcome:
            rows.add_row(outcome.value, f"{counts[outcome]:,}", _MEANING[outcome])
        rows.add_row("all", f"{counts.total():,}", f"of {self._sent:,} articles sent", style="bold")
        self._console.print(rows)
        if counts.total() != self._sent:
            raise Fatal(f"{self._sent} articles were sent, but {counts.total()} outcomes came back.")
        self._console.print(f"Every article is accounted for: {self._sent} in, {counts.total()} outcomes.", style="green")


def _addresses(worker: "WorkerProcess", settings: "Settings", *, keep: bool) -> None:
    console = output()
    until = "until Ctrl-C" if keep else "only while it runs: demarche demo --keep"
    console.print()
    console.print(f"Page     {worker.url}/  ({until})")
    console.print(f"Metrics  {worker.url}/metrics")
    if keep:
        console.print("Send more from another terminal:")
        console.print(f"  DEMARCHE_KAFKA_BOOTSTRAP_SERVERS={settings.kafka_bootstrap_servers} demarche produce PATH")


def _wait(worker: "WorkerProcess") -> None:
    try:
        while worker.running:
            time.sleep(0.5)
    except KeyboardInterrupt:
        messages().print("Stopping …", style="dim")
