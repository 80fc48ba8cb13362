"""From a page to its text, by the first method that finds one."""

from datetime import UTC, datetime

import pytest

from service.errors import Rejected
from service.extraction.page import MAX_ATTRIBUTES, MAX_ATTRIBUTES_OF_A_TAG, MAX_TAGS, read_page
from service.outcome import DeadReason

RECEIVED = datetime(2024, 6, 1, tzinfo=UTC)
SENTENCE = "The foreign ministry summoned the ambassador on Monday after the raid on the consulate in the north."


def refusal(html: str) -> DeadReason:
    with pytest.raises(Rejected) as caught:
        read_page(html, RECEIVED)
    return caught.value.reason


def test_a_plain_page_is_read_by_its_blocks() -> None:
    paragraphs = [SENTENCE.replace("Monday", day) for day in ("Monday", "Friday", "Sunday")]
    found = read_page(f"<article>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>", RECEIVED)
    assert (found.method, found.text) == ("blocks", "\n\n".join(paragraphs))


def test_linked_data_is_read_where_the_page_shows_little() -> None:
    body = " ".join(SENTENCE.replace("Monday", day) for day in ("Monday", "Tuesday", "Friday", "Sunday"))
    found = read_page(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script><p>{SENTENCE}</p>', RECEIVED
    )
    assert (found.method, found.text) == ("json_ld", body)


def test_another_reader_is_asked_where_the_first_finds_nothing() -> None:
    found = read_page(
        "<body><main>" + "<h2>A heading of the page without any sentence in it</h2><div>and a line of text</div>" * 12 + "</main></body>",
        RECEIVED,
    )
    assert found.method == "resiliparse"


@pytest.mark.parametrize(
    "html", ["<p>", "<html><body></body></html>", "<!-- nothing -->", "<p>Too short.</p>", "<script>var x = 1;</script>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    assert refusal(html) == DeadReason.NO_TEXT


def test_a_page_of_too_many_tags_is_too_costly() -> None:
    assert refusal("<p>a" * (MAX_TAGS + 1)) == DeadReason.TOO_COSTLY


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", "a{}='>'", 'a{}="<p>"', "a{}=1/", 'b"{}'])
def test_a_tag_of_too_many_attributes_is_too_costly_however_they_are_written(attribute: str) -> None:
    many = " ".join(attribute.format(number) for number in range(MAX_ATTRIBUTES_OF_A_TAG + 1))
    assert refusal(f"<p>{SENTENCE}</p><p {many}>{SENTENCE}</p>") == DeadReason.TOO_COSTLY


def test_a_tag_may_have_as_many_attributes_as_are_allowed() -> None:
    many = " ".join(f"a{number}='x > {number}'" for number in range(MAX_ATTRIBUTES_OF_A_TAG))
    assert SENTENCE in read_page(f"<p {many}>{SENTENCE}</p><script>if (a <b && c=d e=f) {{ }}</script>", RECEIVED).text


@pytest.mark.parametrize("element", ["script", "STYLE"])
def test_what_a_script_compares_is_no_tag(element: str) -> None:
    code = "for(i=0;i<a.length;i++){b(i<c," + " ".join(f"x{i}" for i in range(2 * MAX_ATTRIBUTES_OF_A_TAG)) + ")}"
    assert SENTENCE in read_page(f"<{element} async>{code}</{element}><p>{SENTENCE}</p>", RECEIVED).text


def test_a_page_of_too_many_attributes_is_too_costly() -> None:
    tag = f"<p {' '.join(f'a{number}=1' for number in range(200))}>{SENTENCE}</p>"
    assert refusal(tag * (MAX_ATTRIBUTES // 200 + 1)) == DeadReason.TOO_COSTLY


def test_a_page_nested_too_deep_is_too_costly() -> None:
    assert refusal("<div>" * 240 + SENTENCE) == DeadReason.TOO_COSTLY


def test_a_short_chinese_page_is_no_page_misread() -> None:
    paragraphs = [
        "外交部星期一召见了大使，就领事馆被搜查一事提出严正交涉。",
        "大使没有回答记者的提问，随即离开了外交部大楼。",
        "部长随后对议会表示，希望对方在几天之内作出解释。",
    ]
    found = read_page(f"<article>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>", RECEIVED)
    assert (found.method, found.text) == ("blocks", "\n\n".join(paragraphs))


def test_a_short_story_is_not_given_up_for_a_notice_of_consent() -> None:
    notice = "<p>We and our 97 partners store cookies on your device to show content that you like, and you can change it.</p>"
    found = read_page(f"<div>{notice * 3}</div><main><article><h1>Envoy</h1><p>{SENTENCE}</p></article></main>", RECEIVED)
    assert found.text.endswith(SENTENCE)
    assert "partners" not in found.text
