"""What an entry tells of incidents."""

from service.incidents.report import Telling
from service.seen.chunk import pack_position, to_seconds
from service.seen.entry import Entry


def telling_of(entry: Entry) -> Telling:
    """The entry as the memory of incidents takes it."""
    return Telling(
        pack_position(entry.position.offset, entry.position.index),
        to_seconds(entry.timestamp),
        entry.article_id,
        entry.url,
        entry.source,
        entry.publisher,
        entry.wire,
        entry.thread,
        tuple(event.report for event in entry.events if event.report),
        entry.carried,
    )
