"""A broker that does not let us in is not a broker that does not answer: each reason has its sentence; on real Apache Kafka.

One broker with a listener for each way of asking who somebody is.
"""

import asyncio
import json
import ssl
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from service.edge.kafka.client import admin_client
from service.edge.kafka.embedded_broker import free_port
from service.edge.kafka.security import ssl_context
from service.errors import Fatal
from service.settings import Settings
from tests.broker.deployment import Deployment
from tests.broker.kafka_cluster import HOST, KafkaCluster
from tests.broker.kafka_jars import unavailable

pytestmark = pytest.mark.kafka

USER, PASSWORD = "worker", "as-good-as-any"
CA, STRANGER = trustme.CA(), trustme.CA()
LONG_AGO = datetime.now(UTC) - timedelta(days=1)
PROTOCOLS = {
    "login": "SASL_PLAINTEXT",
    "token": "SASL_PLAINTEXT",
    "tls": "SSL",
    "mutual": "SSL",
    "both": "SASL_SSL",
    "expired": "SSL",
    "elsewhere": "SSL",
    "foreign": "SSL",
}
"""Listener -> its protocol."""
API_VERSIONS = bytes.fromhex("0000000e 0012 0000 00000001 0004") + b"test"
"""Size, key, version, number, and the client's name: the least that a broker answers."""
LOGIN = {"sasl_mechanism": "PLAIN", "sasl_username": USER, "sasl_password": PASSWORD}

Options = dict[str, str]
"""Settings of ours without `kafka_`."""


@dataclass
class Guarded:
    """The broker's ports by listener, and files for its clients."""

    directory: Path
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in PROTOCOLS})

    def address(self, listener: str) -> str:
        """Where clients connect to; certificates are for `localhost`."""
        return f"localhost:{self.ports[listener]}"

    def trusting(self, authority: trustme.CA = CA) -> Options:
        """Trust the authority."""
        file = self.directory / f"ca-{id(authority)}.pem"
        authority.cert_pem.write_to_path(file)
        return {"ssl_cafile": str(file)}

    def shown(self, authority: trustme.CA = CA, name: str | None = None) -> Options:
        """Show a certificate that the authority signed, from a file of this name."""
        file = self.directory / f"{name or f'client-{id(authority)}'}.pem"
        authority.issue_cert("client").private_key_and_cert_chain_pem.write_to_path(file)
        return {"ssl_certfile": str(file), "ssl_keyfile": str(file)}

    def token(self, lives_s: int) -> Options:
        """Log in by a token that nobody signed, as the broker is told to take; it has expired where `lives_s` is negative."""
        now = int(datetime.now(UTC).timestamp())
        parts = ({"alg": "none"}, {"sub": USER, "iat": now - 600, "exp": now + lives_s})
        file = self.directory / "token"
        file.write_text(".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + ".\n")
        return {"sasl_mechanism": "OAUTHBEARER", "sasl_token_file": str(file)}

    def store(self, name: str, certificate: trustme.LeafCert) -> str:
        """A key store as Kafka reads it: the key in PKCS 8."""
        key = serialization.load_pem_private_key(certificate.private_key_pem.bytes(), password=None)
        pkcs8 = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file = self.directory / f"{name}.pem"
        file.write_bytes(pkcs8 + b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        return str(file)


def broker_settings(guarded: Guarded) -> dict[str, str]:
    certificates = {
        "tls": CA.issue_cert("localhost"),
        "mutual": CA.issue_cert("localhost"),
        "both": CA.issue_cert("localhost"),
        "expired": CA.issue_cert("localhost", not_after=LONG_AGO),
        "elsewhere": CA.issue_cert("kafka.example"),
        "foreign": STRANGER.issue_cert("localhost"),
    }
    trusted = guarded.trusting()["ssl_cafile"]
    made: dict[str, str] = {
        "listener.name.mutual.ssl.client.auth": "required",
        "listener.name.mutual.ssl.truststore.type": "PEM",
        "listener.name.mutual.ssl.truststore.location": trusted,
    }
    for listener, certificate in certificates.items():
        made[f"listener.name.{listener}.ssl.keystore.type"] = "PEM"
        made[f"listener.name.{listener}.ssl.keystore.location"] = guarded.store(listener, certificate)
    made["listener.name.token.sasl.enabled.mechanisms"] = "OAUTHBEARER"
    made["listener.name.token.oauthbearer.sasl.jaas.config"] = (
        'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";'
    )
    for listener in ("login", "both"):
        made[f"listener.name.{listener}.sasl.enabled.mechanisms"] = "PLAIN,SCRAM-SHA-256"
        made[f"listener.name.{listener}.plain.sasl.jaas.config"] = (
            f'org.apache.kafka.common.security.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
        )
        made[f"listener.name.{listener}.scram-sha-256.sasl.jaas.config"] = (
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        )
    return made


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    reason = unavailable()
    if reason:
        pytest.skip(reason)
    made = Guarded(tmp_path_factory.mktemp("guarded"))
    settings = broker_settings(made)
    cluster = KafkaCluster(settings=settings)
    (broker,) = cluster.brokers
    ours = {f"{name.upper()}://{HOST}:{port}" for name, port in made.ports.items()}
    plain, controller = f"PLAINTEXT://{broker.address}", f"CONTROLLER://{HOST}:{broker.controller_port}"
    settings["listeners"] = ",".join([plain, controller, *ours])
    settings["advertised.listeners"] = ",".join([plain, *(one.replace(HOST, "localhost") for one in ours)])
    protocols = {name.upper(): protocol for name, protocol in PROTOCOLS.items()} | {"PLAINTEXT": "PLAINTEXT", "CONTROLLER": "PLAINTEXT"}
    settings["listener.security.protocol.map"] = ",".join(f"{name}:{protocol}" for name, protocol in protocols.items())
    with cluster:
        made.ports["plain"] = broker.port
        yield made


async def said(guarded: Guarded, listener: str, protocol: str, options: Options) -> str | None:
    """What a command says that wants to reach the listener so; None when it is let in."""
    settings = {f"kafka_{name}": value for name, value in options.items()}
    try:
        async with admin_client(
            Settings(kafka_bootstrap_servers=guarded.address(listener), kafka_security_protocol=protocol, **settings)  # type: ignore[arg-type]
        ) as client:
            await client.list_topics()
    except Fatal as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("listener", ["login", "tls", "mutual", "both"])
async def test_who_shows_what_is_asked_for_is_let_in(guarded: Guarded, listener: str) -> None:
    options: Options = {}
    if listener in ("login", "both"):
        options |= LOGIN
    if listener != "login":
        options |= guarded.trusting()
    if listener == "mutual":
        options |= guarded.shown()
    assert await said(guarded, listener, PROTOCOLS[listener], options) is None


@pytest.mark.parametrize(
    ("listener", "changed", "sentence"),
    [
        ("login", {"sasl_password": "wrong"}, "refuses the user worker: the password is wrong, or there is no such user"),
        ("login", {"sasl_username": "nobody"}, "refuses the user nobody: the password is wrong, or there is no such user"),
        ("login", {"sasl_mechanism": "SCRAM-SHA-256"}, "refuses the user worker: the password is wrong, or there is no such user"),
        ("login", {"sasl_mechanism": "SCRAM-SHA-512"}, "does not take logins by SCRAM-SHA-512"),
        ("both", {"sasl_password": "wrong"}, "refuses the user worker: the password is wrong, or there is no such user"),
    ],
)
async def test_a_login_that_is_refused_is_told_from_silence(guarded: Guarded, listener: str, changed: Options, sentence: str) -> None:
    trust = guarded.trusting() if listener == "both" else {}
    assert sentence in str(await said(guarded, listener, PROTOCOLS[listener], LOGIN | trust | changed))


async def test_a_token_that_is_fresh_lets_us_in_and_one_that_has_expired_is_named(guarded: Guarded) -> None:
    assert await said(guarded, "token", "SASL_PLAINTEXT", guarded.token(600)) is None
    assert "refuses our token: it may have expired" in str(await said(guarded, "token", "SASL_PLAINTEXT", guarded.token(-60)))


def test_commands_and_a_worker_log_in_by_the_token_that_the_file_holds_just_then(guarded: Guarded, tmp_path: Path) -> None:
    options = {"security_protocol": "SASL_PLAINTEXT"} | guarded.token(-60)
    environment = {f"DEMARCHE_KAFKA_{name.upper()}": value for name, value in options.items()}
    deployment = Deployment(guarded.address("token"), "tokens", tmp_path, environment=environment)
    try:
        expired = deployment.command("topics", "create")
        assert "refuses our token" in expired.stderr
        guarded.token(3_600)
        deployment.create_topics()
        worker = deployment.start_worker().wait_ready()
        (tmp_path / "one.json").write_text(json.dumps({"id": "one", "source": "test", "text": "Peru recalled its ambassador to Chile."}))
        assert deployment.command("produce", str(tmp_path / "one.json")).returncode == 0
        reconciled = deployment.command("reconcile", "--wait")
        assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
        assert worker.stop() == 0
    finally:
        deployment.close()


async def test_a_certificate_that_was_made_anew_is_shown_with_the_next_connection(guarded: Guarded) -> None:
    options = guarded.trusting() | guarded.shown(STRANGER, "renewed")
    settings = Settings(kafka_security_protocol="SSL", **{f"kafka_{name}": Path(value) for name, value in options.items()})  # type: ignore[arg-type]
    context = ssl_context(settings)
    assert not await greets(guarded, context)
    guarded.shown(CA, "renewed")
    assert await greets(guarded, context)


async def greets(guarded: Guarded, context: ssl.SSLContext | None) -> bool:
    """Whether the listener that wants a certificate goes on with us once TLS stands."""
    reader, writer = await asyncio.open_connection("localhost", guarded.ports["mutual"], ssl=context)
    try:
        writer.write(API_VERSIONS)
        await writer.drain()
        return bool(await asyncio.wait_for(reader.read(4), 60))
    except (ssl.SSLError, ConnectionError):
        return False
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("listener", "sentence"),
    [
        ("expired", "shows a certificate that has expired"),
        ("elsewhere", "shows a certificate for another name"),
        ("foreign", "shows a certificate that nothing here trusts"),
    ],
)
async def test_what_is_wrong_with_the_brokers_certificate_is_said(guarded: Guarded, listener: str, sentence: str) -> None:
    assert sentence in str(await said(guarded, listener, "SSL", guarded.trusting()))


async def test_without_an_authority_the_setting_for_it_is_named(guarded: Guarded) -> None:
    assert "set DEMARCHE_KAFKA_SSL_CAFILE" in str(await said(guarded, "tls", "SSL", {}))


async def test_a_listener_that_wants_our_certificate_says_so(guarded: Guarded) -> None:
    assert "wants a certificate of the client" in str(await said(guarded, "mutual", "SSL", guarded.trusting()))


async def test_a_certificate_of_a_foreign_authority_is_named(guarded: Guarded) -> None:
    options = guarded.trusting() | guarded.shown(STRANGER)
    assert "refuses our certificate" in str(await said(guarded, "mutual", "SSL", options))


@pytest.mark.parametrize(
    ("listener", "protocol", "sentence"),
    [
        ("plain", "SSL", "does not speak TLS at this address; set DEMARCHE_KAFKA_SECURITY_PROTOCOL=PLAINTEXT"),
        ("tls", "PLAINTEXT", "it probably wants TLS; set DEMARCHE_KAFKA_SECURITY_PROTOCOL to SSL"),
        ("plain", "SASL_PLAINTEXT", "takes no logins at this address; set DEMARCHE_KAFKA_SECURITY_PROTOCOL=PLAINTEXT"),
        ("login", "PLAINTEXT", "it probably wants a login; set DEMARCHE_KAFKA_SECURITY_PROTOCOL to SASL_PLAINTEXT"),
    ],
)
async def test_the_wrong_protocol_is_told_with_the_right_one(guarded: Guarded, listener: str, protocol: str, sentence: str) -> None:
    options = (LOGIN if protocol.startswith("SASL") else {}) | (guarded.trusting() if protocol.endswith("SSL") else {})
    assert sentence in str(await said(guarded, listener, protocol, options))


def test_a_command_and_a_worker_end_with_that_sentence(guarded: Guarded, tmp_path: Path) -> None:
    wrong = {"SECURITY_PROTOCOL": "SASL_PLAINTEXT", "SASL_MECHANISM": "PLAIN", "SASL_USERNAME": USER, "SASL_PASSWORD": "wrong"}
    environment = {f"DEMARCHE_KAFKA_{name}": value for name, value in wrong.items()}
    deployment = Deployment(guarded.address("login"), "refused", tmp_path, environment=environment)
    try:
        checked = deployment.command("topics", "check")
        assert checked.returncode != 0
        assert "refuses the user worker" in checked.stderr
        worker = deployment.start_worker()
        assert worker.wait(120) != 0
        assert "refuses the user worker" in worker.log.read_text()
    finally:
        deployment.close()
