"""HTML in a text goes, and nothing else."""

import pytest

from service.cleaning.markup import without_markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Peru <b>expelled</b> the <span class='x'>consul</span>.", "Peru expelled the consul."),
        ("One.<br/>Two.<br><br>Three.", "One.\nTwo.\n\nThree."),
        ("<p>One.</p><p>Two.</p>", "\n\nOne.\n\n\n\nTwo.\n\n"),
        ("One.<script>var a = '<b>';</script> <style>p {}</style>Two.<!-- three -->", "One. Two."),
        ('<a href="/x">Chad</a> left', "Chad left"),
    ],
)
def test_tags_go_and_blocks_end_lines(text: str, plain: str) -> None:
    assert without_markup(text) == plain


@pytest.mark.parametrize("text", ["a < b and c > d", "an <unknown> word", "1 <2> 3", "no markup", "<script>never closed"[:0] + "<3"])
def test_what_is_no_element_stays(text: str) -> None:
    assert without_markup(text) == text


def test_a_script_that_is_not_closed_loses_its_tag_only() -> None:
    assert without_markup("<script>The text goes on.") == "The text goes on."
