"""What mentions say about each other: appositions, shared offices, possessives, pronouns and short forms."""

import re
from dataclasses import replace

from service.english.known import Known, kindred_classes
from service.english.mention import Mention
from service.english.pronoun_reference import person_meant, state_meant
from service.english.services import join_services
from service.english.speaking import WE, state_of_speaker

_APPOSITION = re.compile(
    r",? (?:who (?:is|was|had been|has been) )?(?:then |once |now )?(?:an?|the|its|his|their)(?: [a-z0-9-]+){0,3} $"
    r"|, (?:[a-z0-9-]+ ){0,3}$"
    r"| (?:is|was|had been|served as|worked as) (?:then |once )?(?:(?:an?|the|its|his|their) )?(?:[a-z0-9-]+ ){0,2}$",
    re.IGNORECASE,
)
_COPULA = re.compile(r" (?:is|was|became) (?:the|an?)(?: [a-z]+){0,2} ")
_NAME_AFTER = re.compile(r",? $")
_SECOND_LABEL = re.compile(r" and (?!his |her |their )(?:[a-z][a-z-]* ){1,3}$")
"""As in "Togo's envoy and veteran reformer Afi Mensah"."""
_WHERE_SERVED = re.compile(r" (?:of|at|in|to|from|with)(?: the)? ")
_SET_OFF = re.compile(r"(?:['’]s? [a-z][\w-]*)?, ")
_SET_OFF_END = re.compile(r",| \(")
_COORDINATION = re.compile(r"(?:,? and |, | or |,? & |/)$")
_POSSESSIVE = re.compile(r"\b(its|their|his|her)(?: own)?(?: [\w-]+){0,2} $", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her) $", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|that|this|these|those|said|his|her|both)(?: [\w-]+)? $", re.IGNORECASE)
_SEATED = re.compile(r" by the ")
"""Between a town and the ministry that sits there: "was summoned in N'Djamena by the foreign ministry"."""
_TO_MINISTRY = re.compile(r"\b(?:to|with|at|before) the $", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s?(?: [\w-]+){0,3} ", re.IGNORECASE)
_OPENS = re.compile(r"\A\W*+the(?: [\w-]+){0,3} ", re.IGNORECASE)
"""What stands before "country" where it is the subject that opens a sentence."""
_HOUSEHOLD = frozenset({"official", "worker", "member"})
"""Those who serve in an embassy, whatever their title ("the embassy's deputy head"), are diplomats."""
_VOICES = frozenset({"ministry", "government", "parliament", "minister"})
_OBLIQUE = re.compile(r"\b(?:in|at|from|to|with|against|of|by|over|on|near|after|for|between|about)(?: the)? $", re.IGNORECASE)
_PERSONAL = frozenset(
    {
        "head",
        "minister",
        "ambassador",
        "diplomat",
        "official",
        "soldier",
        "officer",
        "pilot",
        "police",
        "judge",
        "spy",
        "party_elite",
        "broadcaster_staff",
        "athlete",
        "artist",
        "scholar",
        "rebel",
        "worker",
        "civilian",
        "journalist",
        "deserter",
    }
)
_RANKS = frozenset({None, "officer", "soldier"})
"""What a name may have before it and still be that of an envoy: "its military attaché in Pretoria, Colonel Banda"."""
_WINDOW = 40


def resolve(text: str, start: int, found: list[Mention], known: Known) -> tuple[Mention, ...]:
    """The mentions completed from their neighbours and from the document so far, in order."""
    mentions = _share_offices(text, found)
    mentions = _join_appositions(text, mentions)
    mentions = _join_appositions(text, join_services(text, _of_owner(text, mentions)))
    mentions = _join_names_set_off(text, mentions)
    mentions = [m for m in mentions if m.role_class != "member"]  # a mere "head" or "member" is nobody
    for index, mention in enumerate(mentions):
        mentions[index] = _complete(text, start, mentions, index, mention, known)
    for index, mention in enumerate(mentions):
        if mention.text.lower() == WE and (country := state_of_speaker(text, start, mention, mentions)):
            mentions[index] = replace(mention, role_class=None, country=country, inferred=True)
    return tuple(m for m in join_services(text, _of_owner(text, mentions)) if m.role_class != "pronoun" or m.kind != "state")


def _share_offices(text: str, found: list[Mention]) -> list[Mention]:
    """In "Russian and Chinese envoys" the first adjective takes the office of the second."""
    mentions = list(found)
    for index in range(len(mentions) - 2, -1, -1):
        one, two = mentions[index], mentions[index + 1]
        if (
            one.role_class == "attribute"
            and two.role_class not in {None, "attribute", "government", "people"}
            and two.country
            and _COORDINATION.fullmatch(text[one.end : two.start])
        ):
            mentions[index] = replace(
                one, kind=two.kind, name=None, role=two.role, role_class=two.role_class, plural=two.plural, former=two.former
            )
    return mentions


def _join_appositions(text: str, mentions: list[Mention]) -> list[Mention]:
    """A name and the office beside it are one party: both mentions get name, office and state."""
    for index in range(len(mentions) - 1):
        one, two = mentions[index], mentions[index + 1]
        between = text[one.end : two.start]
        if (
            one.kind == "person"
            and one.name
            and not one.role
            and two.role
            and two.role_class in _PERSONAL
            and two.kind == "person"
            and not two.name
            and two.role != "family"
            and _APPOSITION.fullmatch(between)
        ):
            mentions[index] = replace(one, role=two.role, role_class=two.role_class, country=two.country, host=two.host, former=two.former)
            mentions[index + 1] = replace(two, name=one.name)
        elif (
            one.kind == two.kind == "person"
            and one.role
            and two.role
            and one.country
            and not (two.country or two.name or two.plural)
            and _COPULA.fullmatch(between)
        ):  # "The Belgian adviser was the only diplomat to resign"
            mentions[index + 1] = replace(two, name=one.name, country=one.country, host=two.host or one.host)
        elif (
            one.kind == two.kind == "person"
            and one.name
            and one.role
            and not one.country
            and two.country
            and two.role_class in _PERSONAL
            and not two.name
            and _APPOSITION.fullmatch(between)
        ):  # "Col. Omar Said, a Libyan pilot"
            mentions[index] = replace(one, country=two.country, host=two.host)
            mentions[index + 1] = replace(two, name=one.name)
        elif (
            one.kind == "person"
            and one.role
            and not one.name
            and two.kind == "person"
            and two.name
            and not two.role
            and (_NAME_AFTER.fullmatch(between) or _SECOND_LABEL.fullmatch(between))
        ):
            mentions[index] = replace(one, name=two.name)
            mentions[index + 1] = replace(
                two, role=one.role, role_class=one.role_class, country=one.country, host=one.host, former=one.former
            )
    return mentions


def _join_names_set_off(text: str, mentions: list[Mention]) -> list[Mention]:
    """The name behind an office and where it is held: "a second secretary of Togo's mission, Afi Mensah, resigned"."""
    for index in range(len(mentions) - 2):
        one, place, two = mentions[index : index + 3]
        if (
            one.kind == two.kind == "person"
            and one.role_class in _PERSONAL
            and two.name
            and not (one.name or one.plural or two.country)
            and two.role_class in _RANKS
            and place.kind != "person"
            and _WHERE_SERVED.fullmatch(text[one.end : place.start])
            and _is_set_off(text, one, place, two)
        ):
            mentions[index] = one = replace(one, name=two.name)
            mentions[index + 2] = replace(
                two, role=two.role or one.role, role_class=one.role_class, country=one.country, host=one.host, former=one.former
            )
    return mentions


def _is_set_off(text: str, one: Mention, place: Mention, two: Mention) -> bool:
    """Whether a name stands between commas behind a place, or right behind an envoy's host: "Chad's envoy to Togo Idriss Adoum"."""
    between = text[place.end : two.start]
    if between == " " and one.host is not None and place.country == one.host:
        return True
    return _SET_OFF.fullmatch(between) is not None and _SET_OFF_END.match(text, two.end) is not None


def _of_owner(text: str, mentions: list[Mention]) -> list[Mention]:
    """The diplomats of "the embassy's diplomats" are of the same state as the embassy, once that is known."""
    for index in range(1, len(mentions)):
        one, two = mentions[index - 1], mentions[index]
        if one.country and two.role and two.country is None and _GENITIVE.fullmatch(text[one.end : two.start]):
            role_class = "diplomat" if one.role_class == "mission" and two.role_class in _HOUSEHOLD else two.role_class
            mentions[index] = replace(two, country=one.country, role_class=role_class, inferred=one.inferred)
    return mentions


def _complete(text: str, start: int, mentions: list[Mention], index: int, mention: Mention, known: Known) -> Mention:
    """One mention with the state, office or name that possessives, pronouns and earlier mentions give it."""
    if mention.text.lower() == WE:
        return mention  # whose words it stands in is asked when all others are known
    if mention.role_class == "pronoun":
        return state_meant(mention, known) if mention.kind == "state" else person_meant(mentions[:index], mention, known)
    if mention.role_class == "states" and not mention.plural and mention.country is None and _OPENS.fullmatch(text[start : mention.start]):
        return state_meant(mention, known)
    if mention.country == "SUN" and "KGB" in mention.text and known.states["RUS"] and not known.states["SUN"]:
        return replace(mention, country="RUS")  # papers of today call the old service's people Russians
    if mention.country is not None or mention.kind in {"place", "organisation"}:
        return mention
    if mention.role_class == "states" and not mention.plural and _HIS.search(text[max(start, mention.start - _WINDOW) : mention.start]):
        owner = _owner(text, start, mentions[:index], known)  # "the minister said that his country would leave"
        return replace(mention, kind="state", role_class=None, country=owner, inferred=True) if owner else mention
    if mention.kind == "person" and mention.name:
        whole = next(
            (m for m in mentions[:index] if m.name and m.country and m.kind == "person" and m.name.split()[-1] == mention.name.split()[-1]),
            None,
        )
        whole = whole or known.person(mention.name.split()[-1])
        if whole is not None and (whole.country or whole.role):
            return replace(
                mention,
                name=whole.name,
                role=mention.role or whole.role,
                role_class=mention.role_class or whole.role_class,
                country=whole.country,
                inferred=True,
            )
    if mention.role_class is None or mention.role_class in {"states", "civilian", "company", "worker", "party", "rebel"}:
        return mention
    return _of_context(text, start, mentions, index, mention, known)


def _of_context(text: str, start: int, mentions: list[Mention], index: int, mention: Mention, known: Known) -> Mention:
    """An office without a state, with the one that a possessive, an embassy's host or an earlier holder gives it."""
    before = text[max(start, mention.start - _WINDOW) : mention.start]
    if _POSSESSIVE.search(before):
        owner = _owner(text, start, mentions[:index], known)
        return replace(mention, country=owner, inferred=True) if owner else mention
    if (
        mention.role_class == "ministry"
        and index
        and mentions[index - 1].kind == "place"
        and _SEATED.fullmatch(text, mentions[index - 1].end, mention.start)
    ):
        return replace(mention, country=mentions[index - 1].country, inferred=True)
    if mention.role_class == "ministry" and _TO_MINISTRY.search(before) and (host := _host(mentions[:index])):
        return replace(mention, country=host, inferred=True)
    if mention.role_class in _VOICES and _DEFINITE.search(before) and (owner := _owner(text, start, mentions[:index], None)):
        return replace(mention, country=owner, inferred=True)
    if _DEFINITE.search(before) and (earlier := _holder(mentions[:index], mention, known)):
        return replace(
            mention,
            country=earlier.country,
            name=mention.name or (earlier.name if earlier.kind == mention.kind == "person" else None),
            inferred=True,
        )
    return mention


def _host(before: list[Mention]) -> str | None:
    """The state whose foreign ministry an embassy or an envoy goes to: where it is posted, as the sentence says."""
    return next((m.host for m in reversed(before) if m.host and m.role_class in {"mission", "ambassador", "diplomat"}), None)


def _holder(before: list[Mention], mention: Mention, known: Known) -> Mention | None:
    for kindred in kindred_classes(mention.role_class or ""):
        for one in reversed(before):
            if one.role_class == kindred and one.country:
                return one
    return known.holder(mention.role_class or "")


def _owner(text: str, start: int, before: list[Mention], known: Known | None) -> str | None:
    """Whose "its" is: the sentence's first state or voice of one, else the document's last."""
    candidates = [m for m in before if m.country and m.kind != "place" and m.role_class not in {"attribute", "people"}]
    for one in candidates:
        if not _OBLIQUE.search(text[max(start, one.start - _WINDOW) : one.start]):
            return one.country
    if known is None:
        return None
    return candidates[0].country if candidates else known.last_state
