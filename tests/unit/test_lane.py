"""Lanes by script, and readings through the records of the lane."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.lane import LANES, decode_lane_record, encode_lane_record, lane_of
from service.model import NearMiss
from service.outcome import Reason
from service.reading import Coding, Reading
from tests.unit.builders import article, event, reading, words


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("The envoy left.", "latin"),
        ("Việt Nam triệu đại sứ", "latin"),
        ("Посол покинул зал", "cyrillic"),
        ("غادر السفير القاعة", "arabic"),
        ("外交部召见大使 Reuters", "han"),
        ("外務省は大使を呼んだ", "han"),
        ("대사가 떠났다", "hangul"),
        ("राजदूत चले गए", "devanagari"),
        ("Ο πρέσβης έφυγε", "greek"),
        ("השגריר עזב", "hebrew"),
        ("ทูตออกจากห้อง", "thai"),
        ("123 !!! 456", "other"),
        ("", "other"),
    ],
)
def test_the_lane_is_the_script_of_most_letters(text: str, script: str) -> None:
    assert LANES[lane_of(article(text))] == script


def test_a_text_without_letters_goes_by_its_title() -> None:
    assert LANES[lane_of(article("1234", title="Посол"))] == "cyrillic"


def test_a_text_and_its_short_copy_share_a_lane() -> None:
    text = "Посол покинул зал. " * 200
    assert lane_of(article(text)) == lane_of(article(text[:60], title="Ambassador"))


@given(st.text(max_size=300))
def test_any_text_has_a_lane(text: str) -> None:
    assert 0 <= lane_of(article(text)) < len(LANES)


def test_the_first_lanes_never_move() -> None:
    """The place in the table decides the partition: what is remembered there must stay findable."""
    assert LANES[:8] == ("latin", "cyrillic", "arabic", "han", "devanagari", "hangul", "greek", "hebrew")


def test_a_reading_with_events_takes_its_article_along() -> None:
    made = article(
        words(1, 50), url="https://a.example/1", source="a", title="T", wire="AFP", authors=("X",), metadata={"k": "v"}, warnings=("w",)
    )
    one = reading(made, 3, event())
    assert decode_lane_record(encode_lane_record([one, one])) == [one, one]
    assert one.article.text == words(1, 50)


def test_a_reading_without_events_leaves_its_text_behind() -> None:
    one = reading(article(words(1, 400), url="https://a.example/1", source="a", title="T", wire="AFP"), 3)
    assert (one.article.text, one.article.title) == ("", "")
    assert (one.article.url, one.article.wire, one.article.language) == ("https://a.example/1", "AFP", "en")


def test_an_ordinary_reading_is_a_few_hundred_bytes() -> None:
    one = reading(article(words(1, 400), url="https://a.example/a-path/of-some/length", source="a.example"), 3)
    assert len(encode_lane_record([one])) < 700


def test_near_misses_travel() -> None:
    one = reading(article("x"), 0)
    miss = NearMiss(text="x", start=0, end=1, topic="defection", kind=None, missing="an actor")
    with_miss = Reading(one.owner, one.timestamp, one.article, one.sketch, Coding((), (miss,), Reason.NO_FRAME))
    assert decode_lane_record(encode_lane_record([with_miss])) == [with_miss]
