"""Decisions: first of its kind, copy, update, or settled before."""

from service.outcome import Method
from service.seen.entry import Position, Verdict
from service.stages.dedupe import dedupe, publisher_family
from tests.unit.builders import HOUR, WINDOW, Hop, article, reading, words

TEXT = words(1, 300)


def test_the_first_of_its_kind_is_an_original() -> None:
    assert dedupe(reading(article(TEXT)), Position(0, 0), Hop().seen).verdict is Verdict.ORIGINAL


def test_the_same_text_from_elsewhere_is_an_exact_copy() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="first", url="https://a.example/1"), 0), 0)
    decision = dedupe(reading(article(TEXT.upper(), id="b"), 1), Position(1, 0), hop.seen)
    assert (decision.verdict, decision.method, decision.similarity) == (Verdict.COPY, Method.EXACT, 1.0)
    assert decision.original
    assert (decision.original.article_id, decision.original.url) == ("first", "https://a.example/1")


def test_an_edited_text_is_a_near_copy() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="first"), 0), 0)
    decision = dedupe(reading(article(TEXT[:900] + " inserted words here " + TEXT[950:], id="b"), 1), Position(1, 0), hop.seen)
    assert (decision.verdict, decision.method) == (Verdict.COPY, Method.NEAR)
    assert 0.85 < decision.similarity <= 1


def test_a_short_item_inside_a_longer_article_is_a_contained_copy_in_either_order() -> None:
    item, longer = words(2, 120), f"{words(3, 100)} {words(2, 120)} {words(4, 100)}"
    for first, second in ((item, longer), (longer, item)):
        hop = Hop()
        hop.settle(reading(article(first, id="first"), 0), 0)
        decision = dedupe(reading(article(second, id="b"), 1), Position(1, 0), hop.seen)
        assert (decision.verdict, decision.method) == (Verdict.COPY, Method.CONTAINED)


def test_another_article_with_a_shared_block_of_links_is_an_original() -> None:
    links = words(5, 250)
    hop = Hop()
    hop.settle(reading(article(f"{words(6, 250)} {links}", id="first"), 0), 0)
    assert dedupe(reading(article(f"{words(7, 250)} {links}", id="b"), 1), Position(1, 0), hop.seen).verdict is Verdict.ORIGINAL


def test_the_same_url_with_changed_text_is_an_update() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a", url="https://a.example/1"), 0), 0)
    decision = dedupe(reading(article(TEXT + " now more", id="b", url="https://a.example/1"), 1), Position(1, 0), hop.seen)
    assert decision.verdict is Verdict.UPDATE


def test_the_same_id_with_changed_text_is_an_update() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    assert dedupe(reading(article(words(9, 200), id="a"), 1), Position(1, 0), hop.seen).verdict is Verdict.UPDATE


def test_the_same_id_of_another_publisher_is_another_article() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="1", url="https://a.example/1"), 0), 0)
    decision = dedupe(reading(article(words(9, 200), id="1", url="https://b.example/1"), 1), Position(1, 0), hop.seen)
    assert decision.verdict is Verdict.ORIGINAL


def test_an_earlier_version_sent_again_is_a_copy_and_does_not_undo_the_later_one() -> None:
    hop = Hop()
    for number, text in enumerate((TEXT, TEXT + " more", TEXT + " more and more")):
        hop.settle(reading(article(text, id="a"), number), number)
    for number, text in enumerate((TEXT, TEXT + " more"), 3):
        decision = dedupe(reading(article(text, id="a"), number), Position(number, 0), hop.seen)
        assert (decision.verdict, decision.method) == (Verdict.COPY, Method.EXACT)


def test_the_same_article_sent_twice_is_an_exact_copy() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    assert dedupe(reading(article(TEXT, id="a"), 1, after=5000), Position(1, 0), hop.seen).method is Method.EXACT


def test_a_record_that_hop_1_wrote_twice_was_settled_before() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    assert dedupe(reading(article(TEXT, id="a"), 0), Position(4, 0), hop.seen).verdict is None


def test_a_record_at_its_own_position_is_settled_again_as_the_first_time() -> None:
    hop = Hop()
    one = reading(article(TEXT, id="a"), 0)
    hop.settle(one, 0)
    hop.settle(reading(article(TEXT, id="b"), 1), 1)
    assert dedupe(one, Position(0, 0), hop.seen).verdict is Verdict.ORIGINAL


def test_another_content_at_the_same_place_of_a_topic_made_anew_is_a_new_input() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    assert dedupe(reading(article(words(8, 200), id="b"), 0), Position(1, 0), hop.seen).verdict is Verdict.ORIGINAL


def test_the_same_content_at_the_same_place_but_another_time_is_a_new_input() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    assert dedupe(reading(article(TEXT, id="a"), 0, after=HOUR), Position(1, 0), hop.seen).verdict is Verdict.COPY


def test_the_original_of_a_copy_of_a_copy_is_the_first() -> None:
    hop = Hop()
    near = TEXT[:900] + " inserted words here " + TEXT[950:]
    hop.settle(reading(article(TEXT, id="first"), 0), 0)
    hop.settle(reading(article(near, id="b"), 1), 1)
    decision = dedupe(reading(article(near, id="c"), 2), Position(2, 0), hop.seen)
    assert decision.original
    assert decision.original.article_id == "first"


def test_what_fell_out_of_the_window_is_forgotten() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    late = reading(article(TEXT, id="b"), 1, after=WINDOW + 1000)
    assert dedupe(late, Position(1, 0), hop.seen).verdict is Verdict.ORIGINAL
    assert dedupe(reading(article(TEXT, id="b"), 1, after=WINDOW), Position(1, 0), hop.seen).verdict is Verdict.COPY


def test_a_copy_of_a_copy_whose_original_is_forgotten_is_an_original() -> None:
    hop = Hop()
    hop.settle(reading(article(TEXT, id="a"), 0), 0)
    hop.settle(reading(article(TEXT, id="b"), 1, after=WINDOW), 1)
    assert dedupe(reading(article(TEXT, id="c"), 2, after=WINDOW + HOUR), Position(2, 0), hop.seen).verdict is Verdict.ORIGINAL


def test_the_publisher_is_the_registered_domain_else_the_source() -> None:
    assert publisher_family(article("x", url="https://news.bbc.co.uk/a", source="BBC")) == "bbc.co.uk"
    assert publisher_family(article("x", url="https://user@News.Example.com:8080/a")) == "example.com"
    assert publisher_family(article("x", source="The Paper")) == "the paper"
    assert publisher_family(article("x")) == ""
    assert publisher_family(article("x", url="http://[2001:db8::1]:8080/a")) == "2001:db8::1"


def test_an_article_whose_id_is_its_url_is_known_by_it() -> None:
    hop, url = Hop(), "https://a.example/1"
    first = reading(article(TEXT, id=f"url:{url}", url=url), 0)
    hop.settle(first, 0)
    assert dedupe(first, Position(4, 0), hop.seen).verdict is None
    changed = reading(article(words(9, 200), id=f"url:{url}", url=url), 1)
    assert dedupe(changed, Position(5, 0), hop.seen).verdict is Verdict.UPDATE
