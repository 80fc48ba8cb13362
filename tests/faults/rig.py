"""What a scenario works with: a cluster, deployments of the service on it, articles, faults that are counted, and the judgement."""

import asyncio
import logging
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from service.edge.kafka import topics
from service.settings import Settings
from service.topics.loader import Rules, load_rules
from tests.broker.articles import MIXED, Mix, Sample, corpus
from tests.broker.deployment import Deployment
from tests.broker.kafka_cluster import KafkaCluster
from tests.broker.kafka_io import Sent, send
from tests.broker.oracle import Values, Verdict, differences, judge
from tests.broker.progress import wait_settled
from tests.faults.feeder import Feeder

LOG = logging.getLogger("faults")


@dataclass
class Result:
    """What a scenario measured, as the table shows it."""

    articles: int
    faults: list[str]
    lost: int
    replayed: int
    longest_pause_s: float | None
    """None where the brokers' clocks can't tell."""
    notes: list[str] = field(default_factory=list)


class Rig:
    """Made anew for each scenario; references of undisturbed runs are shared by all."""

    def __init__(self, cluster: KafkaCluster, directory: Path, *, long: bool, seed: int, references: "References") -> None:
        """`long` is the form that `make faults` runs; `seed` repeats a run."""
        self.cluster = cluster
        self.directory = directory
        self.long = long
        self.random = Random(seed)
        self.faults: list[str] = []
        self.notes: list[str] = []
        self._references = references

    @property
    def articles(self) -> int:
        """How many articles most scenarios take: the same number, so that they share one undisturbed run to be compared with.

        In the long form over a minute: half of what two cores read, at some 8 ms an article, so that a fault meets work and not a backlog.
        """
        return self.size(600, 3_000)

    def size(self, short: int, long: int) -> int:
        """How many of something this form takes."""
        return long if self.long else short

    def fault(self, what: str) -> None:
        """Note that a fault was injected."""
        LOG.info("fault: %s", what)
        self.faults.append(what)

    def note(self, what: str) -> None:
        """Say something that the reader of the table should know."""
        LOG.info("note: %s", what)
        self.notes.append(what)

    @contextmanager
    def deployment(
        self, *, bootstrap: str | None = None, partitions: int = 4, replication: int | None = None, create: bool = True, **environment: str
    ) -> Iterator[Deployment]:
        """A service of its own on the cluster, with a copy of each partition on every broker; its workers are killed in the end."""
        prefix = f"f{uuid.UUID(int=self.random.getrandbits(128)).hex[:4]}{uuid.uuid4().hex[:4]}"
        copies = replication or len(self.cluster.brokers)
        made = Deployment(bootstrap or self.cluster.bootstrap, prefix, self.directory, partitions, copies, environment=environment)
        try:
            if create:
                create_topics(self.cluster.bootstrap, made)
            yield made
        finally:
            made.close()

    def send(self, deployment: Deployment, samples: Iterable[Sample] | int, *, spread: bool = False) -> list[Sent]:
        """Put samples (or so many mixed ones) on the input topic, acknowledged."""
        if isinstance(samples, int):
            samples = list(corpus(samples))
        return send(self.cluster.bootstrap, deployment.topic("raw"), samples, deployment.partitions, spread=spread)

    def feed(self, deployment: Deployment, samples: Sequence[Sample] | int, *, seconds: float) -> Feeder:
        """Send samples (or so many mixed ones) in the background, evenly over so many seconds."""
        if isinstance(samples, int):
            samples = list(corpus(samples))
        return Feeder(self.cluster.bootstrap, deployment.topic("raw"), samples, deployment.partitions, rate=len(samples) / seconds)

    def judge(self, deployment: Deployment, sent: Sequence[Sent], *, compare: bool = True) -> Result:
        """Check every promise, `compare` also with an undisturbed run over as many mixed samples; raises when one fails."""
        verdict = judge(deployment, sent)
        problems = list(verdict.problems)
        if compare:
            reference = self._references.values(self, len(sent), deployment.partitions)
            found = differences(reference, verdict.values)
            problems += [f"not as in an undisturbed run: {one}" for one in found[:5]]
            if len(found) > len(found[:5]):
                problems.append(f"not as in an undisturbed run: and {len(found) - 5} more")
        assert problems == [], "\n".join(problems)
        return self.result(verdict)

    def result(self, verdict: Verdict) -> Result:
        """The table's row of a verdict."""
        return Result(verdict.inputs, self.faults, len(verdict.lost), verdict.replayed, verdict.longest_pause_s, self.notes)


class References:
    """What undisturbed runs ended with, by number of mixed samples and partitions."""

    def __init__(self) -> None:
        """None is run yet."""
        self._known: dict[tuple[int, int], Values] = {}

    def values(self, rig: Rig, count: int, partitions: int) -> Values:
        """Run one worker over the first `count` mixed samples, unless that was done before."""
        if (count, partitions) not in self._known:
            with rig.deployment(partitions=partitions) as deployment:
                sent = rig.send(deployment, list(corpus(count, mix=MIXED)))
                worker = deployment.start_worker()
                wait_settled(deployment, sent)
                assert worker.stop() == 0
                verdict = judge(deployment, sent)
                assert verdict.problems == [], "the undisturbed run itself is wrong:\n" + "\n".join(verdict.problems)
                assert verdict.replayed == 0, "the undisturbed run has settled an input twice"
                self._known[count, partitions] = verdict.values
        return self._known[count, partitions]


def create_topics(bootstrap: str, deployment: Deployment) -> None:
    """What `demarche topics create` does (the end-to-end suite has the command), without the two seconds of a process for it."""
    settings = Settings(
        kafka_bootstrap_servers=bootstrap,
        topic_prefix=deployment.prefix,
        partitions=deployment.partitions,
        replication=deployment.replication,
    )
    asyncio.run(topics.create(settings, _rules()))


@cache
def _rules() -> Rules:
    return load_rules(None)


def mixed(count: int, mix: Mix = MIXED, *, start: int = 0, seed: int = 1) -> list[Sample]:
    """Samples as a list."""
    return list(corpus(count, mix=mix, start=start, seed=seed))
