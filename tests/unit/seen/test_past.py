"""Which entries are compared with a text."""

import numpy as np
import pytest

from service.seen import chunk, memory, past
from service.seen.entry import Entry, Position, Verdict
from service.seen.memory import Seen
from service.seen.past import COMMON, COMMON_ANCHORS, Answers
from service.sketch import SIGNATURE_SIZE, Sketch
from tests.unit.builders import HOUR, START, WINDOW, article, reading


def sketched(number: int, anchors: list[int]) -> Sketch:
    return Sketch((1_000_000 + number).to_bytes(16, "little"), 400, bytes(SIGNATURE_SIZE), np.array(anchors, dtype="<u4").tobytes(), 0)


def entry(number: int, anchors: list[int], hours: int = 0) -> Entry:
    one = reading(article("", id=f"a{number}", source="s"), number)
    return Entry(
        one.owner, Position(number, 0), START + hours * HOUR, one.article.id, None, "s", "s", None, sketched(number, anchors),
        Verdict.ORIGINAL, None, bytes(8),
    )  # fmt: skip


def asked(entries: list[Entry], anchors: list[int], hours: int = 0) -> list[int]:
    """The numbers of the entries that a later text with these anchors is compared with."""
    seen = Seen(WINDOW)
    for one in entries:
        seen.remember(one)
    answers: Answers = seen.before(Position(len(entries), 0), START + hours * HOUR).ask("new", None, sketched(9_999, anchors))
    return answers._candidates()


def test_an_anchor_that_few_have_makes_candidates() -> None:
    assert asked([entry(number, [7]) for number in range(COMMON)], [7]) == list(range(COMMON))


def test_an_anchor_that_is_everywhere_makes_none() -> None:
    assert asked([entry(number, [7, 100 + number]) for number in range(3 * COMMON)], [7]) == []


def test_what_shares_a_telling_anchor_is_a_candidate_whatever_else_is_common() -> None:
    assert asked([entry(number, [7, 100 + number]) for number in range(3 * COMMON)], [7, 102]) == [2]


def test_several_common_anchors_together_make_candidates() -> None:
    common = list(range(1, COMMON_ANCHORS + 1))
    everywhere = [entry(number, common[:-1]) for number in range(COMMON)] + [entry(COMMON, common)]
    everywhere += [entry(COMMON + 1 + number, [common[-1]]) for number in range(COMMON)]
    assert asked(everywhere, common) == [COMMON]


@pytest.mark.parametrize("rows", [4, 1 << 16])
def test_what_is_out_of_the_window_does_not_make_an_anchor_common(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Whether or not the chunks of what is out of the window were dropped already."""
    for module in (chunk, memory, past):
        monkeypatch.setattr(module, "CHUNK_ROWS", rows)
    old = [entry(number, [7]) for number in range(COMMON)]
    new = [entry(COMMON + number, [7], hours=WINDOW // HOUR) for number in range(COMMON)]
    assert asked(old + new, [7], hours=WINDOW // HOUR + 1) == list(range(COMMON, 2 * COMMON))
