"""The gate: which articles, and which of their sentences, are worth the judge's time. Microseconds for nearly all articles.

A few thousand words and pairs of words, each with two weights: how much it speaks for an article about a topic, and how much for a
sentence that tells an act. One automaton finds all of them at once. Where that leaves hope, the frames say which sentences they could
read, and this counts as a further cue.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p, sqrt
from pathlib import Path
from typing import Any

import orjson
from ahocorasick_rs import BytesAhoCorasick, MatchKind

_SPACED = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(256))
"""Marks as spaces. What is not in Latin-1 (curly quotes, dashes) is `?` by then, so a space as well."""
WEIGHTS = Path(__file__).with_name("gate.json")
_SMOOTH = 5
"""Cues that every article is taken to have beside its own, so that a short one is not decided by one word."""


@dataclass(frozen=True, slots=True)
class Weights:
    """As trained; see `quality/judge/gate.py`."""

    cues: tuple[str, ...]
    article: tuple[float, ...]
    sentence: tuple[float, ...]
    article_bias: float
    length: float
    sentence_bias: float
    share: float
    """How much the article's score counts in that of its sentences."""
    proposed: float
    """How much it speaks for a sentence that a frame may be fulfilled in it."""
    article_least: float
    sentence_least: float
    most: int
    """Sentences of one article that are judged, the likeliest."""


@dataclass(frozen=True, slots=True)
class Passed:
    """An article that passed, with where its cues stand."""

    score: float
    title: tuple[int, ...]
    text: tuple[tuple[int, int], ...]
    """Offset and number of each cue of the text."""


class Gate:
    """The automaton with its weights."""

    def __init__(self, weights: Weights) -> None:
        """Build the automaton."""
        self._of = weights
        self._automaton = BytesAhoCorasick([f" {cue} ".encode("latin-1") for cue in weights.cues], matchkind=MatchKind.Standard)

    def score(self, title: str, text: str) -> float:
        """How much the words speak for an article about a topic; it passes from `article_least` on."""
        return self._score({cue for cue, _, _ in self._find(f"{title} {text}")})

    def passes(self, title: str, text: str) -> Passed | None:
        """None for an article that is about something else."""
        found = self._find(text)
        entitled = {cue for cue, _, _ in self._find(title)} if title else set()
        score = self._score(entitled.union([cue for cue, _, _ in found]))
        if score < self._of.article_least:
            return None
        return Passed(score, tuple(entitled), tuple((start, cue) for cue, start, _ in found))

    def scores(self, passed: Passed, spans: Sequence[tuple[int, int]]) -> dict[int, float]:
        """How likely each sentence with cues tells an act, -1 for the title; of the others none is likelier than `without_cues`."""
        starts = [start for start, _ in spans]
        cues: dict[int, set[int]] = {-1: set(passed.title)} if passed.title else {}
        for offset, cue in passed.text:
            cues.setdefault(max(0, bisect_right(starts, offset) - 1), set()).add(cue)
        weights, base = self._of.sentence, self.without_cues(passed)
        return {index: base + sum([weights[cue] for cue in found]) for index, found in cues.items()}

    def without_cues(self, passed: Passed) -> float:
        """The score of a sentence without any cue in an article that passed."""
        return self._of.sentence_bias + self._of.share * passed.score

    def hopes(self, passed: Passed, scores: Mapping[int, float]) -> bool:
        """Whether any sentence would be worth judging if a frame proposed it."""
        return max(scores.values(), default=self.without_cues(passed)) + self._of.proposed >= self._of.sentence_least

    def chosen(self, passed: Passed, scores: Mapping[int, float], proposed: Collection[int]) -> list[int]:
        """The sentences worth judging, the likeliest first. `proposed`: those in which a frame may be fulfilled."""
        weighed = dict(scores)
        for index in proposed:
            weighed[index] = weighed.get(index, self.without_cues(passed)) + self._of.proposed
        likely = sorted((index for index, score in weighed.items() if score >= self._of.sentence_least), key=lambda i: (-weighed[i], i))
        return likely[: self._of.most]

    def cues(self, text: str) -> set[int]:
        """The numbers of the cues in a text."""
        return {cue for cue, _, _ in self._find(text)}

    def _score(self, cues: set[int]) -> float:
        weights, count = self._of.article, len(cues)
        return self._of.article_bias + sum([weights[cue] for cue in cues]) / sqrt(count + _SMOOTH) + self._of.length * log1p(count)

    def _find(self, text: str) -> list[tuple[int, int, int]]:
        low = f" {text.lower()} ".encode("latin-1", "replace").translate(_SPACED)
        return self._automaton.find_matches_as_indexes(low, overlapping=True)


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The one of this process."""
    read: dict[str, Any] = orjson.loads(WEIGHTS.read_bytes())
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}
    return Gate(Weights(**values))
