"""Reading articles from files and standard input."""

import gzip
import io
import os
from pathlib import Path

import pytest

from service.errors import Fatal
from service.inputs.item import Item
from service.inputs.reader import Reader
from service.outcome import ExitCode

PLAIN = (("content-type", b"text/plain"),)
HTML = (("content-type", b"text/html"),)


def read(*paths: Path, standard_input: bytes = b"") -> list[Item]:
    return list(Reader(list(paths), io.BytesIO(standard_input)))


def test_a_text_file_is_one_article_under_its_content_type(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"One.\n\nTwo.")
    assert read(file) == [Item(str(file), b"One.\n\nTwo.", PLAIN)]


def test_a_page_is_passed_on_in_its_own_encoding(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes("<p>Zürich</p>".encode("latin-1"))
    assert read(file) == [Item(str(file), "<p>Zürich</p>".encode("latin-1"), HTML)]


def test_each_line_of_json_lines_is_an_article_known_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id":"1"}\n\n  {"id":"2"}\r\nnot json')
    assert read(file) == [Item(f"{file}:1", b'{"id":"1"}'), Item(f"{file}:3", b'{"id":"2"}'), Item(f"{file}:4", b"not json")]


def test_a_json_file_holds_one_article_or_an_array_of_them(tmp_path: Path) -> None:
    one, many, broken = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "3.json"
    one.write_bytes(b'{\n "id": "1"\n}')
    many.write_bytes(b'[{"id": "1"}, {"id": "2"}]')
    broken.write_bytes(b'{"id": ')
    assert read(one, many, broken) == [
        Item(str(one), b'{\n "id": "1"\n}'),
        Item(f"{many}:1", b'{"id": "1"}'),
        Item(f"{many}:2", b'{"id": "2"}'),
        Item(str(broken), b'{"id": '),
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt.gz", b"text"), ("A.JSONL.GZ", b'{"id":"1"}'), ("a.html.gz", b"<p>"), ("a.json.gz", b"{}")]
)
def test_every_kind_may_be_compressed(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(gzip.compress(content))
    assert [item.value for item in read(file)] == [content]


def test_directories_are_walked_in_the_order_of_their_names_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/x.txt", "b/.DS_Store", "README.md", "b/LICENSE", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [item.value for item in read(tmp_path)] == [b"a.txt", b"b/1.txt", b"b/2.txt", b"c.txt"]


def test_json_lines_on_standard_input_come_as_soon_as_they_are_there() -> None:
    receiving, sending = os.pipe()
    with os.fdopen(receiving, "rb") as stream, os.fdopen(sending, "wb", buffering=0) as sender:
        items = iter(Reader([Path("-")], stream))
        sender.write(b'{"id":"1"}\n')
        assert next(items) == Item("-:1", b'{"id":"1"}')
        sender.write(b'{"id":"2"}\n')
        assert next(items) == Item("-:2", b'{"id":"2"}')


def test_anything_else_on_standard_input_is_one_text() -> None:
    assert read(Path("-"), standard_input=b"\nA headline\n\nA text.") == [Item("-", b"A headline\n\nA text.", PLAIN)]


def test_one_json_article_over_many_lines_on_standard_input_is_one_article() -> None:
    assert read(Path("-"), standard_input=b'{\n "id": "1"\n}\n') == [Item("-", b'{\n "id": "1"\n}\n')]


def test_a_broken_first_line_does_not_swallow_the_others() -> None:
    items = read(Path("-"), standard_input=b'{"id": \n{"id":"2"}\n')
    assert items == [Item("-:1", b'{"id":'), Item("-:2", b'{"id":"2"}')]


def test_empty_standard_input_holds_nothing() -> None:
    assert read(Path("-"), standard_input=b" \n\n") == []


def test_how_far_the_reader_is_ends_at_the_bytes_of_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id":"1"}\n' * 50))
    reader = Reader([tmp_path], io.BytesIO())
    positions = [reader.bytes_read for _ in reader]
    assert positions == sorted(positions)
    assert reader.bytes_read == reader.total_bytes


def test_the_total_is_unknown_with_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    assert Reader([tmp_path, Path("-")], io.BytesIO()).total_bytes is None


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.txt", "does not exist"), ("picture.png", "is of no kind that can be read"), ("empty", "holds no articles")],
)
def test_wrong_paths_are_refused_before_any_work(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Fatal, match=message) as refused:
        Reader([tmp_path / name], io.BytesIO())
    assert refused.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("content", [b"no gzip at all", gzip.compress(b'{"id":"1"}\n' * 1000)[:-20]])
def test_a_broken_gzip_file_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(content)
    with pytest.raises(Fatal, match=r"a\.jsonl\.gz is not a whole gzip file"):
        read(file)
