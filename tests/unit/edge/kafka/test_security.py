"""Certificates and tokens that are made anew while a process runs are read again, and what does not fit is never taken."""

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from aiokafka.errors import AuthenticationFailedError

from service.edge.kafka.security import TokenFile, ssl_context
from service.settings import Settings

CA = trustme.CA()


def issue(name: str, file: Path) -> None:
    CA.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(str(file))


@pytest.fixture
def client(tmp_path: Path) -> ssl.SSLContext:
    authority, own = tmp_path / "ca.pem", tmp_path / "own.pem"
    CA.cert_pem.write_to_path(str(authority))
    issue("first.example", own)
    context = ssl_context(
        Settings(kafka_security_protocol="SSL", kafka_ssl_cafile=authority, kafka_ssl_certfile=own, kafka_ssl_keyfile=own)
    )
    assert context is not None
    return context


async def shown_by(client: ssl.SSLContext) -> str:
    """The name in the certificate that a server is shown by the client."""
    listening = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    listening.verify_mode = ssl.CERT_REQUIRED
    CA.configure_trust(listening)
    CA.issue_cert("localhost").configure_cert(listening)
    seen: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.set_result(dict(writer.get_extra_info("peercert")["subjectAltName"])["DNS"])
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=listening)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client, server_hostname="localhost")
        name = await asyncio.wait_for(seen, 60)
        writer.close()
    return name


async def test_the_next_connection_shows_the_certificate_that_was_made_anew(client: ssl.SSLContext, tmp_path: Path) -> None:
    assert await shown_by(client) == "first.example"
    issue("second.example", tmp_path / "own.pem")
    assert await shown_by(client) == "second.example"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_text("half a certif"),
        lambda file: file.unlink(),
        lambda file: file.write_bytes(CA.issue_cert("third.example").cert_chain_pems[0].bytes()),
    ],
    ids=["half written", "gone", "without its key"],
)
async def test_a_file_that_can_not_be_used_leaves_the_certificate_before_it(
    client: ssl.SSLContext, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    assert await shown_by(client) == "first.example"
    spoil(tmp_path / "own.pem")
    assert await shown_by(client) == "first.example"
    issue("fourth.example", tmp_path / "own.pem")
    assert await shown_by(client) == "fourth.example"


async def test_each_connection_is_given_the_token_of_just_then(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("first\n")
    tokens = TokenFile(file)
    assert await tokens.token() == "first"
    file.write_text("second\n")
    assert await tokens.token() == "second"
    file.unlink()
    with pytest.raises(AuthenticationFailedError, match=r"DEMARCHE_KAFKA_SASL_TOKEN_FILE names .* can't be read"):
        await tokens.token()
