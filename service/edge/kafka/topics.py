"""The Kafka topics: which there must be, with which settings, how they are made and how they are checked.

With `CreateTime`, a record stamped a month ago would be deleted minutes after it was written, so every topic of ours has
`LogAppendTime`; `news.seen` is never compacted, because its records hold many entries under one key.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from service.edge.kafka.client import admin_client, is_embedded
from service.errors import Fatal
from service.incidents.memory import WINDOW_S
from service.outcome import ExitCode
from service.settings import Settings
from service.topics.loader import Rules

MB = 1_048_576
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
FOREVER = -1
INPUT_RETENTION_MS = 7 * DAY_MS
EVENTS_RETENTION_MS = 30 * DAY_MS
LARGEST = 12 * MB
"""Above the largest article that may be configured (10 MB) with its envelope."""
LARGEST_DEAD = LARGEST + 65_536
"""A dead letter is the input with headers added."""
LARGEST_SMALL = 1 * MB
_VISIBLE_WITHIN_S = 15.0


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic as it is wanted; `laned` where a changed partition count would send copies of one text to different owners."""

    name: str
    partitions: int
    replication: int
    retention_ms: int
    largest: int
    laned: bool = False
    for_operators: bool = False
    """Whether no worker uses it: one that is missing does not keep them from starting."""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def config(self) -> dict[str, str]:
        """The topic's settings by their Kafka names."""
        durable = {"min.insync.replicas": "2", "unclean.leader.election.enable": "false"} if self.replication > 2 else {}  # noqa: PLR2004
        return {
            "cleanup.policy": "delete",
            "message.timestamp.type": "LogAppendTime",
            "retention.ms": str(self.retention_ms),
            "max.message.bytes": str(self.largest),
            **durable,
            **self.extra,
        }


class Difference(NamedTuple):
    """How a topic differs from what is wanted, as a sentence; `refuses`: a worker must not start with it."""

    sentence: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A topic as the cluster has it; `config` is empty where the broker tells none, and `untold` says why, where it ought to."""

    partitions: int
    config: Mapping[str, str]
    untold: str = ""


def wanted(settings: Settings, rules: Rules) -> list[TopicSpec]:
    """All topics of the service in a fixed order: input, internal ones, outputs, one of events per topic of interest."""

    def spec(name: str, retention_ms: int, largest: int, *, laned: bool = False, extra: Mapping[str, str] | None = None) -> TopicSpec:
        return TopicSpec(name, settings.partitions, settings.replication, retention_ms, largest, laned, extra=extra or {})

    remembered = max(settings.dedupe_window, WINDOW_S * 1000) + INPUT_RETENTION_MS
    return [
        spec(settings.topic_names.raw, INPUT_RETENTION_MS, LARGEST),
        spec(settings.topic_names.articles, INPUT_RETENTION_MS, LARGEST, laned=True),
        spec(settings.topic_names.seen, remembered, LARGEST, laned=True, extra={"segment.ms": str(HOUR_MS)}),
        spec(settings.topic_names.ledger, 2 * INPUT_RETENTION_MS, LARGEST_SMALL),
        spec(settings.topic_names.duplicates, 2 * INPUT_RETENTION_MS, LARGEST_SMALL),
        spec(settings.topic_names.dead, FOREVER, LARGEST_DEAD),
        notes_of_replays(settings),
        spec(settings.topic_names.incidents, EVENTS_RETENTION_MS, LARGEST),
        *(spec(name, EVENTS_RETENTION_MS, LARGEST) for name in settings.topic_names.events(rules.topics).values()),
    ]


def of_workers(settings: Settings, rules: Rules) -> list[TopicSpec]:
    """The topics of `wanted` that a worker reads or writes."""
    return [spec for spec in wanted(settings, rules) if not spec.for_operators]


def notes_of_replays(settings: Settings) -> TopicSpec:
    """The topic of which dead letters were sent back: one partition, as few are written, and by one program at a time."""
    return TopicSpec(settings.topic_names.replays, 1, settings.replication, FOREVER, LARGEST_SMALL, for_operators=True)


async def create(settings: Settings, rules: Rules) -> list[str]:
    """Create the topics that are missing and return their names; those that exist stay as they are (see `check`)."""
    return await make(settings, wanted(settings, rules))


async def make(settings: Settings, specs: Sequence[TopicSpec]) -> list[str]:
    """Create those of these topics that are missing and return their names, once every broker knows of them; raises `Fatal`."""
    async with admin_client(settings) as admin:
        existing = set(await admin.list_topics())
        missing = [spec for spec in specs if spec.name not in existing]
        if not missing:
            return []
        response = await admin.create_topics(
            [NewTopic(spec.name, spec.partitions, spec.replication, topic_configs=spec.config) for spec in missing]
        )
        for name, code, message in response.topic_errors:
            if code and code != TopicAlreadyExistsError.errno:
                raise Fatal(f"Kafka would not create the topic {name}: {message or for_code(code).__name__}.")
        await _visible(admin, {spec.name for spec in missing})
    return [spec.name for spec in missing]


async def check(settings: Settings, rules: Rules) -> list[str]:
    """What differs from what is wanted, one sentence each with what to do; empty when all is well."""
    return [difference.sentence for difference in await differences(settings, rules)]


async def require(settings: Settings, rules: Rules) -> list[str]:
    """Refuse to go on (`Fatal`) with topics that would lose or misplace something; returns the differences that do not matter so."""
    found = await differences(settings, rules)
    refusing = [difference.sentence for difference in found if difference.refuses]
    if refusing:
        more = f" ({len(refusing) - 1} more: see `demarche topics check`)" if len(refusing) > 1 else ""
        raise Fatal(refusing[0] + more, ExitCode.FAILED)
    return [difference.sentence for difference in found]


async def differences(settings: Settings, rules: Rules) -> list[Difference]:
    """How the cluster's topics differ from `wanted`."""
    async with admin_client(settings) as admin:
        specs = wanted(settings, rules)
        found = await _describe(admin, [spec.name for spec in specs])
        return [difference for spec in specs for difference in _compare(spec, found.get(spec.name))]


async def largest_records(settings: Settings, rules: Rules) -> dict[str, int]:
    """The largest record batch, in bytes, that each topic of the workers takes now; where the broker does not tell, what it ought to."""
    async with admin_client(settings) as admin:
        specs = of_workers(settings, rules)
        found = await _describe(admin, [spec.name for spec in specs])
        return {spec.name: int(found[spec.name].config.get("max.message.bytes", spec.largest)) for spec in specs}


def _compare(spec: TopicSpec, found: _Found | None) -> list[Difference]:
    if found is None:
        sentence = f"The topic {spec.name} is missing, or we may not see it; create it with `demarche topics create`."
        return [Difference(sentence, refuses=not spec.for_operators)]
    result = []
    if found.untold:
        sentence = f"The settings of the topic {spec.name} can't be read ({found.untold}); grant DESCRIBE_CONFIGS on it."
        result.append(Difference(sentence, refuses=False))
    if found.partitions != spec.partitions:
        cure = (
            "the lanes would move and copies no longer meet, so set DEMARCHE_PARTITIONS back, or make all topics anew under another prefix"
            if spec.laned
            else f"set DEMARCHE_PARTITIONS={found.partitions} if that is meant"
        )
        sentence = f"The topic {spec.name} has {found.partitions} partitions, not {spec.partitions}; {cure}."
        result.append(Difference(sentence, refuses=spec.laned))
    for name, value in spec.config.items():
        actual = found.config.get(name)
        if actual is not None and not _suffices(name, value, actual):
            sentence = f"The topic {spec.name} has {name}={actual}, not {value}; change it with kafka-configs.sh."
            result.append(Difference(sentence, refuses=name in {"cleanup.policy", "message.timestamp.type"}))
    return result


def _suffices(name: str, value: str, actual: str) -> bool:
    if name in {"max.message.bytes", "min.insync.replicas"}:
        return int(actual) >= int(value)
    if name == "retention.ms":
        return int(actual) == FOREVER or (int(value) != FOREVER and int(actual) >= int(value))
    if name == "segment.ms":
        return int(actual) <= int(value)
    return actual == value


async def _describe(admin: AIOKafkaAdminClient, names: list[str]) -> dict[str, _Found]:
    # The embedded broker creates a topic as soon as its metadata is asked for, so the list comes first.
    existing = set(await admin.list_topics())
    present = [name for name in names if name in existing]
    if not present:
        return {}
    partitions = {topic["topic"]: len(topic["partitions"]) for topic in await admin.describe_topics(present)}
    config: dict[str, dict[str, str]] = {}
    untold: dict[str, str] = {}
    if not await is_embedded(admin):  # it stores the settings and ignores most of them
        for response in await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in present]):
            for code, message, _, name, entries in response.resources:
                config[name] = {entry[0]: entry[1] for entry in entries}
                if code:
                    untold[name] = message or for_code(code).__name__
    return {name: _Found(partitions[name], config.get(name, {}), untold.get(name, "")) for name in present}


async def _visible(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """Creation is answered before every broker knows of it; a producer that comes too early would fail."""
    deadline = asyncio.get_running_loop().time() + _VISIBLE_WITHIN_S
    while asyncio.get_running_loop().time() < deadline:
        if names <= set(await admin.list_topics()):
            topics = await admin.describe_topics(sorted(names))
            if all(topic["partitions"] and all(part["leader"] >= 0 for part in topic["partitions"]) for topic in topics):
                return
        await asyncio.sleep(0.1)
    raise Fatal("Kafka has created the topics but does not show leaders for them; look at the brokers' logs.")
