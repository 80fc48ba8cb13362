"""What a service has published, for its readers: events with later revisions and a replay of all of it, and incidents."""

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from service.cloud_event import JSON, attributes
from service.record import Output
from service.stages.compose import event_output
from tests.broker.kafka_io import producer
from tests.unit.builders import START, Hop, article, context, event, reading, words

PARTITIONS = 3
REVISIONS = 3
NOTE = "\0é \\u0000 \\\0 🕊"
"""What people put into their metadata."""


@dataclass
class Published:
    """Two topics of one broker, and what a reader of both must end up with."""

    bootstrap: str
    events: str = field(default_factory=lambda: f"x{uuid.uuid4().hex[:8]}.events.defection")
    values: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    """(topic, key, revision) -> the value."""

    @property
    def incidents(self) -> str:
        """The topic of incidents."""
        return self.events.replace("events.defection", "incidents")

    @property
    def topics(self) -> tuple[str, str]:
        """Both."""
        return self.events, self.incidents

    @property
    def newest(self) -> dict[tuple[str, str], tuple[int, Any]]:
        """(topic, key) -> the highest revision and its value."""
        found: dict[tuple[str, str], tuple[int, Any]] = {}
        for (topic, key, revision), value in sorted(self.values.items(), key=lambda item: item[0]):
            found[topic, key] = (revision, value)
        return found

    def create(self) -> "Published":
        """Make the topics."""

        async def run() -> None:
            client = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
            await client.start()
            try:
                await client.create_topics([NewTopic(topic, PARTITIONS, 1) for topic in self.topics])
            finally:
                await client.close()

        asyncio.run(run())
        return self

    def write(self, first: int, count: int) -> "Published":
        """Events and incidents of as many stories, numbered from `first`, all their revisions; then all of it again, as in a replay."""
        outputs = [output for number in range(first, first + count) for output in (*self._story(number), *self._incident(number))]
        for output in outputs:
            value = json.loads(output.value or b"")
            self.values[output.topic, (output.key or b"").decode(), value["revision"]] = value
        asyncio.run(self._send([*outputs, *outputs]))
        return self

    def _story(self, number: int) -> list[Output]:
        """An article, and copies by other papers that each raise its counts."""
        hop, text = Hop(), words(number, 60 if number else 15_000)  # the first fills several blocks of LZ4
        first = hop.settle(reading(article(text, id=f"a{number}", url="https://a.example/é", source="a.example"), 0, event("asylum")), 0)
        outputs = [event_output(one, START, context()) for one in first.events]
        for at in range(1, REVISIONS):
            copy = article(text, id=f"b{number}-{at}", source=f"b{at}.example")
            outputs += hop.revised(hop.settle(reading(copy, at, event("asylum")), at))
        assert len(outputs) == REVISIONS
        return [Output(self.events, output.key, output.value, output.headers) for output in outputs]

    def _incident(self, number: int) -> list[Output]:
        made = []
        for revision in range(1, REVISIONS + 1):
            value = {
                "schema": "demarche/incident/v1",
                "incident_id": f"i{number}",
                "revision": revision,
                "kind": "asylum",
                "note": NOTE,
            }
            headers = attributes("demarche/incident/v1", self.incidents, f"i{number}", START, revision)
            made.append(Output(self.incidents, f"i{number}".encode(), json.dumps(value).encode(), (*headers, JSON)))
        return made

    async def _send(self, outputs: Sequence[Output]) -> None:
        async with producer(self.bootstrap) as sender:
            sent = [await sender.send(output.topic, output.value, output.key, headers=list(output.headers)) for output in outputs]
            await asyncio.gather(*sent)
