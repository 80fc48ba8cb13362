"""How a speaker is called: by his name as fully as the article has it, an institution by its whole name, else by the words of the text."""

import re
from collections.abc import Iterable

from service.english.gazetteer import Entry, adjectives
from service.english.gazetteer import names as gazetteer
from service.english.mention import Mention
from service.english.offices import office_words
from service.english.persons import NOT_NAMES, TITLES
from service.english.pronouns import SUBJECTS
from service.english.tokens import tokenize
from service.enrichment.speaking_subject import INSTITUTIONS, PARTICLES, Subject

PRONOUNS = SUBJECTS - {"we"}
_WORD = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w))*")
_ARTICLE = re.compile(r"^(?:an?|the|this|that|its|their)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"the\s+", re.IGNORECASE)
_SPOKESMAN = re.compile(r"\b(?:spokes(?:man|woman|person|people)|press secretary)\b", re.IGNORECASE)
_FOR = re.compile(r"(?:.*\bspokes\w+|.*\bpress secretary) (?:for|of|at) (?:the )?(?P<of>.+)", re.IGNORECASE)
_OF = re.compile(r"(?:(?:the|an?|its|their) )?(?P<of>.+?)(?:['’]s?)? (?:chief )?(?:spokes\w+|press secretary)", re.IGNORECASE)
_OWNER = re.compile(r"^(?P<owner>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})['’]s? (?P<rest>.+)$")
_IN_PLACE = re.compile(r"^(?P<body>.+?) in (?:the )?(?P<place>[A-Z].+)$")
_NAME_REACH = 40
_BELONGS = re.compile(r" (?:of|for|from) ")
_MORE_TITLES = frozenset("senator sen representative rep congressman congresswoman leader attorney speaker whip deputy ranking minority majority".split())
"""Titles before names that are no offices of a state's service."""
_DOCUMENT = re.compile(
    r"(?:(?:an?|the|his|her|its|their|this|that) )?(?:[\w-]+ ){0,2}?(?:statement|letter|note|communiqu[eé]|declaration|text|message|tweet|post"
    r"|report|transcript|readout)(?: verbale)?(?: (?:from|by|of|issued by|signed by) (?P<by>.+))?$",
    re.IGNORECASE,
)
_STATES = frozenset({"state", "adjective", "people", "body", "seat"})


class Names:
    """The persons and bodies that an article names."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        """`text` as it is, and the mentions read in it, in order."""
        self._text = text
        self._mentions = tuple(mentions)
        self._persons: dict[str, str] = {}
        """Surname -> the fullest name."""
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
        return self._body(words, subject.start) if is_body(words) else self._unnamed(words, subject)

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
        known = self._persons.get(name.split()[-1]) or self._persons.get(name) or name
        return known if " " in known else self._in_text(known)

    def _in_text(self, surname: str) -> str:
        """The longest run of names that ends in a surname, where no mention has more of it."""
        found = surname
        for match in re.finditer(rf"\b{re.escape(surname)}\b", self._text):
            words = list(_WORD.finditer(self._text, max(0, match.start() - _NAME_REACH), match.start()))
            first = match.start()
            for word in reversed(words):
                inside = word.group() in PARTICLES or (word.group()[0].isupper() and not _is_title(word.group()))
                if self._text[word.end() : first] != " " or not inside:
                    break
                first = word.start()
            name = self._text[first : match.end()]
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
        words = list(_WORD.finditer(self._text, start, end))
        index = len(words)
        while index and (words[index - 1].group()[0].isupper() or words[index - 1].group() in PARTICLES):
            index -= 1
        while index < len(words) and (_is_title(words[index].group()) or words[index].group() in PARTICLES - {"al", "bin", "ben", "ibn", "abu"}):
            index += 1
        if index == len(words) or (index and words[index - 1].group().lower() in {"the", "a", "an", "of", "for", "in", "at", "to"}):
            return None
        name = self._text[words[index].start() : end].removesuffix("'s").removesuffix("’s")
        known = self._persons.get(name) is not None
        return name if (len(words) - index > 1 or known) and _entry(name) is None and words[-1].group().lower() not in INSTITUTIONS else None

    def _name_of(self, subject: Subject) -> str | None:
        """The name before where its bearer belongs: "Senator Ana Costa of the Green Party"."""
        match = _BELONGS.search(self._text, subject.start, subject.end)
        name = self._name_in(subject.start, match.start()) if match else None
        return name if name and " " in name else None

    def _whole_name(self, start: int, end: int) -> str | None:
        """A name that is all that is set off: "the lawyer, Pilar Otero,"."""
        words = list(_WORD.finditer(self._text, start, end))
        if not words or not words[0].group()[0].isupper():
            return None
        return self._name_in(start, end)

    def _unnamed(self, words: str, subject: Subject) -> str:
        """A person without a name beside him: the only holder of the office, the one whom the noun stands beside elsewhere, else as told."""
        definite = _DEFINITE.match(words)
        bare = _ARTICLE.sub("", words, count=1)
        if definite or words[0].isupper():
            name = self._beside(bare) or self._holder(words, subject)
            if name is not None:
                return name
        if definite and " " not in bare:
            return self._whole_body(bare, subject.start) or bare
        return self._of_spokesman(bare, subject.start) if _SPOKESMAN.search(bare) else bare

    def _beside(self, noun: str) -> str | None:
        """The only person whom the article describes by the noun: "the lawyer, Pilar Otero", "Pilar Otero, the lawyer"."""
        name = r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|al|bin|de|van|von)){1,3})"
        head = re.escape(noun)
        found: set[str] = set()
        for pattern in (rf"\b{head},? {name}", rf"{name},(?: \d\d,)? (?:an?|the|its|his|her|their) [^,.;\n]{{0,60}}?\b{head}\b"):
            found |= {match["name"] for match in re.finditer(pattern, self._text)}
        names = {self.fullest(name) for name in found if _entry(name) is None and not _is_title(name.split()[0])}
        return names.pop() if len(names) == 1 else None

    def _holder(self, words: str, subject: Subject) -> str | None:
        mention = next((m for m in self._mentions if m.kind == "person" and m.role_class and subject.start <= m.start and m.end == subject.end), None)
        if mention is None or mention.name and not mention.inferred or mention.plural:
            return None
        holder = self._holders.get((mention.role_class or "", mention.country or ""))
        if holder is None or not holder.name or not _same_office(mention, holder):
            return None
        return self.fullest(holder.name)

    def _of_spokesman(self, words: str, at: int) -> str:
        """The body for which an unnamed spokesman speaks, where the words name it only in part; else as told."""
        match = _FOR.fullmatch(words) or _OF.fullmatch(words)
        if match is None:
            return words
        body = match["of"]
        whole = self._body(body, at)
        return words if whole.lower() == _ARTICLE.sub("", body, count=1).lower() else whole

    def _body(self, words: str, at: int) -> str:
        """A body by its whole name: "the ministry" as the article names it elsewhere, "the ministry in Oslo" by its state."""
        bare = _ARTICLE.sub("", words, count=1)
        place = _IN_PLACE.match(bare)
        if place is not None:
            adjective = _adjective(place["place"])
            return f"{adjective} {place['body']}" if adjective else bare
        if len(bare.split()) > 2 or any(map(_entry, bare.split())) or _OWNER.match(bare):
            return bare
        return self._whole_body(bare, at) or bare

    def _whole_body(self, bare: str, at: int) -> str | None:
        """The fuller form nearest before, else first behind, with the same head."""
        forms: list[tuple[int, str]] = []
        for match in re.finditer(rf"\b{re.escape(bare)}\b", self._text, re.IGNORECASE):
            words = list(_WORD.finditer(self._text, max(0, match.start() - 60), match.start()))
            first = match.start()
            for word in reversed(words):
                gap = self._text[word.end() : first]
                if gap.strip(" ") or word.group().lower() in NOT_MODIFIERS:
                    break
                first = word.start()
            else:
                continue
            after = re.compile(r" of (?:the )?[A-Z][\w-]+(?:(?: and| of| the)? [A-Z][\w-]+)*").match(self._text, match.end())
            form = self._text[first : after.end() if after else match.end()]
            if len(form.split()) > len(bare.split()) and len(form.split()) < 9:
                forms.append((match.start(), form))
        if not forms:
            return None
        earlier = [form for start, form in forms if start < at]
        form = earlier[-1] if earlier else forms[0][1]
        owner = _OWNER.match(form)
        adjective = _adjective(owner["owner"]) if owner else None
        return f"{adjective} {owner['rest']}" if owner and adjective else form


NOT_MODIFIERS = frozenset(
    "the a an by of for at from with to in on that and but its their his her or as while when said says told summoned called not which who"
    " where after before since over is was were has had will would this these one some any no each every".split()
)


def _same_office(one: Mention, other: Mention) -> bool:
    """Whether the words of an office fit another of its class: "the minister" and a foreign minister, not one of the interior."""
    if one.role_class == "ambassador":
        return True  # envoys have many words for one office
    role, words = (other.role or "").lower(), (one.role or one.text).lower()
    return not role or role.endswith(words) or words.endswith(role)


def is_body(words: str) -> bool:
    """Whether a noun phrase is one of a body: its head, or what stands before "of" and "in", is a noun of bodies."""
    if _SPOKESMAN.search(words):
        return False
    head = re.split(r" (?:of|in|for|at) ", words)[0].split()
    return bool(head) and head[-1].lower() in INSTITUTIONS


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    if low in NOT_NAMES or low in TITLES or low in _MORE_TITLES or low in office_words():
        return True
    entry = _entry(word)
    return entry is not None and entry.kind in _STATES


def _entry(name: str) -> Entry | None:
    bare = name.removesuffix("'s").removesuffix("’s")
    tokens = tokenize(bare, 0, len(bare)).pieces(bare)
    match = gazetteer().at(tokens, 0) if tokens else None
    return match.entry if match and match.last == len(tokens) else None


def _adjective(name: str) -> str | None:
    """The adjective of the state that a name of a state or town stands for."""
    entry = _entry(name)
    return adjectives().get(entry.country or "") if entry else None
