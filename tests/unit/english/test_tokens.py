"""Words keep their places."""

from hypothesis import given
from hypothesis import strategies as st

from service.english.tokens import lowered, tokenize


def words(text: str) -> tuple[str, ...]:
    return tokenize(text, 0, len(text)).words


def test_a_possessive_is_a_token_of_its_own() -> None:
    assert words("Chad’s envoy, Mali's minister") == ("chad", "'s", "envoy", ",", "mali", "'s", "minister")


def test_abbreviations_and_inner_apostrophes_and_hyphens_stay_whole() -> None:
    assert words("U.S. chargé d'affaires in Guinea-Bissau") == ("u.s.", "chargé", "d'affaires", "in", "guinea-bissau")


def test_names_look_inside_a_compound_and_frames_do_not() -> None:
    text = "al-Assad's Russian-backed walk-out"
    tokens = tokenize(text, 0, 34)
    assert tokens.words == ("al-assad", "'s", "russian-backed", "walk-out")
    assert [t.text for t in tokens.pieces(text)] == ["al", "-", "Assad", "'s", "Russian", "-", "backed", "walk", "-", "out"]


def test_an_acronym_may_lack_its_last_point() -> None:
    assert words("the U.S and U.K, a U.N-led force") == ("the", "u.s", "and", "u.k", ",", "a", "u.n", "-", "led", "force")


def test_a_number_keeps_its_ending_and_its_points_and_begins_no_compound() -> None:
    text = "1,400 men, 3.5m, 13th, the 1990s, a 15-year-old"
    assert words(text) == ("1,400", "men", ",", "3.5m", ",", "13th", ",", "the", "1990s", ",", "a", "15", "-", "year-old")


def test_an_acronym_with_points_joins_no_compound() -> None:
    assert words("pro-U.S. and U.S.-led") == ("pro", "-", "u.s.", "and", "u.s.", "-", "led")


def test_a_typographic_apostrophe_is_looked_up_as_a_plain_one() -> None:
    text = "Côte d’Ivoire"
    assert [t.key for t in tokenize(text, 0, len(text)).pieces(text)] == ["côte", "d'ivoire"]


@given(st.text(max_size=120))
def test_pieces_reproduce_the_text_and_leave_only_space_between_them(text: str) -> None:
    pieces = tokenize(text, 0, len(text)).pieces(text)
    assert all(text[t.start : t.end] == t.text for t in pieces)
    ends = [0, *(t.end for t in pieces)]
    starts = [*(t.start for t in pieces), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def test_tokens_of_a_stretch_have_offsets_of_the_whole_text() -> None:
    tokens = tokenize("One. Two three.", 5, 15)
    assert [("One. Two three."[a:b]) for a, b in zip(tokens.starts, tokens.ends, strict=True)] == ["Two", "three", "."]


def test_the_token_at_an_offset_is_the_first_that_ends_after_it() -> None:
    tokens = tokenize("one two three", 0, 13)
    assert [tokens.at(offset) for offset in (0, 2, 3, 4, 12, 13)] == [0, 0, 1, 1, 2, 3]


def test_lower_case_keeps_the_length_where_lower_would_not() -> None:
    text = "İSTANBUL’DA"
    assert len(text.lower()) != len(text)
    assert len(lowered(text)) == len(text)


@given(st.text())
def test_lower_case_never_moves_an_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(st.text())
def test_tokens_are_in_order_and_reproduce_the_text(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    end = 0
    for word, start, stop in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert end <= start < stop
        assert word == lowered(text[start:stop])
        end = stop
