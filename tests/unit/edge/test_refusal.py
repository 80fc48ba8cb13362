"""Each reason for which a broker does not let us in has a sentence of its own; on real TLS servers."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
)
from cryptography.hazmat.primitives import serialization
from pydantic import SecretStr

from service.edge.kafka import refusal
from service.edge.kafka.client import admin_client, unreachable
from service.edge.kafka.security import ssl_context
from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings

CA, STRANGER = trustme.CA(), trustme.CA()
LONG_AGO = datetime.now(UTC) - timedelta(days=1)


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """End the connection at the first bytes that come."""
    await reader.read(1)
    writer.transport.abort()


@asynccontextmanager
async def serving(context: ssl.SSLContext | None) -> AsyncIterator[str]:
    """A server that takes connections and ends them; gives its address."""
    server = await asyncio.start_server(hang_up, "localhost", 0, ssl=context, family=socket.AF_INET)
    try:
        yield f"localhost:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def tls(certificate: trustme.LeafCert, *, clients_of: trustme.CA | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if clients_of:
        context.verify_mode = ssl.CERT_REQUIRED
        clients_of.configure_trust(context)
    return context


async def said_by(address: str, **settings: object) -> str:
    """What a command says that wants to reach a broker at the address."""
    with pytest.raises(Fatal) as raised:
        async with admin_client(Settings(kafka_bootstrap_servers=address, **settings)):  # type: ignore[arg-type]
            pass
    return str(raised.value)


@pytest.fixture
def trusting(tmp_path: Path) -> dict[str, object]:
    """Settings for TLS that trust the authority of the tests."""
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")
    return {"kafka_security_protocol": "SSL", "kafka_ssl_cafile": tmp_path / "ca.pem"}


def with_certificate(certificate: trustme.LeafCert, directory: Path) -> dict[str, object]:
    certificate.private_key_and_cert_chain_pem.write_to_path(directory / "client.pem")
    return {"kafka_ssl_certfile": directory / "client.pem", "kafka_ssl_keyfile": directory / "client.pem"}


@pytest.mark.parametrize(
    ("certificate", "says"),
    [
        (lambda: STRANGER.issue_cert("localhost"), "shows a certificate that nothing here trusts"),
        (lambda: CA.issue_cert("localhost", not_after=LONG_AGO), "shows a certificate that has expired"),
        (lambda: CA.issue_cert("kafka.example"), "shows a certificate for another name"),
    ],
    ids=["wrong authority", "expired", "other host"],
)
async def test_what_is_wrong_with_the_brokers_certificate_is_said(
    certificate: Callable[[], trustme.LeafCert], says: str, trusting: dict[str, object]
) -> None:
    async with serving(tls(certificate())) as address:
        said = await said_by(address, **trusting)
    assert said.startswith(f"The Kafka broker at {address} {says}")
    assert said.endswith(".")


async def test_without_an_authority_of_ours_the_setting_for_one_is_named() -> None:
    async with serving(tls(CA.issue_cert("localhost"))) as address:
        assert "set DEMARCHE_KAFKA_SSL_CAFILE" in await said_by(address, kafka_security_protocol="SSL")


async def test_a_broker_that_wants_our_certificate_says_which_settings_lack(trusting: dict[str, object]) -> None:
    async with serving(tls(CA.issue_cert("localhost"), clients_of=CA)) as address:
        said = await said_by(address, **trusting)
    assert "wants a certificate of the client; set DEMARCHE_KAFKA_SSL_CERTFILE and DEMARCHE_KAFKA_SSL_KEYFILE" in said


async def test_a_certificate_of_ours_from_a_foreign_authority_is_named(trusting: dict[str, object], tmp_path: Path) -> None:
    foreign = with_certificate(STRANGER.issue_cert("me"), tmp_path)
    async with serving(tls(CA.issue_cert("localhost"), clients_of=CA)) as address:
        said = await said_by(address, **trusting, **foreign)
    assert "refuses our certificate" in said
    assert "DEMARCHE_KAFKA_SSL_CERTFILE must be one that an authority of the brokers has signed" in said


@pytest.mark.parametrize(
    ("alert", "mine", "says"),
    [
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", False, "wants a certificate of the client"),
        ("TLSV1_ALERT_UNKNOWN_CA", True, "refuses our certificate (unknown ca)"),
        ("SSLV3_ALERT_CERTIFICATE_EXPIRED", True, "refuses our certificate (certificate expired)"),
        ("TLSV1_ALERT_PROTOCOL_VERSION", False, "could not agree with us on TLS (TLSV1_ALERT_PROTOCOL_VERSION)"),
    ],
)
def test_what_a_broker_sends_as_its_reason_is_said(alert: str, says: str, mine: bool) -> None:  # noqa: FBT001
    """Made here, as it depends on the network whether it arrives before the connection is gone."""
    problem = ssl.SSLError(1, alert)
    problem.reason = alert
    settings = Settings(kafka_security_protocol="SSL", kafka_ssl_certfile=Path("client.pem") if mine else None)
    assert says in str(refusal._reason(problem, settings))


async def test_tls_where_there_is_none_and_none_where_there_is_are_told_apart(trusting: dict[str, object]) -> None:
    async with serving(None) as address:
        assert "does not speak TLS at this address; set DEMARCHE_KAFKA_SECURITY_PROTOCOL=PLAINTEXT" in await said_by(address, **trusting)
    async with serving(tls(CA.issue_cert("localhost"))) as address:
        assert "it probably wants TLS; set DEMARCHE_KAFKA_SECURITY_PROTOCOL to SSL or SASL_SSL" in await said_by(address)


async def test_where_nobody_answers_no_reason_is_made_up() -> None:
    async with serving(None) as address:
        pass
    assert (await said_by(address)).startswith(f"No Kafka broker answers at {address}")


LOGIN = Settings(
    kafka_security_protocol="SASL_SSL", kafka_sasl_username="me", kafka_sasl_password="hunter2", kafka_sasl_mechanism="SCRAM-SHA-512"
)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (
            SaslAuthenticationFailed("invalid credentials"),
            "refuses the user me: the password is wrong, or there is no such user for SCRAM-SHA-512",
        ),
        (UnsupportedSaslMechanismError("x"), "does not take logins by SCRAM-SHA-512; set DEMARCHE_KAFKA_SASL_MECHANISM"),
        (IllegalSaslStateError("x"), "takes no logins at this address; set DEMARCHE_KAFKA_SECURITY_PROTOCOL=SSL"),
    ],
)
async def test_why_a_login_fails_is_said_without_the_password(problem: Exception, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the client raises is made here; that brokers bring it about is tested on Apache Kafka."""

    async def refuse() -> None:
        raise problem

    monkeypatch.setattr(refusal, "_create_conn", refuse)
    with pytest.raises(type(problem)):
        await refusal._create_and_note()
    said = str(unreachable(LOGIN, KafkaConnectionError("Unable to bootstrap")))
    assert says in said
    assert "hunter2" not in said
    assert "No Kafka broker answers" in str(unreachable(LOGIN, KafkaConnectionError("Unable to bootstrap")))


async def test_a_broker_that_falls_silent_later_has_refused_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connect() -> str:
        return "connected"

    monkeypatch.setattr(refusal, "_create_conn", connect)
    await refusal._create_and_note()
    assert "No Kafka broker answers at localhost:9092 (no answer" in str(unreachable(LOGIN, TimeoutError("no answer within 60 s")))
    without_login = Settings(kafka_security_protocol="SSL")
    assert "it probably wants a login" in str(unreachable(without_login, KafkaConnectionError("Unable to bootstrap from x")))


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (GroupAuthorizationFailedError("g"), "does not let us into the consumer group; our user needs READ on the group"),
        (TopicAuthorizationFailedError({"n.raw", "n.ledger"}), "does not let us read or write n.ledger, n.raw; our user needs READ"),
        (TopicAuthorizationFailedError("n.raw"), "does not let us read or write n.raw"),
        (TopicAuthorizationFailedError(), "does not let us read or write a topic"),
        (ClusterAuthorizationFailedError(), "does not allow that on the cluster"),
    ],
)
def test_a_right_that_is_missing_is_named(problem: Exception, says: str) -> None:
    assert str(unreachable(LOGIN, problem)).startswith(f"The Kafka broker at localhost:9092 {says}")


def test_an_encrypted_key_has_a_setting_for_its_password(tmp_path: Path) -> None:
    leaf = CA.issue_cert("me")
    key = serialization.load_pem_private_key(leaf.private_key_pem.bytes(), None)
    locked = serialization.BestAvailableEncryption(b"hunter2")
    (tmp_path / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked))
    leaf.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")
    settings = Settings(
        kafka_security_protocol="SSL",
        kafka_ssl_cafile=tmp_path / "ca.pem",
        kafka_ssl_certfile=tmp_path / "cert.pem",
        kafka_ssl_keyfile=tmp_path / "key.pem",
        kafka_ssl_key_password="hunter2",
    )
    assert ssl_context(settings) is not None
    for wrong, says in ((None, "is encrypted; set DEMARCHE_KAFKA_SSL_KEY_PASSWORD"), ("other", "is no certificate or key")):
        with pytest.raises(Fatal, match=says) as raised:
            ssl_context(settings.model_copy(update={"kafka_ssl_key_password": SecretStr(wrong) if wrong else None}))
        assert raised.value.exit_code == ExitCode.USAGE
