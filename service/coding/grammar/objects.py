"""What an act is done to: finds the object of a trigger and settles its voice; tells own envoys from foreign ones."""

from service.coding.grammar.arguments import Argument, fits, object_left, object_right
from service.coding.grammar.subject import subject_left
from service.coding.sentence import Placed, Sentence
from service.english.pronouns import PRONOUNS
from service.topics.frame import Frame, Slot

_KEPT_OBJECT_REACH = 4
"""Words after a passive verb within which the object stands that it keeps: "was given political asylum"."""
_OWN = frozenset("its their his her own our home".split())
_OPENS_OBJECT = frozenset("the a an his her their its this that these those how what when where why my our your him them me us it".split())
_AFTER_PARTICIPLE = frozenset(
    "by over after from for to in on as amid following because at since with and , when while home back out last this yesterday".split()
)


def find_object(sentence: Sentence, token: int, end: int, first: int, voice: str, frame: Frame) -> tuple[str, Argument | None]:
    """The object of the trigger at `[token, end)` (its group begins at `first`), and the voice that this settles."""
    slot = frame.object
    assert slot is not None  # noqa: S101  the caller asked
    if voice == "nominal" and frame.loose:
        return "passive", object_left(sentence, token, slot) or object_right(sentence, end, slot)
    if voice == "nominal":
        if end < len(sentence.words) and sentence.words[end] in {"of", "for", "against", "to", "with", "from", "in"}:
            found = object_right(sentence, end + 1, slot, 9)
            if found is not None:
                return voice, found
        before = object_left(sentence, token, slot, 5)
        possessed = before is not None and (before.last == token or sentence.words[before.last : token] in {("'s",), ("'",)})
        if possessed and before is not None and sentence.words[before.first] not in PRONOUNS:  # "the ambassador's expulsion"
            return voice, before
        return voice, None
    if voice != "passive":
        found = object_right(sentence, end, slot)
        if found is not None:
            return "active", found
        meant = _meant(sentence, end, first, slot)
        if voice == "active" or meant is not None:
            return "active", meant
        if not _may_be_reduced_passive(sentence, end, slot):
            return "active", None
    beside = sentence.mention_at(first - 1) if first else None
    if beside is not None and beside.mention.kind in {"person", "group"} and slot.words is None and not fits(slot, beside):
        return "passive", None  # "families have been told to leave": it is they
    found = object_left(sentence, first, slot)
    if found is None and slot.words is not None:
        kept = object_right(sentence, end, slot, _KEPT_OBJECT_REACH)
        if kept is not None:
            return "active", kept  # "was granted asylum": the subject is the one who got it
    return "passive", found


def _meant(sentence: Sentence, end: int, first: int, slot: Slot) -> Argument | None:
    """Whom "them" or "him" right after the verb means: the nearest before it in the sentence that may be acted on so."""
    if not slot.roles or sentence.words[end : end + 1] not in {("him",), ("them",)}:
        return None
    before = [p for p in sentence.placed if p.last < first and fits(slot, p) and p.mention.text.lower() not in PRONOUNS]
    return Argument(before[-1], end, end + 1) if before else None


def _may_be_reduced_passive(sentence: Sentence, end: int, slot: Slot) -> bool:
    """Whether a bare -ed form can be a participle ("Russian envoy summoned over ..."): in a title, or before a preposition.

    "The ambassador recalled the night" has its object, and "..., the ambassador recalled." ends: both are plain past.
    """
    following = sentence.words[end] if end < len(sentence.words) else ""
    if slot.words is None and following in _OPENS_OBJECT:
        return False
    return sentence.part == "title" or following in _AFTER_PARTICIPLE or slot.words is not None


def is_own(sentence: Sentence, found: Argument, frame: Frame, voice: str) -> bool:
    """As in "its ambassador", "the ambassador to X", "the French ambassador was recalled"; not "France recalled the German ambassador"."""
    office = found.placed
    if office is not None and not _names_office(office):
        office = _apposed(sentence, found)
    if office is None or office.mention.former:
        return False
    found, mention = Argument(office, office.first, office.last), office.mention
    if any(word in _OWN for word in sentence.words[max(0, found.first - 3) : found.last]):
        return True
    if mention.country is None or mention.inferred:
        return mention.role_class != "mission" or not _is_at_home(sentence, found, frame)
    if voice != "active":
        return mention.role_class != "mission"
    if mention.role_class == "ambassador" and sentence.words[found.last : found.last + 1] == ("to",):
        return True  # only its own state recalls "Venezuela's ambassador to Washington"
    subject = subject_left(sentence, found.first, frame.actor, None)
    return subject is not None and subject.placed is not None and subject.placed.mention.country == mention.country


def _names_office(placed: Placed) -> bool:
    """Whether the mention's own words hold its office; else it is a person of whom that is known from elsewhere."""
    return (placed.mention.role or "").lower().split(" ")[-1][:5] in placed.mention.text.lower()


def _apposed(sentence: Sentence, found: Argument) -> Placed | None:
    """The office of a person beside his name: "Jean Roux, its ambassador to Chad"."""
    name = found.placed.mention.name if found.placed is not None else None
    for token in (found.first - 2, found.first - 1, found.last + 1, found.last + 2):
        beside = sentence.mention_at(token)
        if name is not None and beside is not None and beside is not found.placed and beside.mention.name == name and _names_office(beside):
            return beside
    return None


def _is_at_home(sentence: Sentence, found: Argument, frame: Frame) -> bool:
    """Whether a mission stands in the actor's own country, so that it is another's: "Washington will close the consulate in Seattle"."""
    seat = sentence.mention_at(found.last + 1)
    subject = subject_left(sentence, found.first, frame.actor, None)
    if seat is None or subject is None or subject.placed is None or sentence.words[found.last] != "in":
        return False
    return seat.mention.country is not None and seat.mention.country == subject.placed.mention.country
