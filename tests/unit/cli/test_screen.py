"""What goes to a terminal and what to a pipe."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cli import screen


@given(st.text())
def test_harmless_text_keeps_its_length_so_that_offsets_hold(text: str) -> None:
    assert len(screen.harmless(text)) == len(text)


@given(st.text())
def test_harmless_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not [one for one in screen.harmless(text) if (ord(one) < 32 and one not in "\n\t") or 0x7F <= ord(one) < 0xA0]


@pytest.mark.parametrize("text", ["Zürich 北京 — “quoted”\n\tnext", "نص عربي", "e\u0301 👩\u200d🚀"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert screen.harmless(text) == text


def test_a_piped_table_has_stable_columns_no_lines_and_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    rows = screen.table("NAME", "COUNT", "NOTE", right=("COUNT",))
    rows.add_row("a", "1", "x" * 300, style="bold red")
    rows.add_row("longer", "1,000", "[bold]not markup[/bold] :smile:")
    screen.output().print(rows)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["NAME    COUNT  NOTE", f"a           1  {'x' * 300}", "longer  1,000  [bold]not markup[/bold] :smile:"]


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen.output().print("said", style="red")
    assert stream.getvalue() == "\x1b[31msaid\x1b[0m\n"


@pytest.mark.parametrize(("number", "said"), [(0, "0 articles"), (1, "1 article"), (1_234, "1,234 articles")])
def test_things_are_counted_in_words(number: int, said: str) -> None:
    assert screen.counted(number, "article") == said


@pytest.mark.parametrize(
    "hidden",
    [
        "\x1b[2J",
        "\x9b2J",
        "a\u200bb",
        "a\u200db",
        "я\u200cя",
        "\u202egnp.exe",
        "\u200f",
        "\u2066",
        "\u061c",
        "\ufeff",
        "\u2060",
        "a\u00adb",
        "\U000e0041",
        "\u2028",
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_seen_and_in_json_escaped(hidden: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "\ufffd" in screen.harmless(hidden)
    for text in (json.dumps({"a": hidden}, ensure_ascii=False), json.dumps({"a": hidden})):
        screen.json_line(text.encode())
        line = capfdbinary.readouterr().out.decode()
        assert screen.harmless(line) == line
        assert json.loads(line) == {"a": hidden}


@given(st.dictionaries(st.text(), st.text() | st.integers(), max_size=3))
def test_a_line_of_json_means_what_it_meant(value: dict[str, str | int]) -> None:
    line = screen._escaped(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
    if "\ufffd" not in line.decode():  # a lone surrogate is no UTF-8, and no text that JSON may hold
        assert json.loads(line) == value
    assert b"\n" not in line


def test_bytes_that_are_no_json_can_not_leave_their_line(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    screen.json_line(b'{"a":\x1b[2J\n\x9b\xff}')
    assert capfdbinary.readouterr().out.decode() == '{"a": [2J \ufffd\ufffd}\n'
