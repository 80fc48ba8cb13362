"""What earlier sentences of the document named, so that "the ambassador", "he" and a bare surname can be read."""

from collections import Counter
from dataclasses import replace

from service.english.mention import Mention
from service.english.offices import STATE_VOICES
from service.english.pronouns import SUBJECTS

_SERVANTS = frozenset(
    "diplomat ambassador delegation soldier officer pilot police spy athlete artist scholar judge broadcaster_staff party_elite".split()
)
"""Classes of people in a state's service."""
_FAMILY = {
    "ambassador": ("ambassador", "diplomat", "mission"),
    "diplomat": ("diplomat", "ambassador", "mission"),
    "mission": ("mission", "ambassador", "diplomat"),
    "ministry": ("ministry", "minister", "government", "head"),
    "government": ("government", "ministry", "head", "minister"),
    "minister": ("minister", "ministry"),
    "pilot": ("pilot", "officer", "soldier"),
    "officer": ("officer", "soldier", "pilot", "police", "spy"),
    "soldier": ("soldier", "officer", "military"),
    "police": ("police", "officer", "soldier"),
    "spy": ("spy", "officer"),
    "military": ("military", "soldier", "officer"),
    "delegation": ("delegation", "ambassador", "diplomat"),
}
"""Under which other classes the same party may have been named before, nearest first."""


def kindred_classes(role_class: str) -> tuple[str, ...]:
    """The class and those under which the same party may have been named before, nearest first."""
    return _FAMILY.get(role_class, (role_class,))


class Known:
    """The parties of the document so far. Mutable; one a document, fed sentence by sentence in reading order."""

    __slots__ = ("last_person", "last_plural", "last_servant", "last_state", "persons", "pronouns", "roles", "states")

    def __init__(self) -> None:
        """Nothing known."""
        self.persons: dict[str, Mention] = {}
        """Surname (lower case) -> the fullest mention of the person."""
        self.roles: dict[str, Mention] = {}
        """Role class -> its latest mention with a country."""
        self.last_person: Mention | None = None
        self.last_servant: Mention | None = None
        """The last person in the service of a known state."""
        self.last_plural: Mention | None = None
        self.last_state: str | None = None
        self.states: Counter[str] = Counter()
        self.pronouns: dict[str, Mention] = {}
        """"he" and "she" -> the named person whom it stood for last, while no other has been named since."""

    def remember(self, mentions: tuple[Mention, ...]) -> None:
        """Take in the mentions of a sentence, in order."""
        for mention in mentions:
            if mention.kind == "person" and mention.name and (not mention.inferred or self._is_named_here(mention)):
                self._remember_person(mention)
                self.pronouns.clear()
            elif mention.kind == "person" and mention.name and mention.text.lower() in SUBJECTS:
                self.pronouns[mention.text.lower()] = mention
            if mention.role_class and mention.country and not mention.inferred and mention.role_class != "attribute":
                self.roles[mention.role_class] = mention
            if mention.kind == "person" and not mention.inferred and (mention.role_class or mention.name):
                self.last_person = mention
                if mention.country and mention.role_class in _SERVANTS:
                    self.last_servant = mention
            if (
                mention.kind == "group"
                and mention.plural
                and (mention.role_class in _SERVANTS or (mention.country and not self._of_servants()))
            ):
                self.last_plural = mention
            if mention.country and mention.kind != "place":
                self.states[mention.country] += 1
                if (mention.kind == "state" and mention.role_class != "attribute") or mention.role_class in STATE_VOICES:
                    self.last_state = mention.country

    def person(self, surname: str) -> Mention | None:
        """The person of that surname, as fully as the document named them."""
        return self.persons.get(surname.lower())

    def holder(self, role_class: str) -> Mention | None:
        """Whom "the <office>" can mean: the latest of the same class, else of a kindred one."""
        for kindred in kindred_classes(role_class):
            if kindred in self.roles:
                return self.roles[kindred]
        return None

    def _of_servants(self) -> bool:
        """Does "they" mean people in a service? They are what a story is about, more than peoples and rulers in between."""
        return self.last_plural is not None and self.last_plural.role_class in _SERVANTS

    def _is_named_here(self, mention: Mention) -> bool:
        """Whether a person is named for the first time, though his state is that of an earlier mention: "the envoy, Balazs Temesi"."""
        surname = (mention.name or "").split()[-1]
        return mention.text.endswith(surname) and self.person(surname) is None

    def _remember_person(self, mention: Mention) -> None:
        surname = (mention.name or "").split()[-1].lower()
        before = self.persons.get(surname)
        if before is None:
            self.persons[surname] = mention
        elif mention.role and not before.role:
            self.persons[surname] = replace(mention, name=before.name if len(before.name or "") > len(mention.name or "") else mention.name)
        elif len(mention.name or "") > len(before.name or "") or (mention.country and not before.country):
            self.persons[surname] = replace(before, name=mention.name, country=before.country or mention.country)
