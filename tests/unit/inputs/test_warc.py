"""Reading pages from web archives."""

import gzip
import io
from pathlib import Path

import pytest

from service.errors import Fatal
from service.inputs.item import LARGEST, Item, too_large
from service.inputs.reader import Reader


def record(kind: str, uri: str, http: bytes, date: str = "2024-03-05T06:07:08Z") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(uri)):032x}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def answer(body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


def read(path: Path, content: bytes) -> list[Item]:
    path.write_bytes(content)
    return list(Reader([path], io.BytesIO()))


def test_only_pages_that_were_answered_are_articles(tmp_path: Path) -> None:
    archive = b"".join(
        [
            record("request", "https://a.example/1", b"GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n"),
            record("response", "https://a.example/1", answer(b"<p>one</p>")),
            record("response", "https://a.example/2", answer(b"%PDF", "application/pdf")),
            record("response", "https://a.example/3", answer(b"<p>gone</p>", status="404 Not Found")),
            record("response", "https://a.example/4", answer(b"<p>four</p>", "TEXT/HTML")),
        ]
    )
    items = read(tmp_path / "news.warc", archive)
    assert [item.value for item in items] == [b"<p>one</p>", b"<p>four</p>"]
    assert [dict(item.headers)["url"] for item in items] == [b"https://a.example/1", b"https://a.example/4"]


def test_the_content_type_keeps_its_charset(tmp_path: Path) -> None:
    [item] = read(tmp_path / "a.warc", record("response", "https://a.example/", answer(b"\xfc", "text/html; charset=iso-8859-1")))
    assert (dict(item.headers)["content-type"], item.value) == (b"text/html; charset=iso-8859-1", b"\xfc")


def test_the_time_of_the_crawl_goes_along_and_is_not_said_to_be_the_publication(tmp_path: Path) -> None:
    [item] = read(tmp_path / "a.warc", record("response", "https://a.example/1", answer(b"<p>x</p>")))
    assert dict(item.headers)["fetched_at"] == b"2024-03-05T06:07:08+00:00"
    assert "published_at" not in dict(item.headers)


@pytest.mark.parametrize("date", ["", "yesterday", "2024-13-45T00:00:00Z", "0000-00-00"])
def test_a_crawl_without_a_date_is_read(tmp_path: Path, date: str) -> None:
    [item] = read(tmp_path / "a.warc", record("response", "https://a.example/1", answer(b"<p>x</p>"), date))
    assert "fetched_at" not in dict(item.headers)


@pytest.mark.parametrize(
    "more",
    [
        "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Encoding: zstd\r\n",
        "Content-Encoding: none\r\n", "Content-Encoding: UTF-8\r\n", "Content-Encoding: deflate, gzip\r\n", "Transfer-Encoding: gzip\r\n",
    ],
)  # fmt: skip
def test_a_body_that_does_not_fit_its_headers_is_read_as_it_lies_there_and_so_is_the_rest(tmp_path: Path, more: str) -> None:
    archive = record("response", "https://a.example/1", answer(b"<p>one</p>", more=more))
    archive += record("response", "https://a.example/2", answer(b"<p>two</p>"))
    assert [item.value for item in read(tmp_path / "a.warc", archive)] == [b"<p>one</p>", b"<p>two</p>"]


def test_what_there_is_of_a_body_in_chunks_is_read(tmp_path: Path) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n<p>on\r\nff\r\ne</p><p>cut"
    assert [item.value for item in read(tmp_path / "a.warc", record("response", "https://a.example/", chunked))] == [b"<p>one</p><p>cut"]


def test_a_record_that_can_not_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    torn = answer(gzip.compress(b"<p>torn</p>")[:10] + b"\xff" * 20, more="Content-Encoding: gzip\r\n")
    archive = record("response", "https://a.example/1", torn) + record("response", "https://a.example/2", b"no HTTP at all")
    archive += record("response", "https://a.example/3", answer(b"<p>three</p>"))
    (tmp_path / "a.warc").write_bytes(archive)
    told: list[str] = []
    items = list(Reader([tmp_path / "a.warc"], io.BytesIO(), lambda place, why: told.append(f"{place} {why}")))
    assert [item.value for item in items] == [b"<p>three</p>"]
    assert "https://a.example/1 can't be read" in told[0]


@pytest.mark.parametrize("content_type", ["application/xhtml+xml", "text/plain", "", "application/octet-stream"])
def test_a_page_under_another_label_is_read(tmp_path: Path, content_type: str) -> None:
    page = b"<!DOCTYPE html><html><p>x</p></html>"
    [item] = read(tmp_path / "a.warc", record("response", "https://a.example/", answer(page, content_type)))
    assert (dict(item.headers)["content-type"], item.value) == (b"text/html", page)


def test_a_page_that_inflates_to_gigabytes_takes_no_more_memory_than_an_article_may(tmp_path: Path) -> None:
    bomb = answer(gzip.compress(b"<p>" + bytes(64 * 2**20)), more="Content-Encoding: gzip\r\n")
    with pytest.raises(Fatal, match="no topic takes it"):
        read(tmp_path / "a.warc", record("response", "https://a.example/", bomb))


def test_compressed_archives_with_a_member_for_each_record_are_read(tmp_path: Path) -> None:
    archive = b"".join(gzip.compress(record("response", f"https://a.example/{n}", answer(b"<p>%d</p>" % n))) for n in range(3))
    assert [item.value for item in read(tmp_path / "a.warc.gz", archive)] == [b"<p>0</p>", b"<p>1</p>", b"<p>2</p>"]


def test_bodies_are_read_as_the_browser_would_see_them(tmp_path: Path) -> None:
    zipped = answer(gzip.compress(b"<p>zipped</p>"), more="Content-Encoding: gzip\r\n")
    assert [item.value for item in read(tmp_path / "a.warc", record("response", "https://a.example/", zipped))] == [b"<p>zipped</p>"]


@pytest.mark.parametrize("content", [b"this is no archive", gzip.compress(b"nor this")])
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Fatal, match=r"a\.warc.* (is|can't be) "):
        read(tmp_path / "a.warc", content)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_that_is_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path, name: str) -> None:
    whole = record("response", "https://a.example/1", answer(b"<p>1</p>")) + record("response", "https://a.example/2", answer(b"x" * 500))
    content = gzip.compress(whole)[:-20] if name.endswith(".gz") else whole[:-100]
    with pytest.raises(Fatal, match="fetch it again"):
        read(tmp_path / name, content)


def test_a_record_that_is_too_large_and_has_no_name_is_told_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    size = LARGEST + 1
    path.write_bytes(gzip.compress(f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {size}\r\n\r\n".encode() + b"a" * size))
    told: list[tuple[str, str]] = []
    assert list(Reader([path], io.BytesIO(), lambda place, why: told.append((place, why)))) == []
    assert told[0] == (str(path), too_large())
