"""Scripts, by which articles are spread over the lanes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.script import SCRIPTS, script_of
from tests.unit.builders import article


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("The envoy left.", "latin"),
        ("Việt Nam triệu đại sứ", "latin"),
        ("Посол покинул зал", "cyrillic"),
        ("غادر السفير القاعة", "arabic"),
        ("外交部召见大使 Reuters", "han"),
        ("外務省は大使を呼んだ", "han"),
        ("대사가 떠났다", "hangul"),
        ("राजदूत चले गए", "devanagari"),
        ("Ο πρέσβης έφυγε", "greek"),
        ("השגריר עזב", "hebrew"),
        ("ทูตออกจากห้อง", "thai"),
        ("123 !!! 456", "other"),
        ("", "other"),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert SCRIPTS[script_of(article(text))] == script


def test_a_text_without_letters_goes_by_its_title() -> None:
    assert SCRIPTS[script_of(article("1234", title="Посол"))] == "cyrillic"


def test_a_text_and_its_short_copy_share_a_script() -> None:
    text = "Посол покинул зал. " * 200
    assert script_of(article(text)) == script_of(article(text[:60], title="Ambassador"))


@given(st.text(max_size=300))
def test_any_text_has_a_script(text: str) -> None:
    assert 0 <= script_of(article(text)) < len(SCRIPTS)


def test_the_first_scripts_never_move() -> None:
    """The place in the table decides the lane: what is remembered there must stay findable."""
    assert SCRIPTS[:8] == ("latin", "cyrillic", "arabic", "han", "devanagari", "hangul", "greek", "hebrew")
