"""JSON as files hold it: an article a line, one article, or an array of them, each read by itself so that an odd one harms no other."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from service.inputs.item import LARGEST, Item, Skipped, too_large

_STEP = 2**16
_MARKS = re.compile(rb'[\[\]{},"]|\\.', re.DOTALL)
_SPACE = b" \t\r\n"


def read_lines(origin: str, lines: BinaryIO, skipped: Skipped, first_number: int = 1) -> Iterator[Item]:
    """An article for each line that is not blank."""
    number = first_number
    while line := lines.readline(LARGEST + 1):
        if len(line) > LARGEST and not line.endswith(b"\n"):
            skipped(f"{origin}:{number}", too_large(" on one line"))
            while line and not line.endswith(b"\n"):
                line = lines.readline(_STEP)
        elif value := line.strip():
            yield Item(f"{origin}:{number}", value)
        number += 1


def read_json(origin: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """One article, or those of an array, numbered from 1, each with its bytes as they stand there."""
    head = b""
    while not head.strip() and (more := stream.read(_STEP)):
        head = more  # what is blank is not kept: a megabyte of gzip may hold a gigabyte of it
    if head.lstrip().startswith(b"["):
        yield from _read_array(origin, head.lstrip()[1:], stream, skipped)
        return
    value = head + stream.read(LARGEST + 1 - len(head))
    if len(value) > LARGEST:
        skipped(origin, f"{too_large()}; write many articles as JSON lines, or in an array")
    else:
        yield Item(origin, value)


def _read_array(origin: str, head: bytes, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """Cuts at the commas outside of strings and brackets; what stands between them is the service's to judge."""
    number, depth, quoted, piece, over = 1, 0, False, bytearray(), False
    chunk = head
    while chunk or (chunk := stream.read(_STEP)):
        if (len(chunk) - len(chunk.rstrip(b"\\"))) % 2:  # an escape is not torn apart
            chunk += stream.read(1)
        start = 0
        for found in _MARKS.finditer(chunk):
            mark = found[0]
            if mark == b'"':
                quoted = not quoted
            elif quoted or len(mark) > 1:
                continue
            elif mark in b"[{":
                depth += 1
            elif depth and mark in b"]}":
                depth -= 1
            elif not depth and mark in b",]":
                piece += chunk[start : found.start()]
                start = found.end()
                if over or len(piece) > LARGEST:
                    skipped(f"{origin}:{number}", too_large())
                elif value := bytes(piece).strip(_SPACE):
                    yield Item(f"{origin}:{number}", value)
                piece.clear()
                over = False
                if mark == b"]":
                    return
                number += 1
        piece += chunk[start:]
        if len(piece) > LARGEST:
            over = True
            piece.clear()
        chunk = b""
    skipped(f"{origin}:{number}", "is the end of a cut-off array; fetch the file again")
