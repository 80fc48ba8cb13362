"""The canonical form of a URL, and the publisher that a host belongs to. No network: the public-suffix list is the packaged snapshot."""

from functools import lru_cache
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from tldextract import TLDExtract

MAX_URL_LENGTH = 4_096
"""Longer ones are not addresses of articles but data; browsers and servers give up between 2,000 and 8,000."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, never which article it is: the campaign tags of Google Analytics and the click ids of the networks.
_TRACKING_PREFIXES = ("utm_", "at_custom", "at_campaign", "at_medium", "mc_", "hsa_", "pk_", "mtm_", "_hs", "__twitter")
_TRACKING_NAMES = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id",
        "igshid", "igsh", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id", "wickedid", "s_cid", "cmpid", "ito", "smid", "smtyp",
        "ocid", "ftag", "ncid", "ref_src", "ref_url", "xtor", "guccounter", "guce_referrer", "guce_referrer_sig", "taid", "spm",
        "sh_kit", "share_token", "amp_js_v", "usqp",
    }
)  # fmt: skip

_suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)


def canonical_url(url: str) -> str:
    """`url` with scheme and host in lower case, without user, default port, fragment and tracking parameters.

    The order of the other parameters is kept: some sites give it a meaning. Raises ValueError, with a reason for a person, when `url` is
    not an absolute http(s) address.
    """
    url = url.strip()
    if len(url) > MAX_URL_LENGTH:
        raise ValueError(f"longer than {MAX_URL_LENGTH} characters")
    if not url.isprintable() or " " in url:
        raise ValueError("holds spaces or control characters")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise ValueError("not an http or https address")
    host = _ascii_host(parts.hostname or "")
    port = parts.port  # raises ValueError when it is not a number up to 65535
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)) if parts.query else ""
    return urlunsplit((scheme, netloc, parts.path or "/", query, ""))


def _ascii_host(host: str) -> str:
    host = host.rstrip(".")
    if not host:
        raise ValueError("has no host")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("has a host that is not a domain name") from None


def _is_tracking(pair: str) -> bool:
    name = unquote_plus(pair.partition("=")[0]).lower()
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)


def publisher(url: str) -> str | None:
    """The registered domain of a canonical URL (`bbc.co.uk`), or its host where there is none (an IP address, an intranet)."""
    host = urlsplit(url).hostname
    return _registered_domain(host) if host else None


@lru_cache(maxsize=20_000)
def _registered_domain(host: str) -> str:
    return str(_suffixes(host).top_domain_under_public_suffix or host)
