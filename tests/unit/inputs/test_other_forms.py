"""Texts in other character sets, Markdown, feeds and mails."""

import io
from pathlib import Path

import orjson
import pytest

from service.inputs.item import PLAIN, Item
from service.inputs.reader import Reader

ACCENTED = "São Tomé and Príncipe expelled Côte d’Ivoire’s envoy, Zoë Müller said. It gave no reason for doing so."
CYRILLIC = "Министерство иностранных дел вызвало посла и вручило ему ноту протеста в связи с захватом рыболовного судна."


def read(path: Path, content: bytes) -> list[Item]:
    path.write_bytes(content)
    return list(Reader([path], io.BytesIO()))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_a_text_in_a_likely_character_set_is_read(tmp_path: Path, charset: str) -> None:
    [item] = read(tmp_path / "a.txt", ACCENTED.encode(charset))
    assert (item.value.decode(), item.headers) == (ACCENTED, PLAIN)


@pytest.mark.parametrize("charset", ["utf-16", "windows-1251", "koi8-r"])
def test_so_is_one_that_is_hardly_latin(tmp_path: Path, charset: str) -> None:
    assert [item.value.decode() for item in read(tmp_path / "a.txt", CYRILLIC.encode(charset))] == [CYRILLIC]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_begins_with_any_mark(tmp_path: Path, name: str, charset: str) -> None:
    assert [orjson.loads(item.value) for item in read(tmp_path / name, f'{{"text": "{ACCENTED}"}}'.encode(charset))] == [{"text": ACCENTED}]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_and_so_does_standard_input(charset: str) -> None:
    lines = io.BytesIO('{"id":"1"}\n{"id":"2"}\n'.encode(charset))
    assert [item.value for item in Reader([Path("-")], lines)] == [b'{"id":"1"}', b'{"id":"2"}']


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    markdown = (
        b"---\ntitle: 'Peru **summons** envoy'\ndate: 2024-03-06\n---\n# Another heading\n\nPeru *summoned* the [Chilean](https://a.example/x)"
        b" __ambassador__ on Tuesday.\n\n![boat](boat.png)\n\n> He said `nothing`.\n\n---\n\n- 2 \\* 3 is snake_case_here\n"
    )
    [item] = read(tmp_path / "a.md", markdown)
    assert dict(item.headers)["title"] == b"Peru summons envoy"
    assert item.value.decode().split("\n\n") == [
        "Peru summoned the Chilean ambassador on Tuesday.", "He said nothing.", "- 2 * 3 is snake_case_here\n",
    ]  # fmt: skip


def test_each_entry_of_a_feed_is_an_article(tmp_path: Path) -> None:
    rss = b"""<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rss [<!ENTITY x "y">]>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Desk</title>
    <item><title>Caf\xe9 row</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Wed, 06 Mar 2024 10:00:00 EST</pubDate>
    <description>Short.</description><content:encoded><![CDATA[<p>Long &amp; whole.</p>]]></content:encoded></item>
    <item><title>Empty</title></item></channel></rss>"""
    told: list[str] = []
    (tmp_path / "a.rss").write_bytes(rss)
    [item] = Reader([tmp_path / "a.rss"], io.BytesIO(), lambda place, why: told.append(f"{Path(place).name} {why}"))
    assert orjson.loads(item.value) == {
        "id": "g1", "url": "https://a.example/1", "title": "Café row", "html": "<p>Long &amp; whole.</p>",
        "published_at": "2024-03-06T10:00:00-05:00",
    }  # fmt: skip
    assert told == ["a.rss:5 is an entry without text"]


def test_so_is_each_of_atom_also_from_standard_input() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><id>urn:1</id><title>Row</title>
    <link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/><published>2024-03-06T10:00:00Z</published>
    <summary>Short.</summary></entry></feed>"""
    [item] = Reader([Path("-")], io.BytesIO(atom))
    assert orjson.loads(item.value) == {
        "id": "urn:1", "url": "https://a.example/1", "title": "Row", "text": "Short.", "published_at": "2024-03-06T10:00:00Z",
    }  # fmt: skip


def test_a_mail_is_an_article_by_its_subject_and_date(tmp_path: Path) -> None:
    mail = (
        b"Message-ID: <1@a.example>\nSubject: =?utf-8?q?Caf=C3=A9_row?=\nDate: Wed, 06 Mar 2024 10:00:00 +0100\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Page</p>\n--x\n"
        b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 text\n--x--\n"
    )
    [item] = read(tmp_path / "a.eml", mail)
    assert orjson.loads(item.value) == {
        "id": "1@a.example", "title": "Café row", "text": "Café text", "published_at": "2024-03-06T10:00:00+01:00",
    }  # fmt: skip
