"""Hostile records, all made here: what a broken or malicious publisher could put on the input topic."""

import gzip
import json
from collections.abc import Iterator
from random import Random

from service.coding.candidates import MAX_SENTENCES
from service.outcome import DeadReason
from service.record import Headers
from tests.broker.articles import Sample

_PROSE = "The harbour council of Fernwick will repair the quay before the autumn term, the port operator told reporters on Sunday. "
_ACT = "Norway summoned the Brazilian ambassador on Tuesday, and “we protest”, the minister said. "
_HTML: Headers = (("content-type", b"text/html"),)
_PLAIN: Headers = (("content-type", b"text/plain"),)


def hostile() -> list[Sample]:
    """All of them, in a fixed order; `reason` is None where more than one outcome is right (but exactly one must come)."""
    return [
        Sample(number, "poison", None, number, f"hostile-{name}".encode(), value, headers, reason)
        for number, (name, value, headers, reason) in enumerate(_records())
    ]


def _article(**fields: object) -> bytes:
    return json.dumps({"title": "Quay", "text": _PROSE * 3} | fields).encode()


def _records() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    yield from _bytes()
    yield from _json()
    yield from _pages()
    yield from _texts()
    yield from _headers()


def _bytes() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    for value in range(256):
        yield f"byte-{value}", bytes([value]), (), None
    yield "every-byte", bytes(range(256)), (), DeadReason.NOT_UTF8
    yield "null", None, (), DeadReason.EMPTY
    yield "empty", b"", (), DeadReason.EMPTY
    yield "blank", b" \r\n\t ", (), DeadReason.EMPTY
    yield "nul-bytes", bytes(10_000), (), None
    yield "random", Random(7).randbytes(100_000), (), DeadReason.NOT_UTF8
    yield "gzip", gzip.compress(_article()), (), DeadReason.NOT_UTF8
    yield "utf-16", _article().decode().encode("utf-16"), (), None
    bomb = gzip.compress(bytes(20_000_000))
    yield "bomb", bomb, (("content-encoding", b"gzip"),), DeadReason.UNSUPPORTED_ENCODING
    for encoding in (b"br", b"zstd", b"deflate", b"\xff\xfe"):
        yield f"encoding-{encoding!r}", _article(), (("content-encoding", encoding),), DeadReason.UNSUPPORTED_ENCODING


def _json() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    whole = _article()
    for at in range(1, len(whole), 37):
        yield f"cut-{at}", whole[:at], (), DeadReason.NOT_JSON
    yield "nested-arrays", b"[" * 10_000 + b"]" * 10_000, (), DeadReason.TOO_COSTLY
    yield "nested-objects", b'{"text":' * 10_000 + b"1" + b"}" * 10_000, (), DeadReason.TOO_COSTLY
    yield "nested-open", b"[" * 10_000, (), None
    yield (
        "nested-field",
        b'{"text": "' + _PROSE.encode() + b'", "metadata": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        (),
        DeadReason.TOO_COSTLY,
    )
    yield "huge-integer", b'{"text": "' + _PROSE.encode() + b'", "metadata": {"n": ' + b"9" * 5_000 + b"}}", (), None
    yield "huge-exponent", b'{"text": "' + _PROSE.encode() + b'", "n": 1e999999999}', (), None
    yield "nan", b'{"text": NaN}', (), DeadReason.NOT_JSON
    yield "surrogate", b'{"text": "' + _PROSE.encode() * 3 + b'\\ud83d"}', (), None
    yield "surrogate-key", b'{"\\udc00": 1, "text": "' + _PROSE.encode() * 3 + b'"}', (), None
    yield "surrogate-id", b'{"id": "a\\ud800b", "text": "' + _PROSE.encode() * 3 + b'"}', (), None
    yield "surrogate-metadata", b'{"metadata": {"\\ud800": "\\udfff"}, "text": "' + _PROSE.encode() * 3 + b'"}', (), None
    yield "nul-text", b'{"text": "' + b"\\u0000" * 1_000 + b'"}', (), DeadReason.NO_TEXT
    yield "double-keys", b'{"text": 1, "text": "' + _PROSE.encode() * 3 + b'"}', (), None
    for value in ("1", '"text"', "true", "null", "[]", "-0.0"):
        yield f"json-{value}", value.encode(), (), DeadReason.SCHEMA
    for field in ("text", "html"):
        for value in ("1", "[]", "{}", "true"):
            yield f"{field}-{value}", f'{{"{field}": {value}}}'.encode(), (), DeadReason.SCHEMA
    for field in ("id", "url", "source", "title", "published_at", "language", "metadata"):
        wrong: list[object] = [1, [], {"a": {"b": []}}, True, "\u0000", "\n\r", "x" * 100_000, "http://[", "9999999-99-99"]
        for content in wrong:
            yield f"{field}-{str(content)[:12]}", _article(**{field: content}), (), None
    yield "many-metadata", _article(metadata={f"key{number}": "value" for number in range(50_000)}), (), None
    yield "many-keys", json.dumps({f"key{number}": number for number in range(100_000)} | {"text": _PROSE * 3}).encode(), (), None


def _pages() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    body = f"<p>{_PROSE}</p>"
    yield "html-8-mb", b"<html><body>" + body.encode() * (8_000_000 // len(body)) + b"</body></html>", _HTML, DeadReason.TOO_LARGE
    yield "html-200000-tags", b"<html><body>" + b"<i>x</i>" * 200_000 + b"</body></html>", _HTML, None
    yield "html-deep", b"<div>" * 50_000 + body.encode() * 5 + b"</div>" * 50_000, _HTML, None
    yield "html-unclosed", b"<b><i>" * 20_000 + body.encode() * 5, _HTML, None
    yield "html-attributes", b"<p " + b"a=1 " * 100_000 + b">" + body.encode() * 5 + b"</p>", _HTML, DeadReason.TOO_COSTLY
    names = b" ".join(b"a%d=1" % number for number in range(60_000))
    yield "html-distinct-attributes", b"<p " + names + b">" + body.encode() * 5 + b"</p>", _HTML, DeadReason.TOO_COSTLY
    tag = b"<p " + b" ".join(b"a%d=1" % number for number in range(200)) + b">x</p>"
    yield "html-attributes-everywhere", tag * 1_400 + body.encode() * 5, _HTML, DeadReason.TOO_COSTLY
    yield "html-entities", b"<p>" + b"&amp;" * 200_000 + b"</p>", _HTML, None
    yield "html-entity-bomb", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><p>&b;&b;&b;</p>', _HTML, None
    yield "html-comments", b"<!--" * 50_000 + body.encode() * 5, _HTML, None
    yield "html-script", b"<script>" + b"<" * 500_000 + b"</script>", _HTML, None
    yield "html-no-text", b"<html><head><title>Quay</title></head><body><nav><a href='/'>Home</a></nav></body></html>", _HTML, None
    yield "html-tables", b"<table><tr><td>" * 3_000 + body.encode(), _HTML, None
    yield "html-jsonld", b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script>" + body.encode() * 5, _HTML, None
    yield "html-meta", b"<meta property='article:published_time' content='" + b"2" * 100_000 + b"'>" + body.encode() * 5, _HTML, None
    yield "html-charset", b"<meta charset='no-such-charset'>" + body.encode() * 5, _HTML, None
    yield "html-utf-7", b"<meta charset='utf-7'>" + body.encode() * 5, _HTML, None
    yield "html-links", b"".join(b"<a href='/%d'>x</a>" % number for number in range(60_000)), _HTML, None


def _texts() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    for name, text in (
        ("one-word", "a" * 1_900_000),
        ("spaces", " " * 900_000 + "a" + " " * 900_000),
        ("newlines", "a\n" * 450_000),
        ("dots", "." * 1_900_000),
        ("quotes", "“" * 600_000),
        ("alternating-quotes", '"a ' * 600_000),
        ("brackets", "(" * 900_000 + ")" * 900_000),
        ("dashes", "-" * 900_000 + " said " + "—" * 200_000),
        ("commas", "a, " * 600_000),
        ("capitals", "Aa Bb " * 300_000),
        ("initials", "A. " * 600_000),
        ("digits", "1" * 1_900_000),
        ("dates", "12 March 2026 " * 100_000),
        ("names", "Sir John Smith of Smith and " * 60_000),
        ("triggers", "summoned expelled recalled walked out asylum defected protest " * 25_000),
        ("acts", _ACT * 8_000),
        ("credits", "Ana Bo-Roe Carl Lind-Marsh—Getty Images Dee Kerr-Ott—AFP/Getty Images " * 270 + "1 of 54"),
        ("calls", "\n".join(f"Sign up here, number {number}. Follow us on Twitter." for number in range(3_000))),
        ("as-many-acts-as-are-read", _ACT * MAX_SENTENCES),
        ("states", "France Norway Brazil Japan ambassador " * 40_000),
        ("combining", "e" + "\u0301" * 900_000),
        ("right-to-left", "\u202e" * 600_000),
        ("zero-width", "a\u200b" * 450_000),
        ("emoji", "\U0001f600" * 450_000),
        ("private", "\ue000" * 600_000),
        ("noncharacters", "\ufffe\uffff" * 300_000),
        ("han", "\u4e2d" * 600_000),
        ("urls", "https://a.example/b?c=d " * 70_000),
        ("email", "a@b." * 450_000),
        ("one-sentence", "and the council said that " * 70_000),
    ):
        reason = DeadReason.TOO_COSTLY if name in ("newlines", "triggers", "acts") else None
        yield f"text-{name}", json.dumps({"text": text}, ensure_ascii=False).encode(), (), reason
        yield f"plain-{name}", text.encode()[:1_990_000], _PLAIN, reason
    yield "plain-cut-utf-8", _PROSE.encode() * 3 + b"\xe2\x82", _PLAIN, DeadReason.NOT_UTF8


def _headers() -> Iterator[tuple[str, bytes | None, Headers, DeadReason | None]]:
    junk = bytes(range(256))
    for name in ("id", "url", "source", "title", "published_at", "x-junk", "\u00e9\u4e2d"):
        yield f"header-{name}", (_PROSE * 3).encode(), (*_PLAIN, (name, junk)), None
        yield f"long-header-{name}", (_PROSE * 3).encode(), (*_PLAIN, (name, b"x" * 200_000)), None
    yield "content-type-junk", _article(), (("content-type", junk),), None
    yield "content-type-charset", (_PROSE * 3).encode(), (("content-type", b"text/plain; charset=\xff\xfe"),), None
    yield "content-type-bomb", (_PROSE * 3).encode(), (("content-type", b"text/plain; charset=" + b"a" * 100_000),), None
    yield "codec-that-is-no-charset", (_PROSE * 3).encode(), (("content-type", b"text/plain; charset=zlib"),), None
    yield "our-own-headers", _article(), (("demarche.reason", b"schema"), ("demarche.offset", b"-1"), ("demarche.first", junk)), None
    yield "thousand-headers", _article(), tuple((f"h{number}", b"v") for number in range(1_000)), None
    yield "double-header", (_PROSE * 3).encode(), (*_PLAIN, ("id", b"a"), ("id", b"b")), None
