"""The clusters that scenarios run on: one of one broker and one of three, started when first wanted and shared."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.broker.kafka_cluster import KafkaCluster
from tests.faults.rig import References, Result, Rig
from tests.faults.scenario import Scenario


class Clusters:
    """Runs scenarios, each on the cluster that it wants; close it in the end."""

    def __init__(self, directory: Path) -> None:
        """`directory` takes the workers' logs."""
        self._directory = directory
        self._shared: dict[int, tuple[KafkaCluster, References]] = {}

    def run(self, scenario: Scenario, *, long: bool, seed: int) -> Result:
        """Run a scenario to its end; raises AssertionError, with what was found, when a promise was broken."""
        directory = self._directory / scenario.name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        with self._cluster(scenario) as (cluster, references):
            return scenario.run(Rig(cluster, directory, long=long, seed=seed, references=references))

    def close(self) -> None:
        """Stop the shared clusters."""
        for cluster, _ in self._shared.values():
            cluster.stop()
        self._shared.clear()

    @contextmanager
    def _cluster(self, scenario: Scenario) -> Iterator[tuple[KafkaCluster, References]]:
        if scenario.brokers not in self._shared:
            # One of the two at a time: together they are four JVMs beside the workers.
            self.close()
            self._shared[scenario.brokers] = KafkaCluster(scenario.brokers).start(), References()
        cluster, references = self._shared[scenario.brokers]
        for broker in cluster.brokers:  # a scenario that failed may have left one down
            broker.resume()
            broker.start()
        yield cluster, references
