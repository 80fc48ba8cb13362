"""Who we are to the brokers, and how we know them: TLS, and a login by password or by token.

Certificates and tokens are made anew while a worker runs, by cert-manager or a kubelet for example: their files are read again with the
next connection after they have changed, so that nobody has to restart anything.
"""

import ssl
from pathlib import Path
from typing import Any

import faust
from aiokafka.abc import AbstractTokenProvider
from aiokafka.errors import AuthenticationFailedError

from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings, secret_in
from service.telemetry.logs import LogEvent, get_logger

TOKENS = "OAUTHBEARER"
_PLAIN = "PLAIN"


class RenewedContext(ssl.SSLContext):
    """A TLS context for clients that reads its files again for the connection after they have changed.

    New authorities are trusted beside the old ones, which a process forgets only with its end.
    """

    def take(self, settings: Settings) -> "RenewedContext":
        """Load what the settings name. Raises ssl.SSLError, OSError, ValueError and, for the key's password, `Fatal`."""
        self._of = settings
        self._seen = self._stamps()
        if settings.kafka_ssl_cafile is None:
            self.load_default_certs(ssl.Purpose.SERVER_AUTH)
        _load(self, settings)
        return self

    def wrap_bio(self, *arguments: Any, **options: Any) -> ssl.SSLObject:
        """What asyncio begins a connection with."""
        if (stamps := self._stamps()) != self._seen:
            self._seen = stamps
            try:
                _load(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), self._of)  # a pair that does not fit would leave us without a key
                _load(self, self._of)
                get_logger().info(LogEvent.CERTIFICATES_RENEWED)
            except (ssl.SSLError, OSError, ValueError, Fatal) as problem:
                get_logger().warning(LogEvent.CERTIFICATES_NOT_RENEWED, problem=str(problem))
        return super().wrap_bio(*arguments, **options)

    def _stamps(self) -> tuple[object, ...]:
        """What changes when a file is written anew, or when a link leads to another one, as with Kubernetes' Secrets."""
        files = (self._of.kafka_ssl_cafile, self._of.kafka_ssl_certfile, self._of.kafka_ssl_keyfile)
        return tuple(_stamp(path) for path in files if path is not None)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _load(context: ssl.SSLContext, settings: Settings) -> None:
    if settings.kafka_ssl_cafile is not None:
        context.load_verify_locations(settings.kafka_ssl_cafile)
    if settings.kafka_ssl_certfile is not None:
        # The password is a function: without one OpenSSL would ask at the terminal, and wait.
        context.load_cert_chain(settings.kafka_ssl_certfile, settings.kafka_ssl_keyfile, lambda: _key_password(settings))


def _key_password(settings: Settings) -> str:
    """What OpenSSL asks for when the client's key is encrypted."""
    if settings.kafka_ssl_key_password is None:
        raise Fatal(
            "The key in DEMARCHE_KAFKA_SSL_KEYFILE is encrypted; set DEMARCHE_KAFKA_SSL_KEY_PASSWORD (or ..._FILE).", ExitCode.USAGE
        )
    return settings.kafka_ssl_key_password.get_secret_value()


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context that the settings ask for, or None where the protocol is not TLS. Raises `Fatal` for a file that can't be used."""
    if not settings.kafka_security_protocol.endswith("SSL"):
        return None
    try:
        return RenewedContext(ssl.PROTOCOL_TLS_CLIENT).take(settings)
    except (ssl.SSLError, OSError, ValueError) as problem:
        raise Fatal(
            f"One of the files in DEMARCHE_KAFKA_SSL_* is no certificate or key, or they do not belong together ({problem}); correct it.",
            ExitCode.USAGE,
        ) from problem


class TokenFile(AbstractTokenProvider):  # type: ignore[misc]  # aiokafka is not typed
    """Gives each connection the token that the file holds just then."""

    def __init__(self, path: Path) -> None:
        """`path`: a file with the token alone."""
        self._path = path

    async def token(self) -> str:
        """The token. Raises AuthenticationFailedError where the file has none."""
        try:
            return secret_in(str(self._path), "DEMARCHE_KAFKA_SASL_TOKEN_FILE")
        except Fatal as problem:
            raise AuthenticationFailedError(str(problem)) from problem


def login(settings: Settings) -> dict[str, Any]:
    """The keyword arguments of an aiokafka client that secure its connections."""
    kwargs: dict[str, Any] = {"security_protocol": settings.kafka_security_protocol}
    if context := ssl_context(settings):
        kwargs["ssl_context"] = context
    if not settings.kafka_security_protocol.startswith("SASL"):
        return kwargs
    kwargs["sasl_mechanism"] = settings.kafka_sasl_mechanism or _PLAIN
    if settings.kafka_sasl_token_file is not None:
        return kwargs | {"sasl_oauth_token_provider": TokenFile(settings.kafka_sasl_token_file)}
    return kwargs | {"sasl_plain_username": settings.kafka_sasl_username, "sasl_plain_password": _password(settings)}


def faust_credentials(settings: Settings) -> Any:
    """The same security as faust wants it: a credentials object, or None."""
    context = ssl_context(settings)
    if not settings.kafka_security_protocol.startswith("SASL"):
        return faust.SSLCredentials(context) if context else None
    if settings.kafka_sasl_token_file is not None:
        return faust.OAuthCredentials(oauth_cb=TokenFile(settings.kafka_sasl_token_file), ssl_context=context)
    return faust.SASLCredentials(
        mechanism=settings.kafka_sasl_mechanism or _PLAIN,
        username=settings.kafka_sasl_username,
        password=_password(settings),
        ssl_context=context,
    )


def _password(settings: Settings) -> str | None:
    return settings.kafka_sasl_password.get_secret_value() if settings.kafka_sasl_password else None
