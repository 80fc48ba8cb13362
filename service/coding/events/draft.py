"""An event in the making, and when two of them tell one act: same kind, a party in common, nothing that speaks against it."""

from dataclasses import dataclass, field

from service.coding.act import Match
from service.coding.events.parties import identity, is_several_states
from service.model import Party
from service.outcome import Modality
from service.topics.frame import Scene

_STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.PLANNED: 1,
    Modality.HISTORICAL: 2,
    Modality.NEGATED: 3,
    Modality.OPINION: 4,
    Modality.HYPOTHETICAL: 5,
}
_UNREAL = frozenset({Modality.HYPOTHETICAL, Modality.NEGATED, Modality.OPINION})
_ANOTHER = frozenset({"another", "second", "third", "fellow"})
_OF_BODIES = frozenset({"boycott", "withdrawal"})
"""Kinds of which a title may name the body, and the text whose conduct it is about."""


@dataclass(slots=True)
class Draft:
    """An event in the making: the matches that tell it, each with its modality in this article, and its parties."""

    matches: list[Match]
    actors: list[Party]
    targets: list[Party]
    modality: Modality
    echoes: list[Match] = field(default_factory=list)
    """Matches by which only the judge finds it told again: they are evidence of it, and say nothing of who and when."""

    @property
    def kind(self) -> str:
        """Kind of the surest match of the title and the first sentence that tells it; of equals the text's, which tells more."""
        title = [match for match in self.matches[:1] if match.sentence.part == "title"]
        text = next((match for match in self.matches if match.sentence.part == "text"), None)
        return max((*([text] if text else []), *title), key=lambda match: match.frame.confidence).kind

    @property
    def topic(self) -> str:
        """Topic of its first match."""
        return self.matches[0].frame.topic


def _one_departure(one: Draft, other: Draft, scenes: dict[str, Scene]) -> bool:
    """Whether a sentence tells two steps of one leaving: "deserted his post and crossed over to the guerrillas"."""
    if not one.matches[0].frame.of_persons or not {scenes.get(one.kind), scenes.get(other.kind)} <= {"refuge", "ranks"}:
        return False
    return one.modality is other.modality and any(
        (mine.sentence is theirs.sentence and mine.sentence.part == "text")
        or (mine.sentence.part == "title" and theirs.sentence.index <= 1)
        for mine in one.matches
        for theirs in other.matches
    )


def same_act(one: Draft, other: Draft, scenes: dict[str, Scene]) -> bool:
    """Whether two drafts tell one act: same kind, one party in common, and nothing that speaks against it."""
    if one.topic != other.topic:
        return False
    if one.kind != other.kind and not _one_departure(one, other, scenes):
        return one.modality in _UNREAL and other.modality in _UNREAL and bool(identity(one.actors) & identity(other.actors))
    if (one.modality is Modality.HISTORICAL) != (other.modality is Modality.HISTORICAL) and not one.matches[0].frame.of_persons:
        return False
    if one.matches[0].frame.of_persons and not (_may_be_one_person(one.actors, other.actors) and not _is_someone_else(one, other)):
        return False
    actors = identity(one.actors), identity(other.actors)
    targets = identity(one.targets), identity(other.targets)
    shared_actor, shared_target = bool(actors[0] & actors[1]), bool(targets[0] & targets[1])
    if shared_actor and one.matches[-1].sentence is other.matches[0].sentence:
        return True
    open_actor = _is_open(one.actors) or _is_open(other.actors)
    open_target = _is_open(one.targets) or _is_open(other.targets) or _is_addressee(one) != _is_addressee(other) or _is_occasion(one, other)
    return (shared_actor and (shared_target or open_target)) or (open_actor and (shared_target or not targets[0] or not targets[1]))


def _may_be_one_person(ones: list[Party], others: list[Party]) -> bool:
    """Persons of one state are one only when their names, or failing these their number and offices, do not differ."""
    names = (
        {p.name.split()[-1].lower() for p in ones if p.name and p.kind == "person"},
        {p.name.split()[-1].lower() for p in others if p.name and p.kind == "person"},
    )
    if names[0] and names[1]:
        return bool(names[0] & names[1])
    return not any("former colleague" in p.text.lower() or "another" in p.text.lower() for p in (*ones, *others))


def _is_someone_else(one: Draft, other: Draft) -> bool:
    """Whether the persons of two drafts served at different posts ("a diplomat in Rome"), or the later is "another soldier"."""
    posts = [{p.mention.host for match in draft.matches for p in match.actors} - {None} for draft in (one, other)]
    if posts[0] and posts[1] and posts[0].isdisjoint(posts[1]):
        return True
    (first, *_), words = other.matches[0].actors or (None,), other.matches[0].sentence.words
    return first is not None and not _ANOTHER.isdisjoint(words[max(0, first.first - 2) : first.first + 1])


def _is_open(parties: list[Party]) -> bool:
    """Nobody in particular: none, only guesses, or "delegates", "several countries"."""
    return all(p.inferred or not (p.country or p.kind == "organisation" or _is_named(p)) for p in parties)


def _is_named(found: Party) -> bool:
    """A person or a group by its name; "EU nations" name none."""
    return bool(found.name) and (found.kind == "person" or (found.kind == "group" and not is_several_states(found)))


def _is_addressee(draft: Draft) -> bool:
    """Whether it names only the body that is complained to, not the state that the complaint is about."""
    return draft.matches[0].frame.target == "accused" and all(p.kind == "organisation" and not p.country for p in draft.targets)


def _is_occasion(one: Draft, other: Draft) -> bool:
    """Whether the title names only the body that meets, the text the state: "to boycott Mercosur summit", "... by host Paraguay"."""
    title, text = one, other
    if title.kind not in _OF_BODIES or {m.sentence.part for m in title.matches} != {"title"}:
        return False
    return all(p.kind == "organisation" and not p.country for p in title.targets) and any(p.country for p in text.targets)


def merge(draft: Draft, other: Draft) -> None:
    """Add to a draft what another telling of its act says."""
    if draft.kind == "desertion" and other.kind == "change_of_sides" and _is_aim(other.matches[0]):
        draft.matches.insert(0, other.matches.pop(0))  # who deserts in order to join the rebels goes over to them
        draft.targets[:] = other.targets
        if not other.matches:
            return
    if other.matches[0].forced and any(not match.forced for match in draft.matches):
        if may_echo(draft, other.modality):
            draft.echoes.extend(other.matches)
        return
    denied_at_once = draft.modality is Modality.NEGATED and draft.matches[0].sentence.index <= 0
    only_named = other.matches[0].voice == "nominal" and draft.modality is Modality.PLANNED
    if (
        _STRENGTH[other.modality] < _STRENGTH[draft.modality]
        and not only_named
        and not (denied_at_once and other.modality is not Modality.ASSERTED)
    ):
        draft.modality = other.modality
    if (_is_addressee(draft) and not _is_addressee(other) and other.targets) or _is_occasion(draft, other):
        draft.targets[:] = other.targets
    draft.matches.extend(other.matches)
    for mine, theirs in ((draft.actors, other.actors), (draft.targets, other.targets)):
        _add_parties(mine, [p for p in theirs if not p.inferred], identity(mine))


def may_echo(draft: Draft, modality: Modality) -> bool:
    """Whether a telling of this modality speaks for the draft: what is asked for or denied does not speak for what happened."""
    return modality is draft.modality or (modality not in _UNREAL and draft.modality not in _UNREAL)


def _is_aim(match: Match) -> bool:
    """As in "deserted to join the rebels"."""
    return not match.forced and match.sentence.words[match.act.first] == "to"


def _add_parties(mine: list[Party], said: list[Party], known: set[str]) -> None:
    """Add what another telling says: a guess or a nameless crowd gives way, a named person replaces a mere office of the same state."""
    if _is_open(mine) and not _is_open(said):
        mine[:] = said
        return
    for found in said:
        if found.country and found.country not in known:
            mine.append(found)
        elif found.kind == "person" and found.name:
            for index, have in enumerate(mine):
                if have.country == found.country and have.kind == "person" and not have.name:
                    mine[index] = found
