"""Where an act happened: the scene that its kind calls for, read off its sentences, else off the parties, the lead or the dateline."""

import re
from collections.abc import Callable, Iterable

from service.coding.sentence import Sentence
from service.english.gazetteer import capital_of, cities, names, state_names
from service.english.mention import Mention
from service.english.tokens import tokenize
from service.enrichment.seats import headquarters, location_at, seat_of_body
from service.model import CodedEvent, Location, Part
from service.topics.frame import Scene

_AT = re.compile(r"\b(?:in|at|outside|near|inside|from|reached)(?: the)?(?: [\w-]+)? $", re.IGNORECASE)
_TOWN_OF = re.compile(
    r"\b(?:in|at|outside|near|inside|from)(?: the)?(?: [\w-]+){0,2}(?: (?:town|city|port|province|region|capital) of)? $", re.IGNORECASE
)
_GOES = re.compile(
    r"\b(?:go|goes|going|travel\w*|fly|trip|visit|send \w+|sends \w+|delegations?|team|officials?|envoys?|representatives?) to(?: the)? $",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    r"(?:['’]s)? (?:[\w-]+ )?(?:ceremony|summit|meeting|conference|games|talks|forum|parade|session|event|gathering"
    r"|olympics|chamber|hall)\b",
    re.IGNORECASE,
)
"""Behind a place: what takes place there ("the Moscow ceremony")."""
_DEEDS = re.compile(r" (?:shootings?|killings?|massacres?|attacks?|war|violence|crackdown|protests|bombings?|crisis)\b", re.IGNORECASE)
"""Behind a place: what the act is about ("at Sanaa shootings")."""
_NOT_AT = re.compile(
    r"\b(?:support of|favou?r of|solidarity with|war in|invasion|crisis in|conflict in|attacks? in|aid to|ties with|killings? in"
    r"|shootings? in|sources in|officials in|camps in|rules? in|fighting in|crackdown in|massacre in|arrests? in)\b[^.]{0,12}$",
    re.IGNORECASE,
)
"""The land that an act is about is not where it takes place."""
_WENT = re.compile(
    r"\b(?:fled|flee|flees|fleeing|escap\w+|cross\w+|defect\w*|desert\w*|arriv\w+|flew|fly|land\w+|asylum|refuge|exile|went|slipped|surfaced|stayed"
    r"|remained)\b"
    r"[^.;]{0,45}\b(?:to|into|in|for|at|on|over)(?: the)?(?: \w+)? $",
    re.IGNORECASE,
)
_SERVED_AT = re.compile(
    r"\b(?:embassy|consulate|mission|office|based|posted|stationed|serv\w+|work\w*|diplomats?|attach\w+|consul|envoy|ambassador|representative"
    r"|delegate|secretary|counsell?or)(?: \w+){0,2} (?:in|at|to)(?: the)? $",
    re.IGNORECASE,
)
"""Before a town: a post there, rather than what the quarrel is about ("policy in Gaza")."""
_TAKEN_IN = re.compile(r"\b(?:asylum|refuge|shelter|sanctuary|protection|exile) in(?: the)? $", re.IGNORECASE)
"""Before the land that takes one in: it is there that he asks, wherever he was posted."""
_AT_MISSION = re.compile(
    r"\b(?:asylum|refuge|shelter|sanctuary|protection) (?:at|in|inside)(?: [^.;,]{1,40})? (?:embassy|consulate|mission) in $", re.IGNORECASE
)
"""Before the land where the mission lies at which one asked: "by seeking asylum at Seoul's embassy in Kenya"."""
_ENTERED = re.compile(r"\b(?:entered|reached|crossed into|made for)(?: the)? $", re.IGNORECASE)
_ENVOY = re.compile(r"\b(?:ambassador|diplomat|envoy|consul|attach[eé]|secretary|counsell?or|charg[eé])", re.IGNORECASE)
_LOOK_BACK = 90
_LOOK_AHEAD = 40
_AFTER_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{2,30}?)?(?:, [\w. ]{3,12})?(?: \([^)]{2,40}\))? ?(?:--?|–|—|:|\()")
_LONGEST_SEARCH = 20_000
"""Code points of a text in which a name of the actor's state is looked for."""


def locate(event: CodedEvent, scene: Scene, acts: list[Sentence], others: list[Sentence]) -> Location | None:
    """The scene of the act, or None where the text gives none.

    `acts`: the sentences that tell the act, best first; `others`: further sentences that were read, in order, the lead among them.
    """
    if scene == "actor":
        return _at_seat(event, acts, others)
    finders: dict[Scene, Callable[[CodedEvent, Sentence], Location | None]] = {
        "venue": _venue,
        "refuge": _refuge,
        "ranks": _refuge,
        "post": _post,
    }
    find = finders[scene]
    for sentence in acts:
        if (found := find(event, sentence)) is not None:
            return found
    read = sorted((s for s in (*acts, *others) if s.part == "text"), key=lambda sentence: sentence.line.start)
    sent_from = _dateline(read)
    if scene == "venue":
        return _meeting(event, acts, others) or sent_from or _first(map(headquarters, acts))
    if scene == "ranks":
        home = _first(_home(event, sentence) for sentence in acts)
        return home or (sent_from if sent_from is not None and _is_party(event, sent_from) else _at_seat(event, acts, others))
    posted = _first(_posted(event, sentence) for sentence in others)
    if scene == "post":
        return posted or (sent_from if sent_from is not None and _is_abroad(event, sent_from) else _at_seat(event, acts, others))
    return posted or _first(_home(event, sentence) for sentence in acts) or sent_from


def _first(found: Iterable[Location | None]) -> Location | None:
    return next((location for location in found if location), None)


def _meeting(event: CodedEvent, acts: list[Sentence], others: list[Sentence]) -> Location | None:
    """Where the body sits that the act names, else a town that another sentence gives as the venue."""
    return _first(map(seat_of_body, acts)) or _first(_venue(event, sentence, towns_only=True) for sentence in others)


def _is_abroad(event: CodedEvent, place: Location) -> bool:
    """Whether an envoy of the event acts from another state's ground."""
    return any(a.country and a.country != place.country and _ENVOY.search(a.role or "") for a in event.actors)


def _is_party(event: CodedEvent, place: Location) -> bool:
    return any(party.country == place.country for party in (*event.actors, *event.targets))


def _home(event: CodedEvent, sentence: Sentence) -> Location | None:
    """A town of the actor's own state where the act took place: "soldiers at a base in Tobruk went over to the protesters"."""
    own = {a.country for a in event.actors if a.country}
    for mention in sentence.mentions:
        if mention.kind == "place" and mention.country in own and _TOWN_OF.search(_before(sentence, mention)):
            return _place(mention, sentence.part)
    return None


def _at_seat(event: CodedEvent, acts: list[Sentence], others: list[Sentence]) -> Location | None:
    """The first actor's state, by a name of it that the article has; its capital in the sentence is better than the state's own name.

    None where the article names neither: "he" or "the ministry" is no place.
    """
    actor = next((a for a in event.actors if a.country), None)
    if actor is None:
        return None
    capital = capital_of().get(actor.country or "")
    for sentence in acts:
        for mention in sentence.mentions:
            if mention.kind == "place" and mention.country == actor.country and capital and mention.name == capital.name:
                return _place(mention, sentence.part)
    country, name = actor.country or "", state_names()[actor.country or ""]
    own = _names_of(country, actor.text, 0, len(actor.text)).get("state")
    if own is not None:
        start, end = actor.start + own[0], actor.start + own[1]
        return location_at(actor.text[slice(*own)], start, end, actor.part, name, country, capital)
    whole = next((sentence.line.source for sentence in (*acts, *others) if sentence.part == "text"), "")
    told: list[tuple[Part, str, int, int]] = [(s.part, s.line.source, s.line.start, s.line.end) for s in (*acts, *others)]
    found = [(part, source, _names_of(country, source, start, end)) for part, source, start, end in told]
    found.append(("text", whole, _names_of(country, whole, 0, min(len(whole), _LONGEST_SEARCH))))
    for kind in ("state", "capital", "adjective", "seat"):
        for part, source, spans in found:
            if span := spans.get(kind):
                return location_at(source[slice(*span)], *span, part, name, country, capital)
    return None


def _names_of(country: str, source: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The first span of each kind of name that stands for a state in `source[start:end]`."""
    pieces = tokenize(source, start, end).pieces(source)
    found: dict[str, tuple[int, int]] = {}
    for index, piece in enumerate(pieces):
        match = names().at(pieces, index) if piece.text[0].isupper() else None
        if match is not None and match.entry.country == country:
            found.setdefault(match.entry.kind, (pieces[match.first].start, pieces[match.last - 1].end))
    return found


def _venue(_: CodedEvent, sentence: Sentence, *, towns_only: bool = False) -> Location | None:
    """A town, else a state, where the text says that states meet, and that is not merely what the act is about."""
    for kind in ("place",) if towns_only else ("place", "state"):
        for mention in sentence.mentions:
            if (
                mention.kind == kind
                and mention.role is None
                and mention.role_class in {None, "government", "attribute"}
                and _hosts(sentence, mention)
            ):
                return _place(mention, sentence.part)
    return None


def _hosts(sentence: Sentence, mention: Mention) -> bool:
    """Whether something takes place at the mention: "in X", "go to X", "the X summit"."""
    after = sentence.line.source[mention.end : min(sentence.line.end, mention.end + _LOOK_AHEAD)]
    if _GATHERING.match(after):
        return True
    before = _before(sentence, mention)
    if mention.role_class == "attribute" or _NOT_AT.search(before) or _DEEDS.match(after):
        return False
    return _GOES.search(before) is not None or (mention.role_class is None and _AT.search(before) is not None)


def _refuge(event: CodedEvent, sentence: Sentence) -> Location | None:
    """Where the actor was posted, where a verb of going leads, else the target's state as the sentence names it."""
    own = {a.country for a in event.actors}
    for mention in sentence.mentions:
        before = _before(sentence, mention)
        lies = mention.kind in {"place", "state"} and mention.role is None and mention.country not in own
        if lies and (_TAKEN_IN.search(before) or _AT_MISSION.search(before)):
            return _place(mention, sentence.part)
    if (posted := _posted(event, sentence)) is not None:
        return posted
    lands = [m for m in sentence.mentions if m.kind in {"place", "state"} and m.role is None and m.country and m.country not in own]
    for mention in lands:
        before = _before(sentence, mention)
        if mention.role_class != "attribute" and not _NOT_AT.search(before) and (_ENTERED.search(before) or _WENT.search(before)):
            return _place(mention, sentence.part)
    targets = {t.country for t in event.targets if t.country and t.country not in own}
    named = next((m for m in lands if m.country in targets), None)
    return _place(named, sentence.part) if named else None


def _posted(event: CodedEvent, sentence: Sentence) -> Location | None:
    """The host of an envoy of the actor's state ("acting ambassador to Kuwait")."""
    own = {a.country for a in event.actors}
    for envoy in sentence.mentions:
        if envoy.host and envoy.country in own and envoy.host not in own:
            for mention in sentence.mentions:
                if mention.country == envoy.host and mention.start >= envoy.start and mention.role is None:
                    return _place(mention, sentence.part)
                if mention.country != envoy.host and mention.host == envoy.host and (town := _town_of_mission(mention, sentence)):
                    return town
    return None


def _town_of_mission(mission: Mention, sentence: Sentence) -> Location | None:
    """The town by which a mission is called: "a diplomat at the Madrid embassy"."""
    town = mission.text.removesuffix(mission.role or "").strip()
    city = cities().get(town.lower()) if mission.role_class == "mission" else None
    end = mission.start + len(town)
    return location_at(town, mission.start, end, sentence.part, city.name, city.country, city) if city else None


def _post(event: CodedEvent, sentence: Sentence) -> Location | None:
    """Where the one who resigned served: the host of his post, else a town of the sentence."""
    if (posted := _posted(event, sentence)) is not None:
        return posted
    own = {a.country for a in event.actors}
    for mention in sentence.mentions:
        before, after = _before(sentence, mention), sentence.line.source[mention.end : mention.end + _LOOK_AHEAD]
        served = mention.country in own or _SERVED_AT.search(before)
        if served and mention.kind == "place" and _AT.search(before) and not _NOT_AT.search(before) and not _DEEDS.match(after):
            return _place(mention, sentence.part)
    return None


def _dateline(read: list[Sentence]) -> Location | None:
    """The place that a report is sent from: the first words of the text, before a dash or a bracket."""
    for sentence in read[:1]:
        for mention in sentence.mentions[:1]:
            sent = (
                mention.start == sentence.line.start
                and mention.kind in {"place", "state"}
                and mention.role is None
                and mention.text[:4].isupper()
            )
            if sent and _AFTER_DATELINE.match(sentence.line.source, mention.end):
                return _place(mention, sentence.part)
    return None


def _before(sentence: Sentence, mention: Mention) -> str:
    return sentence.line.source[max(sentence.line.start, mention.start - _LOOK_BACK) : mention.start]


def _place(mention: Mention, part: Part) -> Location:
    """A mention as a location, with the coordinates of the town, or of the capital for a state."""
    city = cities().get(mention.text.lower()) if mention.kind == "place" else None
    point = city or capital_of().get(mention.country or "")
    name = city.name if city else (mention.name or mention.text)
    return location_at(mention.text, mention.start, mention.end, part, name, mention.country, point)
