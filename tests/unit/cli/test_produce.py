"""Sending articles."""

import io
import os
from pathlib import Path
from typing import Any

import pytest

from service.cli import produce
from service.cli.main import execute
from service.edge.operating import produce as edge
from service.errors import Fatal
from service.inputs.item import Item
from service.inputs.reader import Reader

HUGE = 1_000


class Sent:
    """Stands for the edge: takes what it is given and acknowledges all of it."""

    def __init__(self) -> None:  # noqa: D107
        self.values: list[bytes] = []

    async def __call__(self, _settings: object, messages: Any, progress: Any, refused: Any) -> int:
        if hasattr(messages, "__aiter__"):
            async for message in messages:
                self.take(message, refused)
        else:
            for message in messages:
                self.take(message, refused)
        progress(len(self.values))
        return len(self.values)

    def take(self, message: Any, refused: Any) -> None:
        if len(message.value) > HUGE:
            refused(message.origin, "is larger than Kafka takes")
        else:
            self.values.append(message.value)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    stub = Sent()
    monkeypatch.setattr(edge, "produce", stub)
    return stub


def test_it_ends_with_how_many_were_acknowledged(tmp_path: Path, sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"id":"1"}\n{"id":"2"}\n')
    (tmp_path / "b.txt").write_text("text")
    assert execute(["produce", str(tmp_path)]) == 0
    assert sent.values == [b'{"id":"1"}', b'{"id":"2"}', b"text"]
    out, err = capsys.readouterr()
    assert out == "3 articles acknowledged by news.raw\n"
    assert err == ""


def test_standard_input_is_sent_too(sent: Sent, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id":"1"}\n{"id":"2"}\n')))
    assert execute(["produce", "-"]) == 0
    assert sent.values == [b'{"id":"1"}', b'{"id":"2"}']
    assert capsys.readouterr().out == "2 articles acknowledged by news.raw\n"


@pytest.mark.parametrize(
    ("value", "headers", "key"),
    [
        (b'{"text": "t", "url": "https://a.example/\\u00e9"}', (), "https://a.example/é".encode()),
        (b"<p>t</p>", (("content-type", b"text/html"), ("url", b"https://a.example/1")), b"https://a.example/1"),
        (b'{"text": "the word \\"url\\" alone"}', (), None),
        (b'{"text": "t", "url": 7}', (), None),
        (b'{"text": "t", "url": ""}', (), None),
        (b'["url", "url"]', (), None),
        (b'{"text": "cut off", "url": "https://a.exa', (), None),
        (b'text with "url" in it', (), None),
    ],
)
def test_the_versions_of_an_article_have_its_url_for_a_key(value: bytes, headers: Any, key: bytes | None) -> None:
    assert produce.message(Item("a", value, headers)).key == key


def test_an_article_without_a_url_has_no_key_and_keeps_its_headers() -> None:
    assert produce.message(Item("a.txt", b"text", (("content-type", b"text/plain"),))) == (
        None,
        b"text",
        (("content-type", b"text/plain"),),
        "a.txt",
    )


def test_what_can_not_be_sent_is_named_and_left_out_and_the_rest_is_sent(
    tmp_path: Path, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_text('{"id":"1"}\n{"text":"' + "x" * HUGE + '"}\n{"id":"3"}\n')
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip")
    (tmp_path / "c.png").write_bytes(b"")
    (tmp_path / "d.txt").write_text("text")
    assert execute(["produce", str(tmp_path)]) == 1
    assert sent.values == [b'{"id":"1"}', b'{"id":"3"}', b"text"]
    out, err = capsys.readouterr()
    assert out == "3 articles acknowledged by news.raw; 3 left out\n"
    assert [line.split(" is ")[0] for line in err.splitlines()] == [
        f"left out: {tmp_path}/{name}" for name in ("c.png", "a.jsonl:2", "b.txt.gz")
    ]


async def test_an_article_on_standard_input_is_sent_before_the_next_one_is_there() -> None:
    receiving, sending = os.pipe()
    with os.fdopen(receiving, "rb") as stream, os.fdopen(sending, "wb", buffering=0) as sender:
        messages = produce.as_they_come(Reader([Path("-")], stream))
        for number in range(3):
            sender.write(b'{"id":"%d"}\n' % number)
            assert (await anext(messages))[1] == b'{"id":"%d"}' % number
        sender.close()
        assert [one async for one in messages] == []


async def test_what_goes_wrong_while_reading_is_raised_where_it_is_sent(tmp_path: Path) -> None:
    broken = tmp_path / "a.jsonl.gz"
    broken.write_bytes(b"no gzip")
    with pytest.raises(Fatal, match="not a whole gzip file"):
        [one async for one in produce.as_they_come(Reader([broken], io.BytesIO()))]
