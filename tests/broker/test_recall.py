"""The page of a worker that was started after others had published events."""

import json

from tests.broker.articles import Mix, corpus
from tests.broker.deployment import EVENT_TOPICS, Deployment
from tests.broker.kafka_io import read, send
from tests.broker.progress import wait_settled

KEPT = 50


def test_after_a_restart_the_page_shows_the_latest_events_of_the_topics(deployment: Deployment) -> None:
    samples = list(corpus(200, mix=Mix(event=600)))
    first = deployment.start_worker()
    sent = send(deployment.bootstrap, deployment.topic("raw"), samples, deployment.partitions, idempotent=not deployment.embedded)
    wait_settled(deployment, sent, timeout=300)
    assert first.stop() == 0
    published = [
        (record.timestamp, json.loads(record.value)["event_id"])
        for suffix in EVENT_TOPICS
        for record in read(deployment.bootstrap, deployment.topic(suffix))
    ]
    assert len(published) > KEPT
    second = deployment.start_worker().wait_ready()
    answer = json.loads(second.fetch("/api/events"))
    assert (answer["latest"], len(answer["events"])) == (KEPT, KEPT)
    assert {event["event_id"] for event in answer["events"]} <= {event_id for _, event_id in published}
    newest = {event_id for _, event_id in sorted(published)[-KEPT // 2 :]}
    assert len(newest & {event["event_id"] for event in answer["events"]}) >= 0.8 * len(newest)
    assert json.loads(second.fetch("/api/status"))["outcomes"]["event"] == 0
    assert second.stop() == 0
