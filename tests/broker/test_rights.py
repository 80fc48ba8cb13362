"""The rights that scripts/make_rights.py gives suffice for the whole way of an article, and none could be left out: Kafka misses each one.

On a broker of its own with the StandardAuthorizer: the users come in by SASL, the tests themselves by a listener for the superuser.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import GroupAuthorizationFailedError, InconsistentGroupProtocolError, KafkaError, TopicAuthorizationFailedError
from aiokafka.protocol.admin import CreateAclsRequest

from scripts.make_rights import ROLES, Right, rights
from service.outcome import ExitCode
from service.settings import Settings
from service.topics.loader import load_rules
from tests.broker.articles import corpus
from tests.broker.deployment import Deployment
from tests.broker.kafka_cluster import HOST, KafkaCluster
from tests.broker.kafka_jars import unavailable

pytestmark = pytest.mark.kafka

PREFIX = "rights"
PASSWORD = "as-good-as-any"
TABLE = rights(Settings(topic_prefix=PREFIX, group=PREFIX), load_rules(None))
LESS = [(role, right, operation) for role in ROLES for right in TABLE[role] for operation in right.operations]
"""Each right of each role: a user of its own has all of the role but this one."""
KINDS = {"topic": 2, "group": 3, "cluster": 4}
OPERATIONS = {"Read": 3, "Write": 4, "Create": 5, "Describe": 8, "DescribeConfigs": 10}
LITERAL, ALLOW = 3, 3
REFUSED = {29, 30, 31}
"""Kafka's codes: not authorized for the topic, the group, the cluster."""
WITHIN_S = 60.0
NO_TEXT = b'{"html": "<html><head><script>var a = 1;</script></head><body></body></html>"}'
ARTICLES = 3
"""One with an event, a copy of it, and one without a text."""


class CreateAcls(CreateAclsRequest):
    """Many at once, where aiokafka's has one."""

    def __init__(self, granted: list[tuple[str, Right, str]]) -> None:
        """`granted`: user, where, and the operation."""
        self._granted = granted

    def build(self, request_struct_class: Any) -> Any:
        return request_struct_class(
            [
                (KINDS[right.kind], right.name or "kafka-cluster", LITERAL, f"User:{user}", "*", OPERATIONS[operation], ALLOW)
                for user, right, operation in self._granted
            ]
        )


@dataclass(frozen=True)
class Secured:
    """A broker that lets its users do what the table says."""

    bootstrap: str
    """For the superuser."""
    sasl: str

    def kafka(self, user: str) -> dict[str, Any]:
        """How a client of this user connects."""
        plain = {"sasl_mechanism": "PLAIN", "sasl_plain_username": user, "sasl_plain_password": PASSWORD}
        return {"bootstrap_servers": self.sasl, "security_protocol": "SASL_PLAINTEXT", "request_timeout_ms": 20_000} | plain

    def environment(self, user: str) -> dict[str, str]:
        """The same for a command."""
        settings = {"BOOTSTRAP_SERVERS": self.sasl, "SECURITY_PROTOCOL": "SASL_PLAINTEXT", "SASL_MECHANISM": "PLAIN"}
        secrets = {"SASL_USERNAME": user, "SASL_PASSWORD": PASSWORD}
        return {f"DEMARCHE_KAFKA_{name}": value for name, value in (settings | secrets).items()}


def user_without(at: int) -> str:
    return f"less-{at}"


def grants() -> list[tuple[str, Right, str]]:
    whole = [(role, right, operation) for role in ROLES for right in TABLE[role] for operation in right.operations]
    lacking = [
        (user_without(at), right, operation)
        for at, (role, *missing) in enumerate(LESS)
        for right in TABLE[role]
        for operation in right.operations
        if [right, operation] != missing
    ]
    return whole + lacking


@pytest.fixture(scope="module")
def secured() -> Iterator[Secured]:
    reason = unavailable()
    if reason:
        pytest.skip(reason)
    users = [*ROLES, *map(user_without, range(len(LESS)))]
    passwords = " ".join(f'user_{user}="{PASSWORD}"' for user in users)
    settings = {
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,PROXIED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "listener.name.proxied.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.proxied.plain.sasl.jaas.config": f"org.apache.kafka.common.security.plain.PlainLoginModule required {passwords};",
    }
    cluster = KafkaCluster(settings=settings)
    (broker,) = cluster.brokers
    broker.advertised_port = broker.proxied_port  # no proxy in between
    with cluster:

        async def grant() -> None:
            client = AIOKafkaAdminClient(bootstrap_servers=cluster.bootstrap)
            await client.start()
            try:
                answer = await client._send_request(CreateAcls(grants()))
                assert {code for code, _ in answer.creation_responses} == {0}
            finally:
                await client.close()

        asyncio.run(grant())
        yield Secured(cluster.bootstrap, f"{HOST}:{broker.proxied_port}")


@pytest.fixture(scope="module")
def deployment(secured: Secured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """With its topics, which the role for that has made."""
    made = Deployment(secured.bootstrap, PREFIX, tmp_path_factory.mktemp("rights"), partitions=1)
    done = made.command("topics", "create", **secured.environment("topics"))
    assert done.returncode == 0, done.stderr
    try:
        yield made
    finally:
        made.close()


def test_what_is_allowed_suffices_for_the_whole_way_of_an_article(secured: Secured, deployment: Deployment) -> None:
    def done(role: str, *arguments: str, stdin: bytes | None = None) -> str:
        ended = deployment.command(*arguments, stdin=stdin, **secured.environment(role))
        assert ended.returncode == 0, f"{role}: {ended.stdout}{ended.stderr}"
        return ended.stdout

    event = next(one.value for one in corpus(400) if one.kind == "event" and one.value)
    worker = deployment.start_worker(**secured.environment("worker")).wait_ready()
    done("producer", "produce", "-", stdin=b"\n".join((event, event, NO_TEXT, b"")))
    assert json.loads(done("reconciler", "reconcile", "--json", "--wait", "--timeout", f"{WITHIN_S:.0f}"))["settled"] == ARTICLES
    outcomes = [
        json.loads(line)["outcome"] for line in done("reader", "watch", "ledger", "--json", "--from-beginning", "--until-end").splitlines()
    ]
    assert sorted(outcomes) == ["dead", "duplicate", "event"]
    assert "1 dead letter was sent back" in done("mender", "dead", "replay", "--yes")
    assert worker.stop() == 0
    assert "not authorized" not in worker.log.read_text(encoding="utf-8").lower()
    done("topics", "topics", "check")
    done("producer", "produce", "-", stdin=event)
    balance = json.loads(done("reconciler", "reconcile", "--json"))
    first, end = balance["inputs"] - balance["in_flight"], balance["inputs"]  # what was sent back may be unread too
    assert "became a dead letter" in done("worker", "dead", "skip", f"{PREFIX}.raw-0-{first}", "--to", f"{end - 1}")


def test_a_check_that_may_not_read_a_topics_settings_fails_and_names_the_right(secured: Secured, deployment: Deployment) -> None:
    user = lacking("topics", f"{PREFIX}.ledger", "DescribeConfigs")
    checked = deployment.command("topics", "check", **secured.environment(user))
    assert checked.returncode == ExitCode.FAILED
    said = " ".join((checked.stdout + checked.stderr).split())
    assert f"The settings of the topic {PREFIX}.ledger can't be read" in said
    assert "grant DESCRIBE_CONFIGS on it" in said


@pytest.mark.parametrize(
    ("thing", "operation", "sentence"),
    [
        (PREFIX, "Read", "does not let us into the consumer group; our user needs READ on the group (DEMARCHE_GROUP)"),
        (f"{PREFIX}.raw", "Read", f"The topic {PREFIX}.raw"),
        (f"{PREFIX}.articles", "Write", f"does not let us read or write {PREFIX}.articles"),
        (f"{PREFIX}.ledger", "Write", f"does not let us read or write {PREFIX}.ledger"),
        (f"{PREFIX}.articles", "Read", f"does not let us read or write {PREFIX}.articles"),
        (f"{PREFIX}.seen", "Read", f"does not let us read or write {PREFIX}.seen"),
    ],
)
def test_a_worker_without_a_right_ends_with_its_name(
    secured: Secured, deployment: Deployment, thing: str, operation: str, sentence: str
) -> None:
    article = next(one.value for one in corpus(400) if one.kind == "event" and one.value)
    worker = deployment.start_worker(**secured.environment(lacking("worker", thing, operation)))
    deployment.command("produce", "-", stdin=article, **secured.environment("producer"))
    assert worker.wait(WITHIN_S) == ExitCode.FAILED, worker.tail()
    assert sentence in worker.tail()


def test_nothing_is_allowed_that_could_be_taken_away_unnoticed(secured: Secured, deployment: Deployment) -> None:
    del deployment  # the topics are there

    async def look() -> list[str]:
        wrong = []
        for at, (role, right, operation) in enumerate(LESS):
            for user, expected in ((role, True), (user_without(at), False)):
                async with asyncio.timeout(WITHIN_S):
                    if await allowed(secured.kafka(user), right, operation) is not expected:
                        wrong.append(
                            f"{role}: {operation} on {right.kind} {right.name} {'works without' if not expected else 'is refused'}"
                        )
        return wrong

    assert asyncio.run(look()) == []


def lacking(role: str, thing: str, operation: str) -> str:
    """The user who has all of the role but this."""
    return next(user_without(at) for at, (of, right, one) in enumerate(LESS) if (of, right.name, one) == (role, thing, operation))


async def allowed(connection: dict[str, Any], right: Right, operation: str) -> bool:
    """Do what the right is for, as this user; whether the broker lets it."""
    try:
        match right.kind, operation:
            case "topic", "Read":
                return await _read(connection, right.name)
            case "topic", "Write":
                return await _write(connection, right.name)
            case "group", "Read":
                return await _join(connection, right.name)
            case _:
                return await _administer(connection, right, operation)
    except (TopicAuthorizationFailedError, GroupAuthorizationFailedError):
        return False


async def _read(connection: dict[str, Any], topic: str) -> bool:
    async with AIOKafkaConsumer(**connection, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=50) as consumer:
        if topic not in await consumer.topics():  # without any right on it, aiokafka would look for it until it is tired
            return False
        consumer.assign([TopicPartition(topic, 0)])
        await consumer.seek_to_beginning()
        await consumer.getmany(timeout_ms=500)
    return True


async def _write(connection: dict[str, Any], topic: str) -> bool:
    async with AIOKafkaProducer(**connection, acks="all") as producer:
        await producer.send_and_wait(topic, b"{}")
    return True


async def _join(connection: dict[str, Any], group: str) -> bool:
    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                async with AIOKafkaConsumer(**connection, group_id=group, enable_auto_commit=False) as consumer:
                    consumer.subscribe([f"{PREFIX}.raw"])
                    while not consumer.assignment():
                        await consumer.getmany(timeout_ms=100)
                    return True
            except InconsistentGroupProtocolError:  # a worker that has ended is a member until its session has
                await asyncio.sleep(1)


async def _administer(connection: dict[str, Any], right: Right, operation: str) -> bool:
    client = AIOKafkaAdminClient(**connection)
    await client.start()
    try:
        match right.kind, operation:
            case "cluster", "Create":
                answer = await client.create_topics([NewTopic(f"{PREFIX}.raw", 1, 1)])
                return not {code for _, code, _ in answer.topic_errors} & REFUSED
            case "group", "Describe":
                await client.list_consumer_group_offsets(right.name, partitions=[TopicPartition(f"{PREFIX}.raw", 0)])
                return True
            case "topic", "Describe":
                return right.name in await client.list_topics()
            case "topic", "DescribeConfigs":
                answers = await client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, right.name)])
                return not {resource[0] for answer in answers for resource in answer.resources} & REFUSED
            case what:
                raise AssertionError(f"nothing tries {what}")
    except KafkaError as problem:
        if problem.errno in REFUSED:
            return False
        raise
    finally:
        await client.close()
