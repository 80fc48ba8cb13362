"""Trains the gate: which words and pairs of words speak for an article about a topic, and for a sentence that tells an act."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from service.coding.judge.gate import _SMOOTH, Gate, Weights
from service.english.sentences import sentences

Floats = NDArray[np.float64]
FOLDS = 3
_LEAST_TOLD = 3
"""Passages with an act in which a cue occurs at least."""
_COMMON = 0.06
"""Share of ordinary sentences above which a cue says nothing."""
_SPEAKS = 0.4
"""Logarithm of how much oftener a cue is in passages with an act than in others, at least."""
_OTHERWISE = 500
"""Words that speak for other matters (`season`, `shares`), the most telling."""
_KEPT = 2500
"""Cues that are kept: twice as many let through as few, and cost twice the time."""
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """A sentence to learn from."""

    story: str
    text: str
    tells: bool
    weight: float


@dataclass(frozen=True)
class Whole:
    """An article to learn from: `about`: whether it is about a topic."""

    source: str
    story: str
    title: str
    text: str
    about: bool


def _terms(text: str) -> list[str]:
    words = "".join(c if c.isalnum() else " " for c in text.lower().encode("latin-1", "replace").decode("latin-1")).split(" ")
    return [w for w in words if w] + [f"{a} {b}" for a, b in pairwise(words) if a and b]


def cues(pieces: Sequence[Piece], articles: Sequence[Whole]) -> list[str]:
    """The words and pairs that may be telling."""
    told, told_count = Counter[str](), 0
    for piece in pieces:
        if piece.tells:
            told.update(set(_terms(piece.text)))
            told_count += 1
    wanted = {cue for cue, count in told.items() if count >= _LEAST_TOLD}
    other, other_count = Counter[str](), 0
    ordinary = [article for article in articles if not article.about]
    for number, article in enumerate(ordinary):
        if number % 2:
            continue
        for start, end in sentences(article.text):
            other.update(wanted.intersection(_terms(article.text[start:end])))
            other_count += 1
    share = {cue: other[cue] / other_count for cue in wanted}
    telling = [
        cue
        for cue in sorted(wanted)
        if share[cue] < _COMMON and np.log((told[cue] + 0.5) / told_count) - np.log((other[cue] + 0.5) / other_count) > _SPEAKS
    ]
    about, not_about = Counter[str](), Counter[str]()
    for article in articles:
        (about if article.about else not_about).update({w for w in _terms(article.text) if " " not in w})
    counts = sum(a.about for a in articles), len(ordinary)
    odds = {
        word: np.log((about[word] + 1) / counts[0]) - np.log((n + 1) / counts[1])
        for word, n in not_about.items()
        if 0.03 * counts[1] < n < 0.3 * counts[1] and word not in wanted
    }
    return telling + sorted(sorted(odds, key=odds.__getitem__)[:_OTHERWISE])


def _matrix(sets: Iterable[set[int]], width: int) -> sparse.csr_matrix:
    columns = [sorted(one) for one in sets]
    ends = np.cumsum([0, *(len(one) for one in columns)])
    flat = np.fromiter((c for one in columns for c in one), np.int32)
    return sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(columns), width))


class Cued:
    """Everything as cues, once."""

    def __init__(self, names: list[str], pieces: Sequence[Piece], articles: Sequence[Whole]) -> None:
        """Find the cues in all sentences and articles."""
        empty = (0.0,) * len(names)
        gate = Gate(_untuned(tuple(names), empty, empty))
        self.names = names
        self.pieces = _matrix((gate.cues(piece.text) for piece in pieces), len(names))
        self.tells = np.array([piece.tells for piece in pieces])
        self.counts = np.array([piece.weight for piece in pieces])
        rows: list[set[int]] = []
        self.of: list[int] = []
        for number, article in enumerate(articles):
            parts = [article.title] if article.title else []
            parts += [article.text[start:end] for start, end in sentences(article.text)]
            rows += [gate.cues(part) for part in parts]
            self.of += [number] * len(parts)
        self.sentences = _matrix(rows, len(names))
        self.owner = np.array(self.of)
        whole = (
            sparse.csr_matrix((np.ones(len(rows)), (self.owner, np.arange(len(rows)))), shape=(len(articles), len(rows))) @ self.sentences
        )
        whole.data[:] = 1
        self.articles = whole.tocsr()
        self.about = np.array([article.about for article in articles])


def _normed(whole: sparse.csr_matrix) -> sparse.csr_matrix:
    count = np.asarray(whole.sum(1)).ravel()
    return sparse.hstack([sparse.diags(1 / np.sqrt(count + _SMOOTH)) @ whole * 3, np.log1p(count)[:, None]]).tocsr()


def fit(cued: Cued, pieces: NDArray[np.bool_], articles: NDArray[np.bool_]) -> Weights:
    """The weights by these sentences and articles; thresholds are set later."""
    by_article = LogisticRegression(C=0.05, max_iter=300).fit(
        _normed(cued.articles[articles]), cued.about[articles], sample_weight=np.where(cued.about[articles], 3.0, 1.0)
    )
    own = pieces
    negatives = cued.sentences[articles[cued.owner] & ~cued.about[cued.owner]]
    x = sparse.vstack([cued.pieces[own], negatives]).tocsr()
    y = np.concatenate([cued.tells[own], np.zeros(negatives.shape[0], bool)])
    weight = np.concatenate([np.where(cued.tells[own], 5.0, 1.0) * cued.counts[own], np.ones(negatives.shape[0])])
    by_sentence = LogisticRegression(C=0.1, max_iter=200, tol=1e-3).fit(x, y, sample_weight=weight)
    return _untuned(
        tuple(cued.names),
        tuple((by_article.coef_[0][:-1] * 3).round(3).tolist()),
        tuple(by_sentence.coef_[0].round(3).tolist()),
        round(float(by_article.intercept_[0]), 3),
        round(float(by_article.coef_[0][-1]), 3),
        round(float(by_sentence.intercept_[0]), 3),
    )


def _untuned(
    names: tuple[str, ...],
    article: tuple[float, ...],
    sentence: tuple[float, ...],
    article_bias: float = 0.0,
    length: float = 0.0,
    sentence_bias: float = 0.0,
) -> Weights:
    """Weights without thresholds."""
    return Weights(names, article, sentence, article_bias, length, sentence_bias, 0.0, 0.0, 0.0, 0.0, 0)


def scores(cued: Cued, weights: Weights) -> tuple[Floats, Floats, Floats]:
    """Of each article, of each of its sentences, and of each labelled sentence."""
    count = np.asarray(cued.articles.sum(1)).ravel()
    article = (
        weights.article_bias + (cued.articles @ np.array(weights.article)) / np.sqrt(count + _SMOOTH) + weights.length * np.log1p(count)
    )
    sentence = np.array(weights.sentence)
    return article, cued.sentences @ sentence + weights.sentence_bias, cued.pieces @ sentence + weights.sentence_bias


def pruned(cued: Cued, weights: Weights) -> list[str]:
    """The names of the cues that matter most."""
    spread = np.sqrt(np.asarray(cued.articles.mean(0)).ravel())
    spread_told = np.sqrt(np.asarray(cued.pieces.mean(0)).ravel())
    importance = np.maximum(np.abs(np.array(weights.article)) * spread / 3, np.abs(np.array(weights.sentence)) * spread_told * 3)
    kept = np.sort(np.argsort(-importance)[:_KEPT])
    return [cued.names[at] for at in kept]
