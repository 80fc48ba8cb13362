"""Whether two reports can be of one act, by who acts against whom."""

import pytest

from service.model import CodedEvent, Party
from service.seen.parties import Parties
from tests.unit.builders import event


@pytest.mark.parametrize(
    ("ones", "others", "one_act"),
    [
        (("NOR",), ("NOR",), True),
        (("NOR",), ("SWE",), False),
        (("NOR",), (), True),
        (("DNK", "NOR", "SWE"), ("NOR",), True),
        (("NOR", "~berg"), ("NOR", "~dahl"), False),
        (("NOR", "~berg"), ("NOR",), True),
        (("~berg",), ("NOR",), True),
        (("european union",), ("NOR",), False),
    ],
)
@pytest.mark.parametrize("side", ["actors", "targets"])
def test_sides_that_name_others_are_of_two_acts(side: str, ones: tuple[str, ...], others: tuple[str, ...], one_act: bool) -> None:  # noqa: FBT001
    assert Parties(**{side: ones}).may_be(Parties(**{side: others})) is one_act
    assert Parties(**{side: others}).may_be(Parties(**{side: ones})) is one_act


def test_an_event_is_known_by_its_states_bodies_and_last_names() -> None:
    def party(kind: str, name: str | None, country: str | None) -> Party:
        return Party.model_validate({"text": "x", "start": 0, "end": 1, "kind": kind, "name": name, "country": country})

    parties = (party("person", "Anna Berg", "NOR"), party("organisation", "Nordic Council", None), party("group", None, "SWE"))
    made = CodedEvent.model_validate({**dict(event()), "actors": parties, "targets": ()})
    assert Parties.of(made) == Parties(("NOR", "SWE", "nordic council", "~berg"))
