"""Finds the subject of a verb: costs, not a parse."""

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import BEFORE_NOUN, after_preposition, fits
from service.coding.grammar.asides import cost_of_aside
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS
from service.topics.frame import Slot

SUBJECT_REACH = 45
"""Subjects may stand far to the left: appositions, relative clauses, reported speech."""
POSSESSOR = 3.4
"""Cost of a mere possessor: in "Spain's squad ended its boycott" it is not Spain that acts."""
SUBJECT_CEILING = 3.6
"""Cost above which a mention is no subject: in practice one inside a prepositional phrase some words off, or the state acted upon."""
_WORD, _COMMA = 0.12, 0.4
"""Costs of each word and each comma between a mention and the verb."""
_CONJUNCTIONS = frozenset("after before since as until than".split())
_AMONG_OTHERS = frozenset({",", "among", "others", "too", "also"})
"""Words between a subject and its verb that keep them together: "after Chile, among others, pulled out"."""
_STATELESS_PERSON = 0.5
"""Cost of a person whose state is not said, which the text around him may tell ("the colonel"); of other parties it is 1."""
_RELATIVE = frozenset("who which that whose whom".split())
_SUBORDINATE = frozenset("after because while when as amid following since although though before if where saying citing accusing".split())
_BETWEEN = frozenset({"who", "that", "which"})
_NOBODY = frozenset("those people anyone someone everyone many others most some hundreds thousands dozens scores".split())
_FAMILY = frozenset("wife husband family children child son sons daughter daughters parents mother father brother sister".split())
_WHOSE = frozenset({"his", "her", "their"})
_FAMILY_WORDS = 5
"""Words before one of somebody's family within which it says whose."""
_URGES = frozenset(
    "urge urges urged urging ask asks asked asking tell tells told press pressed pressing beg begged want wants wanted order ordered on "
    "upon".split()
)
"""Words before whoever is to do what the infinitive says: "called on Kenya to recall"."""
_URGED = 3.5
"""What it saves a mention to be the one who is urged."""
_SAID_THAT = 1.5
"""What it saves a mention to stand alone between "that" and the verb: "an Italian official said that Lazar had defected"."""
_TURNS_TO = frozenset("approach approached approaches contact contacted contacts met visited".split())
_TURNED_TO = 3.0
"""Cost of whom somebody turns to: in "a colonel approached Italian officials seeking asylum" he seeks it."""
_TOLD = frozenset("tell tells told telling address addresses addressed addressing inform informed".split())
_OTHER_OBJECT = 2.0
"""Cost of what an earlier verb may act on: "declared Chad an aggressor, severed relations and ..."."""
_LISTENS = 4.0
"""Cost of a body that is spoken to: "told the council that they condemned"."""
_OF_BODY = frozenset("meeting session summit resolution building headquarters member members seat debate vote chamber hall".split())
_NAMES_A_MEETING = 1.0
"""Cost of a body that only names another thing: "due at a Security Council meeting, condemning the move"."""
_WRITINGS = frozenset("letter letters note statement message cable complaint memorandum".split())
_NAMED_WORDS = 6
"""Words behind whoever wrote within which "which" goes on about what he wrote: his name may stand between."""
_DECISIONS = frozenset("decision move plan refusal threat vow choice intention".split())
_DECIDED_TO = frozenset({"to", "not"})
_DECIDES = -0.8
"""Cost of who owns the decision to act: in "Chad deplored Togo's decision not to attend" it is Togo that stays away."""
_NOUN_HEADS = frozenset(
    (
        "decision move plan plans announcement order vow threat pledge intention promise choice response retaliation reaction "
        "government authorities officials"
    ).split()
)


def subject_left(act: Act, end: int, avoid: str | None = None) -> Argument | None:
    """The most plausible subject of an act to the left of the word `end`; looked for once, and kept with the act.

    Costs, not a parse: distance, prepositional phrases and subordinate clauses count against a mention, a relative pronoun for it;
    `avoid` (alpha-3) is the state acted upon, which is rarely also the actor.
    """
    question = end, avoid
    if question not in act.subjects:
        act.subjects[question] = _search(act.sentence, end, act.frame.actor, avoid)
    return act.subjects[question]


def _search(sentence: Sentence, end: int, slot: Slot, avoid: str | None) -> Argument | None:
    if _has_another_subject(sentence, end, slot):
        return None
    best: tuple[float, Argument] | None = None
    token = end - 1
    commas = 0
    while token >= 0 and end - token <= SUBJECT_REACH:
        word = sentence.words[token]
        placed = sentence.mention_at(token)
        if placed is None or not (fits(slot, placed) or _whose_plan(sentence, placed, slot)):
            commas += word == ","
            if word == ";":
                break
            token -= 1
            continue
        cost = commas * _COMMA + _by_place(sentence, placed, end, slot) + _by_kind(placed, slot, avoid)
        if best is None or cost < best[0]:
            best = (cost, Argument.of(placed))
        token = placed.first - 1
    return best[1] if best and best[0] <= SUBJECT_CEILING else None


def _has_another_subject(sentence: Sentence, end: int, slot: Slot) -> bool:
    """As in "immigrants to request asylum": somebody right before the verb who can't fill the slot."""
    near = end - 1
    while near > 0 and sentence.words[near] in _BETWEEN:
        near -= 1
    adjoining = sentence.mention_at(near)
    if adjoining is None:
        nobody = sentence.words[near] in _NOBODY or sentence.words[max(0, near - 1)] == "no"  # "no member walked out"
        return nobody and not after_preposition(sentence, near)
    if adjoining.mention.text.lower().split()[-1] in _FAMILY and not _WHOSE.isdisjoint(
        sentence.words[max(0, adjoining.first - _FAMILY_WORDS) : adjoining.first]
    ):
        return False  # "the general, his wife and five children arrived"
    somebody = adjoining.mention.kind in {"person", "group"} and adjoining.mention.text.lower() not in PRONOUNS
    return somebody and not fits(slot, adjoining) and not after_preposition(sentence, adjoining.first)


def _by_place(sentence: Sentence, placed: Placed, end: int, slot: Slot) -> float:
    """Cost of where a mention stands, and of the words beside it."""
    cost = (end - placed.last) * _WORD
    before = sentence.words[placed.first - 1] if placed.first else ""
    after = sentence.words[placed.last] if placed.last < len(sentence.words) else ""
    joined = before in _CONJUNCTIONS and _AMONG_OTHERS.issuperset(sentence.words[placed.last : end])
    if after_preposition(sentence, placed.first) and not (joined or _wrote(sentence, placed) or _meets(sentence, placed)):
        cost += 3.0
    if _modifies_another(sentence, placed.first, slot):
        cost += 2.0  # "clerics in Pakistan condemned": the clerics did
    elif placed.last == end or joined:
        cost -= _SAID_THAT if before == "that" else 0.5  # right before the verb
    elif before in _SUBORDINATE:
        cost += 1.0
    if after in {"'s", "'"}:
        speaks = placed.mention.kind == "organisation" or _owns(_NOUN_HEADS, sentence, placed.last, end) or _meets(sentence, placed)
        decides = _owns(_DECISIONS, sentence, placed.last, end) and not _DECIDED_TO.isdisjoint(sentence.words[placed.last : end])
        cost += _DECIDES if decides else 0.3 if speaks else POSSESSOR
    elif _is_before_decision(sentence, placed):
        cost += _DECIDES
    if after in _RELATIVE:
        cost -= 0.6
    if placed.first == 0 or before in {".", ":", '"'} or (placed.first == 1 and before in BEFORE_NOUN):
        cost -= 0.5
    if after in _OF_BODY and placed.mention.kind == "organisation":
        cost += _NAMES_A_MEETING
    return cost + cost_of_aside(sentence, placed, end) + _by_other_verb(sentence, placed, end, before)


def _by_other_verb(sentence: Sentence, placed: Placed, end: int, before: str) -> float:
    """Cost of being urged or told, or acted on by an earlier verb."""
    cost = 0.0
    if before in _URGES and sentence.words[end] == "to":
        cost -= _URGED
    elif placed.mention.kind == "organisation" and {before, sentence.words[max(0, placed.first - 2)]} & _TOLD:
        cost += _LISTENS
    verb = sentence.words[placed.first - 1 - (before == "the")]
    if verb in _TURNS_TO:
        cost += _TURNED_TO
    if end > 0 and sentence.words[end - 1] in {",", "and"} and verb.endswith(("ed", "ing")):
        cost += _OTHER_OBJECT
    return cost


def _by_kind(placed: Placed, slot: Slot, avoid: str | None) -> float:
    """Cost of who it is."""
    mention, cost = placed.mention, 0.0
    if avoid is not None and mention.country == avoid:
        cost += 4.0
    if mention.country is None and mention.kind != "organisation":
        cost += _STATELESS_PERSON if slot.roles and mention.kind in {"person", "group"} else 1.0
    if mention.inferred and mention.text.lower() not in PRONOUNS:
        cost += 0.6
    return cost


def _modifies_another(sentence: Sentence, first: int, slot: Slot) -> bool:
    """Whether a mention only says where another one is from, that can't be the subject itself."""
    token = first - 1
    while token > 1 and sentence.words[token] in {"the", "a", "an", "its"}:
        token -= 1
    if token < 1 or sentence.words[token] not in {"in", "of", "from", "at"}:
        return False
    head = sentence.mention_at(token - 1)
    return head is not None and head.mention.kind in {"person", "group"} and not fits(slot, head)


def _is_before_decision(sentence: Sentence, placed: Placed) -> bool:
    """As in "denounced a US plan not to send envoys"."""
    words, after = sentence.words, placed.last
    return not _DECISIONS.isdisjoint(words[after : after + 1]) and not _DECIDED_TO.isdisjoint(words[after + 1 : after + 3])


def _whose_plan(sentence: Sentence, placed: Placed, slot: Slot) -> bool:
    """As in "denounced a Kenyan plan": the adjective says who acts."""
    adjective = placed.mention.role_class == "attribute" and placed.mention.kind == "state"
    return adjective and "state" in slot.kinds and _is_before_decision(sentence, placed)


def _wrote(sentence: Sentence, placed: Placed) -> bool:
    """As in "a letter from Sudan's foreign minister, which accused ...": what it says, he says."""
    words = sentence.words
    said = placed.first > 1 and words[placed.first - 1] in {"from", "by"} and words[placed.first - 2] in _WRITINGS
    return said and not {"which", "that"}.isdisjoint(words[placed.last : placed.last + _NAMED_WORDS])


def _meets(sentence: Sentence, placed: Placed) -> bool:
    """As in "the Arab foreign ministers' meeting in Doha, which condemned ...": those who meet condemn."""
    words = sentence.words
    meets = placed.mention.plural and words[placed.last + 1 : placed.last + 2] in {("meeting",), ("summit",), ("conference",)}
    return meets and "which" in words[placed.last : placed.last + _NAMED_WORDS]


def _owns(nouns: frozenset[str], sentence: Sentence, possessive: int, end: int) -> bool:
    return any(word in nouns for word in sentence.words[possessive + 1 : min(possessive + 6, end)])
