"""The whole way through a broker, by the public commands only: the same tests on the embedded broker and on real Apache Kafka."""

import json
import signal
from pathlib import Path

import pytest
from aiokafka import TopicPartition

from tests.broker.articles import MIXED, Mix, Sample, corpus
from tests.broker.deployment import EVENT_TOPICS, Deployment
from tests.broker.kafka_io import Sent, committed, read, reset_group, send
from tests.broker.oracle import Verdict, differences, judge
from tests.broker.progress import wait_for_progress, wait_settled, wait_until

MANY_EVENTS = Mix(html=150, event=200, copy=150)


def send_to(deployment: Deployment, samples: list[Sample]) -> list[Sent]:
    return send(deployment.bootstrap, deployment.topic("raw"), samples, deployment.partitions, idempotent=not deployment.embedded)


def judged(deployment: Deployment, sent: list[Sent]) -> Verdict:
    verdict = judge(deployment, sent)
    assert verdict.problems == []
    assert verdict.settled == len(sent)
    return verdict


def settled_by(worker_page: str) -> int:
    lines = [line for line in worker_page.splitlines() if line.startswith("demarche_articles_total{")]
    return int(sum(float(line.rsplit(" ", 1)[1]) for line in lines))


def test_produced_articles_become_events_duplicates_and_ledger_entries(deployment: Deployment, tmp_path: Path) -> None:
    samples = list(corpus(200, mix=MANY_EVENTS))
    file = tmp_path / "articles.jsonl"
    file.write_bytes(b"".join((sample.value or b"") + b"\n" for sample in samples))
    produced = deployment.command("produce", str(file))
    assert produced.returncode == 0, produced.stderr
    worker = deployment.start_worker().wait_ready()
    reconciled = deployment.command("reconcile", "--wait")
    assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
    ledger = [json.loads(record.value) for record in read(deployment.bootstrap, deployment.topic("ledger"))]
    assert sorted(entry["article_id"] for entry in ledger) == sorted(str(sample.id) for sample in samples)
    events = [json.loads(record.value) for suffix in EVENT_TOPICS for record in read(deployment.bootstrap, deployment.topic(suffix))]
    assert {event["topic"] for event in events} == {"diplomatic_protest", "defection"}
    copies = sum(sample.family != sample.number for sample in samples)
    assert sum(entry["duplicate_of"] is not None for entry in ledger) == copies
    assert worker.stop() == 0


def test_a_restarted_worker_resumes_where_the_last_one_stopped(deployment: Deployment) -> None:
    sent = send_to(deployment, list(corpus(150)))
    first = deployment.start_worker()
    wait_settled(deployment, sent)
    assert first.stop() == 0
    sent += send_to(deployment, list(corpus(150, start=150)))
    second = deployment.start_worker()
    wait_settled(deployment, sent)
    assert second.stop() == 0
    assert judged(deployment, sent).replayed == 0


def test_two_workers_share_the_partitions(deployment: Deployment) -> None:
    workers = [deployment.start_worker(), deployment.start_worker()]
    for worker in workers:
        worker.wait_ready()
    sent = send_to(deployment, list(corpus(1_000)))
    wait_settled(deployment, sent)
    judged(deployment, sent)
    lag = [worker.fetch("/metrics") for worker in workers]
    owned = [{line.split(" ")[0] for line in page.splitlines() if line.startswith("demarche_consumer_lag{")} for page in lag]
    raw = f'topic="{deployment.topic("raw")}"'
    assert all(any(raw in series for series in one) for one in owned)
    assert sum(settled_by(page) for page in lag) >= len(sent)
    assert [worker.stop() for worker in workers] == [0, 0]


def test_sigterm_in_the_middle_of_the_work_loses_nothing_and_repeats_nothing(deployment: Deployment) -> None:
    sent = send_to(deployment, list(corpus(1_500)))
    first = deployment.start_worker()
    wait_for_progress(deployment, 100)
    assert first.stop() == 0
    last = deployment.start_worker()
    wait_settled(deployment, sent)
    assert last.stop() == 0
    assert judged(deployment, sent).replayed == 0


def test_sigint_drains_too(deployment: Deployment) -> None:
    sent = send_to(deployment, list(corpus(50)))
    worker = deployment.start_worker()
    wait_settled(deployment, sent)
    worker.signal(signal.SIGINT)
    assert worker.wait() == 0
    judged(deployment, sent)


def test_the_kill_of_a_worker_loses_nothing(deployment: Deployment) -> None:
    sent = send_to(deployment, list(corpus(1_500)))
    doomed, other = deployment.start_worker(), deployment.start_worker()
    wait_for_progress(deployment, 100)
    doomed.kill()
    wait_settled(deployment, sent)
    judged(deployment, sent)
    assert other.stop() == 0


def test_a_group_reset_to_the_beginning_writes_the_same_bytes_again(deployment: Deployment) -> None:
    sent = send_to(deployment, list(corpus(300, mix=MANY_EVENTS)))
    worker = deployment.start_worker()
    wait_settled(deployment, sent)
    assert worker.stop() == 0
    before = judged(deployment, sent)
    reached = committed_by(deployment)
    reset_group(deployment.bootstrap, deployment.prefix, dict.fromkeys(reached, 0), as_worker=True)
    worker = deployment.start_worker()
    wait_until(lambda: all(place >= reached[part] for part, place in committed_by(deployment).items()))
    assert worker.stop() == 0
    after = judged(deployment, sent)
    assert after.replayed >= len(sent)
    assert differences(before.values, after.values) == []


def committed_by(deployment: Deployment) -> dict[TopicPartition, int]:
    return committed(deployment.bootstrap, deployment.prefix, deployment.topic("raw"), deployment.topic("articles"))


def test_two_fresh_runs_under_other_hash_seeds_write_the_same_bytes(deployment: Deployment, tmp_path: Path) -> None:
    verdicts = []
    for name, seed in (("a", "1"), ("b", "4711")):
        run = Deployment(deployment.bootstrap, deployment.prefix + name, tmp_path, embedded=deployment.embedded).create_topics()
        try:
            sent = send_to(run, list(corpus(300, mix=MANY_EVENTS)))
            worker = run.start_worker(PYTHONHASHSEED=seed)
            wait_settled(run, sent)
            assert worker.stop() == 0
            verdicts.append(judged(run, sent))
        finally:
            run.close()
    assert differences(verdicts[0].values, verdicts[1].values) == []


def test_poison_of_every_kind_ends_in_the_dead_letters_and_the_stream_goes_on(deployment: Deployment) -> None:
    poison = [sample for sample in corpus(2_500, mix=Mix(poison=40)) if sample.kind == "poison"]
    assert len({sample.reason for sample in poison}) == 8
    good = list(corpus(100, seed=2))
    sent = send_to(deployment, good[:50] + poison + good[50:])
    worker = deployment.start_worker()
    wait_settled(deployment, sent)
    assert worker.alive
    verdict = judged(deployment, sent)
    assert verdict.outcomes["dead"] == sum(one.kind == "poison" for one in sent)
    assert len(read_dead(deployment)) == verdict.outcomes["dead"] + verdict.replayed


def read_dead(deployment: Deployment) -> list:  # type: ignore[type-arg]
    return read(deployment.bootstrap, deployment.topic("dead"))


def test_a_dead_letter_carries_the_input_unchanged(deployment: Deployment) -> None:
    sample = next(one for one in corpus(2_500, mix=Mix(poison=40)) if one.kind == "poison" and one.headers and one.value)
    sent = send_to(deployment, [sample])
    deployment.start_worker()
    wait_settled(deployment, sent)
    (letter,) = read_dead(deployment)
    assert (letter.key, letter.value) == (sample.key, sample.value)
    headers = dict(letter.headers)
    assert {name: content for name, content in headers.items() if not name.startswith(("demarche.", "ce_"))} == dict(sample.headers)
    assert sample.reason is not None
    assert headers["demarche.reason"].decode() == sample.reason.value
    assert headers["demarche.topic"].decode() == deployment.topic("raw")


def test_a_changed_partition_count_is_refused(deployment: Deployment) -> None:
    wrong = str(deployment.partitions + 1)
    checked = deployment.command("topics", "check", DEMARCHE_PARTITIONS=wrong)
    assert checked.returncode == 1
    assert deployment.topic("articles") in checked.stdout + checked.stderr
    worker = deployment.start_worker(DEMARCHE_PARTITIONS=wrong)
    assert worker.wait() == 1
    assert "Traceback" not in worker.tail()


@pytest.mark.parametrize("count", [pytest.param(1_000), pytest.param(20_000, marks=pytest.mark.faults)])
def test_mixed_articles_through_two_workers_are_all_accounted_for(deployment: Deployment, count: int) -> None:
    if deployment.embedded and count > 1_000:
        pytest.skip("the embedded broker keeps everything in memory; the full count runs on Apache Kafka")
    sent = send_to(deployment, list(corpus(count, mix=MIXED)))
    workers = [deployment.start_worker(), deployment.start_worker()]
    wait_settled(deployment, sent)
    reconciled = deployment.command("reconcile", "--wait")
    assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
    assert f"{count:,}" in reconciled.stdout or str(count) in reconciled.stdout
    judged(deployment, sent)
    assert [worker.stop() for worker in workers] == [0, 0]
