"""Which container of a page holds the story."""

from lxml.html import document_fromstring

from service.extraction.blocks import blocks_of
from service.extraction.container import told_in_one

STORY = [
    "The foreign ministry summoned the ambassador on Monday after the raid on the consulate in the north.",
    "He was handed a note of protest and left the building without speaking to reporters at the gate.",
    "The minister later told the parliament that an answer was expected within days, and no later than Friday.",
]
OTHER = "A storm flooded the streets of the old town on Sunday, and hundreds had to leave their homes at night."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def story(html: str, title: str = "") -> list[str]:
    page = blocks_of(document_fromstring(f"<body>{html}</body>").find("body"))
    return [block.text for block in told_in_one(page, title)]


def test_the_container_with_the_sentences_is_the_story() -> None:
    assert (
        story(f'<div>{paragraphs("Menu", "Home")}</div><div id="x">{paragraphs(*STORY)}</div><div>{paragraphs("Imprint")}</div>') == STORY
    )


def test_a_story_cut_into_parts_is_put_together() -> None:
    parts = "".join(f"<section><div>{paragraphs(text)}</div></section>" for text in STORY)
    assert story(f"<main>{parts}</main>") == STORY


def test_named_asides_go_even_with_sentences() -> None:
    assert story(f'<article>{paragraphs(*STORY)}<div class="related-stories">{paragraphs(OTHER)}</div></article>') == STORY


def test_a_name_is_not_believed_where_the_story_is() -> None:
    assert story(f'<div class="has-sidebar gallery-page"><div class="gallery">{paragraphs(*STORY)}</div></div>') == STORY


def test_a_long_cookie_notice_is_no_story() -> None:
    notice = [f"Cookies of kind {n} help us to remember what you like, and stay on your device for a year." for n in range(6)]
    assert story(f'<div id="cookie-consent">{paragraphs(*notice)}</div><div>{paragraphs(*STORY)}</div>') == STORY


def test_teasers_of_other_stories_go() -> None:
    teaser = f'<div><h3><a href="/storm">Storm floods the old town</a></h3><p>{OTHER}</p></div>'
    assert story(f"<div>{paragraphs(*STORY)}{teaser}</div>") == STORY


def test_of_several_articles_the_one_with_the_title_is_the_story() -> None:
    long_one = paragraphs(*[f"{OTHER} Number {n} of the reports says so." for n in range(5)])
    html = f"<article><h2>Storm</h2>{long_one}</article><article><h2>Envoy summoned</h2>{paragraphs(*STORY)}</article>"
    assert story(html, title="Envoy summoned") == ["Envoy summoned", *STORY]


def test_appeals_for_money_go() -> None:
    appeal = paragraphs(
        "Support our journalism: your contribution, as little as $1, keeps the newsroom at work for you.",
        "Please make a donation today, because our readers are the only ones who pay for our newsroom.",
    )
    assert story(f'<div class="entry-content"><div>{paragraphs(*STORY)}</div><div>{appeal}</div></div>') == STORY


def test_a_page_without_sentences_has_no_story() -> None:
    assert story("<p>Menu</p><ul><li>Home</li></ul>") == []


NOTICE = "We and our 97 partners store cookies on your device to show content that you like. You can change your choice at any time."


def test_a_story_in_an_aside_is_found_and_a_side_note_is_not_taken_for_it() -> None:
    assert story(f"<main><div class='cookie'>{paragraphs(NOTICE)}</div><aside><h1>A</h1>{paragraphs(*STORY)}</aside></main>")[1:] == STORY
    assert story(f"<main><div>{paragraphs(*STORY)}</div><aside>{paragraphs(OTHER)}</aside></main>") == STORY


def test_a_footer_holds_the_story_only_with_its_headline() -> None:
    assert story(f"<footer><article>{paragraphs(*STORY)}</article></footer>") == STORY
    assert story(f"<div>Pictures</div><footer>{paragraphs(*STORY)}</footer>") == []


def test_a_notice_of_consent_is_no_story_whatever_holds_it() -> None:
    short = STORY[0]
    assert (
        story(f"<div id='n'>{paragraphs(NOTICE, NOTICE)}</div><main><article><h1>A</h1>{paragraphs(short)}</article></main>")[-1] == short
    )


def test_a_teaser_right_before_the_first_paragraph_is_the_lead() -> None:
    lead = f"<div class='article__teaser'>{paragraphs(OTHER)}</div>"
    assert story(f"<article><h1>A</h1>{lead}{paragraphs(*STORY)}</article>")[1:] == [OTHER, *STORY]
    assert OTHER not in story(f"<article><h1>A</h1>{paragraphs(*STORY)}{lead}</article>")
