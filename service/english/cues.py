"""Words beside a name or an office that decide how it is read, from `service/data/cues.toml`."""

from service.english.words import word_set

SCENE = word_set("cues", "scene")
"""Before a capital: a scene, not a government."""
TOWARD = word_set("cues", "toward")
"""Before a capital: travel, unless one of `BONDS` stands before."""
BONDS = word_set("cues", "bonds")
"""Nouns of dealings between governments: "pressure from Beijing"."""
BEFORE_HYPHEN = word_set("cues", "before_hyphen")
"""First halves of compounds with a state's name."""
NOT_AFTER_PLAIN_STATE = word_set("cues", "not_after_plain_state")
"""Nouns that after the bare name of a state are more often verbs or begin another phrase ("Israel forces ...")."""
ADJECTIVE_LIKE = word_set("cues", "adjective_like")
"""Office nouns that are more often adjectives or parts of other names: read as offices only where no common noun follows."""
VERB_LIKE = word_set("cues", "verb_like")
"""Office nouns that after "to" are verbs."""
AUXILIARIES = word_set("cues", "auxiliaries")
"""Words that end a name in a text of capitals."""
WITHDRAWING = word_set("cues", "withdrawing")
"""Before "ambassador from X": X is where the envoy was posted, not whose he is."""
POSTED = word_set("cues", "posted")
"""Classes of those who stand in another state."""
