"""Group 14: an operator lets a replica lead that was not in sync, and Kafka itself loses what it had acknowledged."""

import json
from collections.abc import Mapping

from aiokafka import TopicPartition

from tests.broker.deployment import Deployment
from tests.broker.kafka_admin import alter_topic, replicas
from tests.broker.kafka_io import committed, reset_group
from tests.broker.kafka_scripts import elect_unclean, reassign
from tests.broker.progress import LedgerTail, wait_settled, wait_until
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_LOST = 90
"""Fewer than `reconcile` names one by one."""
_SETTLED_WITHIN_S = 600.0
"""On two cores with other work on them, 2,000 articles were not settled in 280 s, before anything was done to them."""
_KEPT_ALONE = {"min.insync.replicas": "1"}
"""One replica may acknowledge by itself: what `topics create` never sets with three replicas, and what loses things."""


@scenario(
    14,
    "three brokers: the ledger's only replica in sync is lost and one is elected that was not: what Kafka lost is what `reconcile` names",
    brokers=3,
    only_long=True,
)
def unclean_election(rig: Rig) -> Result:
    """Then the group is set to the beginning, as the operations guide says, and nothing is missing any more."""
    before, lost, after = rig.size(200, 600), rig.size(60, _LOST), rig.size(200, 600)
    with rig.deployment() as deployment:
        sent = rig.send(deployment, before)
        crew = Supervisor(deployment, 2)
        wait_settled(deployment, sent, timeout=_SETTLED_WITHIN_S, tend=crew.tend)
        kept, stale = _two_replicas_of_the_ledger(rig, deployment)
        rig.cluster.broker(stale).kill()
        sent += rig.send(deployment, mixed(lost, start=before))
        wait_settled(deployment, sent, timeout=_SETTLED_WITHIN_S, tend=crew.tend)
        wait_until(lambda: _committed_all(deployment), tend=crew.tend)
        known = _outcomes(deployment)

        rig.cluster.broker(kept).kill()
        rig.cluster.broker(stale).start()
        elect_unclean(rig.cluster.broker(stale).address, deployment.topic("ledger"), deployment.partitions)
        rig.fault("a replica of the ledger elected that was not in sync")
        rig.cluster.broker(kept).start()
        gone = known - _outcomes(deployment)
        assert gone, "Kafka has lost nothing, so that nothing is shown"

        sent += rig.send(deployment, mixed(after, start=before + lost))
        rest = [one for one in sent if one.ledger_key not in gone]
        wait_settled(deployment, rest, timeout=_SETTLED_WITHIN_S, tend=crew.tend)
        named = _missing(deployment)
        assert named == {key.decode() for key in gone}, f"reconcile names {sorted(named)[:5]}, Kafka lost {sorted(gone)[:5]}"
        rig.note(f"Kafka lost {len(gone)} outcomes and `reconcile` named exactly these; exits of workers: {dict(crew.exits) or 'none'}")
        crew.stop()

        reset_group(deployment.bootstrap, deployment.prefix, dict.fromkeys(_ends(deployment), 0))
        again = Supervisor(deployment, 2)
        wait_until(lambda: _missing(deployment) == set(), timeout=_SETTLED_WITHIN_S, tend=again.tend)
        again.finish(sent, timeout=_SETTLED_WITHIN_S)
        rig.note("all back after the group was set to the beginning")
        return rig.judge(deployment, sent)


def _two_replicas_of_the_ledger(rig: Rig, deployment: Deployment) -> tuple[int, int]:
    """Leave the ledger on two brokers, of which one suffices; returns the one that is to be in sync, and the other."""
    first, second = (broker.node for broker in rig.random.sample(rig.cluster.brokers, 2))
    ledger = deployment.topic("ledger")
    alter_topic(rig.cluster.bootstrap, ledger, _KEPT_ALONE)
    reassign(
        rig.cluster.bootstrap,
        {place: [first, second] for place in replicas(rig.cluster.bootstrap, deployment.prefix) if place[0] == ledger},
    )
    return first, second


def _outcomes(deployment: Deployment) -> set[bytes]:
    tail = LedgerTail(deployment)
    tail.poll()
    return tail.keys


def _ends(deployment: Deployment) -> Mapping[TopicPartition, int]:
    return committed(deployment.bootstrap, deployment.prefix, deployment.topic("raw"), deployment.topic("articles"))


def _committed_all(deployment: Deployment) -> bool:
    """Nothing is in flight: without that, a worker that reads again what it had not committed would mend the loss by itself."""
    return bool(_balance(deployment)["in_flight"] == 0)


def _missing(deployment: Deployment) -> set[str]:
    return set(_balance(deployment)["missing_keys"])


def _balance(deployment: Deployment) -> dict[str, object]:
    done = deployment.command("reconcile", "--json")
    return dict(json.loads(done.stdout))
