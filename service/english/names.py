"""Finds the parties and places that a sentence names: one walk over its tokens, then what neighbours say about each other."""

from service.english.gazetteer import Match, cities, leaders, state_names
from service.english.known import Known
from service.english.mention import Mention, MentionKind
from service.english.name_cues import POSTED
from service.english.nounphrase import complement, first_modifier, holder, office_after, office_at
from service.english.offices import FORMER, INSTITUTIONS, office_words
from service.english.persons import NOT_NAMES, TITLES, is_capital, name_end
from service.english.pronouns import SUBJECTS
from service.english.rare_names import body_left, half_of_korea, is_acronym, numeral_subject, surname_that_leaves
from service.english.resolve import resolve
from service.english.spotting import Words, hyphenated, is_american_state, is_dateline, is_scene

_GROUPS = frozenset({"states", "party", "rebel", "company", "military", "delegation", "service", "team", "ensemble", "broadcaster"})
"""Classes whose holder is many."""
_SECRET_SERVICES = frozenset({"kgb", "gru", "fsb", "svr", "cia", "nsa", "mi6", "mi5", "gchq", "mossad", "shin bet", "stasi", "isi", "dgse"})
"""Seats whose officers are spies."""
_UNDER_COMMAND = frozenset({"Wagner Group", "Rapid Support Forces"})
"""Armed groups whose men serve, or served, a state; those of the others are rebels."""
_LEFT = frozenset({"resigned", "quit", "defected", "deserted"})
"""After "I": who tells his own leaving is the one who left."""
_ACRONYMS = frozenset({"u.s.", "u.s", "us", "u.k.", "u.k", "uk", "uae", "u.n.", "u.n", "un", "eu"})
"""Names that are adjectives as well: "U.S. forces" are no verb."""
_IMPERSONAL = frozenset("is was 's be been seems seemed appears appeared would could should may might must can".split())
"""Words after an "it" that hardly ever stands for a state."""


def mentions_among(words: Words, start: int, known: Known) -> tuple[Mention, ...]:
    """The mentions of a sentence that begins at `start`, in order of their start, spans apart from each other.

    `known` is read, not changed: call `known.remember` with the result before the next sentence.
    """
    if not words.tokens:
        return ()
    return resolve(words.text, start, _Finder(words, known).walk(), known)


class _Finder:
    """The walk over one sentence."""

    def __init__(self, words: Words, known: Known) -> None:
        self.words, self.known = words, known
        self.tokens = words.tokens
        self.found: list[Mention] = []
        self.floor = 0
        """The first token after the last mention."""

    def walk(self) -> list[Mention]:
        """All mentions, left to right, before neighbours are compared."""
        index, last, first_words = numeral_subject(self.words), len(self.tokens), office_words()
        if index:
            self._add(0, index, "group", role_class="pronoun", plural=True)
        while index < last:
            match = self.words.matches[index]
            if match is not None:
                index = self._name(match)
                continue
            token = self.tokens[index]
            if (end := body_left(self.words, index)) > index:
                self._add(index, end, "organisation", name=self.words.span(index, end))
                index = end
            elif token.key in first_words:
                index = self._other(index)
            elif (code := half_of_korea(self.words, index, self.known)) is not None:
                self._add(index, index + 1, "state", name=state_names()[code], country=code)
                index += 1
            elif token.text[0].isupper() or token.key in SUBJECTS:
                index = self._person(index)
            else:
                index += 1
        return self.found

    def _name(self, match: Match) -> int:
        """A gazetteer name: alone, with an office after it, or in a compound; returns the token to go on from."""
        entry, words = match.entry, self.words
        if entry.kind == "thing":
            return match.last
        if entry.kind == "bloc":
            return self._bloc(match)
        if is_dateline(words, match):
            self._bare(match)
            return match.last
        if is_american_state(words, match):
            self._add(match.first, match.last, "place", name=entry.name, country="USA")
            return match.last
        if hyphenated(words, match):
            self._add(match.first, match.last, "state", name=entry.name, role_class="attribute", country=entry.country)
            return match.last
        mark = words.key(match.last)
        possessive = mark == "'s" or (mark == "'" and words.key(match.last - 1).endswith("s"))
        if entry.kind != "city" or possessive:
            plain = entry.kind not in {"adjective", "people", "seat"} and not possessive and words.key(match.first) not in _ACRONYMS
            office = office_after(words, match.last + possessive, plain=plain or entry.kind == "city")
            if office is not None and not (entry.kind == "group" and office.entry.role_class in {"head", "minister"}):
                return self._office(match.first, office, match)
        self._bare(match)
        return match.last

    def _bloc(self, match: Match) -> int:
        """Each state of a bloc, with one span: "Baltic states", "Nordic envoys"; a mere adjective ("Baltic amber") is none."""
        words = self.words
        office = office_after(words, match.last, plain=False)
        if office is None and words.key(match.last - 1) not in {"baltics", "benelux"}:
            return match.last
        last = office.last if office else match.last
        role_class = office.entry.role_class if office and office.entry.role_class not in {"states", "government"} else None
        for code in (match.entry.country or "").split():
            kind: MentionKind = "group" if role_class else "state"
            role = words.span(office.first, office.last) if office and role_class else None
            self._add(match.first, last, kind, name=state_names()[code], role=role, role_class=role_class, country=code, plural=True)
        return last

    def _bare(self, match: Match) -> None:
        """A name with no office: the state, its people, its capital as scene or voice, a body, a group, or a mere adjective."""
        entry, first, last = match.entry, match.first, match.last
        if entry.kind == "state":
            self._add(first, last, "state", name=entry.name, country=entry.country)
        elif entry.kind == "seat" or (entry.kind == "capital" and not is_scene(self.words, match)):
            self._add(first, last, "state", name=entry.name, role_class="government", country=entry.country)
        elif entry.kind in {"capital", "city"}:
            city = cities().get(self.words.span(first, last).lower())
            self._add(first, last, "place", name=city.name if city else entry.name, country=entry.country)
        elif entry.kind == "body":
            self._add(first, last, "organisation", name=entry.name)
        elif entry.kind == "group":
            self._add(first, last, "group", name=entry.name, role_class="rebel", plural=True)
        elif entry.kind == "people":
            self._add(first, last, "group", name=entry.name, role_class="people", country=entry.country, plural=True)
        else:
            self._adjective(match)

    def _adjective(self, match: Match) -> None:
        """A bare adjective: with no noun after it a people or a person ("the French said", "a Russian"), else an attribute."""
        before, last = self.words.key(match.first - 1), match.last
        noun = last < len(self.tokens) and self.tokens[last].text[0].isalpha() and self.tokens[last].key not in NOT_NAMES
        following = self.words.matches[last + 1] if last + 1 < len(self.tokens) and self.words.key(last) in {"and", ",", "or"} else None
        noun = noun or (following is not None and following.entry.kind == "adjective")
        name, country = match.entry.name, match.entry.country
        if before in {"a", "an"} and not noun:
            self._add(match.first, last, "person", name=None, role_class="people", country=country)
        elif before == "the" and not noun:
            self._add(match.first, last, "state", name=name, country=country)
        else:
            self._add(match.first, last, "state", name=name, role_class="attribute", country=country)

    def _other(self, index: int) -> int:
        """What begins at a token that is no gazetteer name: an office, a person, or nothing."""
        office = None if self._is_surname(index) else office_at(self.words, index)
        if office is not None:
            return self._office(first_modifier(self.words, index, self.floor), office, None)
        return self._person(index)

    def _is_surname(self, index: int) -> bool:
        """Whether "Major" or "King" stands right after a first name, and so is a surname."""
        if self.words.caps or self.words.title or not self.found or index != self.floor or not self.words.adjacent(index):
            return False
        last = self.found[-1]
        return is_capital(self.tokens[index]) and last.kind == "person" and last.name is not None and last.role is None

    def _office(self, first: int, office: Match, owner: Match | None) -> int:
        """An office with its owner before it, and the holder's name, owner or host after it."""
        words, role_class = self.words, office.entry.role_class or ""
        named = holder(words, office, office.last, self.known)
        name = words.span(office.last, named) if named > office.last else None
        rest = complement(words, office, named)
        end = named
        if owner is None and rest.owner is not None:
            owner, end = rest.owner, rest.last
            if name is None and (named := holder(words, office, end, self.known)) > end:
                name, end = words.span(end, named), named
        if owner is None and role_class == "rebel" and office.entry.plural and is_acronym(words, first - 1) and first > self.floor:
            first, name = first - 1, words.span(first - 1, first)
        country = owner.entry.country if owner else None
        seated = owner is not None and role_class == "mission" and owner.entry.kind in {"capital", "city"} and self._is_seat(owner)
        host = owner.entry.country if owner and seated else rest.host.entry.country if rest.host and role_class in POSTED else None
        country = None if seated else country
        leader = leaders().get((name or "").lower()) or leaders().get((name or "").split(" ")[-1].lower()) if name and not owner else None
        if leader is not None and role_class in {"head", "minister"}:
            country = leader[1]
        if (
            owner
            and role_class in {"officer", "official", "worker", "member", "soldier"}
            and words.span(owner.first, owner.last).lower() in _SECRET_SERVICES
        ):
            role_class = "spy"
        body = owner.entry.name if owner and owner.entry.kind in {"body", "group"} else None
        if owner and owner.entry.kind == "group" and role_class in {"soldier", "officer"} and body not in _UNDER_COMMAND:
            role_class = "rebel"
        self._add(
            first,
            end,
            self._kind(office, body),
            name=name or body,
            role=words.span(office.first, office.last),
            role_class=role_class,
            country=None if owner and owner.entry.kind == "group" else country,
            host=host,
            plural=office.entry.plural,
            former=any(token.key in FORMER for token in self.tokens[max(0, first - 2) : office.last]),
        )
        return end

    def _is_seat(self, town: Match) -> bool:
        """Whether a town only says where a mission is: "a Bulgarian diplomat at the Madrid embassy"; "Moscow's embassy" is Russia's."""
        if self.words.key(town.last) in {"'s", "'"}:
            return False
        before = self.words.key(town.first - 1)
        return (self.words.key(town.first - 2) if before in {"the", "its", "their"} else before) in {"at", "in", "from", "of"} and any(
            mention.country not in {None, town.entry.country} for mention in self.found
        )

    def _kind(self, office: Match, body: str | None) -> MentionKind:
        role_class = office.entry.role_class
        if role_class in _GROUPS and not (
            role_class in {"rebel", "delegation"}
            and not office.entry.plural
            and office.entry.name.endswith(("er", "ate", "or", "ist", "ant", "ent", "ian", "ive"))
        ):
            return "group"
        if role_class in INSTITUTIONS:
            return "organisation" if body else "state"
        return "group" if office.entry.plural else "person"

    def _person(self, index: int) -> int:
        """A person's name: a known surname, or two and more capitalised words where capitals mean something."""
        words, token = self.words, self.tokens[index]
        if token.key in SUBJECTS:
            self._pronoun(index)
            return index + 1
        if token.text == "I" and not {words.key(index + 1), words.key(index + 2)}.isdisjoint(_LEFT):
            self._add(index, index + 1, "person")
            return index + 1
        if not is_capital(token) or (token.key in NOT_NAMES and token.key not in TITLES):
            return index + 1
        first = index
        if token.key in TITLES:
            first += 2 if words.key(index + 1) == "." else 1
        if first >= len(self.tokens):
            return index + 1
        if words.title and index == 0 and (end := name_end(self.tokens, 0, words.taken)) > 1 and words.key(end) == ",":
            pass  # a headline that begins with a full name: "Viktor Belenko, Who Defected ..."
        elif words.caps or words.title:
            end = first + 1 if self.known.person(words.key(first)) or words.key(first) in leaders() else first
        else:
            end = name_end(self.tokens, first, words.taken)
        if end == first:
            return index + 1
        name = words.span(first, end)
        unknown = end - first == 1 and first == index and not self.known.person(name) and name.lower() not in leaders()
        if unknown and not surname_that_leaves(words, index):
            return end
        leader = leaders().get(name.lower()) if self.known.person(name.split(" ")[-1]) is None else None
        if leader is not None:
            self._add(index, end, "person", name=leader[0], role_class="head", country=leader[1])
        else:
            self._add(index, end, "person", name=name)
        return end

    def _pronoun(self, index: int) -> None:
        """A pronoun that is a subject; "it" and "we" only where they stand for a state."""
        key = self.tokens[index].key
        if key == "they":
            self._add(index, index + 1, "group", role_class="pronoun", plural=True)
        elif key not in {"it", "we"}:
            self._add(index, index + 1, "person", role_class="pronoun")
        elif key == "we" or (index in {0, 1} and self.words.key(index + 1) not in _IMPERSONAL):
            self._add(index, index + 1, "state", role_class="pronoun")

    def _add(
        self,
        first: int,
        last: int,
        kind: MentionKind,
        *,
        name: str | None = None,
        role: str | None = None,
        role_class: str | None = None,
        country: str | None = None,
        host: str | None = None,
        plural: bool = False,
        former: bool = False,
    ) -> None:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        self.found.append(
            Mention(
                start, end, self.words.text[start:end], kind, name, role, role_class, country, host, plural, inferred=False, former=former
            )
        )
        self.floor = last
