"""All scenarios, in the order of the table: those for one broker first, so that each cluster is started once."""

from tests.faults.scenario import SCENARIOS as _FOUND
from tests.faults.scenarios import (
    broken_release,
    broker_outage,
    clocks,
    cluster_changes,
    continuity,
    downstream,
    fuzzed,
    kills,
    memory,
    network,
    poison,
    protocol,
    replicas,
    scaling,
    signals,
    strangers,
    topics,
    unclean,
    zombies,
)

MODULES = (
    broken_release,
    broker_outage,
    clocks,
    cluster_changes,
    continuity,
    downstream,
    fuzzed,
    kills,
    memory,
    network,
    poison,
    protocol,
    replicas,
    scaling,
    signals,
    strangers,
    topics,
    unclean,
    zombies,
)
"""Importing them registers their scenarios."""

SCENARIOS = sorted(_FOUND, key=lambda one: (one.brokers, one.group))
