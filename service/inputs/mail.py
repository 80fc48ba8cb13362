"""Mails (`.eml`): newsletters and alerts, each one article. The library's parser is kept from what it takes minutes or all memory for."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import BinaryIO, cast

import orjson

from service.inputs.feeds import rfc_3339
from service.inputs.item import LARGEST, Item, Skipped, too_large

_LONGEST_HEADER = 2_000
"""Characters of a header that are looked at, twice what a line may have; of one of 1.4 MB the library took 68 s and 6 GB."""
_MOST_PARTS = 50
"""Parts that hold parts. Each line of a mail is tried against every one that is open: a small mail 3,000 deep took 7 s."""
_PARTS = re.compile(rb"multipart/", re.IGNORECASE)
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, RecursionError, MessageError)
"""What the library raises for a broken header or character set, and for too much nested in it."""


class _Bounded(EmailPolicy):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def read_mail(origin: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """The mail as an article: subject, date, and its text, else its HTML. Attachments are not read."""
    value = stream.read(LARGEST + 1)
    if len(value) > LARGEST:
        skipped(origin, too_large())
        return
    if sum(1 for _ in _PARTS.finditer(value)) > _MOST_PARTS:
        skipped(origin, f"is a mail of more than {_MOST_PARTS} mails or parts; save them one by one")
        return
    try:
        message = cast("EmailMessage", message_from_bytes(value, policy=_Bounded()))
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        said = {name: str(message[name] or "") for name in ("message-id", "subject", "date")}
    except _BROKEN:
        text, body = "", None
    if body is None or not text.strip():
        skipped(origin, "is a mail without text that can be read")
        return
    fields = {
        "id": said["message-id"].strip("<> "),
        "title": said["subject"],
        "html" if body.get_content_subtype() == "html" else "text": text.encode("utf-8", "replace").decode(),
        "published_at": rfc_3339(said["date"]),
    }
    yield Item(origin, orjson.dumps({name: content for name, content in fields.items() if content}))
