"""Records whose optional fields, headers, encodings and bodies are filled at random with what publishers have been seen to send, and worse.

All come of a seed, so that a finding can be repeated: `fuzzed(1, start=NUMBER)`.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from service.record import Headers
from tests.broker.articles import Sample

_ACTS = (
    "Mali expelled the French ambassador last week, state television said.",
    "Chad expelled the German ambassador two months ago, and nine decades later it will do so in March.",
    "A colonel of Cuba's army defected on Monday, 99 weeks after 31 December, officials said. “We wait,” Ana Díaz said.",
    "LIMA, 30 FEB 99 - Peru summoned the Chilean envoy to protest on 29 February 1900 over a raid in {place}.",
    "The harbour council of {place} will repair quay {number} before the autumn term, the port operator told reporters.",
    "Городской совет утвердил новый бюджет на ремонт моста {number}, сообщил мэр города во вторник.",
)
_DATES = (
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00", "1970-01-01T00:00:00Z", "1800-01-01",
    "2099-12-31", "2222-02-02T22:22:22Z", "2024-02-30", "2024-03-06t10:00:00z", "2016-12-31T23:59:60Z", "1709717400000", "-1",
    "NaT", "null",
    "Wed, 06 Mar 2024 10:00:00 EST", "06.03.2024", "2024-W10-3", "20240306", "2024-03-06T10:00:00+99:99", "0000-00-00 00:00:00",
    "+292278994-08-17",
)  # fmt: skip
_URLS = (
    "https://a.example/x?utm_source=y&id=1", "http://[::1", "http://[::1]:99999/", "HTTP://a.b..c:x/", "https://\u2488com/a", "http://xn--/",
    "//a.example/x", "javascript:alert(1)", "https://user:pass@b.example:443/#top", "https://" + "a" * 300 + ".example/", "https://例え.jp/記事",
)  # fmt: skip
_TYPES = (
    b"text/plain", b"text/plain; charset=utf-16", b"text/plain; charset=latin1", b"text/plain; charset=no-such", b"text/html", b"TEXT/HTML",
    b"text/html; charset=\xff",
    b"application/json", b"application/cloudevents+json", b"",
    b";", b"text/plain;charset=idna", b"text/html;charset=zip",
)  # fmt: skip
_NAMES = ("id", "url", "source", "title", "published_at", "fetched_at", "content-encoding", "traceparent", "demarche.reason", "é", "")
_FIELDS = ("id", "url", "source", "title", "text", "html", "published_at", "language", "metadata", "authors", "wire", "fetched_at")
_POINTS = "\0\t\n\x1b\x85\xad\u200b\u202e\u2028\ud800\udfff\ufeff\ufffe\U0001f1f0\U0010ffffAж中"
_PAGES = 0.15
"""Share of pages: they cost ten times what a text costs, and the fields are the same."""
_CHARSETS = ("utf-8-sig", "utf-16", "utf-32", "latin-1", "gb18030", "koi8-r")


def fuzzed(count: int, *, seed: int = 1, start: int = 0) -> Iterator[Sample]:
    """Samples `start` to `start + count - 1` of the seed; any outcome is right, but each must have one."""
    for number in range(start, start + count):
        random = Random(f"fuzzed/{seed}/{number}")
        value = _value(random, number)
        yield Sample(number, "poison", None, number, f"fuzzed-{number}".encode(), value, _headers(random))


def _value(random: Random, number: int) -> bytes | None:
    kind = random.random()
    if kind < 0.01:
        return None
    if kind < 0.03:
        return random.randbytes(random.randrange(60))
    if kind < 0.25:
        return _encoded(random, _page(random, number) if random.random() < _PAGES else _prose(random, number))
    fields: dict[str, Any] = {"text": _prose(random, number)} if random.random() > _PAGES else {"html": _page(random, number)}
    for name in _FIELDS:
        if random.random() < 0.35 and (name not in ("text", "html") or random.random() < 0.1):
            fields[name] = _field(random, name)
    written = json.dumps(fields, ensure_ascii=random.random() < 0.5)
    return _encoded(random, _spoilt(random, written))


def _field(random: Random, name: str) -> Any:
    choices: dict[str, tuple[Callable[[], Any], ...]] = {
        "published_at": (lambda: random.choice(_DATES), lambda: random.choice(_DATES)),
        "fetched_at": (lambda: random.choice(_DATES),),
        "url": (lambda: random.choice(_URLS), lambda: random.choice(_URLS)),
        "language": (lambda: random.choice(("en", "EN-gb", "fr", "zz", "english", "e", "en_US", "日本")),),
        "metadata": (lambda: {_junk(random): _any(random, 0) for _ in range(random.randrange(5))},),
    }
    return random.choice((*choices.get(name, ()), lambda: _any(random, 0), lambda: _junk(random)))()


def _any(random: Random, depth: int) -> Any:
    plain = (None, True, 0, -1, 10**40, 1e308, 1709717400000, "", " ", "\0", random.choice(_DATES), _junk(random))
    if depth < 3 and random.random() < 0.3:
        return random.choice(([_any(random, depth + 1)], {_junk(random): _any(random, depth + 1)}))
    return random.choice(plain)


def _junk(random: Random) -> str:
    return "".join(random.choices(_POINTS, k=random.choice((1, 3, 20, 20, 20, 2_500))))


def _prose(random: Random, number: int) -> str:
    places = ("Fernwick", "Ouagadougou", "São Tomé", "the U.S", "Nagorno-Karabakh", "\u202eLima\u202c")
    sentences = (random.choice(_ACTS).format(place=random.choice(places), number=number) for _ in range(random.randrange(1, 5)))
    return random.choice((" ", "\n\n", "\r\n", "\u2029")).join(sentences) + (_junk(random) if random.random() < 0.2 else "")


def _page(random: Random, number: int) -> str:
    date = random.choice(_DATES)
    ld = random.choice(
        ('{{"@type":"NewsArticle","datePublished":"{date}","author":[null,{{"name":{{}}}}]}}', '[{{"@graph":[1,"x"]', "{{{{")
    )
    tag = random.choice(("p", "div", "li", "td", "h2", "blockquote", "script", "template", "svg"))
    language = random.choice(("en", "xx-YY", "", "\0"))
    linked = f"<script type='application/ld+json'>{ld.format(date=date)}</script>"
    return (
        f"<html lang='{language}'><head><title>{_junk(random)[:40]}</title>"
        f"<meta property='article:published_time' content='{date}'>{linked}</head>"
        f"<body><article><{tag}>{_prose(random, number)}</{tag}>"
        f"<time datetime='{date}' pubdate>{date}</time><p>{_prose(random, number)}</p>"
    )


def _spoilt(random: Random, written: str) -> str:
    if random.random() < 0.03:
        return written[: random.randrange(len(written))]
    if random.random() < 0.03:
        return written.replace('": "', random.choice(('": NaN, "x": "', '": 1' + "0" * 400 + ', "x": "')), 1)
    return written


def _encoded(random: Random, text: str) -> bytes:
    if random.random() < 0.9:
        return text.encode("utf-8", "surrogatepass" if random.random() < 0.1 else "replace")
    value = text.encode(random.choice(_CHARSETS), "replace")
    return random.choice((value, value, gzip.compress(value), b"\0\0\0\0\7" + value))


def _headers(random: Random) -> Headers:
    headers: list[tuple[str, bytes | None]] = []
    if random.random() < 0.4:
        headers.append(("content-type", random.choice((*_TYPES, None))))
    for _ in range(random.choice((0, 0, 1, 3))):
        contents = (
            None,
            b"",
            random.choice(_DATES).encode(),
            random.choice(_URLS).encode(),
            random.randbytes(12),
            _junk(random).encode("utf-8", "replace"),
        )
        headers.append((random.choice(_NAMES), random.choice(contents)))
    return tuple(headers)
