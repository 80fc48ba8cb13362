"""Readings through the records of a lane."""

from datetime import UTC, datetime

from service.lane_record import decode_lane_record, encode_lane_record
from service.model import NearMiss
from service.outcome import Reason
from service.reading import Coding, Reading
from tests.unit.builders import article, event, reading, words

PUBLISHED = datetime(2023, 11, 14, 9, tzinfo=UTC)


def test_a_reading_with_events_takes_its_article_along() -> None:
    made = article(
        words(1, 50), url="https://a.example/1", source="a", title="T", wire="AFP", authors=("X",), metadata={"k": "v"}, warnings=("w",)
    )
    one = reading(made, 3, event())
    assert decode_lane_record(encode_lane_record([one, one])) == [one, one]
    assert one.article.text == words(1, 50)


def test_a_reading_without_events_leaves_its_text_behind() -> None:
    one = reading(article(words(1, 400), url="https://a.example/1", source="a", title="T", wire="AFP", published_at=PUBLISHED), 3)
    assert (one.article.text, one.article.title) == ("", "")
    assert one.article.published_at == PUBLISHED
    assert (one.article.url, one.article.wire, one.article.language) == ("https://a.example/1", "AFP", "en")


def test_an_ordinary_reading_is_a_few_hundred_bytes() -> None:
    one = reading(article(words(1, 400), url="https://a.example/a-path/of-some/length", source="a.example"), 3)
    assert len(encode_lane_record([one])) < 700


def test_near_misses_travel() -> None:
    one = reading(article("x"), 0)
    miss = NearMiss(text="x", start=0, end=1, topic="defection", kind=None, missing="an actor")
    with_miss = Reading(one.owner, one.timestamp, one.article, one.sketch, Coding((), (miss,), Reason.NO_FRAME))
    assert decode_lane_record(encode_lane_record([with_miss])) == [with_miss]
