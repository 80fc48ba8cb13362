"""Where the labelled passages lie, and which of them the judge learns from, with what weight."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quality.judge.passages import Act, Passage, Row, of_articles, of_places, of_sentences, rows, words_at
from service.topics.loader import load_rules

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "quality" / "data" / "passages"
OWN = ROOT / "quality" / "data"
SHARED = ROOT.parent / "shared"
READ = OWN / "read-sentences.jsonl"
UNSEEN = Path(__file__).with_name("unseen.json")
_PLAUSIBLE = 0.05
"""Of the sentences of labelled articles that tell nothing, only those learn the judge something that a linear model finds at least so
likely to tell an act: one in ten. What is less likely the gate keeps from the judge."""
_AMBIGUOUS, _SHORT = 0.3, 0.7
"""Weight of what readers did not agree on; of our own single sentences, which are plainer than news."""
_FOLDS = 5


def fold_of(story: str, folds: int) -> int:
    """Which fold a story is in: by its name, so that it stays there when others are added."""
    return int(hashlib.sha1(story.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def unseen() -> dict[str, frozenset[str]]:
    """Ids of articles by source (`dev`, `wild`, `own`, `newswire`) that no released encoder may learn from: each is measured on these.

    A third of the stories, drawn once by chance: the same for every encoder, so that one can be compared with the next.
    """
    return {source: frozenset(found) for source, found in json.loads(UNSEEN.read_text(encoding="utf-8")).items()}


def stories_left_out() -> frozenset[str]:
    """The stories of the articles that are `unseen`. Passages that were written to learn from are never among them."""
    stories = stories_of(SHARED) if SHARED.is_dir() else {}
    return frozenset(f"{source}:{stories.get(one, one)}" for source, found in unseen().items() for one in found)


def passages(shared: Path = SHARED) -> list[Passage]:
    """All of them. `quality/data/agency.jsonl` is not among them: nobody learns from it."""
    found = [*_written(), *of_articles(rows(OWN / "coding.jsonl"), "own"), *of_articles(rows(OWN / "newswire.jsonl"), "newswire")]
    found += _examples()
    if shared.is_dir():
        dev, stories = rows(shared / "eval" / "topics" / "dev.jsonl"), stories_of(shared)
        found += of_articles(dev, "dev", stories)
        found += of_sentences(rows(shared / "eval" / "passages" / "train.jsonl"), "wild")
        found += of_articles(rows(shared / "cases" / "coding.jsonl"), "cases")
        read = rows(READ)
        for source, file in (("wild", "passages/articles-train.jsonl.gz"), ("load", "load/articles.jsonl.gz")):
            found += of_places(read, {row["id"]: row for row in rows(shared / "eval" / file)}, source)
        found += of_places(read, {row["id"]: row for row in dev}, "dev", stories)
    return found


def unseen_sentences(passages: Path) -> dict[str, list[Row]]:
    """By article, the single sentences that were coded of the wild articles that are `unseen`: `focus`, `acts`, `ambiguous`.

    `passages`: the folder of the wild ones. Those of `read-sentences.jsonl` have a `start` too.
    """
    new = unseen()["wild"]
    texts = {row["id"]: row for row in rows(passages / "articles-train.jsonl.gz") if row["id"] in new}
    found: dict[str, list[Row]] = {name: [] for name in texts}
    for row in rows(passages / "train.jsonl"):
        if row["doc"] in new:
            found[row["doc"]].append(row)
    for row in rows(READ):
        if row["doc"] in texts:
            found[row["doc"]].append({**row, "focus": words_at(row, texts[row["doc"]])})
    return found


def stories_of(shared: Path) -> dict[str, str]:
    """Article -> the story that it shares with others, by the incidents that they report."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for cluster in rows(shared / "eval" / "incidents" / "clusters.jsonl"):
        for other in cluster["docs"][1:]:
            parent[root(other)] = root(cluster["docs"][0])
    return {one: root(one) for one in list(parent)}


def _written() -> Iterator[Passage]:
    for file in sorted(WRITTEN.glob("*.jsonl")):
        yield from of_sentences(rows(file), "written")


def _examples() -> Iterator[Passage]:
    """The sentences that the topics' own files promise to read."""
    for topic in load_rules(None).topics.values():
        for number, example in enumerate(topic.examples):
            name = f"{topic.name}:{number}"
            acts = () if example.kind is None else (Act(example.kind, example.modality or "asserted", None),)
            yield Passage(name, "examples", name, "", "", example.text, "", "", acts, ambiguous=False, certain=True)


def chosen(found: Sequence[Passage]) -> tuple[list[Passage], NDArray[np.float32]]:
    """Those that the judge learns from, with their weights."""
    likely = _likely(found)
    kept, weights = [], []
    for passage, plausible in zip(found, likely >= _PLAUSIBLE, strict=True):
        whole = passage.source in {"dev", "newswire"}
        if not passage.acts and (not passage.certain or (whole and not plausible)):
            continue
        kept.append(passage)
        weights.append((_AMBIGUOUS if passage.ambiguous else 1.0) * (_SHORT if passage.source == "own" else 1.0))
    return kept, np.array(weights, np.float32)


def _likely(found: Sequence[Passage]) -> NDArray[np.float64]:
    """By words and pairs of words alone, out of fold: how likely each tells an act."""
    of_focus = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\b\w+\b")
    around = TfidfVectorizer(min_df=3, sublinear_tf=True)
    x = sparse.hstack(
        [
            of_focus.fit_transform([p.focus for p in found]),
            0.5 * around.fit_transform([f"{p.title} {p.before} {p.after}" for p in found]),
        ]
    ).tocsr()
    tells = np.array([bool(p.acts) for p in found])
    weight = np.where([p.ambiguous for p in found], 0.2, np.where([p.certain for p in found], 1.0, 0.2)) * np.where(tells, 2, 1)
    likely = np.zeros(len(found))
    for others, fold in GroupKFold(_FOLDS).split(x, groups=[p.story for p in found]):
        model = LogisticRegression(C=10, max_iter=300).fit(x[others], tells[others], sample_weight=weight[others])
        likely[fold] = model.predict_proba(x[fold])[:, 1]
    return likely
