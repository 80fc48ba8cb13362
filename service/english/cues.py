"""Words beside a name or an office that decide how it is read."""

SCENE = frozenset(
    """in at near outside around into inside across throughout within leave left leaving via visit visited visiting
    reached reach""".split()
)
"""Before a capital: a scene, not a government."""

TOWARD = frozenset({"to", "from", "for", "of"})
"""Before a capital: travel, unless one of `BONDS` stands before."""

BONDS = frozenset(
    """ties links relations message pressure support protest demand response orders loyal loyalty warning reaction note concern aid comment
    criticism anger complaint allegiance debt reply signal threat""".split()
)
"""Nouns of dealings between governments: "pressure from Beijing"."""

BEFORE_HYPHEN = frozenset("anti pro non ex pre post mid trans".split())
"""First halves of compounds with a state's name."""

NOT_AFTER_PLAIN_STATE = frozenset(
    """states force forces private deputy general major fans national state leaders justice agents troops exile exiles staff coach deputies
    crew union marshal judge judges star""".split()
)
"""Nouns that after the bare name of a state are more often verbs or begin another phrase ("Israel forces ...")."""

ADJECTIVE_LIKE = frozenset(
    "general major private national state republican liberal resident patient conservative union marine republic people man".split()
)
"""Office nouns that are more often adjectives or parts of other names: read as offices only where no common noun follows."""

VERB_LIKE = frozenset(
    "force staff judge pilot marshal guard state coach crew captain exile man people head doctor author star supply service".split()
)
"""Office nouns that after "to" are verbs."""

AUXILIARIES = frozenset(
    """has have had is was will would are were who which be been did does do said about may can could should shall might must says not
    also flew fled left quit went sought told took came broke ran swam drove won got gave led met held made joined""".split()
)
"""Words that end a name in a text of capitals."""

WITHDRAWING = frozenset(
    """recall recalls recalled recalling withdraw withdraws withdrew withdrawn withdrawing pull pulls pulled pulling summon summons bring
    brings brought back home""".split()
)
"""Before "ambassador from X": X is where the envoy was posted, not whose he is."""

POSTED = frozenset({"ambassador", "diplomat", "mission", "delegation"})
"""Classes of those who stand in another state."""
