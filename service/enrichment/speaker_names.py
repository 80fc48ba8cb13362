"""How a speaker is called: by his name as fully as the article has it, an institution by its whole name, else by the words of the text."""

import re
from collections.abc import Iterable, Iterator

from service.english.mention import Mention
from service.english.offices import office_words
from service.english.persons import NOT_NAMES, TITLES
from service.english.pronouns import SUBJECTS
from service.enrichment.speaker_bodies import ARTICLE, is_body, known_by, of_spokesman, places, whole_body
from service.enrichment.speaking_phrase import INSTITUTIONS, PARTICLES, WORD, Subject

_DEFINITE = re.compile(r"the ", re.IGNORECASE)
_NAME = r"(?P<name>[A-Z][\w'’-]{1,30}(?: (?:[A-Z][\w'’-]{1,30}|al|bin|de|van|von)){1,3})"
_NAMED = re.compile(rf",? {_NAME}")
_DESCRIBED = re.compile(rf"\b{_NAME},(?: \d\d,)? (?:an?|the|its|his|her|their) (?:[^,.;\n]{{1,60}} )?$")
_DESCRIPTION_REACH = 160
_NAME_REACH = 40
_SHORTEST = 3
"""Code points; what is shorter is a misread word."""
_BELONGS = re.compile(r" (?:of|for|from) ")
_MORE_TITLES = frozenset(
    "senator sen representative rep congressman congresswoman leader attorney speaker whip deputy ranking minority majority".split()
)
"""Titles before names that are no offices of a state's service."""
_DOCUMENT = re.compile(
    r"(?:(?:an?|the|his|her|its|their|this|that) )?(?:[\w-]{1,30} ){0,2}?(?:statement|letter|note|communiqu[eé]|declaration|text|message"
    r"|tweet|post|report|transcript|readout)(?: verbale)?(?: (?:from|by|of|issued by|signed by) (?P<by>[^,]{1,100}))?$",
    re.IGNORECASE,
)
_FIRST_PARTICLES = frozenset({"al", "bin", "ben", "ibn", "abu"})
"""Particles that may begin a name."""
_NO_NAME_BEHIND = frozenset({"the", "a", "an", "of", "for", "in", "at", "to"})
_STATES = frozenset({"state", "adjective", "people", "body", "seat"})


class Names:
    """The persons and bodies that an article names."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        """`text` as it is, and the mentions read in it, in order."""
        self._text = text
        self._mentions = tuple(mentions)
        self._persons: dict[str, str] = {}
        """Surname -> the fullest name."""
        self._described: dict[str, frozenset[str]] = {}
        """Noun -> the names that stand beside it: a text that quotes one office 250 times is searched for it once."""
        self._holders: dict[tuple[str, str], Mention | None] = {}
        """(class, state) -> the one person of it whom the text names; None where it names several. No state, "": of any."""
        for mention in self._mentions:
            if mention.kind == "person" and mention.name and not mention.inferred:
                self._learn(mention.name)
            if mention.kind == "person" and mention.name and mention.role_class:
                for key in ((mention.role_class, mention.country or ""), (mention.role_class, "")):
                    other = self._holders.setdefault(key, mention)
                    if other is not None and (other.name or "").split()[-1] != mention.name.split()[-1]:
                        self._holders[key] = None

    def of(self, subject: Subject) -> str | None:
        """How the speaker is called; None for a pronoun and for a document that doesn't say whose it is."""
        words = self._text[subject.start : subject.end]
        if words.lower() in SUBJECTS:
            return None
        document = _DOCUMENT.match(words)
        if document is not None:
            return self.of(Subject(subject.start + document.start("by"), subject.end)) if document["by"] else None
        name = self._name_in(subject.start, subject.end) or self._name_of(subject)
        if name is None and not is_body(words):
            name = next((found for part in subject.apposed if (found := self._whole_name(*part))), None)
        if name is not None:
            self._learn(name)
            return self.fullest(name)
        if len(words) < _SHORTEST or not words[0].isalpha():
            return None
        return whole_body(self._text, words, subject.start) if is_body(words) else self._unnamed(words, subject)

    def party(self, subject: Subject) -> str | None:
        """The speaker, if the words name a person, a body or an office, and not a thing."""
        name = self.of(subject)
        inside = (m for m in self._mentions if subject.start <= m.start and m.end <= subject.end)
        if name and (
            name in self._persons.values() or is_body(name) or any(m.role_class or m.kind in {"organisation", "state"} for m in inside)
        ):
            return name
        return None

    def person(self, subject: Subject) -> str | None:
        """The name of the speaker, if the words name a person."""
        name = self.of(subject)
        return name if name and (self._persons.get(name.split()[-1]) == name) else None

    def person_in(self, begin: int, stop: int) -> str | None:
        """The first person named in a stretch, in full."""
        found = next((m for m in self._mentions if begin <= m.start < stop and m.kind == "person" and m.name and not m.inferred), None)
        return self.fullest(found.name) if found and found.name else None

    def fullest(self, name: str) -> str:
        """The name as fully as the article has it anywhere."""
        known = self._persons.get(name.rsplit(maxsplit=1)[-1]) or self._persons.get(name) or name
        return known if " " in known else self._in_text(known)

    def _in_text(self, surname: str) -> str:
        """The longest run of names that ends in a surname, where no mention has more of it."""
        found = surname
        for start, end in places(self._text, surname):
            words = list(WORD.finditer(self._text, max(0, start - _NAME_REACH), start))
            first = start
            for word in reversed(words):
                inside = word.group() in PARTICLES or (word.group()[0].isupper() and not _is_title(word.group()))
                if self._text[word.end() : first] != " " or not inside:
                    break
                first = word.start()
            name = self._text[first:end]
            if len(name) > len(found) and name[0].isupper():
                found = name
        self._persons[surname] = found
        return found

    def _learn(self, name: str) -> None:
        parts = name.split()
        known = self._persons.get(parts[-1])
        if known is None or (len(name) > len(known) and name.endswith(known)):
            self._persons[parts[-1]] = name
        if len(parts) > 1:
            self._persons.setdefault(parts[0], name)

    def _name_in(self, start: int, end: int) -> str | None:
        """The person's name with which a noun phrase ends: "Foreign Minister Mikkel Thorsen", "race director Beat Zumstein"."""
        if (known := self._text[start:end]) in self._persons:
            return known
        for mention in self._mentions:
            if mention.kind == "person" and mention.name and not mention.inferred and start <= mention.start and mention.end == end:
                return mention.name
            if mention.kind in {"state", "organisation", "group", "place"} and start == mention.start and mention.end == end:
                return None
        words = list(WORD.finditer(self._text, start, end))
        index = _run_of_capitals(words)
        if index == len(words) or (index and words[index - 1].group().lower() in _NO_NAME_BEHIND):
            return None
        name = self._text[words[index].start() : end].removesuffix("'s").removesuffix("’s")
        is_name = len(words) - index > 1 or name in self._persons
        return name if is_name and known_by(name) is None and words[-1].group().lower() not in INSTITUTIONS else None

    def _name_of(self, subject: Subject) -> str | None:
        """The name before where its bearer belongs: "Senator Ana Costa of the Green Party"."""
        match = _BELONGS.search(self._text, subject.start, subject.end)
        name = self._name_in(subject.start, match.start()) if match else None
        return name if name and " " in name else None

    def _whole_name(self, start: int, end: int) -> str | None:
        """A name that is all that is set off: "the lawyer, Pilar Otero,"."""
        words = list(WORD.finditer(self._text, start, end))
        if not words or not words[0].group()[0].isupper():
            return None
        return self._name_in(start, end)

    def _unnamed(self, words: str, subject: Subject) -> str:
        """A person without a name beside him: whom the noun stands beside elsewhere, the only holder of the office, else as told."""
        definite = _DEFINITE.match(words)
        bare = ARTICLE.sub("", words, count=1)
        if definite or words[0].isupper():
            name = self._beside(bare) or self._holder(subject)
            if name is not None:
                return name
        return of_spokesman(self._text, bare, subject.start)

    def _beside(self, noun: str) -> str | None:
        """The only person whom the article describes by the noun: "the lawyer, Pilar Otero", "Pilar Otero, the lawyer"."""
        found = self._described.get(noun)
        if found is None:
            found = self._described[noun] = frozenset(self._names_beside(noun))
        names = {self.fullest(name) for name in found if known_by(name) is None and not _is_title(name.split()[0])}
        return names.pop() if len(names) == 1 else None

    def _names_beside(self, noun: str) -> Iterator[str]:
        for start, end in places(self._text, noun):
            behind = _NAMED.match(self._text, end)
            before = _DESCRIBED.search(self._text, max(0, start - _DESCRIPTION_REACH), start)
            yield from (match["name"] for match in (behind, before) if match)

    def _holder(self, subject: Subject) -> str | None:
        mention = next(
            (m for m in self._mentions if m.kind == "person" and m.role_class and subject.start <= m.start and m.end == subject.end), None
        )
        if mention is None or (mention.name and not mention.inferred) or mention.plural:
            return None
        holder = self._holders.get((mention.role_class or "", mention.country or ""))
        if holder is None or not holder.name or not _same_office(mention, holder):
            return None
        return self.fullest(holder.name)


def _run_of_capitals(words: list[re.Match[str]]) -> int:
    """Where the run of names at the end begins, titles left out."""
    index = len(words)
    while index and (words[index - 1].group()[0].isupper() or words[index - 1].group() in PARTICLES):
        index -= 1
    while index < len(words) and (_is_title(words[index].group()) or words[index].group() in PARTICLES - _FIRST_PARTICLES):
        index += 1
    return index


def _same_office(one: Mention, other: Mention) -> bool:
    """Whether the words of an office fit another of its class: "the minister" and a foreign minister, not one of the interior."""
    if one.role_class == "ambassador":
        return True  # envoys have many words for one office
    role, words = (other.role or "").lower(), (one.role or one.text).lower()
    return not role or role.endswith(words) or words.endswith(role)


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    if low in NOT_NAMES or low in TITLES or low in _MORE_TITLES or low in office_words():
        return True
    entry = known_by(word)
    return entry is not None and entry.kind in _STATES
