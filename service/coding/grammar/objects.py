"""What an act is done to: finds the object of a trigger and settles its voice; tells own envoys from foreign ones."""

from service.coding.act import Act, Argument
from service.coding.grammar.arguments import fits, object_left, object_right
from service.coding.grammar.subject import subject_left
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS
from service.topics.frame import Slot

_KEPT_OBJECT_REACH = 4
"""Words after a passive verb within which the object stands that it keeps: "was given political asylum"."""
_OWN = frozenset("its their his her own our home".split())
_BEHIND_NOUN = frozenset({"of", "for", "against", "to", "with", "from", "in"})
"""Words between a noun of the act and its object: "expulsion _of_ the envoy"."""
_OBJECT_OF_NOUN, _OWNER_OF_NOUN = 9, 5
"""Words behind a noun of the act, and before it, within which its object stands."""
_OPENS_OBJECT = frozenset("the a an his her their its this that these those how what when where why my our your him them me us it".split())
_AFTER_PARTICIPLE = frozenset(
    "by over after from for to in on as amid following because at since with and , when while home back out last this yesterday".split()
)


def find_object(act: Act) -> None:
    """Write down the object of an act whose frame wants one, and the voice that this settles."""
    slot = act.frame.object
    assert slot is not None  # noqa: S101  the caller asked
    if act.voice != "nominal":
        act.voice, act.object = _of_verb(act, slot)
    elif act.frame.loose:
        act.voice = "passive"
        act.object = object_left(act.sentence, act.token, slot) or object_right(act.sentence, act.end, slot)
    else:
        act.object = _of_noun(act, slot)


def _of_noun(act: Act, slot: Slot) -> Argument | None:
    sentence, token = act.sentence, act.token
    if sentence.words[act.end : act.end + 1] and sentence.words[act.end] in _BEHIND_NOUN:
        found = object_right(sentence, act.end + 1, slot, _OBJECT_OF_NOUN)
        if found is not None:
            return found
    before = object_left(sentence, token, slot, _OWNER_OF_NOUN)
    if before is None or sentence.words[before.first] in PRONOUNS:
        return None
    possessed = before.last == token or sentence.words[before.last : token] in {("'s",), ("'",)}
    return before if possessed else None  # "the ambassador's expulsion"


def _of_verb(act: Act, slot: Slot) -> tuple[str, Argument | None]:
    if act.voice != "passive":
        found = object_right(act.sentence, act.end, slot) or _meant(act, slot)
        if found is not None or act.voice == "active" or not _may_be_reduced_passive(act.sentence, act.end, slot):
            return "active", found
    return _of_passive(act, slot)


def _of_passive(act: Act, slot: Slot) -> tuple[str, Argument | None]:
    sentence, first = act.sentence, act.first
    beside = sentence.mention_at(first - 1) if first else None
    if beside is not None and beside.mention.kind in {"person", "group"} and slot.words is None and not fits(slot, beside):
        return "passive", None  # "families have been told to leave": it is they
    found = object_left(sentence, first, slot)
    if found is None and slot.words is not None:
        kept = object_right(sentence, act.end, slot, _KEPT_OBJECT_REACH)
        if kept is not None:
            return "active", kept  # "was granted asylum": the subject is the one who got it
    return "passive", found


def _meant(act: Act, slot: Slot) -> Argument | None:
    """Whom "them" or "him" right after the verb means: the nearest before it in the sentence that may be acted on so."""
    sentence, end = act.sentence, act.end
    if not slot.roles or sentence.words[end : end + 1] not in {("him",), ("them",)}:
        return None
    before = [p for p in sentence.placed if p.last < act.first and fits(slot, p) and p.mention.text.lower() not in PRONOUNS]
    return Argument(before[-1], end, end + 1) if before else None


def _may_be_reduced_passive(sentence: Sentence, end: int, slot: Slot) -> bool:
    """Whether a bare -ed form can be a participle ("Russian envoy summoned over ..."): in a title, or before a preposition.

    "The ambassador recalled the night" has its object, and "..., the ambassador recalled." ends: both are plain past.
    """
    following = sentence.words[end] if end < len(sentence.words) else ""
    if slot.words is None and following in _OPENS_OBJECT:
        return False
    return sentence.part == "title" or following in _AFTER_PARTICIPLE or slot.words is not None


def is_own(act: Act) -> bool:
    """As in "its ambassador", "the ambassador to X", "the French ambassador was recalled"; not "France recalled the German ambassador"."""
    sentence, found = act.sentence, act.object
    office = found.placed if found is not None else None
    if found is not None and office is not None and not _names_office(office):
        office = _apposed(sentence, found, office)
    if office is None or office.mention.former:
        return False
    mention = office.mention
    if any(word in _OWN for word in sentence.words[max(0, office.first - 3) : office.last]):
        return True
    if mention.country is None or mention.inferred:
        return mention.role_class != "mission" or not _is_at_home(act, office)
    if act.voice != "active":
        return mention.role_class != "mission"
    if mention.role_class == "ambassador" and sentence.words[office.last : office.last + 1] == ("to",):
        return True  # only its own state recalls "Venezuela's ambassador to Washington"
    subject = subject_left(act, office.first)
    return subject is not None and subject.country == mention.country


def _names_office(placed: Placed) -> bool:
    """Whether the mention's own words hold its office; else it is a person of whom that is known from elsewhere."""
    return (placed.mention.role or "").lower().split(" ")[-1][:5] in placed.mention.text.lower()


def _apposed(sentence: Sentence, found: Argument, person: Placed) -> Placed | None:
    """The office of a person beside his name: "Jean Roux, its ambassador to Chad"."""
    name = person.mention.name
    for token in (found.first - 2, found.first - 1, found.last + 1, found.last + 2):
        beside = sentence.mention_at(token)
        if name is not None and beside is not None and beside is not person and beside.mention.name == name and _names_office(beside):
            return beside
    return None


def _is_at_home(act: Act, office: Placed) -> bool:
    """Whether a mission stands in the actor's own country, so that it is another's: "Washington will close the consulate in Seattle"."""
    seat = act.sentence.mention_at(office.last + 1)
    subject = subject_left(act, office.first)
    if seat is None or subject is None or act.sentence.words[office.last] != "in":
        return False
    return seat.mention.country is not None and seat.mention.country == subject.country
