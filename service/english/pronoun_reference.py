"""Whom a pronoun means: the person, the group or the state that was named before it."""

import re
from dataclasses import replace

from service.english.known import Known
from service.english.mention import Mention
from service.english.offices import INSTITUTIONS

_MALE = re.compile(r"(?:\b|[a-z]{3})(?:man|king|prince|husband|father|brother|son)$", re.IGNORECASE)
_FEMALE = re.compile(r"(?:\b|[a-z]{3})(?:woman|queen|princess|actress|ballerina|wife|sister|daughter|mother|lady)$", re.IGNORECASE)


def state_meant(mention: Mention, known: Known) -> Mention:
    """The state of "it" or "the West African nation" at the head of a sentence: the one that spoke last."""
    return replace(mention, kind="state", role_class=None, country=known.last_state, inferred=True) if known.last_state else mention


def _other_sex(pronoun: Mention, mention: Mention) -> bool:
    """Whether the words of a mention say that "he" or "she" can't mean it: "a spokesman ... whether she"."""
    said = (mention.role or "") if mention.name else mention.text
    if pronoun.text.lower() == "she":
        return _MALE.search(said) is not None
    return pronoun.text.lower() == "he" and _FEMALE.search(said) is not None


def person_meant(before: list[Mention], mention: Mention, known: Known) -> Mention:
    """The one whom "he", "she" or "they" means: the sentence's last of its number, else the document's; one of a known state first."""
    kind, last = ("person", known.last_person) if mention.kind == "person" else ("group", known.last_plural)
    if kind == "person" and last is not None and not (last.country or last.role):
        last = known.last_servant or last  # a bare name is hardly whom a story goes on about
    if last is not None and _other_sex(mention, last):
        last = known.last_servant
    near = [m for m in reversed(before) if m.kind == kind and m.role_class != "pronoun" and not _other_sex(mention, m)]
    if not near and (same := known.pronouns.get(mention.text.lower())) is not None:
        last = same
    many = next((m for m in near if m.role_class not in INSTITUTIONS), None)
    whole = next((m for m in near if m.country), None) or (many if many and many.plural else None) or last or next(iter(near), None)
    if whole is None or _other_sex(mention, whole):
        return mention
    return replace(
        mention, name=whole.name, role=whole.role, role_class=whole.role_class or "pronoun", country=whole.country, inferred=True
    )
