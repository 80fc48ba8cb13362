"""Rows of the memory: texts in compressed blocks, times in seconds, positions as one number."""

from uuid import NAMESPACE_URL, uuid5

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.seen.chunk import Chunk, _pack, pack_position, to_seconds, unpack_position
from service.seen.codec import text_of
from service.seen.entry import Entry, Position, Verdict
from tests.unit.builders import START, Hop, article, reading, words


def entry(number: int) -> Entry:
    made = Hop().decide(reading(article(words(number, 40), id=f"a{number}\nb"), number), Position(number, 0)).entry
    assert made
    return made


_ENTRY = entry(1)


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 200])
def test_texts_come_back_from_blocks_and_from_what_is_not_in_a_block_yet(rows: int) -> None:
    chunk, one = Chunk(0, 0), entry(1)
    texts = [text_of(one).replace(b"a1", f"a{number}".encode()) for number in range(rows)]
    for number, text in enumerate(texts):
        chunk.append(number, one, text)
    assert [chunk.text(row) for row in range(rows)] == texts


@given(
    st.lists(st.one_of(st.uuids().map(str), st.uuids().map(lambda one: one.hex), st.text(max_size=40), st.none()), min_size=64, max_size=64)
)
def test_ids_of_any_form_come_back_from_blocks(ids: list[str | None]) -> None:
    chunk, one = Chunk(0, 0), _ENTRY
    texts = [orjson.dumps([article_id, "https://a.example/1", "a.example"]) for article_id in ids]
    for number, text in enumerate(texts):
        chunk.append(number, one, text)
    assert [chunk.text(row) for row in range(len(texts))] == texts


def test_random_ids_take_little_more_than_their_sixteen_bytes() -> None:
    def size(ids: list[str | None]) -> int:
        return len(_pack([orjson.dumps([article_id, f"https://a.example/{number}"]) for number, article_id in enumerate(ids)]))

    assert size([uuid5(NAMESPACE_URL, str(number)).hex for number in range(64)]) <= size([None] * 64) + 64 * 16.5


def test_a_copy_takes_no_signature() -> None:
    chunk, one = Chunk(0, 0), entry(1)
    copy = Hop()
    copy.settle(reading(article(words(1, 40), id="first"), 0), 0)
    settled = copy.settle(reading(article(words(1, 40), id="b"), 1), 1).entry
    assert settled
    assert settled.verdict is Verdict.COPY
    for number, each in enumerate((one, settled, one)):
        chunk.append(number, each, text_of(each))
    assert (chunk.signed, chunk.slots[2]) == (2, 1)
    assert chunk.signature(2).tobytes() == one.sketch.signature


def test_the_clock_is_the_latest_time_so_far() -> None:
    chunk = Chunk(0, to_seconds(START) + 50)
    chunk.append(0, entry(1), b"[]")
    assert chunk.clock == to_seconds(START) + 50


@given(st.integers(0, 1 << 42), st.integers(0, (1 << 20) - 1), st.integers(0, 1 << 42), st.integers(0, (1 << 20) - 1))
def test_packed_positions_sort_as_positions_do(offset: int, index: int, other_offset: int, other_index: int) -> None:
    one, other = Position(offset, index), Position(other_offset, other_index)
    assert unpack_position(pack_position(offset, index)) == one
    assert (pack_position(offset, index) < pack_position(other_offset, other_index)) == (one < other)


@pytest.mark.parametrize(("timestamp", "seconds"), [(-5, 0), (1999, 1), (1 << 60, (1 << 32) - 1)])
def test_times_out_of_range_are_the_nearest_in_range(timestamp: int, seconds: int) -> None:
    assert to_seconds(timestamp) == seconds
