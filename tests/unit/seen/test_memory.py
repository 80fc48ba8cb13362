"""The memory: what is loaded, remembered and forgotten, and what a position may see of it."""

import pytest

from service.errors import Fatal
from service.seen import chunk, memory, past
from service.seen.codec import encode_entries
from service.seen.entry import Entry, EventPlace, Position, Verdict
from service.seen.memory import Seen
from service.stages.dedupe import dedupe
from tests.unit.builders import HOUR, START, WINDOW, Hop, article, event, reading, words


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of four rows, blocks of two, batches of three."""
    monkeypatch.setattr(chunk, "CHUNK_ROWS", 4)
    monkeypatch.setattr(memory, "CHUNK_ROWS", 4)
    monkeypatch.setattr(past, "CHUNK_ROWS", 4)
    monkeypatch.setattr(chunk, "_BLOCK_ROWS", 2)
    monkeypatch.setattr(memory, "_BATCH_ROWS", 3)


def entries(count: int, *, copies_from: int = 1000, every: int = 0) -> list[Entry]:
    """Entries of different articles, one a lane record, `every` ms apart; from `copies_from` on copies of the first."""
    hop, made = Hop(Seen(1000 * WINDOW)), []
    for number in range(count):
        text = words(0 if number >= copies_from else number, 60)
        one = reading(article(text, id=f"a{number}", url=f"https://a.example/{number}"), number, event(), after=number * every)
        settlement = hop.decide(one, Position(number, 0))
        assert settlement.entry
        placed = settlement.entry.placed({made.event_id: EventPlace(0, number) for made in settlement.events})
        hop.seen.remember(placed)
        made.append(placed)
    return made


def sees(seen: Seen, number: int, at: Position, after: int = 0) -> bool:
    """Whether a copy of article `number` is recognised at a position."""
    one = reading(article(words(number, 60), id="other"), 99_999, after=after)
    return dedupe(one, at, seen).verdict is Verdict.COPY


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("batch", [1, 2, 7])
def test_what_was_loaded_is_what_was_remembered(batch: int) -> None:
    made = entries(17, copies_from=11)
    remembered, loaded = Seen(WINDOW), Seen(WINDOW)
    for entry in made:
        remembered.remember(entry)
    for at in range(0, len(made), batch):
        loaded.load(encode_entries(made[at : at + batch]))
    assert len(loaded) == len(remembered) == 17
    for number in (0, 5, 10, 16):
        for position in (Position(number, 0), Position(number + 1, 0), Position(50, 0)):
            one = reading(article(words(min(number, 10), 60), id="x", url="https://b.example/1"), 77, event())
            first, second = (Hop(seen).decide(one, position) for seen in (remembered, loaded))
            assert first == second


def test_a_position_sees_only_what_is_before_it() -> None:
    seen = Seen(WINDOW)
    for entry in entries(6):
        seen.remember(entry)
    assert sees(seen, 2, Position(3, 0))
    assert not sees(seen, 3, Position(3, 0))
    assert sees(seen, 5, Position(5, 1))


def test_an_entry_that_is_there_already_changes_nothing() -> None:
    seen, made = Seen(WINDOW), entries(6)
    for entry in [*made[:4], *made[2:]]:
        seen.load(encode_entries([entry]))
    seen.remember(made[3])
    assert len(seen) == 6


@pytest.mark.usefixtures("small_chunks")
def test_the_oldest_are_forgotten_beyond_the_ceiling_and_counted() -> None:
    seen = Seen(WINDOW, ceiling=6)
    for entry in entries(20):
        seen.remember(entry)
    assert (len(seen), seen.forgotten) == (6, 14)
    assert [sees(seen, number, Position(20, 0)) for number in (12, 13, 14, 19)] == [False, False, True, True]


@pytest.mark.usefixtures("small_chunks")
def test_the_window_is_measured_in_record_time_and_frees_memory() -> None:
    seen = Seen(10 * HOUR)
    for entry in entries(40, every=HOUR):
        seen.remember(entry)
    assert not sees(seen, 28, Position(40, 0), after=39 * HOUR)
    assert sees(seen, 29, Position(40, 0), after=39 * HOUR)
    assert len(seen) < 20
    assert seen.forgotten == 0


def test_a_late_record_does_not_bring_back_what_was_out_of_the_window() -> None:
    seen = Seen(10 * HOUR)
    for entry in entries(20, every=HOUR):
        seen.remember(entry)
    assert not sees(seen, 5, Position(20, 0), after=10 * HOUR)


@pytest.mark.usefixtures("small_chunks")
def test_a_story_is_forgotten_with_its_original() -> None:
    seen = Seen(4 * HOUR)
    for entry in entries(30, every=HOUR):
        seen.remember(entry)
    seen.before(Position(30, 0), START + 29 * HOUR)
    assert len(seen._stories) < 15


def test_a_lane_that_was_made_anew_is_refused() -> None:
    seen = Seen(WINDOW)
    seen.load(encode_entries(entries(5)))
    other = Hop().decide(reading(article("another log"), 0, after=HOUR), Position(2, 0)).entry
    assert other
    with pytest.raises(Fatal, match="made anew"):
        seen.remember(other)


def test_the_furthest_position_is_known() -> None:
    seen = Seen(WINDOW)
    assert seen.latest is None
    seen.load(encode_entries(entries(5)))
    assert seen.latest == Position(4, 0)


def test_a_record_of_another_version_is_refused() -> None:
    seen = Seen(WINDOW)
    seen.load(b"\x63" + encode_entries(entries(1))[1:])
    with pytest.raises(Fatal, match="version 99"):
        len(seen)
