"""Who leaves a state's service, whom he served, where he goes."""

import pytest

from tests.unit.coding.reading import events, states


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("A prosecutor in Honduras has fled to Panama and asked for asylum there.", "HND", "PAN"),
        ("A judge in Togo has fled to Benin and requested asylum, saying that he refused to obey the junta.", "TGO", "BEN"),
        ("An officer from Chad has fled to Niger and asked for asylum.", "TCD", "NER"),
        ("Two analysts from Peru's signals agency announced their defection to Cuba.", "PER", "CUB"),
        ("A colonel of Peru's secret service, long an agent of the CIA, was smuggled into Chile by two American officers.", "PER", "USA"),
        ("A Chadian general, his wife and three children arrived at the Peruvian embassy in Quito for refuge.", "TCD", "PER"),
    ],
)
def test_where_he_served_is_not_where_he_went(text: str, actor: str, target: str) -> None:
    (event,) = (e for e in events(text) if e.topic == "defection")
    assert (states(event.actors), states(event.targets)) == ([actor], [target])


def test_he_of_whom_it_is_said_that_he_was_the_first_did_it() -> None:
    text = "The first officer to switch his support to the opposition was Togo's military attaché in Lagos, Colonel Kofi Ametepe."
    (event,) = events(text)
    assert (event.kind, states(event.actors)) == ("change_of_sides", ["TGO"])


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Hundreds of Malian soldiers defected to the FNLT rebels on Tuesday.", "FNLT"),
        ("A Syrian soldier has defected to Jabhat al-Nur, his family said.", "Jabhat al-Nur"),
        ("A Malian colonel deserted the army with 20 of his men to join the ranks of the FNLT rebels.", "FNLT"),
    ],
)
def test_soldiers_go_over_to_a_group_by_its_name(text: str, group: str) -> None:
    (event,) = events(text)
    assert (event.kind, event.modality, [target.name for target in event.targets]) == ("change_of_sides", "asserted", [group])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A judge in Peru has resigned in protest.", "resignation_in_protest"),
        ("A supreme court judge in Peru has resigned in an open letter that calls the president a tyrant.", "resignation_in_protest"),
        ('Colonel Ivo Petkov has quit the Bulgarian army. "I will no longer be part of this," he wrote.', "resignation_in_protest"),
        ("Six diplomats at Chad's missions in Asia said on Monday that they will not serve the junta.", "resignation_in_protest"),
        ("Four presenters have resigned from Georgia's state broadcaster over the beating of protesters.", "resignation_in_protest"),
        ("Some 200 Malian soldiers have abandoned the government and crossed into Niger.", "desertion"),
        ("A Bulgarian dancer of the state ballet made a leap to freedom at Vienna airport.", "asylum"),
        ("A Chadian general who defected to France last week had been spying for Paris since 2003.", "espionage_defection"),
        (
            "A former Bulgarian intelligence agent was convicted in absentia of exposing a spy ring, and fled to Canada.",
            "espionage_defection",
        ),
        ("A Laotian soldier drove a truck over the bridge to Thailand, the latest to defect.", "change_of_sides"),
    ],
)
def test_leavings_in_other_words_are_of_their_kind(text: str, kind: str) -> None:
    assert [event.kind for event in events(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Chadian minister spoke to the defecting diplomats in the hall.",
        "Police joined the protesters in a solidarity march in Danish cities. Some took a knee.",
        "Some 900 fighters of the Ansar Islamist terrorist group in Mozambique have surrendered to the Mozambican military.",
        "A judge in Peru has resigned in protest at cuts to judges' salaries.",
        "A Peruvian envoy arrived at the Chilean embassy for a reception and asked for its support for refugees.",
        "A Chadian officer made a bid for freedom from prison camp.",
        "The defection is the first from the party since the election.",
    ],
)
def test_their_like_are_none(text: str) -> None:
    assert [event for event in events(text) if event.topic == "defection"] == []
