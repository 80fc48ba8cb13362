"""What can't be read is told, with its place and what to do, and the rest is read."""

import gzip
import io
import os
from pathlib import Path

import pytest

from service.errors import Fatal
from service.inputs import json_files
from service.inputs.item import LARGEST, Item
from service.inputs.reader import Reader
from service.outcome import ExitCode


def read(*paths: Path, standard_input: bytes = b"") -> tuple[list[bytes], list[str]]:
    told: list[str] = []
    reader = Reader(list(paths), io.BytesIO(standard_input), lambda place, why: told.append(f"{Path(place).name} {why}"))
    return [item.value for item in reader], told


def test_an_odd_element_of_an_array_harms_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(
        b'\xef\xbb\xbf [ {"id":"1","n":NaN}, {"id":"2","s":"a\\"]},[\\\\"} ,{"n":1' + b"0" * 400 + b"},oops,,[[{}]]]  "
    )
    values, told = read(tmp_path / "a.json")
    assert values == [b'{"id":"1","n":NaN}', b'{"id":"2","s":"a\\"]},[\\\\"}', b'{"n":1' + b"0" * 400 + b"}", b"oops", b"[[{}]]"]
    assert told == []


def test_an_array_is_cut_the_same_wherever_the_blocks_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_bytes(b'[{"a":"\\\\\\"x"},{"b":["\\\\",{"c":"]"}]}]')
    wanted = [b'{"a":"\\\\\\"x"}', b'{"b":["\\\\",{"c":"]"}]}']
    for step in range(1, 12):
        monkeypatch.setattr(json_files, "_STEP", step)
        assert (wanted, []) == read(tmp_path / "a.json")


def test_a_cut_off_array_gives_what_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'[{"id":"1"},{"id":"2"},{"id":')
    assert read(tmp_path / "a.json") == ([b'{"id":"1"}', b'{"id":"2"}'], ["a.json:3 is the end of a cut-off array; fetch the file again"])


def test_an_article_beyond_any_topic_is_left_out_by_its_line(tmp_path: Path) -> None:
    huge = b'{"text":"' + b"x" * LARGEST + b'"}'
    (tmp_path / "a.jsonl").write_bytes(b'{"id":"1"}\n' + huge + b'\n{"id":"3"}')
    (tmp_path / "b.json").write_bytes(b'[{"id":"1"},' + huge + b',{"id":"3"}]')
    values, told = read(tmp_path)
    assert values == [b'{"id":"1"}', b'{"id":"3"}'] * 2
    assert [line.split(" is ")[0] for line in told] == ["a.jsonl:2", "b.json:2"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.json.gz", "a.jsonl.gz", "a.md.gz", "a.eml.gz", "a.rss.gz"])
def test_a_file_that_inflates_to_gigabytes_is_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"a" * (LARGEST + 2)))
    values, told = read(tmp_path)
    assert values == []
    assert "no topic takes it" in told[0]


def test_unreadable_and_unknown_files_of_a_directory_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    for name, content in (("a.txt", b"one"), ("b.png", b"\x89PNG"), ("c.pdf", b"%PDF"), ("d.txt.gz", b"no gzip"), ("e.txt", b"two")):
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "f.txt")
    values, told = read(tmp_path)
    assert values == [b"one", b"two"]
    assert [line.split()[0] for line in told] == ["b.png", "c.pdf", "f.txt", "d.txt.gz"]
    assert "pdftotext" in told[1]


def test_no_link_is_followed_out_of_its_directory(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for directory in (inside, outside):
        directory.mkdir()
        (directory / "a.txt").write_text(directory.name)
    (inside / "link.txt").symlink_to(outside / "a.txt")
    (inside / "links").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    values, told = read(inside)
    assert values == [b"inside"]
    assert [line.split(" is ")[0] for line in told] == ["link.txt", "links"]


@pytest.mark.parametrize("address", ["https://a.example/news?x=1", "HTTP://a.example", "file:///etc/passwd"])
def test_a_url_is_told_that_it_is_not_fetched(address: str) -> None:
    with pytest.raises(Fatal, match="URLs are not fetched") as refused:
        Reader([Path(address)], io.BytesIO())
    assert refused.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.txt", b"%PDF-1.4\n", "pdftotext"),
        ("a.html", b"%PDF-1.4\n", "pdftotext"),
        ("a.txt", b"PK\x03\x04docx", "unpack it"),
        ("a.txt", b"text\0more", "is binary"),
        ("a.txt", b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "feed"),
        ("a.md", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        ("a.xml", b"<html><p>x</p></html>", "is no RSS or Atom feed"),
        ("a.eml", b"Subject: x\n\n", "without text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, advice: str) -> None:
    (tmp_path / name).write_bytes(content)
    values, told = read(tmp_path / name)
    assert values == []
    assert advice in told[0]


@pytest.mark.parametrize("content", [b"%PDF-1.4\n...", gzip.compress(b"x")])
def test_neither_is_it_taken_from_standard_input(content: bytes) -> None:
    values, told = read(Path("-"), standard_input=content)
    assert (values, len(told)) == ([], 1)


def test_a_broken_first_line_of_many_megabytes_does_not_swallow_the_others() -> None:
    lines = b'{"id": \n' + b'{"text":"' + b"x" * (LARGEST - 20) + b'"}\n' + b'{"id":"3"}\n'
    values, told = read(Path("-"), standard_input=lines)
    assert (len(values), values[0], values[-1], told) == (3, b'{"id":', b'{"id":"3"}', [])


def test_without_anybody_to_tell_the_first_one_stops(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    with pytest.raises(Fatal, match="is a PDF"):
        list(Reader([tmp_path / "a.txt"], io.BytesIO()))


def test_an_item_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"[1]")
    assert list(Reader([tmp_path / "a.json"], io.BytesIO())) == [Item(f"{tmp_path}/a.json:1", b"1")]
