"""The short form of the fault suite: each scenario with few articles and few faults, on real Apache Kafka."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.broker.kafka_jars import unavailable
from tests.faults.catalogue import SCENARIOS
from tests.faults.clusters import Clusters
from tests.faults.scenario import CannotRunError, Scenario

pytestmark = [pytest.mark.faults]
SEED = 1


@pytest.fixture(scope="session")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clusters]:
    reason = unavailable()
    if reason:
        pytest.skip(reason)
    made = Clusters(Path(tmp_path_factory.mktemp("faults")))
    try:
        yield made
    finally:
        made.close()


@pytest.mark.parametrize("scenario", [pytest.param(one, id=one.name) for one in SCENARIOS if not one.only_long])
def test_nothing_is_lost_when(clusters: Clusters, scenario: Scenario) -> None:
    try:
        result = clusters.run(scenario, long=False, seed=SEED)
    except CannotRunError as reason:
        pytest.skip(str(reason))
    assert result.lost == 0
    assert result.faults
