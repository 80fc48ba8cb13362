"""The words of a sentence as the entity rules see them: with offsets, acronyms whole, the possessive apart."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*|['’][sS]\b|\S")


class Token(NamedTuple):
    """One word or mark; `key` is its form for look-ups (lower case, straight apostrophe)."""

    start: int
    end: int
    text: str
    key: str


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`; offsets are those of `text`. "Russia's" is two tokens, "U.S." is one, a hyphen is one."""
    found: list[Token] = []
    at = start
    for stretch in text[start:end].split():
        at = text.find(stretch, at)
        after = at + len(stretch)
        if stretch.isalnum():  # three of four are one word, which needs no pattern
            found.append(Token(at, after, stretch, stretch.lower()))
        else:
            for match in _TOKEN.finditer(text, at, after):
                word = match.group()
                found.append(Token(match.start(), match.end(), word, word.lower().replace("’", "'")))
        at = after
    return found
