"""Pronouns of the third person, each list once, and what they make together."""

SUBJECTS = frozenset({"he", "she", "they", "it"})
OBJECTS = frozenset({"him", "her", "them"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})
PRONOUNS = SUBJECTS | OBJECTS | POSSESSIVES | {"who"}
"""All words that stand for a party."""
OF_PERSONS = PRONOUNS - {"it", "its"}
"""Those that may stand for a person or several."""
