"""`python -m quality.judge gate`: fits the gate to sentences and articles, sets its thresholds out of fold, and writes `gate.json`.

Needs the real articles (`../shared/eval`): the gate has to know what other news looks like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from quality.judge.gate import FOLDS, Cued, Piece, Whole, cues, fit, pruned, scores
from quality.judge.passages import Row, rows
from quality.judge.sources import OWN, SHARED, fold_of, passages, stories_of
from service.article import Article
from service.coding.candidates import candidates
from service.coding.judge.gate import WEIGHTS
from service.coding.read_article import TITLE, ReadArticle
from service.coding.scan import scanner
from service.errors import Rejected
from service.evaluation import COUNTED_MODALITIES
from service.topics.loader import load_rules

Floats = NDArray[np.float64]
_AMBIGUOUS = 0.4
_SHARE, _PROPOSED = 1.5, 3.0
"""How much the article's score and the frames' proposal count in a sentence's. Out of fold, at 0.995 of the real articles about a topic,
7.7% of general articles reach the judge (17.4% without proposals); a proposal of 5 lets 7.0% through, but loses a tenth of the own
stories that avoid the usual words (0.84 for 0.92 of them)."""
_RECALL, _RECALL_OF_WORDS = 0.995, 0.9975
"""Share of the real articles about a topic that pass the gate, and of those that pass its first step, the words of the article alone."""
_MOST = 8
_REAL = ("dev 1", "dev 2")
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def fit_gate(path: Path = WEIGHTS) -> None:
    """Fit, print what passes by source, and write the weights. Raises OSError where the real articles are not there."""
    pieces = [Piece(p.story, p.focus, bool(p.acts), _AMBIGUOUS if p.ambiguous else 1.0) for p in passages() if p.acts or p.certain]
    articles = list(_articles())
    every = np.ones(len(pieces), bool), np.ones(len(articles), bool)
    cued = Cued(cues(pieces, articles), pieces, articles)
    cued = Cued(pruned(cued, fit(cued, *every)), pieces, articles)
    of_article, of_sentence = _out_of_fold(cued, pieces, articles)
    source = np.array([article.source for article in articles])
    real = np.isin(source, _REAL) & cued.about
    article_least = round(float(np.quantile(of_article[real], 1 - _RECALL_OF_WORDS)), 2)
    passed = of_article >= article_least
    proposed = _proposed(cued, articles, passed)
    by_words = of_sentence + _SHARE * of_article[cued.owner]
    best = {name: _best(cued, value, passed) for name, value in (("words", by_words), ("frames", by_words + _PROPOSED * proposed))}
    least = {name: round(float(np.quantile(value[real], 1 - _RECALL)), 2) for name, value in best.items()}
    for name in dict.fromkeys(source.tolist()):
        for about in (True, False):
            chosen = (source == name) & (cued.about == about)
            if chosen.any():
                shares = [passed[chosen].mean(), *((best[step][chosen] >= least[step]).mean() for step in best)]
                print(f"{name:10} {'about' if about else 'other':6} {chosen.sum():5}", *(f"{share:.3f}" for share in shares))
    weights = replace(
        fit(cued, *every), share=_SHARE, proposed=_PROPOSED, article_least=article_least, sentence_least=least["frames"], most=_MOST
    )
    path.write_bytes(orjson.dumps({name: list(value) if isinstance(value, tuple) else value for name, value in asdict(weights).items()}))
    print(f"wrote {path.name}: articles from {article_least}, sentences from {least['frames']}")


def _out_of_fold(cued: Cued, pieces: Sequence[Piece], articles: Sequence[Whole]) -> tuple[Floats, Floats]:
    """The scores of all articles and of their sentences by weights that saw nothing of their stories."""
    of_piece, of_article = (np.array([fold_of(one.story, FOLDS) for one in found]) for found in (pieces, articles))
    by_article, by_sentence = np.zeros(len(articles)), np.zeros(len(cued.owner))
    for fold in range(FOLDS):
        article, sentence, _ = scores(cued, fit(cued, of_piece != fold, of_article != fold))
        here = of_article == fold
        by_article[here] = article[here]
        by_sentence[here[cued.owner]] = sentence[here[cued.owner]]
    return by_article, by_sentence


def _best(cued: Cued, values: Floats, passed: NDArray[np.bool_]) -> Floats:
    """The score of the likeliest sentence of each article that passed the first step."""
    best = np.full(len(passed), -np.inf)
    np.maximum.at(best, cued.owner, values)
    return np.where(passed, best, -np.inf)


def _proposed(cued: Cued, articles: Sequence[Whole], passed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each sentence whether the frames propose it."""
    scan = scanner(load_rules(None).divided[0])
    first = np.searchsorted(cued.owner, np.arange(len(articles)))
    proposed = np.zeros(len(cued.owner), bool)
    for number in np.flatnonzero(passed):
        article = articles[number]
        read = ReadArticle(Article("a", None, None, article.title, article.text, "", _WHEN, None, "en"))
        try:
            found = candidates(read, scan)
        except Rejected:
            continue
        at = first[number] + bool(article.title)
        proposed[[at + index for index in found.indexes]] = True
        if found.title:
            proposed[at + TITLE] = True
    return proposed


def _articles() -> Iterator[Whole]:
    """All labelled articles, then general ones."""
    real, stories = SHARED / "eval", stories_of(SHARED)
    for row in rows(real / "topics" / "dev.jsonl"):
        story = f"dev:{stories.get(row['id'], row['id'])}"
        yield from _labelled(row, f"dev {row.get('released', 1)}", story)
    for file, source in (("coding", "own"), ("newswire", "newswire")):
        for row in rows(OWN / f"{file}.jsonl"):
            yield from _labelled(row, source, f"{source}:{row['id']}")
    whole = {row["id"]: row for row in rows(real / "passages" / "articles-train.jsonl.gz")}
    for row in rows(real / "passages" / "train.jsonl"):
        acts = [act for act in row["acts"] if act["modality"] in COUNTED_MODALITIES]
        doubtful = bool(row["acts"]) and (not acts or all(act["in_passing"] for act in acts))
        if not row["ambiguous"] and not doubtful:
            article = whole[row["doc"]]
            yield Whole("wild", f"wild:{row['doc']}", article["title"] or "", article["text"], bool(acts))
    for source, path in (("ordinary", "topics/ordinary-dev.jsonl.gz"), ("load", "load/articles.jsonl.gz")):
        for number, row in enumerate(rows(real / path)):
            yield Whole(source, f"{source}:{number}", row["title"] or "", row["text"], about=False)


def _labelled(row: Row, source: str, story: str) -> Iterator[Whole]:
    if not row["ambiguous"]:
        yield Whole(source, story, row.get("title") or "", row["text"], bool(row["labels"]))
