"""Words beside a name or an office that decide how it is read, from `service/data/name_cues.toml`."""

from service.english.words import word_set

SCENE = word_set("name_cues", "scene")
"""Before a capital: a scene, not a government."""
TOWARD = word_set("name_cues", "toward")
"""Before a capital: travel, unless one of `BONDS` stands before."""
BONDS = word_set("name_cues", "bonds")
"""Nouns of dealings between governments: "pressure from Beijing"."""
BEFORE_HYPHEN = word_set("name_cues", "before_hyphen")
"""First halves of compounds with a state's name."""
NOT_AFTER_PLAIN_STATE = word_set("name_cues", "not_after_plain_state")
"""Nouns that after the bare name of a state are more often verbs or begin another phrase ("Israel forces ...")."""
ADJECTIVE_LIKE = word_set("name_cues", "adjective_like")
"""Office nouns that are more often adjectives or parts of other names: read as offices only where no common noun follows."""
VERB_LIKE = word_set("name_cues", "verb_like")
"""Office nouns that after "to" are verbs."""
AUXILIARIES = word_set("name_cues", "auxiliaries")
"""Words that end a name in a text of capitals."""
WITHDRAWING = word_set("name_cues", "withdrawing")
"""Before "ambassador from X": X is where the envoy was posted, not whose he is."""
POSTED = word_set("name_cues", "posted")
"""Classes of those who stand in another state."""
