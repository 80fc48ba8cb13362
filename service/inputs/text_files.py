"""Files that hold one article as text, Markdown or a page."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from service.decoding.disguise import disguise
from service.inputs.encoding import as_utf8, without_mark
from service.inputs.item import HTML, LARGEST, PLAIN, Item, Skipped, too_large
from service.record import Headers

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:([^\n]++)", re.MULTILINE)
_HEADING = re.compile(r"\A\s*+#[ \t]++([^\n]++)\n?")
_MARKDOWN = (
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\[\n]*+\]\([^()\n]*+\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]: \S+.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6} ++", re.MULTILINE), ""),
    (re.compile(r"(?<=[^ ]) ++#++$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*_] *){3,}$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)
"""What Markdown writes for looks, and what is left of it."""


def read_text(origin: str, stream: BinaryIO, skipped: Skipped, suffix: str) -> Iterator[Item]:
    """The article in `stream`, unless it is something else under a text's name. `suffix`: `.txt`, `.md` or `.html`."""
    head = stream if suffix == ".html" else without_mark(stream)
    value = head.read(LARGEST + 1)
    if len(value) > LARGEST:
        skipped(origin, too_large())
    elif what := disguise(value, page=suffix == ".html"):
        skipped(origin, what)
    elif suffix == ".html":
        yield Item(origin, value, HTML)
    elif suffix == ".md":
        title, text = plain(as_utf8(value).decode())
        headers: Headers = (*PLAIN, ("title", title.encode())) if title else PLAIN
        yield Item(origin, text.encode(), headers)
    else:
        yield Item(origin, as_utf8(value), PLAIN)


def plain(markdown: str) -> tuple[str, str]:
    """Title (of the front matter, or the first heading) and text of a Markdown article."""
    markdown = markdown.replace("\r\n", "\n")
    title = ""
    if front := _FRONT.match(markdown):
        named = _FRONT_TITLE.search(front[1])
        title = named[1].strip().strip("\"'") if named else ""
        markdown = markdown[front.end() :]
    if heading := _HEADING.match(markdown):
        title = title or heading[1].rstrip(" #")
        markdown = markdown[heading.end() :]
    for pattern, left in _MARKDOWN:
        title, markdown = pattern.sub(left, title), pattern.sub(left, markdown)
    return title.strip(), markdown.strip() + "\n"
