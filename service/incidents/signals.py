"""The signals of a pair: in what two events agree and differ, as numbers between 0 and 1 with names that a person reads."""

from math import sqrt

from service.incidents.names import same_person
from service.incidents.portrait import Dated, Portrait
from service.incidents.rarity import total, total_of_kept
from service.incidents.words import name_numbers

GOING_OVER = frozenset({"asylum", "change_of_sides", "desertion", "espionage_defection"})
"""What one departure may be called; a resignation too, where the person is the same."""
BREAKS = frozenset({"severance", "withdrawal", "recall", "expulsion"})
"""Kinds that one breach of relations may be told as."""
OBJECTIONS = frozenset({"summons", "note", "condemnation_lodged"})
"""An objection, and the way in which it was made."""
_FAMILIES = (GOING_OVER | {"resignation_in_protest"}, BREAKS, OBJECTIONS, frozenset({"refusal", "boycott", "walkout"}))
_NEAR, _FAR, LONG = 2, 10, 45
_WEEK = 7
"""Days between two acts. Of labelled pairs of one act that are both dated 136 of 143 lie within two days."""

_FEW = 0.2
"""Of names in common."""
_SAME_ACT = {"same act", "same act, defection"}
_DECIDING = {"same number", "other number", "other numbers", "near in time", "long apart"}
"""Signals that weigh otherwise where kind and parties agree, as then they alone tell acts apart."""
AS_WELL = ", same act"
"""Ends the name under which such a signal weighs once more."""

Signals = dict[str, float]


def signals(one: Portrait, other: Portrait) -> Signals:
    """The signals of two events of one topic; those that don't hold are left out."""
    found: Signals = {}
    _compare_kinds(one, other, found)
    _compare_parties(one, other, found)
    if one.topic == "defection":
        _compare_persons(one, other, found)
    _compare_dates(one.dated, other.dated, found)
    if one.counts and other.counts:
        _compare_numbers(one.counts, other.counts, found)
    if one.place and other.place:
        found["same place" if one.place == other.place else "other place"] = 1.0
    _compare_words(one, other, found)
    for name in [name for name in found if name in _DECIDING] if found.keys() & _SAME_ACT else ():
        found[name + AS_WELL] = 1.0
    return found


def related(kind: str, other: str) -> bool:
    """Whether one act may be told as either kind."""
    return kind == other or any(kind in family and other in family for family in _FAMILIES)


def _compare_kinds(one: Portrait, other: Portrait, found: Signals) -> None:
    if one.kind == other.kind:
        found["same kind"] = 1.0
    elif related(one.kind, other.kind):
        found["related kind"] = 1.0
    if one.modality != other.modality and "negated" in (one.modality, other.modality):
        found["one denies"] = 1.0


def _compare_parties(one: Portrait, other: Portrait, found: Signals) -> None:
    """Who acts against whom, in this order: turned about it is the answer to the act, not the act."""
    _side("actor", one.actors, other.actors, found)
    _side("target", one.targets, other.targets, found)


def _side(name: str, ones: frozenset[str], others: frozenset[str], found: Signals) -> None:
    if not ones or not others:
        found[f"no {name}"] = 1.0
    elif ones & others:
        found[f"same {name}"] = len(ones & others) / max(len(ones), len(others))
    else:
        found[f"other {name}"] = 1.0


def _compare_numbers(ones: frozenset[int], others: frozenset[int], found: Signals) -> None:
    """Of a pair with several numbers each is less likely to be the act's."""
    if ones & others:
        found["same number"] = 1.0
    else:
        found["other numbers" if len(ones) > 1 or len(others) > 1 else "other number"] = 1.0


def _compare_persons(one: Portrait, other: Portrait, found: Signals) -> None:
    """For a defection the person decides."""
    if one.persons and other.persons:
        same = any(same_person(a, b) for a in one.persons for b in other.persons)
        if same:
            found["same person"] = 1.0
            return
        told = mentions(one, other) or mentions(other, one)
        found["person mentioned" if told else "other person"] = 1.0
    elif one.persons or other.persons:
        told = mentions(one, other) or mentions(other, one)
        found["person mentioned" if told else "person not mentioned"] = 1.0


def mentions(one: Portrait, other: Portrait) -> bool:
    """Whether the text of `one` names a person of `other`."""
    return any(name_numbers(person[-1:]) <= one.names for person in other.persons)


def _compare_dates(one: Dated | None, other: Dated | None, found: Signals) -> None:
    if one is None or other is None:
        found["no date"] = 1.0
        return
    days = days_between(one, other)
    said = "said " if one.explicit and other.explicit else ""
    if days <= LONG:
        found["near in time"] = 1.0
    else:
        found["long apart"] = 1.0
    if days <= _FAR and max(one.last - one.first, other.last - other.first) > _WEEK:
        found["days may be alike"] = 1.0
    elif days <= _NEAR:
        found[f"{said}days alike"] = 1.0
    elif days <= _FAR:
        found[f"{said}days near"] = 1.0
    elif days <= LONG:
        found[f"{said}days apart"] = 1.0


def days_between(one: Dated, other: Dated) -> int:
    """Days that lie between, as far as the granularity of both lets know."""
    return max(one.first - other.last, other.first - one.last, 0)


def overlap(ones: frozenset[int], others: frozenset[int]) -> float:
    """Cosine of two sets of numbers by what they tell."""
    both = ones & others
    return total(both) / sqrt(total_of_kept(ones) * total_of_kept(others)) if both else 0.0


def _compare_words(one: Portrait, other: Portrait, found: Signals) -> None:
    """What is told, by rare words and by names; it weighs otherwise where who and whom agree, as then only the cause tells acts apart."""
    names, words = overlap(one.names, other.names), overlap(one.words, other.words)
    defection = one.topic == "defection"
    parties = "same actor" in found and ("same target" in found or (defection and "other target" not in found))
    where = ", defection" if defection else ""
    if parties:
        found["same parties" + where] = 1.0
        if "same kind" in found:
            found["same act" + where] = 1.0
        where += ", same parties"
    found["names in common" + where] = names
    found["words in common" + where] = words
    if names < _FEW and one.names and other.names:
        found["hardly a name in common" + where] = 1.0
