"""Who acts against whom, as dedupe remembers it of an event: enough to tell whether a copy reports the same act or another state's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from service.model import CodedEvent, Party

_PERSON = "~"
"""Before the last name of a person, so that a person is never compared with a state."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Actors and targets of one act: the codes of states, the names of bodies, and the last names of persons with a `~` before them."""

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    @classmethod
    def of(cls, event: CodedEvent) -> Self:
        """Those of an event, in an order of their own."""
        return cls(_keys(event.actors), _keys(event.targets))

    def may_be(self, other: "Parties") -> bool:
        """Whether both can be of one act: on neither side do they name states, or persons, of which none is the same.

        A side that one of them leaves open speaks against nothing: a copy may be cut.
        """
        return _agree(self.actors, other.actors) and _agree(self.targets, other.targets)


OPEN = Parties()
"""Nobody in particular."""


def _keys(parties: Iterable[Party]) -> tuple[str, ...]:
    keys: set[str] = set()
    for party in parties:
        if party.country:
            keys.add(party.country)
        elif party.kind != "person" and party.name:
            keys.add(party.name.casefold())
        if party.kind == "person" and party.name:
            keys.add(_PERSON + party.name.split()[-1].casefold())
    return tuple(sorted(keys))


def _agree(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    for persons in (False, True):
        mine = {key for key in ones if key.startswith(_PERSON) is persons}
        theirs = {key for key in others if key.startswith(_PERSON) is persons}
        if mine and theirs and not mine & theirs:
            return False
    return True
