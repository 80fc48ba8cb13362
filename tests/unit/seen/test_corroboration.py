"""Counts and revisions: a fold over the entries of a story."""

from dataclasses import replace

import pytest

from service.record import Source
from service.seen.corroboration import Tally, is_milestone
from service.seen.entry import Entry, EventPlace, Position, SeenEvent, Verdict
from service.sketch import Sketch

PLACE = EventPlace(0, 5)


def entry(number: int, publisher: str = "", wire: str | None = None, **more: object) -> Entry:
    name = publisher or f"p{number}"
    made = Entry(
        owner=Source("news.raw", 0, number),
        position=Position(number, 0),
        timestamp=number,
        article_id=f"a{number}",
        url=f"https://{name}/{number}",
        publisher=name,
        source=name,
        wire=wire,
        sketch=Sketch(b"", 0, b"", b""),
        verdict=Verdict.COPY,
        related=Position(0, 0),
        thread=b"t",
        carried=("e",),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def first(wire: str | None = None) -> Entry:
    return entry(
        0, "p0", wire, verdict=Verdict.ORIGINAL, related=None, carried=(), events=(SeenEvent("e", "defection", "asylum", place=PLACE),)
    )


@pytest.mark.parametrize(
    ("articles", "expected"), [(1, False), (2, True), (3, False), (5, True), (10, True), (15, False), (20, True), (200, True), (250, False)]
)
def test_milestones_are_2_5_10_20_50_100(articles: int, *, expected: bool) -> None:
    assert is_milestone(articles) is expected


def test_copies_of_other_publishers_are_independent() -> None:
    tally = Tally.of("e", [first(), entry(1), entry(2)])
    assert (tally.corroboration.articles, tally.corroboration.sources, tally.corroboration.independent_sources) == (3, 3, 3)


def test_copies_of_one_wire_story_count_as_one_independent_source() -> None:
    tally = Tally.of("e", [first("Reuters"), entry(1, wire="Reuters"), entry(2)])
    assert (tally.corroboration.sources, tally.corroboration.independent_sources) == (3, 1)


def test_one_publisher_family_counts_as_one() -> None:
    tally = Tally.of("e", [first(), entry(1, "p0"), entry(2, "p0", source="other desk")])
    assert (tally.corroboration.articles, tally.corroboration.sources, tally.corroboration.independent_sources) == (3, 2, 1)


def test_the_same_article_again_does_not_count() -> None:
    tally = Tally.of("e", [first(), entry(1), entry(2, article_id="a1"), entry(3, url="https://p1/1")])
    assert tally.corroboration.articles == 2


def test_a_copy_that_does_not_report_the_event_does_not_count() -> None:
    assert Tally.of("e", [first(), entry(1, carried=())]).corroboration.articles == 1


def test_revisions_are_made_by_independent_sources_and_milestones_only() -> None:
    tally = Tally.of("e", [first()])
    same = [tally.add(entry(number, "p0")) for number in range(1, 12)]
    assert [number + 2 for number, made in enumerate(same) if made] == [2, 5, 10]
    assert tally.add(entry(20, "elsewhere"))
    assert tally.revision == 5


def test_an_update_is_a_revision_with_a_body_of_its_own() -> None:
    update = replace(
        first(), position=Position(9, 0), verdict=Verdict.UPDATE, events=(SeenEvent("e", "defection", "asylum", place=EventPlace(1, 7)),)
    )
    tally = Tally.of("e", [first(), entry(1), update])
    assert (tally.revision, tally.body_at, tally.corroboration.articles) == (3, EventPlace(1, 7), 2)
