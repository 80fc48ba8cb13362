"""Words of a sentence as the entity rules see them."""

from hypothesis import given
from hypothesis import strategies as st

from service.english.words_of_names import tokenise


def test_the_possessive_is_a_token_of_its_own_and_an_acronym_is_one() -> None:
    text = "Russia's U.S. envoy, N'Djamena’s guest"
    assert [t.text for t in tokenise(text, 0, len(text))] == ["Russia", "'s", "U.S.", "envoy", ",", "N'Djamena", "’s", "guest"]


def test_a_typographic_apostrophe_is_looked_up_as_a_plain_one() -> None:
    text = "Côte d’Ivoire"
    assert [t.key for t in tokenise(text, 0, len(text))] == ["côte", "d'ivoire"]


@given(st.text(max_size=120))
def test_tokens_reproduce_the_text_and_leave_only_space_between_them(text: str) -> None:
    tokens = tokenise(text, 0, len(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    ends = [0, *(t.end for t in tokens)]
    starts = [*(t.start for t in tokens), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
