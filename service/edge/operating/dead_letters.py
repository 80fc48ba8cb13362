"""Dead letters: what is there, and sending them back to the input.

A letter that is sent back is linked to what it was (`service/dead_letter.py`). That it was sent back is noted on
`news.dead.replays`, for ever, because neither the input nor the ledger remembers it so long; then it is not open any more.

A worker that died before its commit wrote the letters of its last inputs twice; they are the same, and count once, by their input.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace

from aiokafka.structs import ConsumerRecord

from service.dead_letter import Said, read, sent_back
from service.edge.kafka import topics
from service.edge.kafka.client import admin_client, is_embedded
from service.edge.kafka.publisher import KafkaPublisher
from service.edge.kafka.topic_reader import read_all
from service.errors import Fatal
from service.record import Headers, Output
from service.settings import Settings

_SENT_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter. `place` is `<partition>-<offset>` on `news.dead`."""

    place: str
    timestamp: int
    """When it was written, ms since the epoch."""
    key: bytes | None
    value: bytes | None
    headers: Headers
    replayed: bool
    """Whether it was sent back; then it is not open any more."""
    size: int = 0
    """Bytes of the value."""

    @property
    def said(self) -> Said:
        """What the headers of ours say."""
        return read(self.headers)

    @property
    def reason(self) -> str:
        """The code of the reason."""
        return self.said.reason

    @property
    def input(self) -> str:
        """The refused input, `<topic>-<partition>-<offset>`."""
        return self.said.input


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """Which letters; None means any."""

    reason: str | None = None
    stage: str | None = None
    detail: str | None = None
    """A piece of the detail, whatever the case."""
    replayed: bool = False
    """Also those that were sent back."""

    def matches(self, letter: Letter) -> bool:
        """Whether the letter is wanted."""
        return (
            (self.replayed or not letter.replayed)
            and (self.reason is None or letter.reason == self.reason)
            and (self.stage is None or letter.said.stage == self.stage)
            and (self.detail is None or self.detail.casefold() in letter.said.detail.casefold())
        )


async def list_letters(settings: Settings, wanted: LetterFilter | None = None) -> AsyncGenerator[Letter, None]:
    """The letters that match (all open ones without a filter), in the order of their partitions."""
    replayed = await _replayed(settings)
    chosen = wanted or LetterFilter()
    known: set[str] = set()
    async with aclosing(read_all(settings, [settings.topic_names.dead])) as records:
        async for record in records:
            letter = _letter(record, replayed)
            if chosen.matches(letter) and letter.input not in known:
                known.add(letter.input)
                yield letter


async def show(settings: Settings, name: str) -> Letter:
    """The letter at `<partition>-<offset>` on `news.dead`, or of the input `<topic>-<partition>-<offset>`; `Fatal` when there is none."""
    async with aclosing(list_letters(settings, LetterFilter(replayed=True))) as letters:
        async for letter in letters:
            if name in {letter.place, letter.input, f"{settings.topic_names.dead}-{letter.place}"}:
                return letter
    raise Fatal(f"There is no dead letter {name}; `demarche dead list` shows those that there are.")


async def replay(
    settings: Settings,
    wanted: LetterFilter | None = None,
    *,
    limit: int | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
    without_bytes: Callable[[Letter], None] | None = None,
) -> list[Letter]:
    """Send the open letters that match back to the input, at most `limit`; returns them. With `dry_run` nothing is sent.

    `without_bytes` gets each letter on the way that holds nothing of its input and so can't be sent: it was too large, or skipped.

    Each is noted as sent back after the input has acknowledged it: when this is interrupted in between, it is sent once more, and
    dedupe recognises it.
    """
    chosen: list[Letter] = []
    async with aclosing(list_letters(settings, wanted)) as letters:
        async for letter in letters:
            if limit is not None and len(chosen) >= limit:
                break
            if letter.said.value_omitted:
                if without_bytes:
                    without_bytes(letter)
                continue
            if not letter.replayed:
                chosen.append(letter)
    if chosen and not dry_run:
        await _send(settings, chosen, progress)
    return chosen


async def _send(settings: Settings, letters: list[Letter], progress: Callable[[int], None] | None) -> None:
    notes = topics.notes_of_replays(settings)
    await topics.make(settings, [notes])  # it may be missing where topics were made by an earlier release
    async with admin_client(settings) as admin:
        embedded = await is_embedded(admin)
    largest = {settings.topic_names.raw: topics.LARGEST, notes.name: notes.largest}
    publisher = KafkaPublisher(settings, idempotent=not embedded, largest=largest)
    await publisher.start()
    try:
        for start in range(0, len(letters), _SENT_TOGETHER):
            some = letters[start : start + _SENT_TOGETHER]
            inputs = [Output(settings.topic_names.raw, letter.key, letter.value, sent_back(letter.headers)) for letter in some]
            places = await (await publisher.send(inputs)).confirmed()
            sent = [
                Output(notes.name, letter.input.encode(), f"{settings.topic_names.raw}-{place.partition}-{place.offset}".encode())
                for letter, place in zip(some, places, strict=True)
            ]
            await (await publisher.send(sent)).confirmed()
            if progress:
                progress(start + len(some))
    finally:
        await publisher.stop()


async def _replayed(settings: Settings) -> set[str]:
    """The inputs whose letters were sent back."""
    async with admin_client(settings) as admin:
        if settings.topic_names.replays not in await admin.list_topics():
            return set()
    async with aclosing(read_all(settings, [settings.topic_names.replays])) as records:
        return {record.key.decode() async for record in records if record.key}


def _letter(record: ConsumerRecord, replayed: set[str]) -> Letter:
    place = f"{record.partition}-{record.offset}"
    size = len(record.value or b"")
    letter = Letter(place, record.timestamp, record.key, record.value, tuple(record.headers), replayed=False, size=size)
    return replace(letter, replayed=True) if letter.input in replayed else letter
