"""The first of the fuzzed records through the pure hop: none may raise anything."""

from service.context import Context
from service.lane_record import decode_lane_record, encode_lane_record
from service.pipeline import read
from service.reading import Refusal
from service.record import Record, Source
from service.trace import Trace
from tests.faults.fuzzed import fuzzed

COUNT = 300


def test_records_filled_at_random_are_read_or_refused() -> None:
    context = Context.build()
    refused = 0
    for sample in fuzzed(COUNT):
        found = read(Record(Source("news.raw", 0, sample.number), 1_790_000_000_000, None, sample.value, sample.headers), context, Trace())
        refused += isinstance(found, Refusal)
        if not isinstance(found, Refusal):
            assert decode_lane_record(encode_lane_record([found]))
    assert 0 < refused < COUNT / 2


def test_a_record_is_made_of_its_number_alone() -> None:
    assert list(fuzzed(3, start=40)) == list(fuzzed(43))[40:]
