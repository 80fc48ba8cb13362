"""What becomes of a record that its topic does not take."""

import json

from service.dead_letter import read
from service.edge.hops.fitting import fit_ledger, fit_letter
from service.edge.hops.in_memory import MemoryBroker, MemoryPublisher
from service.outcome import DeadReason
from service.reading import Refusal
from service.record import Output, Record, Source
from tests.unit.builders import context

REFUSAL = Refusal(Record(Source("news.raw", 0, 4), 1, b"k", b"{" * 500, (("own", b"x"),)), DeadReason.NOT_JSON, "no", "decode", 1)


def publisher(**largest: int) -> MemoryPublisher:
    return MemoryPublisher(MemoryBroker(largest={f"news.{name}": size for name, size in largest.items()}))


def ledger(**fields: object) -> Output:
    return Output("news.ledger", b"news.raw-0-4", json.dumps({"outcome": "no_topic", **fields}).encode())


def test_a_letter_that_fits_carries_the_input_unchanged() -> None:
    letter, entry = fit_letter(REFUSAL, context(), publisher())
    assert (letter.key, letter.value, letter.headers[0]) == (b"k", b"{" * 500, ("own", b"x"))
    assert (entry.topic, entry.key) == ("news.ledger", b"news.raw-0-4")


def test_a_letter_that_is_too_large_goes_without_the_value_and_says_so() -> None:
    letter, _ = fit_letter(REFUSAL, context(), publisher(dead=100))
    said = read(letter.headers)
    assert (letter.value, said.reason, said.value_omitted, said.input) == (None, "not_json", "too large for the topic", "news.raw-0-4")


def test_a_ledger_entry_that_fits_is_left_as_it_is() -> None:
    assert fit_ledger(ledger(near_misses=["x"]), publisher()) == ledger(near_misses=["x"])


def test_near_misses_are_left_out_where_they_make_an_entry_too_large_and_the_entry_says_so() -> None:
    smaller = fit_ledger(ledger(near_misses=["x" * 500], warnings=["w" * 400]), publisher(ledger=200))
    assert smaller is not None
    fields = json.loads(smaller.value or b"")
    assert fields == {"outcome": "no_topic", "near_misses": [], "warnings": ["near_misses: left out, too large for the topic"]}


def test_an_entry_that_is_too_large_even_so_is_given_up() -> None:
    assert fit_ledger(ledger(near_misses=["x"], article_id="i" * 500), publisher(ledger=200)) is None
    assert fit_ledger(ledger(article_id="i" * 500), publisher(ledger=200)) is None
