"""Four times the text, about four times the CPU, through *clean* and *code*, for texts that are nothing but what these stages look for.

A ratio of two times is bounded, never a time; both are the best of several, taken in turns, and a suspicious ratio is taken again.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from random import Random

import pytest

from service.article import Article
from service.coding.candidates import MAX_WORDS
from service.coding.read_article import ReadArticle
from service.context import Context
from service.edge.children import warmup
from service.errors import Rejected
from service.outcome import DeadReason
from service.pipeline import read
from service.stages.clean import clean
from service.stages.code import code
from service.trace import Trace

TIMES = 4
MOST_RATIO = 2.5**2
"""Twice the text may cost 2.5 times as much, asked over two doublings: what grows with the square costs 16 times as much there, and a
noisy machine is never that noisy."""
TRIES, ROUNDS = 3, 4
WIDTHS = (110, 400, 15_000)
"""Characters of a line: of many, of some, and of one nearly as long as lines are looked at; newswire, which is joined again,
breaks earlier."""
CLEANED, CODED = 40_000, 4_000
"""Characters of the shorter text; what is coded costs more, and is refused sooner. With 30,000 it had two lines of the widest, of which
less is looked at than of three; four times 40,000 is under the length that is read."""
UNITS = (
    "Read more. ",
    "(Read more) ",
    "Sign up. Follow us on a site. ",
    "subscribe to our newsletter ",
    "Advertisement ",
    "Credit: ",
    "Ann Lee/AP ",
    "Ann Bo-Lee—Getty Images ",
    "Getty Images / ",
    "(Reporting by Ann Lee) ",
    "MORE ",
    "SmithMinister ",
    "A. B. ",
    "A'B-C.D ",
    "... ",
    "“ ",
    "www.a.example/b?c=d ",
    "a@b.c ",
    "[caption x=1] ",
    "&amp; ",
    "Ð\x9f ",
    "Photo: ",
    "© ",
    "1.1 2.2 ",
    "Norway summoned the ambassador. ",
    "walked out of the ",
    "expelled the ambassador of ",
    "The envoy, who said that ",
    "Chile's foreign minister and ",
    "on Monday, 12 March 2026, ",
    "“we protest”, he said, ",
)


@cache
def context() -> Context:
    one = Context.build()
    read(warmup.RECORD, one, Trace())
    return one


def article(text: str) -> Article:
    return Article(
        id="1",
        url=None,
        source=None,
        title="A title",
        text=text,
        html="",
        received_at=datetime(2026, 1, 1, tzinfo=UTC),
        extractor="text",
        language="en",
    )


def coded(one: Article, context: Context) -> object:
    return code(ReadArticle(one), context)


def lines(units: list[str], length: int, width: int) -> str:
    """About `length` characters of `units` in turn, in lines of `width`, none like another."""
    pieces: list[str] = []
    written = in_line = number = 0
    while written < length:
        piece = units[number % len(units)] + (f"{number} " if number % 3 == 0 else "")
        number += 1
        if in_line >= width:
            piece, in_line = f"\n{piece}", 0
        pieces.append(piece)
        written += len(piece)
        in_line += len(piece)
    return "".join(pieces)


def seconds(stage: Callable[[Article, Context], object], text: str) -> float:
    began = time.thread_time()
    with suppress(Rejected):  # what is too costly is refused at once
        stage(article(text), context())
    return time.thread_time() - began


def ratio(stage: Callable[[Article, Context], object], short: str, long: str) -> float:
    times = [(seconds(stage, short), seconds(stage, long)) for _ in range(TRIES)]
    return min(second for _, second in times) / max(min(first for first, _ in times), 1e-4)


def assert_linear(units: list[str]) -> None:
    for stage, length in ((clean, CLEANED), (coded, CODED)):
        for width in WIDTHS:
            texts = lines(units, length, width), lines(units, TIMES * length, width)
            assert any(ratio(stage, *texts) <= MOST_RATIO for _ in range(ROUNDS)), (stage.__name__, units, width)


@pytest.fixture(autouse=True)
def _no_collection() -> Iterator[None]:
    """The collector's passes over the compiled rules fall on whichever text is being read."""
    context()
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_one_thing_costs_in_proportion_to_its_length(unit: str) -> None:
    assert_linear([unit])


@pytest.mark.parametrize("seed", range(8))
def test_a_text_of_several_things_does_too(seed: int) -> None:
    assert_linear(Random(seed).sample(UNITS, 3))


def test_more_words_of_frames_than_are_read_are_too_costly() -> None:
    text = lines(["Norway walked out of the talks and "], 40 * MAX_WORDS, 1_400)
    with pytest.raises(Rejected) as refused:
        code(ReadArticle(article(text)), context())
    assert refused.value.reason is DeadReason.TOO_COSTLY
