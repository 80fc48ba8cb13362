"""Entries as bytes: one record of `news.seen` holds the entries of one lane record.

Layout, little-endian: head (version, entries, signed entries), `ROW` for each entry, `SIGNED` for each entry that is no exact copy
of what is remembered already (all but copies), then the texts of all entries one after the other, JSON lists as `text_of` makes
them. All that has a fixed size can so be read for thousands of entries at once.
"""

import struct
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from service.errors import Fatal
from service.incidents.report import Report
from service.outcome import ExitCode
from service.record import Source
from service.seen.entry import Entry, EventPlace, Position, SeenEvent, Verdict, digest_key, name_key
from service.seen.parties import Parties
from service.sketch import SIGNATURE_SIZE, Sketch

VERSION = 4
"""Rises with each change of the layout or of what sketches hold. 3: events carry their parties; 4: what incidents keep of them,
and when articles were published."""
_READABLE = frozenset({2, 3, VERSION})
"""The events of version 2 have no parties: they are taken for the act of every copy that reports one of their kind, as they were then.
Those before version 4 belong to no incident."""
INDEXED_LEAD_ANCHORS = 1
INDEXED_ANCHORS = 5
"""Anchors by which an entry is found (its lead's first). A look-up asks for all of its own (see `service/stages/sketch.py`), so a
short text that a long one contains is found in either order: recall over their number is in docs/quality-duplicates.md."""

ROW = np.dtype(
    [
        ("offset", "<i8"),
        ("index", "<u4"),
        ("timestamp", "<i8"),
        ("verdict", "u1"),
        ("story", "u1"),
        ("digest", "<u8"),
        ("shingles", "<u4"),
        ("id_key", "<u4"),
        ("url_key", "<u4"),
        ("text_size", "<u4"),
    ]
)
SIGNED = np.dtype([("signature", "u1", (SIGNATURE_SIZE,)), ("anchors", "<u4", (INDEXED_ANCHORS,))])

URL_ID = "url:"
"""An id that is derived from the URL is not written twice."""

_HEAD = struct.Struct("<BII")
_ROW = struct.Struct("<qIqBB8sIIII")
_NO_SKETCH = Sketch(b"", 0, b"", b"")


class Batch(NamedTuple):
    """Entries read back: `rows` (ROW), `signed` (SIGNED, one for each row that is no copy) and the texts."""

    rows: NDArray[Any]
    signed: NDArray[Any]
    texts: list[bytes]


class Text(NamedTuple):
    """What has no fixed size of an entry."""

    article_id: str
    url: str | None
    publisher: str
    owner: Source
    published: int | None
    thread: bytes | None
    """None: that of its own id and content."""
    related: Position | None
    story: list[Any]
    """Source, wire, events and carried ids; empty where the entry has no story."""


def encode_entries(entries: Sequence[Entry]) -> bytes:
    """Pack the entries, in lane order, into the value of one `news.seen` record."""
    texts = [text_of(entry) for entry in entries]
    rows = [_row(entry, len(text)) for entry, text in zip(entries, texts, strict=True)]
    signed = [
        entry.sketch.signature + np.array(indexed_anchors(entry.sketch), dtype="<u4").tobytes()
        for entry in entries
        if entry.verdict is not Verdict.COPY
    ]
    return b"".join([_HEAD.pack(VERSION, len(entries), len(signed)), *rows, *signed, *texts])


def decode_batch(values: Iterable[bytes]) -> Batch:
    """Read several record values at once; raises Fatal when one was written by a release that this one can't read."""
    rows, signed, texts = [], [], []
    for value in values:
        version, count, signed_count = _HEAD.unpack_from(value) if len(value) >= _HEAD.size else (0, 0, 0)
        if version not in _READABLE:
            raise Fatal(
                f"A record of the seen topic has version {version}, this release reads {VERSION}: run the release that wrote it, or start "
                "with an empty seen topic, which forgets what dedupe knew.",
                ExitCode.BROKEN_RELEASE,
            )
        signed_at = _HEAD.size + count * ROW.itemsize
        texts_at = signed_at + signed_count * SIGNED.itemsize
        rows.append(value[_HEAD.size : signed_at])
        signed.append(value[signed_at:texts_at])
        texts.append(value[texts_at:])
    table = np.frombuffer(b"".join(rows), dtype=ROW)
    joined = b"".join(texts)
    ends = np.cumsum(table["text_size"], dtype=np.int64).tolist()
    pieces = [joined[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return Batch(table, np.frombuffer(b"".join(signed), dtype=SIGNED), pieces)


def indexed_anchors(sketch: Sketch) -> list[int]:
    """The anchors by which a text is found: the smallest of its lead, then of the whole; fewer different ones are repeated."""
    anchors = np.frombuffer(sketch.anchors, dtype="<u4").tolist()
    lead, whole = anchors[: sketch.lead_anchors], anchors[sketch.lead_anchors :]
    chosen = list(dict.fromkeys(lead[:INDEXED_LEAD_ANCHORS] + whole))[:INDEXED_ANCHORS]
    return chosen + chosen[-1:] * (INDEXED_ANCHORS - len(chosen)) if chosen else [0] * INDEXED_ANCHORS


def text_of(entry: Entry) -> bytes:
    """What has no fixed size, as JSON; the story's part only where there is one."""
    owner = entry.owner
    text: list[Any] = [
        None if is_url_again(entry) else entry.article_id,
        entry.url,
        entry.publisher,
        owner.topic,
        owner.partition,
        owner.offset,
    ]
    if entry.published is not None:
        text.append(entry.published)
    if entry.verdict is not Verdict.ORIGINAL or has_story(entry):
        text += [entry.thread.hex(), entry.related and [entry.related.offset, entry.related.index]]
    if has_story(entry):
        events = [
            [
                event.event_id,
                event.topic,
                event.kind,
                event.place and [event.place.partition, event.place.offset],
                event.parties.actors,
                event.parties.targets,
                event.report and event.report.packed(),
            ]
            for event in entry.events
        ]
        text += [entry.source, entry.wire, events, entry.carried]
    return orjson.dumps(text)


def read_text(text: bytes) -> Text:
    """Read what `text_of` wrote."""
    article_id, url, publisher, topic, partition, offset, *rest = orjson.loads(text)
    published = rest.pop(0) if rest and isinstance(rest[0], int) else None
    thread, related, *story = rest or (None, None)
    return Text(
        f"{URL_ID}{url}" if article_id is None else article_id,
        url,
        publisher,
        Source(topic, partition, offset),
        published,
        bytes.fromhex(thread) if thread else None,
        Position(*related) if related else None,
        story,
    )


def has_story(entry: Entry) -> bool:
    """Whether the entry published an event or carries one."""
    return bool(entry.events or entry.carried)


def story_entry(row: Any, text: bytes) -> Entry:
    """The entry of a story read back, without its sketch, which stories don't need."""
    fields = read_text(text)
    source, wire, events, carried = fields.story
    return Entry(
        owner=fields.owner,
        position=Position(int(row["offset"]), int(row["index"])),
        timestamp=int(row["timestamp"]),
        article_id=fields.article_id,
        url=fields.url,
        publisher=fields.publisher,
        source=source,
        wire=wire,
        sketch=_NO_SKETCH,
        verdict=Verdict(int(row["verdict"])),
        related=fields.related,
        thread=fields.thread or b"",
        published=fields.published,
        events=tuple(_seen_event(*event) for event in events),
        carried=tuple(carried),
    )


def _seen_event(
    event_id: str,
    topic: str,
    kind: str,
    place: list[int] | None,
    actors: Sequence[str] = (),
    targets: Sequence[str] = (),
    report: list[Any] | None = None,
) -> SeenEvent:
    return SeenEvent(
        event_id,
        topic,
        kind,
        Parties(tuple(actors), tuple(targets)),
        EventPlace(*place) if place else None,
        Report.unpacked(event_id, report) if report else None,
    )


def _row(entry: Entry, text_size: int) -> bytes:
    return _ROW.pack(
        entry.position.offset,
        entry.position.index,
        entry.timestamp,
        entry.verdict,
        has_story(entry),
        entry.sketch.digest[:8],
        entry.sketch.shingles,
        *name_keys(entry),
        text_size,
    )


def keys_of(rows: NDArray[Any]) -> NDArray[np.uint32]:
    """The keys by which rows are found whatever their verdict: content, article id, URL (0: none)."""
    digest = (rows["digest"] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return np.stack([digest, rows["id_key"], rows["url_key"]], axis=1)


def entry_keys(entry: Entry) -> list[int]:
    """`keys_of` for an entry of this process."""
    return [digest_key(entry.sketch.digest), *name_keys(entry)]


def name_keys(entry: Entry) -> tuple[int, int]:
    """Keys of id and URL; 0 where there is none, or where the id is made of the URL, whose key finds both."""
    by_id = 0 if is_url_again(entry) else name_key("id", entry.article_id)
    return by_id, name_key("url", entry.url) if entry.url else 0


def is_url_again(entry: Entry) -> bool:
    """Whether the id is derived from the URL."""
    return entry.url is not None and entry.article_id == f"{URL_ID}{entry.url}"
