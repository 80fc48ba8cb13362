"""Sketches: what they tell apart, what they do not, and that they are the same everywhere."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sketch import TITLE_BINS, Sketch
from service.sketching.words import LONGEST
from service.stages.sketch import BRIEF_WORDS, sketch, sketch_all
from tests.unit.builders import article, words


def resembling(one: Sketch, other: Sketch) -> float:
    """Share of equal 2-bit codes of the whole text and lead."""
    bits = [np.unpackbits(np.frombuffer(each.signature, dtype=np.uint8)).reshape(2, -1)[:, :-TITLE_BINS] for each in (one, other)]
    return float((bits[0] == bits[1]).all(axis=0).mean())


def test_case_punctuation_and_spaces_do_not_count() -> None:
    assert sketch(article("The envoy left.  He said: no!")) == sketch(article("the ENVOY left he said no"))


@pytest.mark.parametrize("text", ["The envoy left the hall", "Der Botschafter sagte dies", "一个人" * 3, "x" * 17 + " " + "y" * 40])
def test_marks_that_are_not_ascii_do_not_count_either(text: str) -> None:
    assert sketch(article(f"\u201c{text}\u201d \u2014 \u2026")) == sketch(article(f'"{text}" - ...'))


def test_capitals_of_other_alphabets_do_not_count() -> None:
    assert sketch(article("ПОСОЛ ВЫЕХАЛ ИЗ СТРАНЫ ÉTÉ")) == sketch(article("посол выехал из страны été"))


@pytest.mark.parametrize("length", [8, 16, 17, 32, 33, 80])
def test_the_last_letter_of_a_long_word_counts(length: int) -> None:
    assert sketch(article("x" * length + "y")).digest != sketch(article("x" * length + "z")).digest


def test_another_word_order_is_another_content() -> None:
    assert sketch(article("the envoy left the hall")).digest != sketch(article("the hall left the envoy")).digest


def test_a_word_of_the_title_is_not_a_word_of_the_text() -> None:
    assert sketch(article("left the hall", title="Envoy")).digest != sketch(article("hall", title="Envoy left the")).digest


def test_the_same_text_under_another_title_has_the_same_codes_but_another_digest() -> None:
    one, other = (sketch(article(words(1, 100), title=title)) for title in ("One quite long headline", "Another title of some length"))
    assert one.digest != other.digest
    assert resembling(one, other) == 1.0


def test_a_text_too_brief_to_tell_counts_its_title() -> None:
    brief = words(2, BRIEF_WORDS - 1)
    one, other = (sketch(article(brief, title=words(seed, 30))) for seed in (3, 4))
    assert resembling(one, other) < 0.9


def test_unrelated_texts_agree_by_chance_only() -> None:
    assert resembling(sketch(article(words(5, 400))), sketch(article(words(6, 400)))) < 0.4


def test_an_edited_sentence_leaves_most_codes() -> None:
    text = words(7, 400)
    assert resembling(sketch(article(text)), sketch(article(text[:1200] + " and so it went on " + text[1300:]))) > 0.8


@pytest.mark.parametrize(
    "text", ["外交部召见大使提出抗议" * 3 + "并要求道歉", "กระทรวงการต่างประเทศเรียกทูตเข้าพบเพื่อประท้วง", "外務省は大使を呼んで抗議した"]
)
def test_scripts_without_spaces_have_many_shingles(text: str) -> None:
    assert sketch(article(text)).shingles > 8


def test_one_changed_character_of_chinese_leaves_most_codes() -> None:
    text = "".join(chr(0x4E00 + 37 * number % 5000) for number in range(300))
    assert resembling(sketch(article(text)), sketch(article(text[:150] + "好" + text[151:]))) > 0.85


@pytest.mark.parametrize("text", ["", "...", "one", "one two", "\ud800 lone surrogate", "x" * (LONGEST + 10)])
def test_odd_texts_are_sketched(text: str) -> None:
    made = sketch(article(text))
    assert Sketch.from_bytes(made.to_bytes()) == made


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_sketched_and_survives_the_way_to_hop_2(text: str, title: str) -> None:
    made = sketch(article(text, title=title))
    assert Sketch.from_bytes(made.to_bytes()) == made
    assert len(made.to_bytes()) <= 300


_ANY = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*"the envoy|Left|ПОСОЛ|外交部召见|กระทรวง|大使を|नमस्ते|한국|“|—|\ud800|İ|𠀀".split("|"), "x" * 17, "y" * 33])
    ).map(" ".join),
    st.integers(0, 400).map(lambda count: words(count, count)),
)


@given(st.lists(st.tuples(_ANY, _ANY), min_size=1, max_size=6))
def test_articles_are_sketched_at_once_as_one_by_one(titles_and_texts: list[tuple[str, str]]) -> None:
    articles = [article(text, title=title) for title, text in titles_and_texts]
    assert sketch_all(articles) == [sketch(one) for one in articles]


def test_the_sketch_is_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "from tests.unit.builders import article, words; from service.stages.sketch import sketch; "
        "print(sketch(article(words(8, 200), title='T')).to_bytes().hex())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in "12"
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.strip() == sketch(article(words(8, 200), title="T")).to_bytes().hex()


def test_the_sketch_of_this_release_does_not_change_unseen() -> None:
    """What `news.seen` remembers was sketched by an earlier run: a change here forgets it and needs a new version of the codec."""
    assert sketch(article("The foreign ministry summoned the ambassador on Monday.", title="Envoy summoned over raid")).to_bytes()[
        :24
    ].hex() == ("a343d75b7f74f5fc3a6db8b03354edee0a0000000400c34b")


@pytest.mark.parametrize(
    ("title", "text", "made"),
    [
        ("外交部", "外交部召见大使提出抗议" * 9, "59bb7cd651c5046e"),
        ("", "กระทรวงการต่างประเทศเรียกทูตเข้าพบเพื่อประท้วง" * 3, "74875a7e2740792a"),
        ("ПОСОЛ ВЫЕХАЛ ИЗ СТРАНЫ", "Посол выехал из страны. " * 40, "c51bf3a953534c6e"),
        ("...", "", "cbade09e2148c1c6"),
        ("World", words(8, 400), "a60a8b7cf9c7b865"),
        (words(9, 8), words(8, 900), "b79cc3969dd3716d"),
    ],
)
def test_nor_that_of_other_scripts_and_lengths(title: str, text: str, made: str) -> None:
    assert hashlib.sha256(sketch(article(text, title=title)).to_bytes()).hexdigest()[:16] == made
