"""One form for each character, and no text longer than it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cleaning.characters import normalise


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("a\t b\u00a0\u2003c", "a b c"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("\x00\x07bell", "bell"),
        ("A &amp; B &lt;c&gt; &#8220;q&#8221;", "A & B <c> “q”"),
        ("A &amp;amp;amp; B", "A & B"),
        ("AT&T; and R&D", "AT&T; and R&D"),
        ("cafÃ© â€œquotedâ€\x9d", "café “quoted”"),
        ("L’été à São Paulo — 5 €", "L’été à São Paulo — 5 €"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("icon\ue001s", "icons"),
    ],
)
def test_characters_have_one_form(given: str, wanted: str) -> None:
    assert normalise(given) == wanted


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.sampled_from("Ã©â€œ™ \u00a0\u0958e\u0301&amp;#38lt\n"), max_size=60))
def test_no_text_gets_longer(text: str) -> None:
    assert len(normalise(text)) <= len(text)


@pytest.mark.parametrize("sign", "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d")
def test_hyphens_within_words_are_of_one_kind(sign: str) -> None:
    assert normalise(f"a walk{sign}out") == "a walk-out"


@pytest.mark.parametrize("sign", "\u02b9\u02bc\uff07\u201b\u00b4\u2032\u02bb")
def test_apostrophes_within_words_are_of_one_kind(sign: str) -> None:
    assert normalise(f"Norway{sign}s envoy") == "Norway's envoy"


@pytest.mark.parametrize("text", ["1939–1945", "he left – they said", "6′ 2″", "Norway’s “envoy”"])
def test_dashes_between_numbers_and_quotation_marks_stay(text: str) -> None:
    assert normalise(text) == text
