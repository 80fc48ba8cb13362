"""Who may ask a worker over HTTP: by which name, and with which token."""

import hmac
import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

from aiohttp import hdrs, web

PROBES = frozenset({"/livez", "/readyz"})
"""Always open: an orchestrator's probe can't keep a secret, and they tell none."""
_NAME = re.compile(r"(\[[^\]]*\]|[^:]*)(?::\d*)?", re.ASCII)
_SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class Access:
    """What a request needs. `token`: without one, none is asked for. `names`: None for any."""

    token: str | None = None
    names: frozenset[str] | None = None

    @classmethod
    def of(cls, host: str, names: str | None, token: str | None) -> "Access":
        """The access to a worker that listens on `host`, where `names` (with commas) are those it is asked by.

        One that listens on this machine alone is asked by no other name than `localhost`: a page of the web that made its own name point
        to 127.0.0.1 would otherwise read what the worker tells.
        """
        known = frozenset(name.strip().lower() for name in names.split(",")) if names else frozenset()
        return cls(token, known if names or _is_local(host) else None)

    def check(self, request: web.Request, open_paths: Collection[str] = PROBES) -> None:
        """Raise what refuses the request: 421 for a name that is not ours, 401 without the token where the path is not open."""
        if not self._knows(request.headers.get(hdrs.HOST, "")):
            raise web.HTTPMisdirectedRequest(text="this worker is not known by that name; DEMARCHE_HTTP_NAMES lists those it answers to\n")
        if self.token is not None and request.path not in open_paths and not self._has_token(request.headers.get(hdrs.AUTHORIZATION, "")):
            raise web.HTTPUnauthorized(text="the token of DEMARCHE_HTTP_TOKEN is needed\n", headers={hdrs.WWW_AUTHENTICATE: "Bearer"})

    def _knows(self, host: str) -> bool:
        """Whether a `Host` header names us; one is not needed, as every browser sends it, and an address can't be made to point here."""
        if self.names is None or not host:
            return True
        found = _NAME.fullmatch(host)
        name = found[1].lower().removesuffix(".") if found else host
        return _is_local(name) or name in self.names or _is_address(name)

    def _has_token(self, authorization: str) -> bool:
        given = authorization.removeprefix(_SCHEME) if authorization.startswith(_SCHEME) else ""
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), (self.token or "").encode())


def _is_local(host: str) -> bool:
    """Whether only this machine can mean it."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
