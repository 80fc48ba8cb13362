"""Mails (`.eml`): newsletters and alerts, each one article."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import BinaryIO

import orjson

from service.inputs.feeds import rfc_3339
from service.inputs.item import LARGEST, Item, Skipped, too_large


def read_mail(origin: str, stream: BinaryIO, skipped: Skipped) -> Iterator[Item]:
    """The mail as an article: subject, date, and its text, else its HTML. Attachments are not read."""
    value = stream.read(LARGEST + 1)
    if len(value) > LARGEST:
        skipped(origin, too_large())
        return
    message = message_from_bytes(value, policy=policy.default)
    try:
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        said = {name: str(message[name] or "") for name in ("message-id", "subject", "date")}
    except (LookupError, ValueError, AttributeError, TypeError):  # what the library raises for a broken header or character set
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
