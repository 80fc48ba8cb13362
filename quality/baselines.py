"""What simpler methods reach on the same articles: the codebook's cues as keywords, and a linear model on TF-IDF."""

import re
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from quality.running import Row
from quality.scoring import TOPICS
from service.evaluation import Score

KEYWORDS = {
    "diplomatic_protest": (
        r"walk(?:ed|s|ing)? out|walkout|turned their backs|boycott\w*|summon\w*|called in (?:the|its|\w+'s) \w*\s?ambassador"
        r"|note verbale|(?:note|letter) of protest|d[eé]marche|lodged? (?:a|an|its) (?:formal |official |strong )*(?:protest|complaint)"
        r"|formally (?:complain|protest)\w*|recall\w* (?:its|his|her|the|their) (?:\w+ )?(?:ambassador|envoy)\w*"
        r"|withdr[ae]w\w* its (?:ambassador|envoy)|persona non grata|expel\w*|expulsion|48 hours to leave"
        r"|(?:sever|cut|broke|break|downgrad|suspend)\w* (?:all |its )?(?:diplomatic )?(?:ties|relations)"
        r"|refus\w* to accept the credentials|joint statement|condemn\w*"
    ),
    "defection": (
        r"defect(?:ed|s|ing|ion|ions|or|ors)|switch(?:ed|es|ing)? sides|(?:sought|seek\w*|granted|request\w*) (?:political )?asylum"
        r"|desert(?:ed|er|ers|ion|ions|ing)|laid down (?:their|his) arms|resign\w* (?:over|in protest)|quit in protest|double agent"
        r"|joined the rebels|failed to return with"
    ),
}
"""The cue examples of the codebook with their inflections, as a reader of its table would type them in."""

_PATTERNS = {topic: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for topic, cues in KEYWORDS.items()}
_FOLDS = 5
_SEED = 0


def keywords(gold: Sequence[Row]) -> list[Score]:
    """An article is about a topic when one of its cues stands in it."""
    return [_score(topic, gold, [bool(_PATTERNS[topic].search(_whole(row))) for row in gold]) for topic in TOPICS]


def linear(gold: Sequence[Row]) -> list[Score]:
    """Logistic regression on TF-IDF of words and word pairs, predicted for each fold by a model of the others; balanced, threshold 0.5."""
    texts = [_whole(row) for row in gold]
    scores = []
    for topic in TOPICS:
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=10, class_weight="balanced", solver="liblinear"),
        )
        labels = np.array([topic in row["labels"] for row in gold])
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
        scores.append(_score(topic, gold, cross_val_predict(model, texts, labels, cv=folds)))
    return scores


def _whole(row: Row) -> str:
    return f"{row.get('title') or ''}\n{row['text']}"


def _score(topic: str, gold: Sequence[Row], said: Sequence[bool]) -> Score:
    is_it = [topic in row["labels"] for row in gold]
    pairs = list(zip(said, is_it, strict=True))
    return Score(topic, sum(s and i for s, i in pairs), sum(bool(s) and not i for s, i in pairs), sum(i and not s for s, i in pairs))
