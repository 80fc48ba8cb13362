"""Who serves which state: "an officer in the Syrian army", "the head of Libya's nuclear agency"."""

import re
from dataclasses import replace

from service.english.mention import Mention

_OWNS = re.compile(r"['’]s\b")
_SERVING = re.compile(
    r" (?:(?:who|that) (?:had |have |has )?(?:served?|worked?|defected|deserted|fled|escaped|quit|resigned|broke|left)(?: away)? )?"
    r"(?:with|from|of|in|for|at|by|on)(?: the| an?| his| its| their)?(?: [\w-]+){0,3} "
)
_YEARS_IN = re.compile(
    r", (?:who|a man who|a woman who) (?:had |has )?(?:spent|served|worked)(?: [\w-]+){0,4}? (?:in|for|at|with|inside)(?: the)? $",
    re.IGNORECASE,
)
"""Between a name and what he served: "Jan Nowak, who spent 30 years in Poland's secret service"."""
_SERVED = {
    "military": "soldier",
    "service": "spy",
    "team": "athlete",
    "ensemble": "artist",
    "broadcaster": "broadcaster_staff",
    "police": "police",
    "soldier": "soldier",
    "mission": "diplomat",
    "delegation": "delegation",
    "ministry": "official",
    "government": "official",
    "parliament": "party_elite",
    "party_elite": "party_elite",
    "head": "official",
}
"""What one serves, and the class of a plain "member" or "employee" of it."""
_AGENCY = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,4}? (?:agency|department|directorate|bureau|institute|programme|program|laborator(?:y|ies)|academy|committee"
    r"|commission|federation|archives?|bank|office|court|province|region|district"
    r"|governorate)\b",
    re.IGNORECASE,
)
"""Behind an adjective or a possessor: an office of that state, whose head is an official ("the head of the Libyan nuclear agency")."""
_PLAIN = frozenset({"member", "worker", "journalist"})
_UNIFORMED = frozenset({"military", "police"})
_MEN = re.compile(r"\b(?:men|man|women|woman)$", re.IGNORECASE)
_SECRET = frozenset({"officer", "official", "soldier"})
"""Ranks that in a secret service are those of spies."""
_SERVANTS = frozenset(
    """official soldier officer pilot police judge spy diplomat ambassador party_elite minister athlete artist scholar broadcaster_staff
    deserter worker journalist military civilian member""".split()
)


def join_services(text: str, mentions: list[Mention]) -> list[Mention]:
    """The state of a servant from what he serves: "Putin's military", "an officer with the president's guard of Russia"."""
    for index in range(len(mentions) - 2, -1, -1):
        one, two = mentions[index], mentions[index + 1]
        if two.country is None:
            continue
        agency = _is_agency(text, two)
        if _serves(one, agency=agency) and _is_served(text, two, agency=agency) and _SERVING.fullmatch(text[one.end : two.start]):
            mentions[index] = replace(one, country=two.country, role_class=_class_of_servant(one, two, agency=agency))
        elif _is_plain_name(one) and two.role_class in _SERVED and _YEARS_IN.fullmatch(text[one.end : two.start]):
            mentions[index] = replace(one, country=two.country, role_class=_SERVED[two.role_class])
    return mentions


def _is_agency(text: str, mention: Mention) -> bool:
    """Whether it is an office of a state: "the Libyan nuclear agency", "Chad's central bank"."""
    return mention.text.lower().endswith("central bank") or (mention.kind == "state" and _AGENCY.match(text, mention.end) is not None)


def _is_served(text: str, mention: Mention, *, agency: bool) -> bool:
    return agency or mention.role_class in _SERVED or _OWNS.match(text, mention.end) is not None


def _serves(mention: Mention, *, agency: bool) -> bool:
    """Whether one is a servant of whom it is not said of which state; the head of an agency is one."""
    return mention.country is None and (mention.role_class in _SERVANTS or (agency and mention.role_class == "head"))


def _is_plain_name(mention: Mention) -> bool:
    return mention.kind == "person" and bool(mention.name) and not mention.role


def _class_of_servant(one: Mention, two: Mention, *, agency: bool) -> str | None:
    """The class of `one`, who serves `two`: a plain "member" or "man" is what he serves makes of him."""
    role_class = one.role_class
    if role_class == "civilian":
        takes = two.role_class in _UNIFORMED and _MEN.search(one.text) is not None
    elif role_class == "journalist":
        takes = two.role_class == "broadcaster"
    else:
        takes = role_class in _PLAIN or (two.role_class == "service" and role_class in _SECRET)
    if takes:
        role_class = _SERVED.get(two.role_class or "", role_class)
    if agency and (role_class == "head" or (role_class == "member" and one.text.lower().endswith("head"))):
        return "official"
    return role_class
