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
_EAVESDROPS = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,3}? (?:intelligence|eavesdropping|signals|spy|surveillance|espionage|listening|(?:defen[cs]e )?radio"
    r"|cryptograph\w+|security) (?:agency|service|bureau|directorate|headquarters)\b",
    re.IGNORECASE,
)
"""Behind a possessor: a service whose officials and analysts are spies."""
_GUARD = re.compile(r"['’]s (?:[\w-]+ ){0,2}(?:guards?|army|forces|troops|militia|military)\b", re.IGNORECASE)
"""Behind a ruler: his soldiers."""
_HOMES = {"bolshoi": "RUS", "mariinsky": "RUS", "kirov": "SUN", "securitate": "ROU"}
"""Ensembles and services that everybody knows by their name, and whose they are or were."""
_AT_HOME = re.compile(rf"\b({'|'.join(_HOMES)})(?: (?:ballet|opera|theatre|theater|company)(?:['’]s)?)?(?: [\w-]+)? ?$", re.IGNORECASE)
_OF_GROUP = re.compile(
    r" (?:from|of|with|loyal to)(?: [\w-]+){0,4}? (?:terrorist|rebel|militant|insurgent|jihadist|extremist|guerrilla|islamist|separatist)"
    r" (?:group|movement|faction|organi[sz]ation|front|militia|network)s?\b",
    re.IGNORECASE,
)
_NAME_REACH = 40
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
    mentions = [_at_home(text, _of_no_state(text, mention)) for mention in mentions]
    for index in range(len(mentions) - 2, -1, -1):
        one, two = mentions[index], mentions[index + 1]
        if two.country is None:
            continue
        agency = _is_agency(text, two)
        if _serves(one, agency=agency) and _is_served(text, two, agency=agency) and _SERVING.fullmatch(text[one.end : two.start]):
            role_class = _class_of_servant(one, two, agency=agency)
            role_class = "spy" if role_class == "official" and _EAVESDROPS.match(text, two.end) else role_class
            role_class = "soldier" if one.role_class in _PLAIN and _GUARD.match(text, two.end) else role_class
            mentions[index] = replace(one, country=two.country, role_class=role_class)
            before = mentions[index - 1] if index else None
            if before is not None and one.name and before.name == one.name and before.country is None:
                mentions[index - 1] = replace(before, country=two.country, role_class=role_class)  # "X was an officer in the army of Y"
        elif _is_plain_name(one) and two.role_class in _SERVED and _YEARS_IN.fullmatch(text[one.end : two.start]):
            mentions[index] = replace(one, country=two.country, role_class=_SERVED[two.role_class])
    return mentions


def _of_no_state(text: str, mention: Mention) -> Mention:
    """Fighters of an armed group, whatever the land that it fights in, are no soldiers."""
    if mention.role_class != "soldier" or mention.country is not None or not _OF_GROUP.match(text, mention.end):
        return mention
    return replace(mention, role_class="rebel")


def _at_home(text: str, mention: Mention) -> Mention:
    """A dancer of the Bolshoi, a colonel of the Securitate: the name of what they serve is enough."""
    if mention.country is not None or mention.role_class not in {"artist", "ensemble", "spy", "service"}:
        return mention
    named = _AT_HOME.search(text, max(0, mention.start - _NAME_REACH), mention.start)
    home = named[1].lower() if named else next((name for name in _HOMES if name in mention.text.lower()), None)
    return replace(mention, country=_HOMES[home]) if home else mention


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
