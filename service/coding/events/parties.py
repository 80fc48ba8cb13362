"""Who acted and who was acted on, when the clause itself does not say: from the sentence, the title, the sentences next to it."""

import re

from service.coding.act import Match
from service.coding.events.served import QUARREL, state_served
from service.coding.grammar.arguments import are_several_states
from service.coding.read_article import ReadArticle
from service.coding.sentence import Placed, Sentence
from service.model import Party

_SPEAKS_FOR_STATE = frozenset(
    {"head", "minister", "ministry", "government", "parliament", "ambassador", "delegation", "diplomat", "states"}
)
_OFFICE_OF_STATE = _SPEAKS_FOR_STATE - {"parliament", "delegation", "diplomat", "states"}
"""Classes of which a holder without a state is taken to be of the state that is spoken of; a parliament may be any."""
_BESIDE = frozenset({"with", "alongside", "joining", "like", "than"})
"""Words before a state that is on the actor's side."""
_PAIR = 2
_OF_ENVOYS = frozenset({"object", "post"})
"""Targets of acts that a state does to envoys: somebody must have done it."""
_AIMED = frozenset({"post", "preposition", "accused", "other", "object"})
"""Targets of acts that are aimed at another state."""
_BODIES = frozenset("organization organisation bloc body union league group community alliance council agency".split())
"""Words that stand for a body named before."""
_OF_ANOTHER = re.compile(
    r"\b(?P<who>(?:former |close |fellow |one-time )?(?:colleague|aide|associate|comrade|friend|relative|predecessor|successor) of"
    r"(?: the| an?| his| her| its| their)? )$",
    re.IGNORECASE,
)
"""Before a person who only says whose colleague it is that acts: "a former colleague of the attaché fled"."""


def party(placed: Placed, sentence: Sentence, *, inferred: bool = False, country: str | None = None) -> Party:
    """The contract's value for a mention; `country` overrides a mention that says none."""
    mention, source = placed.mention, sentence.line.source
    other = _OF_ANOTHER.search(source, sentence.line.start, mention.start) if mention.kind == "person" else None
    start = other.start("who") if other else mention.start
    return Party.model_validate(
        {
            "text": source[start : mention.end],
            "start": start,
            "end": mention.end,
            "in": sentence.part,
            "name": None if other else mention.name,
            "role": source[start : mention.end] if other else mention.role,
            "country": mention.country or country,
            "kind": "state" if mention.kind == "place" else mention.kind,
            "inferred": inferred or mention.inferred,
        }
    )


def is_several_states(found: Party) -> bool:
    """Whether a party is several states of which it is not said which."""
    return found.kind == "group" and are_several_states(found.text)


def identity(parties: list[Party]) -> set[str]:
    """What two tellings of one act share: country, else name, else text."""
    return {(p.country or p.name or p.text).upper() for p in parties}


def parties_of(match: Match, read: ReadArticle) -> tuple[list[Party], list[Party]]:
    """Actors and targets of a match: those of its clause, with what is missing inferred and marked so."""
    if (match.mutual and not _is_aimed_elsewhere(match)) or _is_pair(match.actors) or _is_quarrel_of_two(match):
        both = _two_states(match, read)
        if len(both) == _PAIR:
            return both, both
    if not match.actors and _between_states(match):
        both = [party(placed, match.sentence) for placed in match.targets]  # "relations between A and B were severed"
        return both, both
    if match.frame.target == "own" or (match.frame.target == "left" and not match.targets):
        actors = [_with_origin(placed, match, read) for placed in match.actors]
        return actors, _own_state(actors, match, read)
    targets = _of_another_state(match, [party(placed, match.sentence) for placed in match.targets], read)
    actors = _actors(match, targets, read)
    return actors, _targets(match, actors, targets, read)


def _of_another_state(match: Match, targets: list[Party], read: ReadArticle) -> list[Party]:
    """An envoy whose state was guessed to be that of who acts on him is of another: "the ambassador was summoned by Chad's ministry"."""
    acting = {placed.mention.country for placed in match.actors} - {None}
    wrong = match.by_agent and bool(acting) and all(target.inferred and target.country in acting for target in targets)
    if not (wrong and targets and match.frame.states and match.frame.target == "object") or match.frame.own:
        return targets
    guesses = _inferred_target(match, read, {*acting})
    return [targets[0].model_copy(update={"country": guesses[0].country})] if guesses else targets


def _actors(match: Match, targets: list[Party], read: ReadArticle) -> list[Party]:
    """The actors who are not of a state acted on, with a state where one can be told."""
    states = {target.country for target in targets} - {None}
    kept = [placed for placed in match.actors if placed.mention.country is None or placed.mention.country not in states]
    if match.frame.of_persons:
        return [_with_origin(placed, match, read) for placed in kept]
    actors = [party(placed, match.sentence) for placed in kept]
    stateless = not any(p.country or p.kind == "organisation" or is_several_states(p) for p in actors)
    if stateless and (actors or match.frame.target in _OF_ENVOYS):
        return _of_some_state(match, actors, targets, read)
    return actors


def _of_some_state(match: Match, actors: list[Party], targets: list[Party], read: ReadArticle) -> list[Party]:
    """Actors of whom the clause tells no state: that of an office is found elsewhere ("the prime minister"), else the state itself acts."""
    holder = match.actors[0].mention if match.actors else None
    if (
        holder is not None
        and match.frame.target not in _OF_ENVOYS
        and (holder.kind == "group" or holder.role_class not in _OFFICE_OF_STATE)
    ):
        return actors  # a crowd or a person of no state in particular
    guesses = _inferred_actor(match, read, {p.country for p in targets})
    if guesses and actors:
        return [actors[0].model_copy(update={"country": guesses[0].country, "inferred": guesses[0].inferred})]
    return guesses or actors


def _targets(match: Match, actors: list[Party], targets: list[Party], read: ReadArticle) -> list[Party]:
    """The targets, else the state that an act of states must mean."""
    if (body := _body_meant(match, read)) is not None:
        return [body]
    if match.frame.of_persons or match.frame.target not in _AIMED or any(p.country or p.kind == "organisation" for p in targets):
        return targets
    return _inferred_target(match, read, {p.country for p in actors}) or targets


def _body_meant(match: Match, read: ReadArticle) -> Party | None:
    """The body that "the organization" stands for, which a sentence near by names: it is left, whatever another state did before."""
    found, words = match.act.object, match.sentence.words
    if found is None or found.placed is not None or match.frame.target != "other":
        return None
    bare = found.last - found.first == 1 and words[found.first] in _BODIES and words[max(0, found.first - 1)] in {"the", "that"}
    if not bare or words[found.last : found.last + 1] in {("of",), ("for",), ("on",)}:
        return None
    named = [(p, s) for s in read.near(match.sentence) for p in s.placed if p.mention.kind == "organisation" and p.mention.name]
    return party(named[0][0], named[0][1], inferred=True) if named else None


def _between_states(match: Match) -> bool:
    first = match.targets[0].first if match.targets else 0
    sides = {placed.mention.country for placed in match.targets if placed.mention.kind == "state"}
    return first > 0 and match.sentence.words[first - 1] == "between" and len(match.targets) == len(sides - {None}) == _PAIR


def _is_aimed_elsewhere(match: Match) -> bool:
    """As in "their respective Serbian ambassadors": each of the actors does it, but to a third."""
    acting = {placed.mention.country for placed in match.actors}
    return any(p.mention.country not in acting | {None} and not p.mention.inferred and p.mention.kind != "place" for p in match.targets)


def _is_quarrel_of_two(match: Match) -> bool:
    """As in "A and B recalled their ambassadors in a row over a Chinese railway": from each other, where no post is named."""
    states = [placed.mention.country for placed in match.actors if placed.mention.country]
    return match.frame.target == "post" and not match.targets and len(set(states)) == _PAIR and not QUARREL.isdisjoint(match.sentence.words)


def _is_pair(actors: tuple[Placed, ...]) -> bool:
    return len(actors) == 1 and actors[0].mention.role_class == "states" and actors[0].mention.text.lower().split()[0] in {"two", "both"}


def _two_states(match: Match, read: ReadArticle) -> list[Party]:
    found: list[Party] = []
    for sentence in read.near(match.sentence):
        for placed in sentence.placed:
            mention = placed.mention
            if mention.country and mention.kind != "place" and mention.country not in {p.country for p in found} and len(found) < _PAIR:
                found.append(party(placed, sentence, inferred=sentence is not match.sentence))
    return found


def _inferred_actor(match: Match, read: ReadArticle, targets: set[str | None]) -> list[Party]:
    """The host of the envoy, the scene, or another state of the sentence; else one of a sentence near by."""
    for placed in match.targets:
        if placed.mention.host and placed.mention.host not in targets:
            for other in match.sentence.placed:
                if other.mention.country == placed.mention.host:
                    return [party(other, match.sentence)]
    for sentence in read.near(match.sentence):
        candidates = [p for p in sentence.placed if p.mention.country and p.mention.country not in targets and p not in match.targets]
        speaking = [p for p in candidates if p.mention.role_class in _SPEAKS_FOR_STATE or p.mention.kind == "state"]
        for placed in [*[p for p in speaking if p.mention.role_class != "attribute"], *candidates]:
            return [party(placed, sentence, inferred=sentence is not match.sentence)]
    return []


def _inferred_target(match: Match, read: ReadArticle, actors: set[str | None]) -> list[Party]:
    """The other state that the sentence and those around it speak of most, the nearest among equals."""
    said: dict[str, list[tuple[Placed, Sentence]]] = {}
    for sentence in read.near(match.sentence):
        for placed in sentence.placed:
            mention = placed.mention
            beside = placed.first > 0 and sentence.words[placed.first - 1] in _BESIDE
            if mention.country and mention.country not in actors and mention.kind != "place" and not beside:
                said.setdefault(mention.country, []).append((placed, sentence))
    if not said:
        return []
    most = max(len(places) for places in said.values())
    placed, sentence = next(places[0] for places in said.values() if len(places) == most)
    return [party(placed, sentence, inferred=sentence is not match.sentence)]


def _with_origin(placed: Placed, match: Match, read: ReadArticle) -> Party:
    """A servant with the state that he served."""
    found = party(placed, match.sentence)
    if found.country:
        return found
    state, inferred = state_served(placed, match, read)
    return found if state is None else found.model_copy(update={"country": state, "inferred": inferred or found.inferred})


def _own_state(actors: list[Party], match: Match, read: ReadArticle) -> list[Party]:
    country = next((p.country for p in actors if p.country), None)
    if country is None:
        return []
    for sentence in read.near(match.sentence):
        for placed in sentence.placed:
            if (
                placed.mention.country == country
                and placed.mention.kind in {"state", "organisation"}
                and placed.mention.role_class != "attribute"
            ):
                return [party(placed, sentence, inferred=sentence is not match.sentence)]
    first = next(p for p in actors if p.country)
    return [first.model_copy(update={"inferred": True, "kind": "state"})]
