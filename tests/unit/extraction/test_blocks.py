"""A page as the list of its blocks."""

import pytest
from lxml.html import document_fromstring

from service.errors import Rejected
from service.extraction.blocks import MAX_DEPTH, Page, blocks_of
from service.outcome import DeadReason


def page(html: str) -> Page:
    return blocks_of(document_fromstring(f"<body>{html}</body>").find("body"))


def texts(html: str) -> list[str]:
    return [block.text for block in page(html).blocks]


def test_paragraphs_headings_and_items_are_blocks_in_order() -> None:
    found = page("<h1>One</h1><div>two <b>bold</b><p>three</p> four</div><ul><li>five</li></ul>").blocks
    assert [(block.tag, block.text) for block in found] == [
        ("h1", "One"),
        ("div", "two bold"),
        ("p", "three"),
        ("div", "four"),
        ("li", "five"),
    ]


def test_what_is_never_text_is_skipped() -> None:
    assert texts(
        "<script>x</script><style>y</style><nav>n</nav><p>a<button>b</button>c</p><figure><figcaption>f</figcaption></figure>"
    ) == ["ac"]


def test_one_break_is_a_space_and_two_are_a_paragraph() -> None:
    assert texts("<div>one<br>two<br><br>three</div>") == ["one two", "three"]


def test_the_text_of_links_is_counted_but_not_that_of_anchors() -> None:
    assert [block.linked for block in page('<p>See <a href="/x">here</a></p><h2><a href="#s">Part</a></h2>').blocks] == [4, 0]


def test_a_row_of_a_table_is_one_block() -> None:
    assert texts("<table><tr><td>1</td><td>Ann</td></tr><tr><td>2</td><td>Bo</td></tr></table>") == ["1 Ann", "2 Bo"]


def test_blocks_know_their_containers() -> None:
    found = page('<div class="story-body"><p>a</p></div><div class="related"><p>b</p></div>')
    first, second = (found.containers[block.container] for block in found.blocks)
    assert (first.story, bool(first.aside)) == (True, False)
    assert (second.story, bool(second.aside)) == (False, True)


def test_the_words_of_a_heading_in_its_id_do_not_make_it_aside() -> None:
    assert page('<h2 id="related-work">a</h2>').blocks[0].container == 0


def test_a_page_nested_without_end_is_too_costly() -> None:
    with pytest.raises(Rejected) as caught:
        page("<div>" * (MAX_DEPTH + 5) + "x")
    assert caught.value.reason == DeadReason.TOO_COSTLY
