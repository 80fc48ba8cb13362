"""The last revision of each key, on disk: a topic may hold more than fits into memory."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self


class Spooled(NamedTuple):
    """A record as its topic holds it."""

    key: str
    revision: int
    written_ms: int
    place: str
    """`<topic>-<partition>-<offset>`, for messages."""
    value: bytes


class Spool:
    """Records by key in a file of its own; the highest revision stays, of equal ones the last."""

    def __init__(self, path: Path) -> None:
        """Makes the file; nobody reads it but this object, so that nothing need survive a crash."""
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute(
            "CREATE TABLE spool (key TEXT PRIMARY KEY, revision INTEGER, written INTEGER, place TEXT, value BLOB, number INTEGER)"
        )
        self._database.execute("BEGIN")
        self.taken = 0
        """Records put in so far, each revision counted."""

    def put(self, record: Spooled) -> None:
        """Keep the record, unless a higher revision of its key is there."""
        self.taken += 1
        self._database.execute(
            "INSERT INTO spool VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET revision = excluded.revision,"
            " written = excluded.written, place = excluded.place, value = excluded.value, number = excluded.number"
            " WHERE excluded.revision >= spool.revision",
            (*record, self.taken),
        )

    def __iter__(self) -> Iterator[Spooled]:
        """What stayed, in the order of time; of one time in the order in which it was put in."""
        for row in self._database.execute("SELECT key, revision, written, place, value FROM spool ORDER BY written, number"):
            yield Spooled(*row)

    def __len__(self) -> int:
        """How many keys there are."""
        return int(self._database.execute("SELECT count(*) FROM spool").fetchone()[0])

    def __enter__(self) -> Self:
        """Nothing to do."""
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file; who made its directory removes it."""
        self._database.close()
