"""Abbreviations of English news that end in a point which ends no sentence, from `service/data/abbreviations.toml`."""

from service.english.words import word_set

TITLES = word_set("abbreviations", "titles")
"""Before a name."""
ABBREVIATIONS = TITLES | word_set("abbreviations", "others")
"""Lower case, without the point; those of single letters ("e.g.", "a.m.") have points inside and need no list."""
