"""Pronouns that stand for a party, each list once, and what they make together: "we" is whoever speaks."""

SUBJECTS = frozenset({"he", "she", "they", "it", "we"})
OBJECTS = frozenset({"him", "her", "them"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})
PRONOUNS = SUBJECTS | OBJECTS | POSSESSIVES | {"who"}
"""All words that stand for a party."""
OF_PERSONS = PRONOUNS - {"it", "its", "we"}
"""Those that may stand for a person or several."""
