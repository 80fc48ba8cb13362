"""Feeds and mails that somebody made to do harm, or that broke on their way."""

import io
from pathlib import Path

import orjson
import pytest

from service.inputs.item import Item
from service.inputs.reader import Reader

BOMB = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
OUTSIDE = '<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY % more SYSTEM "http://127.0.0.1:9/"> %more;'
DECLARED = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}{OUTSIDE}]>'
MAIL = b"Subject: A row\nDate: Wed, 06 Mar 2024 10:00:00 +0100\n"


def read(path: Path, content: bytes) -> tuple[list[Item], list[str]]:
    path.write_bytes(content)
    told: list[str] = []
    return list(Reader([path], io.BytesIO(), lambda place, why: told.append(f"{Path(place).name} {why}"))), told


def feed(path: Path, content: str) -> tuple[list[dict[str, str]], list[str]]:
    items, told = read(path / "a.rss", content.encode())
    return [orjson.loads(item.value) for item in items], told


def rss(*bodies: str) -> str:
    return "<rss>" + "".join(f"\n<item><description>{body}</description></item>" for body in bodies) + "\n</rss>"


def test_entities_that_a_feed_declares_are_not_expanded(tmp_path: Path) -> None:
    articles, _ = feed(tmp_path, DECLARED + rss("A row: &file;", "two"))
    assert articles == [{"text": "A row: &file;"}, {"text": "two"}]


def test_a_bomb_of_entities_ends_the_feed_and_is_told_by_its_line(tmp_path: Path) -> None:
    items, told = read(tmp_path / "a.rss", (DECLARED + rss("one", '<a href="&a11;"/>', "three")).encode())
    assert [orjson.loads(item.value) for item in items] == [{"text": "one"}]
    assert [line.split(" (")[0] for line in told] == ["a.rss:3 is where the feed can't be read on"]


def test_what_stands_before_the_cut_is_read_and_the_cut_is_told_by_its_line(tmp_path: Path) -> None:
    whole = rss("one", "two", "three")
    articles, told = feed(tmp_path, whole[: whole.index("hree")])
    assert articles == [{"text": "one"}, {"text": "two"}]
    assert [line.split(" (")[0] for line in told] == ["a.rss:4 is where the feed can't be read on"]


def test_a_feed_as_deep_as_a_well_is_read_to_where_it_is_told(tmp_path: Path) -> None:
    _, told = feed(tmp_path, rss("one", "<b>" * 100_000))
    assert [line.split(" (")[0] for line in told] == ["a.rss:3 is where the feed can't be read on"]


def test_slips_that_feeds_are_full_of_lose_nothing(tmp_path: Path) -> None:
    articles, told = feed(
        tmp_path,
        rss(
            "Caf&eacute;&nbsp;row & more",
            "a<!-- aside --> b<?php ?> c",
            "One <b>bold</b> word &lt; two",
            "&bogus; &lt;p>Two",
            "<![CDATA[a &amp; b & c]]>",
        ),
    )
    assert articles == [
        {"text": "Café\u00a0row & more"},
        {"text": "a b c"},
        {"html": "One <b>bold</b> word &lt; two"},
        {"html": "&bogus; <p>Two"},
        {"text": "a &amp; b & c"},
    ]
    assert told == []


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000,
        b"Subject: " + b"\n x" * 100_000,
        b"Content-Type: text/plain; " + b"a=b; " * 1_000_000,
        b"X-Long: " + b"(" * 1_000_000,
    ],
    ids=["words in a code", "folded lines", "parameters", "comments"],
)
def test_a_mail_with_an_endless_header_is_read_in_no_time(tmp_path: Path, header: bytes) -> None:
    [item], told = read(tmp_path / "a.eml", header + b"\nDate: Wed, 06 Mar 2024 10:00:00 +0100\n\nbody\n")
    assert (orjson.loads(item.value)["text"], told) == ("body\n", [])


@pytest.mark.parametrize(
    "content",
    [
        MAIL + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(3_000)) + b"\n\nx",
        MAIL + b"Content-Type: message/rfc822\n\n" * 3_000 + b"\n\nx",
        MAIL + b"Message-ID: <" + b"(" * 3_000 + b"\n\nx",
        MAIL + b"Message-ID: <\n\nx",
        MAIL + b"Content-Type: text/plain; charset=rot13\n\nx",
    ],
    ids=["parts in parts", "mails in mails", "comments in an id", "half an id", "no character set"],
)
def test_a_mail_that_the_library_breaks_on_is_told_and_left_out(tmp_path: Path, content: bytes) -> None:
    items, told = read(tmp_path / "a.eml", content)
    assert items == []
    assert told[0].startswith("a.eml is a mail ")
