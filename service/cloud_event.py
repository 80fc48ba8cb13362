"""The CloudEvents attributes of what is published, as Kafka headers (binary mode of CloudEvents 1.0).

A reader can route, filter and drop repeats by them without opening the value. They are made of the record that they describe and of the
input that caused it, never of the clock, so a replay writes them byte for byte again; the same source and id is the same content.
"""

from datetime import UTC, datetime

from service.record import Headers

JSON = ("content-type", b"application/json")
TIME = "ce_time"
_PREFIX = "ce_"


def attributes(kind: str, topic: str, key: str, time_ms: int, revision: int | None = None) -> Headers:
    """The headers of a record with this `key` on `topic`; `kind` is the name of its schema (`demarche/event/v1`).

    `time_ms`: when the input topic took what caused the record. `revision` tells the versions under one key apart, where there are any.
    """
    return (
        ("ce_specversion", b"1.0"),
        ("ce_id", (key if revision is None else f"{key}.{revision}").encode()),
        ("ce_source", f"/demarche/{topic}".encode()),
        ("ce_type", kind.replace("/", ".").encode()),
        (TIME, time_of(time_ms)),
        ("ce_subject", key.encode()),
    )


def time_of(time_ms: int) -> bytes:
    """The time (ms) as the header `ce_time` writes it."""
    return f"{datetime.fromtimestamp(time_ms // 1000, UTC):%Y-%m-%dT%H:%M:%S}.{time_ms % 1000:03d}Z".encode()


def kind_of(headers: Headers) -> bytes | None:
    """The type of the CloudEvent that has these headers (as `ce_type` has it); None where they are of none."""
    said = dict(headers)
    return (said.get("ce_type") or b"") if said.get("ce_specversion") else None


def is_attribute(name: str) -> bool:
    """Whether a header of this name is an attribute of a CloudEvent."""
    return name.startswith(_PREFIX)
