"""The clusters that scenarios run on: one of one broker and one of three, started when first wanted and shared."""

import shutil
from pathlib import Path

from tests.broker.kafka_cluster import KafkaCluster
from tests.faults.rig import References, Result, Rig
from tests.faults.scenario import Scenario


class Clusters:
    """Runs scenarios, each on the cluster that it wants; close it in the end."""

    def __init__(self, directory: Path) -> None:
        """`directory` takes the workers' logs."""
        self._directory = directory
        self._shared: dict[int, KafkaCluster] = {}
        self._references = References()

    def run(self, scenario: Scenario, *, long: bool, seed: int) -> Result:
        """Run a scenario to its end; raises AssertionError, with what was found, when a promise was broken."""
        directory = self._directory / scenario.name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        rig = Rig(self._cluster(scenario), directory, long=long, seed=seed, references=self._references)
        return scenario.run(rig)

    def close(self) -> None:
        """Stop the shared clusters."""
        for cluster in self._shared.values():
            cluster.stop()
        self._shared.clear()

    def _cluster(self, scenario: Scenario) -> KafkaCluster:
        if scenario.brokers not in self._shared:
            # One of the two at a time: together they are four JVMs beside the workers.
            self.close()
            self._shared[scenario.brokers] = KafkaCluster(scenario.brokers).start()
        cluster = self._shared[scenario.brokers]
        for broker in cluster.brokers:  # a scenario that failed may have left one down
            broker.resume()
            broker.start()
        return cluster
