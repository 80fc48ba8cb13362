"""Finds the parties and places that a sentence names: one walk over its tokens, then what neighbours say about each other."""

from service.entities.gazetteer import Match, names
from service.entities.known import Known
from service.entities.mention import Mention
from service.entities.offices import FORMER, INSTITUTIONS, MODIFIERS, offices
from service.entities.persons import NOT_NAMES, TITLES, is_all_caps, is_capital, is_title_case, name_end
from service.entities.resolve import resolve
from service.entities.things import things
from service.entities.tokens import Token, tokenise

_SCENE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "around",
        "into",
        "inside",
        "across",
        "throughout",
        "within",
        "leave",
        "left",
        "leaving",
        "via",
        "visit",
        "visited",
        "visiting",
    }
)
"""Words after which a capital is a scene, not a government."""
_TOWARD = frozenset({"to", "from", "for", "of"})
_DASHES = frozenset({"-", "–", "—"})
_NOT_AFTER_PLAIN_STATE = frozenset(
    {"states", "force", "forces", "private", "deputy", "general", "major", "fans", "national", "state", "leaders", "justice"}
)
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
_BEFORE_HYPHEN = frozenset({"anti", "pro", "non", "ex", "pre", "post", "mid", "trans"})
_ADJECTIVE_ENDS = ("al", "ic", "ary", "ive", "ous", "ful", "ed", "ish", "ese", "ian", "ern", "est")
_MAX_MODIFIERS = 5


def find_mentions(text: str, start: int, end: int, known: Known) -> tuple[Mention, ...]:
    """The mentions of the sentence `text[start:end]`, in order of their start; spans may nest only where an office holds a host's name.

    `known` is read, not changed: call `known.remember` with the result before the next sentence.
    """
    tokens = tokenise(text, start, end)
    if not tokens:
        return ()
    found = _Finder(text, tokens, known).walk()
    return resolve(text, tokens, found, known)


class _Finder:
    """The walk over one sentence."""

    def __init__(self, text: str, tokens: list[Token], known: Known) -> None:
        self.text, self.tokens, self.known = text, tokens, known
        self.caps = is_all_caps(tokens)
        self.title = not self.caps and is_title_case(tokens)
        self.matches: list[Match | None] = [None] * len(tokens)
        self.blocked: set[int] = set()
        self.found: list[Mention] = []
        self._match_names()

    def _match_names(self) -> None:
        """Look up all names first, so that every rule can see what its neighbours are."""
        index, table, others = 0, names(), things()
        while index < len(self.tokens):
            token = self.tokens[index]
            match = None
            if token.text[0].isupper() or token.text[0].isdigit():
                match = others.at(self.tokens, index) or table.at(self.tokens, index)
                if match is not None and match.entry.kind != "thing" and not self._is_name(match):
                    match = None
            if match is None:
                index += 1
                continue
            self.matches[index] = match
            self.blocked.update(range(match.first, match.last))
            index = match.last

    def _is_name(self, match: Match) -> bool:
        """Is the phrase the name here, and not a part of a person's name or a common word?"""
        first, last = self.tokens[match.first], self.tokens[match.last - 1]
        if first.key == "us":
            return first.text == "US" and (not self.caps or (match.first > 0 and self.tokens[match.first - 1].key == "the"))
        if first.key in {"who", "car", "pace", "un"} and not first.text.isupper():
            return False
        if self.caps and first.key in {"who", "car", "pace", "male", "nice", "quad", "au", "ec", "car"}:
            return False
        if match.last - match.first > 1 or self.caps or self.title or match.entry.kind in {"adjective", "people", "body", "group"}:
            return True
        before = self.tokens[match.first - 1] if match.first else None
        after = self.tokens[match.last] if match.last < len(self.tokens) else None
        if (
            match.entry.kind in {"city", "capital", "state"}
            and match.first > 1
            and before is not None
            and is_capital(before)
            and before.text.isalpha()
        ):
            known_word = (
                before.key in NOT_NAMES
                or before.key in MODIFIERS
                or self.matches_at(match.first - 1)
                or offices().at(self.tokens, match.first - 1)
            )
            if not known_word and before.end + 1 == first.start:
                return False
        if (
            match.entry.kind in {"city", "capital", "state"}
            and after is not None
            and is_capital(after)
            and after.text.isalpha()
            and after.start == last.end + 1
        ):
            follows = (
                after.key in NOT_NAMES
                or after.key in MODIFIERS
                or offices().at(self.tokens, match.last)
                or names().at(self.tokens, match.last)
            )
            return bool(follows)
        return True

    def matches_at(self, index: int) -> bool:
        """Does the token belong to a name?"""
        return index in self.blocked

    def walk(self) -> list[Mention]:
        """All mentions of the sentence, left to right, before neighbours are compared."""
        index = 0
        while index < len(self.tokens):
            match = self.matches[index]
            index = self._name(match) if match is not None else self._other(index)
        return self.found

    # names of the gazetteer

    def _name(self, match: Match) -> int:
        """A gazetteer name: alone, with an office after it, or as part of a compound; returns where to go on."""
        entry, tokens = match.entry, self.tokens
        if entry.kind == "thing":
            return match.last
        if self._hyphenated(match):
            self._add(match.first, match.last, "state", name=entry.name, role_class="attribute", country=entry.country)
            return match.last
        after = match.last
        possessive = after < len(tokens) and (
            tokens[after].key == "'s" or (tokens[after].key == "'" and tokens[after - 1].key.endswith("s"))
        )
        if possessive:
            after += 1
        if entry.kind == "city":
            office = self._office_after(after, plain=True) if possessive else None
            if office is None:
                self._add(match.first, match.last, "place", name=entry.name, country=entry.country)
                return match.last
        shared, office = self._shared_office(match, after, possessive)
        if office is not None:
            last = self._office_end(office)
            for one in shared:
                self._add(
                    one.first,
                    one.last,
                    self._kind_of(office),
                    role=self._role_text(office),
                    role_class=office.entry.role_class,
                    country=one.entry.country,
                    plural=True,
                )
            if shared and shared[-1] is match:
                self.found.pop()
            return self._office(match.first, office, last, entry.country, name=None if entry.kind != "body" else entry.name)
        return self._bare(match)

    def _shared_office(self, match: Match, after: int, possessive: bool) -> tuple[list[Match], Match | None]:
        """The office that the name modifies, and the names before it that share it ("Russian and Chinese envoys")."""
        plain = match.entry.kind not in {"adjective", "people"} and not possessive
        return [], self._office_after(after, plain=plain)

    def _office_after(self, index: int, *, plain: bool) -> Match | None:
        """The office noun at or shortly after `index`; `plain`: right after the bare name of a state ("Ghana envoy")."""
        tokens, table = self.tokens, offices()
        for steps in range(_MAX_MODIFIERS + 1):
            if index >= len(tokens):
                return None
            office = table.at(tokens, index)
            if office is not None:
                if plain and (tokens[index].key in _NOT_AFTER_PLAIN_STATE or (steps == 0 and self._is_verb_like(office))):
                    return None
                return self._longest(office)
            token = tokens[index]
            fits = token.key in MODIFIERS or token.text.isdigit() or token.key in _DASHES
            if not fits and not plain:
                fits = token.key.endswith(_ADJECTIVE_ENDS) and token.text.isalpha() and (not is_capital(token) or self.caps)
            if not fits or (self.matches[index] is not None and self.matches[index].entry.kind != "body"):  # type: ignore[union-attr]
                return None
            index += 1
        return None

    def _is_verb_like(self, office: Match) -> bool:
        """Nouns that a headline uses as verbs after a state's name ("Israel forces", "Iran police" is none)."""
        return office.last - office.first == 1 and self.tokens[office.first].key in {
            "forces",
            "agents",
            "troops",
            "exile",
            "exiles",
            "staff",
            "coach",
            "deputies",
            "justice",
            "crew",
            "union",
            "force",
        }

    def _longest(self, office: Match) -> Match:
        """Chained nouns are one office: "foreign ministry spokesman", "army officer", "embassy staff"."""
        table, tokens = offices(), self.tokens
        while office.last < len(tokens) and tokens[office.last].start - tokens[office.last - 1].end <= 1:
            nxt = table.at(tokens, office.last)
            if (
                nxt is None
                or office.entry.plural
                and office.entry.role_class not in INSTITUTIONS
                or nxt.entry.role_class == "civilian"
                and nxt.entry.name in {"people", "children"}
            ):
                break
            office = Match(office.first, nxt.last, nxt.entry)
        return office

    def _hyphenated(self, match: Match) -> bool:
        """Is the name part of a compound adjective ("Russian-backed", "anti-Soviet")?"""
        tokens = self.tokens
        after, before = match.last, match.first - 1
        if (
            after + 1 < len(tokens)
            and tokens[after].key in _DASHES
            and tokens[after].start == tokens[after - 1].end
            and tokens[after + 1].start == tokens[after].end
        ):
            return self.matches[after + 1] is None
        return (
            before > 0
            and tokens[before].text == "-"
            and tokens[before].end == tokens[match.first].start
            and tokens[before - 1].key in _BEFORE_HYPHEN
        )

    def _bare(self, match: Match) -> int:
        """A name with no office: the state itself, its people, its capital as scene or voice, a body, a group, or a mere adjective."""
        entry = match.entry
        before = self.tokens[match.first - 1].key if match.first else ""
        if entry.kind == "state":
            self._add(match.first, match.last, "state", name=entry.name, country=entry.country)
        elif entry.kind == "seat":
            kind = "place" if before == "at" else "state"
            self._add(
                match.first, match.last, kind, name=entry.name, role_class=None if kind == "place" else "government", country=entry.country
            )
        elif entry.kind == "capital":
            scene = before in _SCENE or (before in _TOWARD and not self._speaks(match)) or self._dateline(match)
            if before == "the" and match.first > 1:
                scene = self.tokens[match.first - 2].key in _SCENE
            self._add(
                match.first,
                match.last,
                "place" if scene else "state",
                name=entry.name,
                role_class=None if scene else "government",
                country=entry.country,
            )
        elif entry.kind == "body":
            self._add(match.first, match.last, "organisation", name=entry.name)
        elif entry.kind == "group":
            self._add(match.first, match.last, "group", name=entry.name, role_class="rebel", country=None, plural=True)
        elif entry.kind == "people":
            self._add(match.first, match.last, "group", name=entry.name, role_class="people", country=entry.country, plural=True)
        else:
            self._adjective(match, before)
        return match.last

    def _adjective(self, match: Match, before: str) -> None:
        """A bare adjective: a people after "the" with no noun ("the French said"), in a headline the state, else an attribute."""
        after = self.tokens[match.last] if match.last < len(self.tokens) else None
        noun_follows = after is not None and after.text[0].isalpha() and after.key not in NOT_NAMES
        if before in {"a", "an"} and not noun_follows:
            self._add(match.first, match.last, "person", name=match.entry.name, role_class="people", country=match.entry.country)
        elif not noun_follows and before == "the":
            self._add(match.first, match.last, "state", name=match.entry.name, country=match.entry.country)
        else:
            self._add(match.first, match.last, "state", name=match.entry.name, role_class="attribute", country=match.entry.country)

    def _speaks(self, match: Match) -> bool:
        """After "to" or "from": relations with a government rather than travel? "links to Moscow", "pressure from Beijing"."""
        nouns = {
            "ties",
            "links",
            "relations",
            "message",
            "pressure",
            "support",
            "protest",
            "demand",
            "response",
            "orders",
            "loyal",
            "loyalty",
            "warning",
            "reaction",
            "note",
            "concern",
            "aid",
            "comment",
            "criticism",
            "anger",
        }
        return any(token.key in nouns for token in self.tokens[max(0, match.first - 4) : match.first])

    def _dateline(self, match: Match) -> bool:
        """Is the capital the dateline at the head of the text ("MOSCOW (Reuters) -", "LONDON, May 3")?"""
        if match.first > 2 or not self.tokens[match.first].text.isupper() or self.caps and match.first > 0:  # noqa: PLR2004
            return False
        after = self.tokens[match.last] if match.last < len(self.tokens) else None
        return after is not None and after.text in "(,:—–-/"

    # offices without a state's name before them, persons, pronouns

    def _other(self, index: int) -> int:
        """What begins at a token that is no gazetteer name: an office, a person, or nothing."""
        office = offices().at(self.tokens, index)
        if office is not None and not self._part_of_name(index):
            office = self._longest(office)
            first = self._back_over_modifiers(index)
            return self._office(first, office, self._office_end(office), None, name=None)
        return self._person(index)

    def _part_of_name(self, index: int) -> bool:
        """ "Major" or "King" after a first name is a surname."""
        if self.caps or self.title or index == 0 or not is_capital(self.tokens[index]):
            return False
        before = self.tokens[index - 1]
        return (
            bool(self.found)
            and self.found[-1].end == before.end
            and self.found[-1].kind == "person"
            and before.end + 1 == self.tokens[index].start
        )

    def _back_over_modifiers(self, index: int) -> int:
        """First token of the noun phrase that ends in the office: over modifiers, not over verbs or determiners."""
        first, floor = index, self._floor()
        while (
            first > floor
            and index - first < _MAX_MODIFIERS
            and self.tokens[first - 1].key in MODIFIERS
            and self.tokens[first - 1].key not in {"un", "united", "one", "another", "some", "most", "all", "both", "other"}
        ):
            first -= 1
        return first

    def _floor(self) -> int:
        """The first token after the last mention."""
        if not self.found:
            return 0
        last = self.found[-1].end
        return next((n for n, token in enumerate(self.tokens) if token.start >= last), len(self.tokens))

    def _office_end(self, office: Match) -> int:
        """One past the office noun."""
        return office.last

    def _kind_of(self, office: Match) -> str:
        role_class = office.entry.role_class
        if role_class in {"states", "party", "rebel", "company"}:
            return "group"
        if role_class in INSTITUTIONS:
            return "group" if role_class in {"military", "delegation"} else "state"
        return "group" if office.entry.plural else "person"

    def _role_text(self, office: Match) -> str:
        return self.text[self.tokens[office.first].start : self.tokens[office.last - 1].end]

    def _office(self, first: int, office: Match, last: int, country: str | None, *, name: str | None) -> int:
        """An office with what follows it: "of <state>", "to <host>", the holder's name."""
        tokens = self.tokens
        role_class = office.entry.role_class
        former = any(t.key in FORMER for t in tokens[max(0, first - 2) : office.last])
        person, after = self._holder(office, last)
        host, end = None, after
        complement = self._complement(after)
        if complement is not None:
            preposition, owner, end_of_it = complement
            belongs = preposition in {"of", "from", "for"} and owner.entry.kind in {"state", "adjective", "seat", "body"}
            posted = role_class in {"ambassador", "diplomat", "mission", "delegation"}
            if country is None and belongs and name is None and (preposition == "of" or posted or preposition == "from"):
                country = owner.entry.country
                name = owner.entry.name if owner.entry.kind == "body" else None
                end = end_of_it
            elif posted and preposition in {"to", "in", "at"}:
                host = owner.entry.country
        kind = self._kind_of(office)
        if person is None and end != after and (extra := self._holder(office, end)) and extra[0]:
            person, end = extra
        span_end = max(last, end if country else last, after)
        if name is not None and kind == "state":
            kind = "organisation"
        self._add(
            first,
            span_end,
            kind,
            name=person or name,
            role=self._role_text(office),
            role_class=role_class,
            country=country,
            host=host,
            plural=office.entry.plural,
            former=former,
        )
        return span_end

    def _holder(self, office: Match, last: int) -> tuple[str | None, int]:
        """The name right after the office ("Foreign Minister Sergei Lavrov"), and one past it."""
        if office.entry.plural or office.entry.role_class in INSTITUTIONS or last >= len(self.tokens):
            return None, last
        if self.caps:
            end = self._caps_name_end(last)
        elif self.title:
            end = last + 1 if self.known.person(self.tokens[last].key) else last
        else:
            end = name_end(self.tokens, last, self.blocked)
        if end == last:
            return None, last
        return self.text[self.tokens[last].start : self.tokens[end - 1].end], end

    def _caps_name_end(self, first: int) -> int:
        """In capitals a name is up to three words that are no common words of the trade."""
        end = first
        while end < len(self.tokens) and end - first < 3:  # noqa: PLR2004
            token = self.tokens[end]
            stop = (
                token.key in NOT_NAMES
                or end in self.blocked
                or not token.text.isalpha()
                or token.key.endswith(("ed", "ing", "ly"))
                or token.key
                in {
                    "has",
                    "have",
                    "had",
                    "is",
                    "was",
                    "will",
                    "would",
                    "are",
                    "were",
                    "who",
                    "which",
                    "be",
                    "been",
                    "did",
                    "does",
                    "do",
                    "said",
                    "about",
                }
            )
            if stop or offices().at(self.tokens, end):
                break
            end += 1
        return end

    def _complement(self, index: int) -> tuple[str, Match, int] | None:
        """The preposition and state, capital or body right after an office, and one past it."""
        tokens = self.tokens
        if index + 1 >= len(tokens) or tokens[index].key not in {"of", "from", "for", "to", "in", "at"}:
            return None
        at = index + 2 if tokens[index + 1].key == "the" and index + 2 < len(tokens) else index + 1
        match = self.matches[at]
        if (
            match is None
            or match.entry.kind == "thing"
            or (match.entry.kind in {"adjective", "people"} and match.entry.kind != "state" and not self._also_state(match))
        ):
            return None
        return tokens[index].key, match, match.last

    def _also_state(self, match: Match) -> bool:
        return match.entry.kind == "state"

    def _person(self, index: int) -> int:
        """A person's name: a known surname, or two and more capitalised words where capitals mean something."""
        token = self.tokens[index]
        if token.key in {"he", "she"}:
            self._add(index, index + 1, "person", role_class="pronoun")
            return index + 1
        if token.key == "they":
            self._add(index, index + 1, "group", role_class="pronoun", plural=True)
            return index + 1
        if not is_capital(token) or token.key in NOT_NAMES:
            return index + 1
        first = index + 2 if token.key in TITLES and index + 1 < len(self.tokens) and self.tokens[index + 1].text == "." else index
        if token.key in TITLES and first == index:
            first = index + 1
        if first >= len(self.tokens):
            return index + 1
        if self.caps or self.title:
            if self.known.person(self.tokens[first].key):
                self._add(index, first + 1, "person", name=self.tokens[first].text)
                return first + 1
            return index + 1
        end = name_end(self.tokens, first, self.blocked)
        name = self.text[self.tokens[first].start : self.tokens[end - 1].end] if end > first else ""
        if end - first > 1 or (end > first and (first != index or self.known.person(name))):
            self._add(index, end, "person", name=name)
            return end
        return max(end, index + 1)

    def _add(
        self,
        first: int,
        last: int,
        kind: str,
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
        self.found.append(Mention(start, end, self.text[start:end], kind, name, role, role_class, country, host, plural, False, former))  # type: ignore[arg-type]
