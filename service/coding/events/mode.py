"""How an article as a whole presents what one of its sentences tells: a column, an obituary, a reprint, a correction."""

import re

from service.article import Article
from service.coding.act import Match
from service.coding.frames.labels import is_looking_back, is_opinion, is_printed_again, label_of
from service.outcome import Modality

_AS_NEWS = re.compile(r" (?:announced|confirmed|this week|last week|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day) ")
"""Words by which a leader tells what has happened, before it says what to think of it."""


def mode_of(match: Match, article: Article) -> Modality:
    """The modality of a match in its article: a column gives opinions, an obituary looks back, a correction takes back."""
    mode, title = match.modality, article.title
    if (label := label_of(match.sentence.line, match.span, title, article.text)) is not None and mode is not Modality.NEGATED:
        return label
    opinion = is_opinion(title) and (mode is Modality.HYPOTHETICAL or not _AS_NEWS.search(match.sentence.line.joined))
    if mode in {Modality.ASSERTED, Modality.PLANNED, Modality.HYPOTHETICAL} and opinion:
        return Modality.OPINION
    if mode is Modality.ASSERTED and is_printed_again(title, article.text):
        return Modality.HISTORICAL
    if mode is Modality.ASSERTED and (match.frame.of_persons or match.sentence.part == "title") and is_looking_back(title):
        return Modality.HISTORICAL
    return mode
