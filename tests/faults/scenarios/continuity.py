"""Group 11: offsets that do not follow on: dropped by Faust, gaps of transactions, records that retention took first."""

import asyncio
from dataclasses import replace

from aiokafka import AIOKafkaProducer, TopicPartition

from service.outcome import ExitCode
from tests.broker.articles import Sample
from tests.broker.deployment import Deployment
from tests.broker.kafka_admin import delete_records
from tests.broker.kafka_io import MAX_RECORD_BYTES, Sent
from tests.broker.oracle import judge
from tests.broker.progress import wait_until
from tests.faults.releases import release
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(11, "Faust drops a record between its fetch and the agent: noticed before anything after it is acknowledged")
def skipped_record(rig: Rig) -> Result:
    """The worker must exit with 70; the next one reads the record again."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        crew = Supervisor(deployment)
        crew.arm(**release("skipping", after="200"))
        rig.fault("one record dropped between fetch and agent")
        crew.finish(sent)
        assert crew.exits == {ExitCode.REPLAY: 1}, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent)


@scenario(11, "input of a transactional producer, with the offset gaps that its markers leave")
def transactional_input(rig: Rig) -> Result:
    """Committed and aborted transactions; the aborted articles are read too or not, but the check must not take gaps for losses."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = asyncio.run(_send_in_transactions(deployment, mixed(count)))
        rig.fault(f"{count // 10} transactions, each with a marker in every partition that it wrote to")
        crew = Supervisor(deployment, 1)
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        reconciled = deployment.command("reconcile", "--wait")
        assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
        return rig.judge(deployment, sent, compare=False)


async def _send_in_transactions(deployment: Deployment, samples: list[Sample]) -> list[Sent]:
    sent: list[Sent] = []
    sender = AIOKafkaProducer(
        bootstrap_servers=deployment.bootstrap, transactional_id=f"{deployment.prefix}-tests", max_request_size=MAX_RECORD_BYTES
    )
    async with sender:
        for start in range(0, len(samples), 10):
            async with sender.transaction():
                for one in samples[start : start + 10]:
                    partition = one.family % deployment.partitions
                    topic, headers = deployment.topic("raw"), list(one.headers)
                    at = await sender.send_and_wait(topic, one.value, one.key, partition=partition, headers=headers)
                    sent.append(Sent(one.number, one.kind, one.id, one.family, one.reason, topic, partition, at.offset, at.timestamp))
    return sent


@scenario(11, "retention overtakes the group: what is gone is logged, counted, and the rest is processed")
def overtaken_by_retention(rig: Rig) -> Result:
    """Records that the group has not read are deleted; this is the one loss that no consumer can prevent, so it must be loud."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, mixed(count))
        Supervisor(deployment, 1).finish(sent)
        later = rig.send(deployment, mixed(count, start=count))
        gone = {
            TopicPartition(deployment.topic("raw"), partition): max(one.offset for one in later if one.partition == partition) - 20
            for partition in range(deployment.partitions)
        }
        kept = [one for one in later if one.offset >= gone[TopicPartition(one.topic, one.partition)]]
        lost = len(later) - len(kept)
        delete_records(rig.cluster.bootstrap, gone)
        rig.fault(f"{lost} unread records deleted")
        crew = Supervisor(deployment, 1)
        worker = crew.workers()[0]
        wait_until(lambda: _counted(worker.fetch("/metrics")) == lost if worker.ready() else False)
        assert "input_lost" in worker.log.read_text(), "the loss is not in the log"
        crew.finish(kept)
        verdict = judge(deployment, sent + kept)
        originals = {one.family for one in sent + kept if one.family == one.number}
        problems = [one for one in verdict.problems if not one.startswith("family") or int(one.split()[6].rstrip(":")) in originals]
        assert problems == [], problems
        rig.note(f"demarche_input_lost_total says {lost}, as many as were deleted; counted there, not as lost by the service")
        return replace(rig.result(verdict), lost=0)


def _counted(metrics: str) -> int:
    lines = [line for line in metrics.splitlines() if line.startswith("demarche_input_lost_total ")]
    return int(float(lines[0].split()[1])) if lines else 0
