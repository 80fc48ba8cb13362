"""The order of the encoder's outputs."""

PROTEST, DEFECTION = "diplomatic_protest", "defection"
TOPICS = (PROTEST, DEFECTION)
_OF_PROTEST = (
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
)
_OF_DEFECTION = ("change_of_sides", "asylum", "resignation_in_protest", "desertion", "espionage_defection")
KINDS = (*_OF_PROTEST, *_OF_DEFECTION)
TOPIC_OF = dict.fromkeys(_OF_PROTEST, PROTEST) | dict.fromkeys(_OF_DEFECTION, DEFECTION)
MODALITIES = ("asserted", "planned", "historical", "negated", "opinion", "hypothetical")
OUTPUTS = len(KINDS) + len(TOPICS) + len(MODALITIES) + 1
"""Kinds (does it report this act, in any modality), topics (in a counted modality), modalities, and whether in passing."""
