"""What is sent as the text of an article and is none says what it is."""

import pytest

from service.decoding.disguise import disguise, is_feed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\r\n%PDF-1.4", "PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"WARC/1.0\r\n", "web archive"),
        (b'<?xml version="1.0"?>\n<!-- news --><rss version="2.0">', "RSS or Atom feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "RSS or Atom feed"),
        (b"a\x00b", "binary"),
    ],
)
def test_it_is_told_by_its_first_bytes(value: bytes, said: str) -> None:
    assert said in (disguise(value) or "")


@pytest.mark.parametrize(
    "value", [b"", b"Peru expelled the envoy.", "Łódź".encode(), "Peru".encode("utf-16"), b"The PDF- of it", b"<p>rss</p>"]
)
def test_what_may_be_an_article_is_let_through(value: bytes) -> None:
    assert disguise(value) is None


def test_a_page_may_have_zero_bytes() -> None:
    assert disguise("<p>Peru</p>".encode("utf-16-le"), page=True) is None


def test_a_feed_may_stand_behind_blanks() -> None:
    assert is_feed(b"\n  <rdf:RDF>")
    assert not is_feed(b"<html><rss>")
