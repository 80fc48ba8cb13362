"""Why no broker lets a client in, as a sentence of its own for each reason: aiokafka logs the reason and raises only that none answered.

What each attempt to connect met is noted where it is made, for the task that makes it; `reason` reads the notes.
"""

import ssl
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from aiokafka import client as aiokafka_client
from aiokafka import conn as aiokafka_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
)

from service.settings import Settings

_MOST_NOTES = 20
_EXPIRED, _NOT_YET = 10, 9
_NAMES = frozenset({62, 64})
"""The host name, or the address, is not the certificate's."""
_UNTRUSTED = frozenset({2, 18, 19, 20, 21})
"""The codes of OpenSSL (`X509_V_ERR_*`) for a chain that ends in nobody whom we trust."""
_NOT_TLS = frozenset(
    {"WRONG_VERSION_NUMBER", "UNEXPECTED_EOF_WHILE_READING", "RECORD_LAYER_FAILURE", "UNSUPPORTED_PROTOCOL", "HTTP_REQUEST"}
)
_ASKS_CERTIFICATE = frozenset({"TLSV13_ALERT_CERTIFICATE_REQUIRED", "SSLV3_ALERT_HANDSHAKE_FAILURE", "SSLV3_ALERT_BAD_CERTIFICATE"})
_TRUST = "set DEMARCHE_KAFKA_SSL_CAFILE to the certificate of the authority that signed it"
_WANTS_CERTIFICATE = "wants a certificate of the client; set DEMARCHE_KAFKA_SSL_CERTFILE and DEMARCHE_KAFKA_SSL_KEYFILE"
_SIGNED = "DEMARCHE_KAFKA_SSL_CERTFILE must be one that an authority of the brokers has signed"
_PROTOCOL = "DEMARCHE_KAFKA_SECURITY_PROTOCOL"

_NOTES: ContextVar[tuple[Exception | None, ...]] = ContextVar("notes", default=())
"""What the latest attempts to connect met; None where one succeeded."""
_create_conn = aiokafka_client.create_conn


async def _create_and_note(*args: Any, **kwargs: Any) -> Any:
    try:
        made = await _create_conn(*args, **kwargs)
    except (OSError, KafkaError) as problem:
        _NOTES.set((*_NOTES.get(), problem)[-_MOST_NOTES:])
        raise
    _NOTES.set((None,))
    return made


class _AnsweredLogin(aiokafka_conn.OAuthAuthenticator):  # type: ignore[misc]  # aiokafka is not typed
    """A login by token that hears the answer: aiokafka takes a refusal, which comes as a message of the mechanism, for a welcome."""

    async def step(self, payload: bytes | None) -> tuple[bytes, bool] | None:
        if payload:
            raise AuthenticationFailedError(payload.decode(errors="replace"))
        asked: tuple[bytes, bool] | None = await super().step(payload)
        return asked


def install() -> None:
    """Make every client of this process note what its connections meet."""
    aiokafka_client.create_conn = _create_and_note
    aiokafka_conn.OAuthAuthenticator = _AnsweredLogin


def missing_right(problem: BaseException) -> str | None:
    """What the brokers do not allow us, as the end of a sentence with what to do; None where the problem is another."""
    if isinstance(problem, GroupAuthorizationFailedError):
        return "does not let us into the consumer group; our user needs READ on the group (DEMARCHE_GROUP)"
    if isinstance(problem, TopicAuthorizationFailedError):
        named = (
            ", ".join(sorted(str(one) for one in problem.args[0])) if problem.args and isinstance(problem.args[0], (set, frozenset)) else ""
        )
        topics = named or ", ".join(map(str, problem.args)) or "a topic"
        return f"does not let us read or write {topics}; our user needs READ to read it, WRITE to write it"
    if isinstance(problem, ClusterAuthorizationFailedError):
        return "does not allow that on the cluster; our user needs a right on it (CREATE to make topics, DESCRIBE to look)"
    return None


def reason(settings: Settings, problem: Exception) -> str | None:
    """Why the brokers refuse us, as the end of a sentence with what to do, or None where nobody answers at all; forgets the notes.

    `problem` is what the client raised in the end; the notes count only where it did not come as far as to be a client of the cluster.
    """
    if not (isinstance(problem, KafkaConnectionError) and "bootstrap" in str(problem)):
        return missing_right(problem)
    notes = _NOTES.get()
    _NOTES.set(())
    if notes and notes[-1] is None:
        return _closed_after_hello(settings)
    found = (_reason(problem, settings) for note in notes if note is not None for problem in _chain(note))
    return next((one for one in found if one), None)


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """A problem and what it came of, the first cause first."""
    if problem.__cause__ is not None:
        yield from _chain(problem.__cause__)
    yield problem


def _reason(problem: BaseException, settings: Settings) -> str | None:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _certificate(problem)
    if isinstance(problem, ssl.SSLError):
        return _tls(problem, settings)
    if isinstance(problem, (AuthenticationFailedError, SaslAuthenticationFailed)):
        if settings.kafka_sasl_token_file is not None:
            return "refuses our token: it may have expired, or be of another issuer; look into the file of DEMARCHE_KAFKA_SASL_TOKEN_FILE"
        user, mechanism = settings.kafka_sasl_username, settings.kafka_sasl_mechanism or "PLAIN"
        return (
            f"refuses the user {user}: the password is wrong, or there is no such user for {mechanism}; "
            "check DEMARCHE_KAFKA_SASL_USERNAME, DEMARCHE_KAFKA_SASL_PASSWORD and DEMARCHE_KAFKA_SASL_MECHANISM"
        )
    if isinstance(problem, UnsupportedSaslMechanismError):
        wanted = settings.kafka_sasl_mechanism or "PLAIN"
        return f"does not take logins by {wanted}; set DEMARCHE_KAFKA_SASL_MECHANISM to one that it takes"
    if isinstance(problem, IllegalSaslStateError):
        without = "SSL" if settings.kafka_security_protocol == "SASL_SSL" else "PLAINTEXT"
        return f"takes no logins at this address; set {_PROTOCOL}={without}, or give the address of a listener with SASL"
    secured = settings.kafka_security_protocol.endswith("SSL")
    if secured and isinstance(problem, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)):
        return _no_tls(settings)
    if isinstance(problem, EOFError):
        return _closed_at_hello(settings)
    return None


def _closed_at_hello(settings: Settings) -> str:
    """The connection stood, and was closed before anything was answered; a reason that the broker sends with that may get lost."""
    if not settings.kafka_security_protocol.endswith("SSL"):
        return f"ends the connection at the first request: it probably wants TLS; set {_PROTOCOL} to SSL or SASL_SSL"
    if settings.kafka_ssl_certfile is None:
        return f"ends the connection once TLS stands: it probably {_WANTS_CERTIFICATE}"
    return f"ends the connection once TLS stands: it probably refuses our certificate; {_SIGNED}"


def _certificate(problem: ssl.SSLCertVerificationError) -> str:
    code, detail = problem.verify_code, problem.verify_message
    if code == _EXPIRED:
        return "shows a certificate that has expired; it needs a new one (or this machine's clock is wrong)"
    if code == _NOT_YET:
        return "shows a certificate that is not valid yet; this machine's clock may be wrong"
    if code in _NAMES:
        return f"shows a certificate for another name ({detail}); use the name in it in DEMARCHE_KAFKA_BOOTSTRAP_SERVERS"
    if code in _UNTRUSTED:
        return f"shows a certificate that nothing here trusts ({detail}); {_TRUST}"
    return f"shows a certificate that can't be accepted ({detail})"


def _tls(problem: ssl.SSLError, settings: Settings) -> str | None:
    what = problem.reason or ""
    if settings.kafka_ssl_certfile is None and what in _ASKS_CERTIFICATE:
        return _WANTS_CERTIFICATE
    if "ALERT" in what and settings.kafka_ssl_certfile is not None:
        said = what.partition("ALERT_")[2].replace("_", " ").lower()
        return f"refuses our certificate ({said}); {_SIGNED}"
    if what in _NOT_TLS or isinstance(problem, ssl.SSLEOFError):
        return _no_tls(settings)
    return f"could not agree with us on TLS ({problem.reason or problem})"


def _no_tls(settings: Settings) -> str:
    without = settings.kafka_security_protocol.replace("SASL_SSL", "SASL_PLAINTEXT").replace("SSL", "PLAINTEXT")
    return f"does not speak TLS at this address; set {_PROTOCOL}={without}, or give the address of a listener with TLS"


def _closed_after_hello(settings: Settings) -> str:
    if settings.kafka_security_protocol.startswith("SASL"):
        return "lets us in and answers nothing after that; look at its log"
    return (
        f"ends the connection at the first request: it probably wants a login; set {_PROTOCOL} to SASL_{settings.kafka_security_protocol}"
    )
