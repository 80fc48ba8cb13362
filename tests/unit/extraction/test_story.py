"""Which blocks of a page are the story."""

from lxml.html import document_fromstring

from service.extraction.blocks import blocks_of
from service.extraction.story import story_of

STORY = [
    "The foreign ministry summoned the ambassador on Monday after the raid on the consulate in the north.",
    "He was handed a note of protest and left the building without speaking to reporters at the gate.",
    "The minister later told the parliament that an answer was expected within days, and no later than Friday.",
]
OTHER = "A storm flooded the streets of the old town on Sunday, and hundreds had to leave their homes at night."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def story(html: str, title: str = "", description: str = "") -> list[str]:
    return story_of(blocks_of(document_fromstring(f"<body>{html}</body>").find("body")), title, description)


def test_what_stands_before_the_first_and_after_the_last_sentence_goes() -> None:
    html = f"<div>{paragraphs('By Ann Smith', 'World')}{paragraphs(*STORY)}{paragraphs('Tags')}<p><a href='/x'>Next story</a></p></div>"
    assert story(html) == STORY


def test_a_list_at_the_end_belongs_to_the_story() -> None:
    items = ["Ann Smith, consul", "Bo Lee, attaché", "Cy Day, clerk"]
    assert story(f"<div>{paragraphs(*STORY)}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></div>") == STORY + items


def test_captions_with_a_credit_go() -> None:
    html = f"<div>{paragraphs(STORY[0], 'The envoy at the gate. (Photo: Ann Smith, AP)', *STORY[1:])}</div>"
    assert story(html) == STORY


def test_a_small_table_goes_and_a_page_that_is_one_stays() -> None:
    row = "<tr><td>Ann Smith</td><td>consul</td></tr>"
    assert story(f"<div>{paragraphs(*STORY)}<table>{row}</table></div>") == STORY
    assert "Ann Smith consul" in story(f"<div>{paragraphs(STORY[0])}<table>{row * 40}</table>{paragraphs(STORY[1])}</div>")


def test_the_standfirst_is_the_description_that_the_page_shows() -> None:
    standfirst = "Ministry demands an answer within days"
    html = f"<h1>Envoy summoned</h1><div><h2>{standfirst}</h2></div><div>{paragraphs(*STORY)}</div>"
    assert story(html, title="Envoy summoned", description=standfirst) == [standfirst, *STORY]
    assert story(html, title="Envoy summoned", description="Something else") == STORY


def test_the_standfirst_may_be_known_by_its_name() -> None:
    html = f'<div class="standfirst"><p>Ministry demands an answer within days</p></div><div>{paragraphs(*STORY)}</div>'
    assert story(html)[0] == "Ministry demands an answer within days"


LEAD = "LARNHOLM - The island summoned the envoy of the mainland on Monday to protest against the search of a ferry, its ministry said."


def test_a_paragraph_that_is_all_link_stays_among_paragraphs() -> None:
    linked = f"<p><a href='/x'><b>{LEAD}</b></a></p>"
    assert story(f"<article>{linked}{paragraphs(*STORY)}</article>") == [LEAD, *STORY]
    assert story(f"<article>{paragraphs(STORY[0])}{linked}{paragraphs(*STORY[1:])}</article>") == [STORY[0], LEAD, *STORY[1:]]


def test_links_in_a_row_and_behind_the_story_go_even_with_full_stops() -> None:
    links = "".join(f"<p><a href='/{n}'>{LEAD}</a></p>" for n in range(3))
    assert story(f"<article>{paragraphs(*STORY)}{links}</article>") == STORY


def test_a_lead_may_be_marked_up_as_a_heading() -> None:
    assert story(f"<article><h1>Ferry searched</h1><h2>{LEAD}</h2>{paragraphs(*STORY)}</article>", "Ferry searched") == [LEAD, *STORY]


def test_a_headline_above_the_first_paragraph_is_no_lead() -> None:
    assert story(f"<article><h2>Envoy summoned over the search of a ferry</h2>{paragraphs(*STORY)}</article>") == STORY
