"""What counts as an article, what is refused and why, and what is left out with a warning."""

import contextlib
import gzip
from datetime import UTC, datetime
from typing import Any, cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.article import Article
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason
from service.record import Headers, Record, Source
from service.stages.decode import decode
from service.topics.loader import Rules

CONTEXT = Context(rules=cast("Rules", None))
TIMESTAMP = 1_790_000_000_000


def record(value: bytes | None, headers: Headers = ()) -> Record:
    return Record(Source("news.raw", 0, 7), TIMESTAMP, None, value, headers)


def decoded(fields: dict[str, Any], headers: Headers = ()) -> Article:
    return decode(record(orjson.dumps(fields), headers), CONTEXT)


def refusal(value: bytes | None, headers: Headers = ()) -> DeadReason:
    with pytest.raises(Rejected) as caught:
        decode(record(value, headers), CONTEXT)
    return caught.value.reason


def test_every_field_of_a_complete_article_is_kept() -> None:
    article = decoded(
        {
            "id": "a-1",
            "url": "https://Example.com/News?utm_source=x&id=4#top",
            "source": "Example",
            "title": " Envoy summoned ",
            "text": "The ministry summoned the envoy.",
            "published_at": "2024-05-06T07:08:09+02:00",
            "language": "en-GB",
            "metadata": {"desk": "world"},
            "unknown": [1, 2],
        }
    )
    assert article == Article(
        id="a-1",
        url="https://example.com/News?id=4",
        source="Example",
        title="Envoy summoned",
        text="The ministry summoned the envoy.",
        html="",
        received_at=datetime.fromtimestamp(TIMESTAMP / 1000, UTC),
        published_at=datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC),
        language="en",
        metadata={"desk": "world"},
    )


@pytest.mark.parametrize("value", [None, b"", b"  \n"])
def test_a_record_without_value_is_empty(value: bytes | None) -> None:
    assert refusal(value) == DeadReason.EMPTY


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"\xff\xfe{}", DeadReason.NOT_UTF8),
        (gzip.compress(b'{"text": "x"}'), DeadReason.NOT_UTF8),
        (b'{"text": "caf\xe9"}', DeadReason.NOT_UTF8),
        (b"{", DeadReason.NOT_JSON),
        (b'{"text": NaN}', DeadReason.NOT_JSON),
        (b"hello", DeadReason.NOT_JSON),
        (b"[" * 5_000, DeadReason.TOO_COSTLY),
        (b'{"text": ' + b"[" * 900_000, DeadReason.TOO_COSTLY),
        (b'["text"]', DeadReason.SCHEMA),
        (b'"text"', DeadReason.SCHEMA),
        (b"null", DeadReason.SCHEMA),
        (b"4", DeadReason.SCHEMA),
        (b"{}", DeadReason.SCHEMA),
        (b'{"text": null, "title": "x"}', DeadReason.SCHEMA),
        (b'{"text": 4}', DeadReason.SCHEMA),
        (b'{"html": ["x"]}', DeadReason.SCHEMA),
        (b'{"text": "' + b"x" * 2_000_000 + b'"}', DeadReason.TOO_LARGE),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(value: bytes, reason: DeadReason) -> None:
    assert refusal(value) == reason


@pytest.mark.parametrize("encoding", [b"gzip", b"zstd", b"br", b" GZIP "])
def test_compressed_values_are_refused_as_such(encoding: bytes) -> None:
    assert refusal(b'{"text": "x"}', (("content-encoding", encoding),)) == DeadReason.UNSUPPORTED_ENCODING


def test_identity_is_no_compression() -> None:
    assert decoded({"text": "x"}, (("content-encoding", b"identity"),)).text == "x"


def test_a_byte_order_mark_is_no_part_of_the_json() -> None:
    assert decode(record(b'\xef\xbb\xbf{"text": "x"}'), CONTEXT).text == "x"


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert decode(record(b'{"text": "ok \\ud83d", "metadata": {"k": "\\udc00"}}'), CONTEXT).text == "ok \ufffd"


def test_numbers_beyond_a_double_are_json_too() -> None:
    value = b'{"text": "x", "score": 1e999, "serial": ' + b"9" * 6_000 + b"}"
    assert decode(record(value), CONTEXT).text == "x"


def test_nul_characters_are_dropped() -> None:
    assert decoded({"text": "a\0b", "title": "c\0d"}).text == "ab"


@pytest.mark.parametrize(
    ("name", "value", "warning"),
    [
        ("published_at", "yesterday", "published_at: not an RFC 3339 date, left out"),
        ("published_at", 17, "published_at: not an RFC 3339 date, left out"),
        ("published_at", "0001-01-01T00:00:00+23:00", "published_at: not an RFC 3339 date, left out"),
        ("url", "not a url", "url: holds spaces or control characters, left out"),
        ("url", "ftp://example.com/x", "url: not an http or https address, left out"),
        ("url", 4, "url: not a string, left out"),
        ("language", "english please", "language: not a BCP 47 tag, left out"),
        ("id", 12, "id: not a string, left out"),
        ("id", "x" * 2_000, "id: longer than 1,024 characters, left out"),
        ("title", {"en": "x"}, "title: not a string, left out"),
        ("metadata", "x", "metadata: not an object, left out"),
        ("metadata", {"a": "b", "c": 4}, "metadata: 1 of 2 values are not strings, left out"),
    ],
)
def test_an_optional_field_that_cannot_be_read_is_left_out_with_a_warning(name: str, value: object, warning: str) -> None:
    article = decoded({"text": "x", name: value})
    assert article.warnings == (warning,)
    assert decoded({"text": "x"}).text == article.text


def test_a_date_without_zone_is_utc() -> None:
    assert decoded({"text": "x", "published_at": "2024-05-06"}).published_at == datetime(2024, 5, 6, tzinfo=UTC)


def test_plain_text_may_be_the_value_itself() -> None:
    headers: Headers = (
        ("Content-Type", b"text/plain; charset=utf-8"),
        ("id", b"h-1"),
        ("url", b"https://example.com/a"),
        ("title", "Café".encode()),
        ("published_at", b"2024-05-06T07:08:09Z"),
    )
    article = decode(record("Señor, the text.".encode(), headers), CONTEXT)
    assert (article.id, article.title, article.text, article.source) == ("h-1", "Café", "Señor, the text.", "example.com")
    assert article.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_plain_text_in_a_declared_charset_is_read_in_it() -> None:
    assert decode(record("café".encode("latin-1"), (("content-type", b"text/plain; charset=iso-8859-1"),)), CONTEXT).text == "café"


def test_plain_text_in_no_declared_charset_must_be_utf8() -> None:
    assert refusal("café".encode("latin-1"), (("content-type", b"text/plain"),)) == DeadReason.NOT_UTF8


def test_an_unknown_charset_is_an_unsupported_encoding() -> None:
    assert refusal(b"x", (("content-type", b"text/plain; charset=klingon"),)) == DeadReason.UNSUPPORTED_ENCODING


def test_html_may_be_the_value_itself() -> None:
    article = decode(record("<p>Привет".encode("cp1251"), (("content-type", b"text/html; charset=windows-1251"),)), CONTEXT)
    assert (article.html, article.text) == ("<p>Привет", "")


def test_given_text_wins_over_html() -> None:
    assert decoded({"text": "x", "html": "<p>y"}).html == ""
    assert decoded({"text": " ", "html": "<p>y"}).html == "<p>y"


def test_the_id_comes_from_the_url_and_without_one_from_the_content() -> None:
    by_url = decoded({"text": "x", "url": "https://EXAMPLE.com:443/a?utm_medium=y"})
    assert by_url.id == decoded({"text": "changed", "url": "https://example.com/a"}).id
    assert by_url.id.startswith("url:")
    by_content = decoded({"text": "x"})
    assert by_content.id.startswith("sha:")
    assert by_content.id != decoded({"text": "y"}).id
    assert by_content.id != decoded({"text": "x", "title": "t"}).id


def test_the_source_is_the_registered_domain_unless_given() -> None:
    assert decoded({"text": "x", "url": "https://news.example.co.uk/a"}).source == "example.co.uk"
    assert decoded({"text": "x", "url": "https://news.example.co.uk/a", "source": "The Example"}).source == "The Example"


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(value: bytes) -> None:
    with contextlib.suppress(Rejected):
        assert isinstance(decode(record(value), CONTEXT), Article)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["id", "url", "source", "title", "published_at", "language", "metadata"]), json_values))
def test_no_optional_field_refuses_an_article(fields: dict[str, Any]) -> None:
    value = orjson.dumps(fields | {"text": "x"}, option=orjson.OPT_PASSTHROUGH_SUBCLASS) if _fits(fields) else b'{"text": "x"}'
    assert decode(record(value), CONTEXT).text == "x"


def _fits(fields: dict[str, Any]) -> bool:
    try:
        orjson.dumps(fields)
    except (TypeError, orjson.JSONEncodeError):
        return False
    return True


@pytest.mark.parametrize("text", ["%PDF-1.7\n1 0 obj", '<?xml version="1.0"?><rss><channel><item/></channel></rss>', "{\\rtf1 x}"])
def test_what_is_no_text_is_refused_with_what_to_do(text: str) -> None:
    for value, headers in ((orjson.dumps({"text": text}), ()), (text.encode(), (("content-type", b"text/plain"),))):
        with pytest.raises(Rejected, match=r"no_text: it is an? .*(take|send|save)"):
            decode(record(value, headers), CONTEXT)


def test_a_schema_registrys_prefix_is_recognised() -> None:
    with pytest.raises(Rejected, match="send plain JSON"):
        decode(record(b'\0\0\0\0\7{"text": "x"}'), CONTEXT)
