"""Group 13: topics and groups changed by hand under the service."""

import time
from dataclasses import replace

from aiokafka import TopicPartition

from service.outcome import ExitCode
from tests.broker.deployment import Deployment, Worker
from tests.broker.kafka_admin import add_partitions, delete_topic
from tests.broker.kafka_io import committed, reset_group, send
from tests.broker.oracle import differences, judge
from tests.broker.progress import wait_settled, wait_until
from tests.faults.rig import Result, Rig, create_topics, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_SEEN_WHOLE_S = 25.0
"""The watch has looked at the topics with their records once."""
_NOTICED_WITHIN_S = 60.0


@scenario(13, "the input topic is deleted and made anew under the same name: its records are new inputs, whatever their offsets")
def recreated_topic(rig: Rig) -> Result:
    """The group's commits are beyond the new topic's end, and the ledger's keys are those of the old inputs."""
    count = rig.articles // 2
    with rig.deployment() as deployment:
        old = rig.send(deployment, count)
        Supervisor(deployment, 1).finish(old)
        raw = deployment.topic("raw")
        delete_topic(rig.cluster.bootstrap, raw)
        time.sleep(2.0)
        assert deployment.command("topics", "create").returncode == 0
        rig.fault("input topic recreated")
        new = rig.send(deployment, mixed(count // 2, seed=9))
        crew = Supervisor(deployment, 1)
        ends = {TopicPartition(one.topic, one.partition): one.offset + 1 for one in new}
        wait_until(lambda: committed(rig.cluster.bootstrap, deployment.prefix, raw) == ends, tend=crew.tend)
        wait_until(lambda: deployment.command("reconcile", "--wait").returncode == 0)
        crew.stop()
        verdict = judge(deployment, new)
        seen = [one for one in verdict.problems if one.startswith(("wrong outcome", "input without", "two values: events"))]
        assert seen == [], seen
        return replace(rig.result(verdict), replayed=verdict.replayed - len(new))  # each key has one value of the old topic's


@scenario(13, "the group is set back to the beginning: the same bytes are written again", only_long=True)
def reset_to_the_beginning(rig: Rig) -> Result:
    """Both hops read everything once more."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        Supervisor(deployment, 1).finish(sent)
        before = judge(deployment, sent)
        places = _reached(deployment)
        reset_group(deployment.bootstrap, deployment.prefix, dict.fromkeys(places, 0))
        rig.fault("group reset to the beginning")
        crew = Supervisor(deployment, 2)
        wait_until(lambda: all(at >= places[part] for part, at in _reached(deployment).items()), timeout=600, tend=crew.tend)
        crew.stop()
        after = judge(deployment, sent)
        assert differences(before.values, after.values) == []
        return rig.judge(deployment, sent)


def _reached(deployment: Deployment) -> dict[TopicPartition, int]:
    """What the group has committed on both its inputs. The lanes grow when hop 1 writes everything again, so theirs is a lower bound."""
    return committed(deployment.bootstrap, deployment.prefix, deployment.topic("raw"), deployment.topic("articles"))


@scenario(13, "partitions added by hand: to the input, where nothing is lost; to the lanes, where a worker refuses to start and says why")
def added_partitions(rig: Rig) -> Result:
    """With a changed count of lanes, copies would miss each other; `topics check` says the same as the worker."""
    count = rig.articles // 2
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        Supervisor(deployment, 1).finish(sent)
        add_partitions(rig.cluster.bootstrap, deployment.topic("raw"), deployment.partitions + 2)
        rig.fault("two partitions added to the input")
        more = mixed(count, start=count)
        sent += send(rig.cluster.bootstrap, deployment.topic("raw"), more, deployment.partitions + 2)
        Supervisor(deployment, 1).finish(sent)
        lanes = deployment.topic("articles")
        add_partitions(rig.cluster.bootstrap, lanes, deployment.partitions + 2)
        rig.fault("two partitions added to the lanes")
        wait_until(lambda: lanes in deployment.command("topics", "check").stdout)
        worker = deployment.start_worker()
        assert worker.wait() == 1, worker.tail()
        assert lanes in worker.tail()
        verdict = judge(deployment, sent)
        assert verdict.problems == []
        return rig.result(verdict)


@scenario(13, "topics deleted, and made anew, under a running worker: noticed within a minute, and it ends with the reason", only_long=True)
def topics_changed_under_a_worker(rig: Rig) -> Result:
    """A deleted `seen` comes back by itself where the broker makes topics that are asked for, with one partition and other settings."""
    with rig.deployment() as deployment:
        sent = rig.send(deployment, rig.articles // 2)
        worker = deployment.start_worker()
        wait_settled(deployment, sent)
        time.sleep(_SEEN_WHOLE_S)
        delete_topic(rig.cluster.bootstrap, deployment.topic("duplicates"))
        time.sleep(1.0)
        create_topics(rig.cluster.bootstrap, deployment)
        rig.fault("the topic of duplicates made anew under a worker")
        _ends(worker, ExitCode.REPLAY, f"The topic {deployment.topic('duplicates')} was deleted and made anew", rig)
        worker = deployment.start_worker().wait_ready()
        verdict = judge(deployment, sent)
        delete_topic(rig.cluster.bootstrap, deployment.topic("seen"))
        rig.fault("the topic of the memory deleted under a worker")
        _ends(worker, ExitCode.FAILED, f"The topic {deployment.topic('seen')}", rig)
        return rig.result(verdict)


def _ends(worker: Worker, code: ExitCode, reason: str, rig: Rig) -> None:
    began = time.monotonic()
    assert worker.wait(timeout=90) == code, worker.tail()
    took = time.monotonic() - began
    rig.note(f"noticed after {took:.0f} s")
    assert reason in worker.tail(), worker.tail()
    assert took < _NOTICED_WITHIN_S
