"""In which line of a TOML text each of its values stands, which `tomllib` does not tell. Knows nothing of topics."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""Keys and indexes from the root of the file to a value: `("frame", 2, "actor", "roles", 0)`."""

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'  # strings of several lines
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|\n"
    r"|[\[\]{},=.]"
    r"|[^\s\[\]{},=.#\"']+",
    re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """Path of each table, key and item of an array -> its line, counted from 1. `text` must be valid TOML."""
    return _Walk(text).lines


class _Walk:
    """One pass over the tokens of a valid text."""

    def __init__(self, text: str) -> None:
        """Walk `text` and keep what was met in `lines`."""
        self.lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        here: Path = ()
        while self._at < len(self._tokens):
            word, line = self._take()
            if word == "[":
                here = self._header(line)
            elif word != "\n":
                self._pair(here, word, line)

    def _take(self) -> tuple[str, int]:
        word = self._tokens[self._at]
        self._at += 1
        return word

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else "\n"

    def _header(self, line: int) -> Path:
        several = self._peek() == "["
        if several:
            self._take()
        keys = self._keys(self._take()[0])
        self._take()
        if several:
            self._take()
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._tables:
                path = (*path, self._tables[path])
        path = (*path, keys[-1])
        self.lines.setdefault(path, line)
        if several:
            self._tables[path] = self._tables.get(path, -1) + 1
            path = (*path, self._tables[path])
            self.lines[path] = line
        return path

    def _keys(self, first: str) -> list[str]:
        keys = [_unquoted(first)]
        while self._peek() == ".":
            self._take()
            keys.append(_unquoted(self._take()[0]))
        return keys

    def _pair(self, here: Path, first: str, line: int) -> None:
        for key in self._keys(first):
            here = (*here, key)
            self.lines.setdefault(here, line)
        self._take()  # the equals sign
        self._value(here)

    def _value(self, path: Path) -> None:
        word, line = self._take()
        if word == "[":
            self._array(path)
        elif word == "{":
            self._inline(path)
        else:
            while self._peek() == ".":  # 0.85 comes as three tokens
                self._take()
                self._take()
        self.lines.setdefault(path, line)

    def _array(self, path: Path) -> None:
        index = 0
        while True:
            self._skip_breaks()
            if self._peek() == "]":
                self._take()
                return
            if self._peek() == ",":
                self._take()
                continue
            self.lines[*path, index] = self._tokens[self._at][1]
            self._value((*path, index))
            index += 1

    def _inline(self, path: Path) -> None:
        while True:
            word, line = self._take()
            if word == "}":
                return
            if word not in {",", "\n"}:
                self._pair(path, word, line)

    def _skip_breaks(self) -> None:
        while self._peek() == "\n":
            self._take()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for found in _TOKEN.finditer(text):
        word = found[0]
        if not word.startswith("#"):
            yield word, line
        line += word.count("\n")


def _unquoted(key: str) -> str:
    return key[1:-1] if key[:1] in {'"', "'"} else key
