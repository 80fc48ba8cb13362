"""Passages as they are read from the second time on: some without their surroundings, some words hidden.

So the encoder learns to do without a title or a neighbour, as it must with single sentences, and not to hang on one word.
"""

from collections.abc import Sequence

import numpy as np

from quality.judge.passages import Passage
from service.coding.judge.reading import Reading, reading
from service.coding.judge.wordpiece import WordPieces

_BARE = 0.25
"""Of the passages are read without title and neighbours."""
_HIDDEN = 0.08
"""Of the pieces are hidden."""


def altered(words: WordPieces, mask: int, passages: Sequence[Passage], number: int) -> list[Reading]:
    """The readings of round `number`, the same whenever they are made; `mask` is the piece that stands for a hidden one."""
    chance = np.random.default_rng(number)
    marks = {words.begin, words.separator}
    found = []
    for p in passages:
        bare = chance.random() < _BARE
        of = reading(words, "", "", p.focus, "") if bare else reading(words, p.title, p.before, p.focus, p.after)
        hidden = chance.random(len(of.pieces)) < _HIDDEN
        pieces = [mask if hide and piece not in marks else piece for piece, hide in zip(of.pieces, hidden.tolist(), strict=True)]
        found.append(Reading(pieces, of.focus))
    return found
