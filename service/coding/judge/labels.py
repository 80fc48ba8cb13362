"""The order of the encoder's outputs."""

PROTEST, DEFECTION = "diplomatic_protest", "defection"
TOPICS = (PROTEST, DEFECTION)
KINDS = (
    "walkout",
    "boycott",
    "summons",
    "note",
    "recall",
    "expulsion",
    "severance",
    "withdrawal",
    "refusal",
    "condemnation_lodged",
    "change_of_sides",
    "asylum",
    "resignation_in_protest",
    "desertion",
    "espionage_defection",
)
_OF_PROTEST = 10
"""So many of the kinds are of the first topic, the others of the second."""
TOPIC_OF = {kind: TOPICS[number >= _OF_PROTEST] for number, kind in enumerate(KINDS)}
MODALITIES = ("asserted", "planned", "historical", "negated", "opinion", "hypothetical")
COUNTED = frozenset({"asserted", "planned", "historical"})
"""Those that make an article one about the topic."""
OUTPUTS = len(KINDS) + len(TOPICS) + len(MODALITIES) + 1
"""Kinds (does it report this act, in any modality), topics (in a counted modality), modalities, and whether in passing."""
