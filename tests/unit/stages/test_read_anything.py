"""Whatever a publisher writes into a field or a header, reading an article refuses it with a reason or takes it; it never fails."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service.context import Context
from service.lane_record import decode_lane_record, encode_lane_record
from service.pipeline import read
from service.reading import Refusal
from service.record import Headers, Record, Source
from service.trace import Trace

ACTS = (
    "Mali expelled the French ambassador last week, state television said.",
    "Chad expelled the German ambassador two months ago.",
    "Togo recalled its ambassador to Ghana this month in protest; nine decades later it will return in March.",
    "A colonel of Cuba's army defected on Monday, 99 weeks after 31 December, officials said.",
    "LIMA, 30 FEB 99 - Peru summoned the Chilean envoy next year, 999 decades ago and on 29 February 1900.",
)
DATES = (
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1970-01-01T00:00:00Z", "1800-01-01", "2100-01-01",
    "2024-02-29T24:00:00Z",
    "2024-03-06t10:00:00z", "2024-13-41", "1709717400000", "Wed, 06 Mar 2024 10:00:00 EST", "2024-W10-3", "NaT", "\x00",
)  # fmt: skip
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),  # JSON has neither
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
DATED = st.sampled_from(DATES) | st.datetimes().map(lambda at: at.isoformat()) | st.datetimes(timezones=st.timezones()).map(str) | ANY
URLS = st.sampled_from(("https://", "http://[::1", "http://[::1]:99999/", "HTTP://a.b..c:x/", "https://\u2488com/a", "http://xn--/")) | ANY
PROSE = st.lists(st.sampled_from(ACTS) | st.text(max_size=30), min_size=1, max_size=3).map(" ".join)
FIELDS = {"id": ANY, "url": URLS, "source": ANY, "title": PROSE | ANY, "published_at": DATED, "language": ANY, "metadata": ANY}
JSON = st.fixed_dictionaries({"text": PROSE}, optional=FIELDS).map(lambda article: json.dumps(article).encode())
TYPES = st.sampled_from((
    b"text/plain",
    b"text/html", b"text/html; charset=utf-16", b"text/plain;charset=\xff", b"text/plain; charset=idna", b"application/json", b"",
))  # fmt: skip
HEADER = st.tuples(
    st.sampled_from(("id", "url", "source", "title", "published_at", "fetched_at", "content-encoding", "X", "\udc80")),
    st.none()
    | st.binary(max_size=30)
    | st.sampled_from(DATES).map(str.encode)
    | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
)
HEADERS = st.tuples(st.lists(st.tuples(st.just("content-type"), TYPES | st.none()), max_size=1), st.lists(HEADER, max_size=4)).map(
    lambda parts: tuple(parts[0] + parts[1])
)
TIMES = st.sampled_from((-1, 0, 1, 2**63 - 1, -(2**63))) | st.integers(-(2**63), 2**63 - 1) | st.just(1_709_717_400_000)


@cache
def the_context() -> Context:
    return Context.build()


def reading(value: bytes | None, headers: Headers, timestamp: int) -> Any:
    return read(Record(Source("news.raw", 0, 0), timestamp, None, value, headers), the_context(), Trace())


def page(prose: str, date: object) -> bytes:
    stated = json.dumps({"@type": "NewsArticle", "datePublished": date})
    return (
        f'<html><head><script type="application/ld+json">{stated}</script><meta property="article:published_time" content="{date}"></head>'
        f"<body><article><p>{prose}</p><time pubdate datetime='{date}'>{date}</time></article></body></html>"
    ).encode("utf-8", "replace")


BODIES = JSON | PROSE.map(lambda text: text.encode("utf-8", "replace")) | st.builds(page, PROSE, DATED) | st.binary(max_size=40) | st.none()


@settings(max_examples=150)
@given(BODIES, HEADERS, TIMES)
def test_any_field_header_and_time_is_read_or_refused_with_a_reason(value: bytes | None, headers: Headers, timestamp: int) -> None:
    found = reading(value, headers, timestamp)
    if not isinstance(found, Refusal):
        assert found.timestamp == decode_lane_record(encode_lane_record([found]))[0].timestamp


@settings(max_examples=80)
@given(st.sampled_from(ACTS), DATED, TIMES)
def test_any_date_of_an_article_with_acts_is_read_or_left_out(text: str, date: object, timestamp: int) -> None:
    found = reading(json.dumps({"text": text, "published_at": date}).encode(), (), timestamp)
    assert not isinstance(found, Refusal)
    assert found.article.received_at == datetime.fromtimestamp(found.timestamp / 1000, UTC)


def test_a_header_without_a_value_is_as_none() -> None:
    headers: Headers = (("content-type", b"text/plain"), ("content-type", None), ("title", None), ("id", b"a"), ("ID", None))
    assert ((found := reading(ACTS[0].encode(), headers, 1).article).id, found.title) == ("a", "")


def test_a_date_that_is_left_out_is_said() -> None:
    found = reading(json.dumps({"text": ACTS[0], "published_at": "9999-12-31T00:00:00Z"}).encode(), (), 1_709_717_400_000)
    assert found.article.warnings == ("published_at: 9999-12-31 lies in the future of its record, left out",)


def test_the_time_of_fetching_stands_for_a_date_that_the_page_does_not_give() -> None:
    headers = (("content-type", b"text/html"), ("fetched_at", b"2024-03-06T10:00:00Z"))
    assert (
        datetime(2024, 3, 6, 10, tzinfo=UTC)
        == reading(page(" ".join(ACTS[:3]), 1709717400000), headers, 1_790_000_000_000).article.published_at
    )
