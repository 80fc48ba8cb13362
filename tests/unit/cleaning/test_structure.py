"""What only the order of lines tells."""

from service.cleaning.structure import (
    Line,
    headline,
    joined,
    lines_of,
    read_again,
    text_of,
    unwrapped,
    without_repeats,
    without_shouted,
    without_tail,
    without_title,
)

PARAGRAPH = "The envoy left the hall on Monday, and nobody in the room followed him."


def lines(*texts: str) -> list[Line]:
    return [Line(2, text) for text in texts]


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def test_lines_keep_their_distance_up_to_one_blank_line() -> None:
    assert lines_of("a\nb\n\n\n c ") == [Line(1, "a"), Line(1, "b"), Line(2, "c")]
    assert text_of(lines_of("a\nb\n\n\n c ")) == "a\nb\n\nc"


def test_lines_read_again_are_those_of_the_text_that_they_make() -> None:
    for found in ([], lines("a"), [Line(2, "a"), Line(1, "b"), Line(2, "c")]):
        assert read_again(found) == lines_of(text_of(found))


def test_a_line_broken_at_a_link_is_joined() -> None:
    assert texts(joined(lines("He was told by the", "foreign ministry", ", which summoned him."))) == [
        "He was told by the foreign ministry, which summoned him."
    ]


def test_paragraphs_lists_and_verses_are_not_joined() -> None:
    kept = ["He named three:", "the envoy", "The consul", "A clerk"]
    assert texts(joined(lines(*kept))) == kept


def test_a_repeated_paragraph_goes_and_the_longer_copy_stays() -> None:
    pulled = "nobody in the room followed him on that cold day"
    longer = f"{PARAGRAPH} Indeed, {pulled} in May."
    assert texts(without_repeats(lines(PARAGRAPH, "He left.", PARAGRAPH), set())) == [PARAGRAPH, "He left."]
    assert texts(without_repeats(lines(pulled, "He left.", longer), set())) == ["He left.", longer]


def test_a_short_line_may_be_said_twice() -> None:
    assert texts(without_repeats(lines("He left.", "Why?", "He left."), set())) == ["He left.", "Why?", "He left."]


def test_the_title_goes_from_the_top_only() -> None:
    title = "Envoy leaves the hall in anger"
    assert texts(without_title(lines(title.upper(), PARAGRAPH), title)) == [PARAGRAPH]
    assert texts(without_title(lines(f"{title} {PARAGRAPH}"), title)) == [PARAGRAPH]
    assert texts(without_title(lines(f"A caption. World {title}", PARAGRAPH), title)) == ["A caption.", PARAGRAPH]
    below = lines(PARAGRAPH, "One.", "Two.", "Three.", title)
    assert without_title(below, title) == below


def test_a_line_found_not_to_say_the_title_is_remembered() -> None:
    untitled: set[str] = set()
    title = "Envoy leaves the hall in anger"
    assert texts(without_title(lines(title, PARAGRAPH), title, untitled)) == [PARAGRAPH]
    assert untitled == {PARAGRAPH}
    assert texts(without_title(lines(title), title, {title})) == [title]


def test_a_sentence_that_holds_the_title_stays() -> None:
    line = "He said that the envoy leaves the hall in anger and joy."
    assert texts(without_title(lines(line), "Envoy leaves the hall in anger")) == [line]


def test_a_headline_is_short_and_no_sentence_and_before_one() -> None:
    assert headline(lines("Envoy leaves the hall", PARAGRAPH, PARAGRAPH)) == "Envoy leaves the hall"
    assert headline(lines("大使愤怒离开会场", "大使星期一离开了会场。", "没有人跟随。")) == "大使愤怒离开会场"
    assert headline(lines("The envoy left.", PARAGRAPH, PARAGRAPH)) is None
    assert headline(lines("Envoy leaves the hall", "A list", PARAGRAPH)) is None
    assert headline(lines("Envoy leaves the hall", PARAGRAPH)) is None


def test_a_headline_of_another_story_at_the_end_goes() -> None:
    body = [PARAGRAPH, "One came.", "Two came.", "Three came."]
    assert texts(without_tail(lines(*body, "Three consuls leave the capital"))) == body
    assert texts(without_tail(lines(*body, "Four came and said no"))) == [*body, "Four came and said no"]
    assert texts(without_tail(lines(*body, "A list", "Three consuls leave the capital")))[-1] == "Three consuls leave the capital"


def test_shouted_links_go_where_the_text_does_not_shout() -> None:
    shout = "THREE CONSULS LEAVE THE CAPITAL AFTER RAID"
    assert texts(without_shouted(lines(PARAGRAPH, "He left.", shout, "She stayed."))) == [PARAGRAPH, "He left.", "She stayed."]
    loud = lines("ALL OF IT IS IN CAPITALS HERE", shout, shout, shout)
    assert without_shouted(loud) == loud


def test_a_text_broken_at_one_width_gets_its_paragraphs_back() -> None:
    broken = (
        "MILITARY SOURCES TODAY REPORTED\nTHAT THE ENVOY AND TWO OF HIS AIDES, ONE OF THEM THE HEAD OF THE\n"
        "CHANCERY, HAD LEFT THE CAPITAL ON A NIGHT TRAIN AFTER THEY TOLD EFE\nTHAT THEY WERE "
        "NOT SAFE. THE MINISTRY DID NOT SAY WHERE THEY WENT.\n"
        "NOBODY ASKED.\n\nTHE EMBASSY STAYED CLOSED ON MONDAY AND NO FLAG FLEW OVER ITS\nGATE."
    )
    assert text_of(unwrapped(lines_of(broken))) == broken.replace("\n\n", "\r").replace("\n", " ").replace("\r", "\n\n")


def test_short_lines_of_any_length_are_no_broken_text() -> None:
    listed = lines_of("One.\nA longer line with more words in it.\nTwo.\nThree of them came.\nFour.\nAnd then there was the last.")
    assert unwrapped(listed) == listed
