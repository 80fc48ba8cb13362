"""The headers of a dead letter, written and read."""

from dataclasses import replace

from service.dead_letter import read, sent_back, texts, without_value, written
from service.outcome import DeadReason
from service.reading import Refusal
from service.record import Output, Record, Source

RECORD = Record(Source("news.raw", 3, 9), 1, b"k", b"{", (("own", b"x"), ("demarche.reason", b"a lie")))
REFUSAL = Refusal(RECORD, DeadReason.NOT_JSON, "line 1\nis broken", "decode", 1)
HEADERS = RECORD.headers + written(REFUSAL, "news.dead", "0.1.0")


def test_what_is_written_is_read_again_whatever_the_input_carried() -> None:
    said = read(HEADERS)
    assert (said.reason, said.detail, said.stage, said.version, said.attempts) == ("not_json", "line 1 is broken", "decode", "0.1.0", "1")
    assert said.input == "news.raw-3-9"


def test_a_header_without_a_value_and_one_that_is_not_known_say_nothing() -> None:
    assert (
        read((("demarche.reason", b"schema"), ("demarche.reason", None), ("demarche.colour", b"red"), ("reason", b"own"))).reason
        == "schema"
    )


def test_only_headers_of_ours_are_told() -> None:
    assert set(texts(HEADERS)) == {
        f"demarche.{name}" for name in ("reason", "detail", "stage", "topic", "partition", "offset", "version", "attempts")
    }


def test_a_letter_without_its_value_says_why_and_keeps_only_headers_of_ours() -> None:
    bare = without_value(Output("news.dead", b"k", b"{", HEADERS), "too large")
    assert (bare.key, bare.value) == (None, None)
    assert read(bare.headers).value_omitted == "too large"
    assert "own" not in dict(bare.headers)


def test_a_letter_is_a_cloud_event_until_it_goes_back() -> None:
    assert [dict(HEADERS)[f"ce_{name}"] for name in ("type", "source", "id", "time")] == [
        b"demarche.dead-letter.v1", b"/demarche/news.dead", b"news.raw-3-9", b"1970-01-01T00:00:00.001Z",
    ]  # fmt: skip
    assert "content-type" not in dict(HEADERS)
    bare = without_value(Output("news.dead", b"k", b"{", HEADERS), "too large")
    assert dict(bare.headers)["ce_id"] == b"news.raw-3-9"


def test_an_input_that_is_a_cloud_event_keeps_its_own_attributes_and_gets_no_others() -> None:
    own = (("ce_specversion", b"1.0"), ("ce_type", b"scraper.page"), ("ce_id", b"1"), ("content-type", b"text/html"))
    letter = own + written(replace(REFUSAL, record=replace(RECORD, headers=own)), "news.dead", "0.1.0")
    assert [header for header in letter if not header[0].startswith("demarche.")] == list(own)
    assert sent_back(letter)[:4] == own


def test_a_letter_goes_back_with_its_own_headers_and_two_links() -> None:
    back = sent_back(HEADERS)
    assert back == (("own", b"x"), ("demarche.replay_of", b"news.raw-3-9"), ("demarche.first", b"news.raw-3-9"))


def test_what_is_refused_and_sent_back_again_and_again_stays_linked_to_the_first() -> None:
    again = Record(Source("news.raw", 0, 77), 2, b"k", b"{", sent_back(HEADERS))
    back = dict(sent_back(again.headers + written(Refusal(again, DeadReason.NOT_JSON, "", "decode", 1), "news.dead", "0.1.0")))
    assert (back["demarche.replay_of"], back["demarche.first"]) == (b"news.raw-0-77", b"news.raw-3-9")
