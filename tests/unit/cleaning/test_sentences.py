"""Where sentences end, in several scripts, and where a line is no sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cleaning.sentences import is_terminated, sentence_spans


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("He left. She stayed.", ["He left. ", "She stayed."]),
        ("Mr. Smith met Gen. Lee on Jan. 5 in the U.S. Senate.", ["Mr. Smith met Gen. Lee on Jan. 5 in the U.S. Senate."]),
        ("“Go!” he said. “Now.” They went.", ["“Go!” he said. ", "“Now.” ", "They went."]),
        ("他走了。她留下了。", ["他走了。", "她留下了。"]),
        ("वह गया। वह रुकी।", ["वह गया। ", "वह रुकी।"]),
        ("ذهب؟ بقيت.", ["ذهب؟ ", "بقيت."]),
        ("prices rose 3.5 percent", ["prices rose 3.5 percent"]),
    ],
)
def test_sentences_end_where_readers_see_it(line: str, sentences: list[str]) -> None:
    assert [line[start:end] for start, end in sentence_spans(line)] == sentences


@given(st.text(max_size=120))
def test_sentences_cover_the_line(line: str) -> None:
    assert "".join(line[start:end] for start, end in sentence_spans(line)) == line


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("He left.", True),
        ("“He left.”", True),
        ("He left: ", True),
        ("他走了。", True),
        ("Envoy leaves", False),
        ("", False),
        ("...", True),
    ],
)
def test_a_headline_does_not_end_like_a_sentence(line: str, *, ended: bool) -> None:
    assert is_terminated(line) is ended
