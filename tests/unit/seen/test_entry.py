"""Names of stories, keys, and the places of events."""

from service.seen.entry import EventPlace, content_mark, name_key, thread_of
from service.stages.sketch import sketch
from tests.unit.builders import Hop, article, event, reading, words


def test_a_story_is_named_by_article_and_first_content() -> None:
    one, other = (content_mark(sketch(article(words(seed, 20))).digest) for seed in (1, 2))
    assert thread_of("a", one) == thread_of("a", one)
    assert len({thread_of("a", one), thread_of("a", other), thread_of("b", one)}) == 3


def test_ids_and_urls_have_keys_of_their_own_and_none_is_zero() -> None:
    assert name_key("id", "x") != name_key("url", "x")
    assert name_key("id", "\ud800") != 0


def test_places_are_told_by_event_id_and_a_missing_one_stays_unknown() -> None:
    entry = Hop().settle(reading(article(words(1, 50)), 0, event("asylum"), event("desertion")), 0).entry
    assert entry
    first, second = entry.events
    placed = entry.placed({first.event_id: EventPlace(2, 9)})
    assert [made.place for made in placed.events] == [EventPlace(2, 9), None]
    assert second.event_id != first.event_id
