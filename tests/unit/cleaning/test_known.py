"""What the rounds remember holds only as long as what it was found with."""

from service.cleaning.known import HEAD, Known

LINE = "The envoy left the hall."


def test_a_line_of_the_head_came_through_only_at_its_place() -> None:
    known = Known(stable={LINE}, head={(1, LINE)})
    assert known.came_through(1, LINE)
    assert not known.came_through(0, LINE)
    assert known.came_through(HEAD, LINE)


def test_a_line_that_is_marked_has_to_be_doubted_again() -> None:
    known = Known(doubtful={LINE: False})
    known.mark(LINE)
    assert LINE in known.marked
    assert not known.doubtful


def test_another_title_has_other_words_and_no_line_is_known_not_to_say_it() -> None:
    known = Known()
    known.entitle("Envoy leaves")
    known.untitled.add(LINE)
    assert known.words_of_title() == {"envoy", "leaves"}
    known.entitle("Envoy leaves")
    assert known.untitled == {LINE}
    known.entitle("Strike ends")
    assert known.words_of_title() == {"strike", "ends"}
    assert not known.untitled
