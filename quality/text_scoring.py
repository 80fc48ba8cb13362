"""Scores of text: pages, scraped lines, and pairs of duplicates; the same definitions as `../shared/eval/score.py`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quality.running import Row
from quality.scoring import Share
from service.model import Explanation

COPIES = frozenset({"dup", "near_dup"})
_WORD = re.compile(r"\w+")
_PAGE_SHINGLE = 4
_LINE_SHINGLE = 3
_SURVIVES = 0.95
"""Share of a piece's shingles with which it counts as kept: a glyph may have been repaired in it."""


@dataclass(frozen=True)
class Scores:
    """Precision and recall, of counts or of means."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Merges:
    """Counts over pairs of documents."""

    right: int
    wrong: int
    missed: int

    @property
    def scores(self) -> Scores:
        """Precision and recall of merging."""
        said, copies = self.right + self.wrong, self.right + self.missed
        return Scores(self.right / said if said else 0.0, self.right / copies if copies else 0.0, copies)


def shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """Each run of `size` words (one shorter run for a shorter text), counted; nothing for a text without words."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))) if words else Counter()


def page_scores(texts: Iterable[tuple[str, str]]) -> Scores:
    """Mean precision and recall of 4-shingles over pages; `texts` are gold and found."""
    precisions, recalls = [], []
    for gold, found in texts:
        want, have = shingles(gold, _PAGE_SHINGLE), shingles(found, _PAGE_SHINGLE)
        both = (want & have).total()
        precisions.append(both / have.total() if have else 0.0)
        recalls.append(both / want.total() if want else 1.0)
    pages = len(precisions)
    return Scores(sum(precisions) / pages, sum(recalls) / pages, pages)


def line_scores(gold: Sequence[Row], read: Mapping[str, Explanation]) -> tuple[Share, Share]:
    """Of the pieces to keep, those that survive; of the furniture, what is left (lower is better)."""
    keep: list[bool] = []
    left: list[bool] = []
    for row in gold:
        article = read[row["id"]].article
        whole = f" {_flat(f'{article.title} {article.text}')} "
        grams = shingles(whole, _LINE_SHINGLE)
        pieces = [(row["text"][piece["start"] : piece["end"]], piece["verdict"]) for piece in row["pieces"]]
        spared = [text for text, verdict in pieces if verdict != "drop"]
        wanted = f" {_flat(' '.join([*spared, row.get('title') or '']))} "
        for words, verdict in ((_flat(text), verdict) for text, verdict in pieces):
            if words and verdict == "keep":
                own = shingles(words, _LINE_SHINGLE)
                keep.append(f" {words} " in whole or (own & grams).total() >= _SURVIVES * own.total())
            elif words and verdict == "drop" and f" {words} " not in wanted:
                left.append(f" {words} " in whole)
    return Share(sum(keep), len(keep)), Share(sum(left), len(left))


def merges(pairs: Iterable[Row], same: Callable[[str, str], bool]) -> Merges:
    """Count over the scored pairs; `same` says whether two documents, by id, are one."""
    right = wrong = missed = 0
    for pair in pairs:
        said, copy = same(pair["id_a"], pair["id_b"]), pair["label"] in COPIES
        right, wrong, missed = right + (said and copy), wrong + (said and not copy), missed + (copy and not said)
    return Merges(right, wrong, missed)


def scored_pairs(pairs: Iterable[Row]) -> list[Row]:
    """Without those that people do not agree on, and the same text under another title, which is both."""
    return [pair for pair in pairs if not pair.get("ambiguous") and pair["label"] != "same_body_other_title"]


def merged(read: Iterable[Explanation]) -> Callable[[str, str], bool]:
    """Whether the service takes two documents for copies of one; of refused documents it says nothing."""
    root = {one.article.id: one.duplicate_of or one.article.id for one in read}
    return lambda a, b: a in root and root[a] == root.get(b)


def _flat(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
