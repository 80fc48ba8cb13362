"""Stage 4: the language of the text, from its beginning. Most articles are English and say so in their first words; the rest is counted."""

from dataclasses import replace
from functools import cache

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from service.article import Article
from service.context import Context

_BEGINNING = 300
"""Characters in which English shows its function words: in 96 of 100 articles four of them stand there."""
_SAMPLE = 100
_SAMPLE_BYTES = 120
"""Characters, and bytes of UTF-8, that the model reads otherwise. 80 characters lose one of 4,600 English articles, 80 bytes four of 720
headlines, paragraphs and short texts in other scripts; these lose none, nor do 100 bytes."""
_SHORT = 80
"""Characters of text below which the title is read too."""
_ENGLISH_WORDS = frozenset(
    "the and that with for from said by has have were their would which who this not his her "
    "its they been after when about than will but are "
    "to on as it be he she an or at we you".split()
)
"""Function words that other languages do not share, or not four at a time."""
_ENGLISH_ONLY = frozenset(("the", "and"))
_ENOUGH_WORDS = 4
_CERTAIN = 0.999
"""Confidence after four function words: no measured text of another language has them."""
_ENGLISH_PRIOR = 6.0
"""How many times likelier English is beforehand: right English headlines rise from 0.981 to 0.999, other languages lose none."""
_ENGLISH_NEWS = frozenset(
    "the and with from after against amid their says said told urges warns vows slams expels recalls summons severs withdraws boycotts "
    "rejects condemns defects flees seeks quits closes leaves accuses accused expelled summoned recalled severed withdrawn rejected "
    "condemned ordered defected fled sought envoy envoys ambassador ambassadors embassy french german spanish british russian chinese "
    "turkish which who would could about because".split()
)
"""Words of English that no other language written in Latin letters shares."""
_OTHER_WORDS = frozenset(
    "le la les un une des du est dans pour qui au aux sur avec ses leur par et ont sont ce cette selon el los las del una es por con sus "
    "que se su al y o os da das dos em no na um uma com pelo pela il lo gli di della dei che con per sono non der die das und von den dem "
    "mit ein eine auf für ist im zu een het van op voor naar uit niet og som til det av på att och för från ett".split()
)
"""Function words of others that are written in Latin letters: a text with one is not English for its loan words."""
_NEWS_FACTOR = 150.0
"""How many times likelier one of the former makes English where none of the latter stands."""
_MOST_FACTORS = 3
_APOSTROPHES = str.maketrans("’", "'")
_LANGUAGES = (
    "en zh hi es ar fr bn pt ru ur id de ja tr vi ko it fa pl uk nl ro el hu cs sv he th fi "
    "da no bg hr sr sk lt lv et sl ca sw am ta te ml mr "
    "gu pa kn si my km ne az ka hy kk be mk sq tl ps so ha eu gl ku"
).split()
"""Languages of the world's news (ISO 639-1; tl is Filipino). Without dialects and dead ones, as short texts are taken for them."""


def identify(article: Article, context: Context) -> Article:  # noqa: ARG001 every stage has this shape
    """`article` with `language` (ISO 639-1) and `language_confidence` (0..1); a text without letters keeps its user's hint, at 0."""
    language, confidence = language_of(article.title, article.text)
    return replace(article, language=language or article.language, language_confidence=confidence)


def language_of(title: str, text: str) -> tuple[str | None, float]:
    """The language of a text and how sure that is; None where there are no letters."""
    words = _ENGLISH_WORDS.intersection(text[:_BEGINNING].lower().split())
    if len(words) >= _ENOUGH_WORDS and not words.isdisjoint(_ENGLISH_ONLY):
        return "en", _CERTAIN
    sample = (text if len(text) >= _SHORT else f"{title} {text}")[:_SAMPLE]
    if not sample.isascii():
        sample = sample.encode()[:_SAMPLE_BYTES].decode("utf-8", "ignore")
    if not any(map(str.isalpha, sample)):
        return None, 0.0
    ranked = _identifier().rank(sample)
    best, probability = ranked[0]
    prior = _ENGLISH_PRIOR * _loan_words(f"{title} {sample}") if best != "en" else _ENGLISH_PRIOR
    english = prior * next(share for language, share in ranked if language == "en")
    total = 1 + english * (1 - 1 / prior)
    return ("en", round(english / total, 4)) if english >= probability else (best, round(probability / total, 4))


def _loan_words(sample: str) -> float:
    """How many times likelier English is than the letters say, which names and loan words (`chargé d'affaires`) mislead."""
    words = {word.strip('.,:;!?()"“”‘') for word in sample.lower().translate(_APOSTROPHES).split()}
    found = len(words & _ENGLISH_NEWS) + any(word.endswith("'s") for word in words)
    if not found or not words.isdisjoint(_OTHER_WORDS):
        return 1.0
    return float(_NEWS_FACTOR ** min(found, _MOST_FACTORS))


@cache
def _identifier() -> LanguageIdentifier:
    """The model, read once a process (0.5 s), when the first text needs it."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole.set_languages(_LANGUAGES)
    # The packaged table is of half precision and lies column by column: summing its rows took half of all the time. 14 MB more.
    table = np.ascontiguousarray(whole.nb_ptc, dtype=np.float32)
    # A new one, as the first keeps the 28 MB of all languages.
    return LanguageIdentifier(
        table, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, norm_probs=True, tk_row=whole.tk_row
    )
