"""What a document has named so far."""

from service.english.known import Known
from service.english.mention import Mention


def person(name: str | None, role_class: str | None, country: str | None, *, inferred: bool = False) -> Mention:
    return Mention(0, 1, "x", "person", name, role_class, role_class, country, inferred=inferred)


def test_the_fuller_mention_of_a_person_is_kept() -> None:
    known = Known()
    known.remember((person("Kone", None, None), person("Awa Kone", "diplomat", "MLI"), person("Kone", None, None)))
    found = known.person("kone")
    assert found is not None
    assert (found.name, found.country) == ("Awa Kone", "MLI")


def test_an_office_is_looked_for_under_kindred_ones() -> None:
    known = Known()
    known.remember((person(None, "ambassador", "MLI"),))
    found = known.holder("diplomat")
    assert found is not None
    assert found.country == "MLI"
    assert known.holder("judge") is None


def test_what_was_inferred_proves_nothing_later() -> None:
    known = Known()
    known.remember((person("Awa Kone", "diplomat", "MLI", inferred=True),))
    assert known.person("Kone") is None
    assert known.holder("diplomat") is None


def test_the_last_one_in_a_service_is_kept_beside_the_last_one_named() -> None:
    known = Known()
    consul = person("Awa Kone", "diplomat", "MLI")
    known.remember((consul, person("Hill Side", None, None)))
    assert (known.last_servant, known.last_person and known.last_person.name) == (consul, "Hill Side")


def test_they_are_rather_the_people_in_a_service_than_a_people() -> None:
    known = Known()
    soldiers = Mention(0, 1, "soldiers", "group", None, "soldiers", "soldier", "MMR", plural=True)
    people = Mention(5, 6, "Indians", "group", "India", None, "people", "IND", plural=True)
    known.remember((soldiers, people))
    assert known.last_plural == soldiers
