"""Declared character sets are obeyed; pages are also read by what they declare inside."""

import codecs

import pytest

from service.decoding.charset import decode_html, decode_plain


def test_a_page_is_read_by_its_byte_order_mark_first() -> None:
    assert decode_html(codecs.BOM_UTF16_LE + "<p>é".encode("utf-16-le"), "text/html; charset=utf-8") == "<p>é"


def test_utf8_is_tried_before_what_the_page_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>é'
    assert decode_html(page.encode(), "text/html") == page


def test_a_page_that_is_not_utf8_is_read_by_its_meta_tag() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Привет'
    assert decode_html(page.encode("cp1251"), "text/html") == page


def test_a_page_that_declares_nothing_is_read_in_the_likeliest_set() -> None:
    page = "<p>" + "Правительство повысило пенсии с нового года, сообщил министр. " * 5
    assert decode_html(page.encode("cp1251"), "text/html") == page


def test_binary_data_is_no_page() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_html(bytes(range(256)) * 4, "text/html")


def test_plain_text_is_never_guessed() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_plain("café".encode("latin-1"), "text/plain")


def test_latin1_means_what_browsers_take_it_for() -> None:
    assert decode_plain(b"\x93quoted\x94", "text/plain; charset=latin1") == "“quoted”"
