"""One article as a file holds it: the bytes and headers of the record that it becomes."""

from dataclasses import dataclass

from service.record import Headers


@dataclass(frozen=True, slots=True)
class Item:
    """`origin` says where it was read (`path:line` or `path`), for messages; `value` and `headers` are the record's."""

    origin: str
    value: bytes
    headers: Headers = ()
