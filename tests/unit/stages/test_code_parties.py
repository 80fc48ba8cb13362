"""Who acted, and against whom: the kinds of sentences in which the nearest state is the wrong one."""

import pytest

from tests.unit.coding.reading import events, states


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Peru on Monday gave the diplomats from Togo and Benin 48 hours to leave the country.", {"PER"}, {"TGO", "BEN"}),
        ("Gabon complained to the UN Security Council about raids by Chad and Libya.", {"GAB"}, {"TCD", "LBY"}),
        ("Togo accused Benin, which borders Niger, of bad faith after it expelled two Togolese attachés.", {"BEN"}, {"TGO"}),
        ("Oslo was the first capital to announce a boycott of the Minsk summit, followed by Iceland.", {"NOR", "ISL"}, {"BLR"}),
        ("Peru led a walkout of five delegations, including Chile, to protest a speech by Cuban President Diaz-Canel to the UN.",
         {"PER", "CHL"}, {"CUB"}),
        ("The delegates of Ghana walked out of the General Assembly in protest at a speech on Mali by the chief Togolese delegate.",
         {"GHA"}, {"TGO"}),
        ("Peru and Chile recalled their ambassadors on Monday in a row over a Chinese port.", {"PER", "CHL"}, {"PER", "CHL"}),
        ("Peru and Chile summoned their respective Cuban ambassadors over the forged passports.", {"PER", "CHL"}, {"CUB"}),
        ("Namibia has quit the International Criminal Court, accusing the Hague-based judges of bias.", {"NAM"}, {"ICC"}),
        ("Peru has ordered Chile to withdraw its diplomatic mission from Lima over the spying affair.", {"PER"}, {"CHL"}),
        ("At a Security Council meeting, 12 members, all but Chad and Togo, condemned Eritrea's raid.", {"UN"}, {"ERI"}),
        ("A Togolese air force officer flew his Soviet-built helicopter to Benin on Monday and asked for asylum.", {"TGO"}, {"BEN"}),
    ],
)  # fmt: skip
def test_the_subject_of_the_act_and_its_target_are_found(text: str, actors: set[str], targets: set[str]) -> None:
    found = events(text)
    assert found
    assert (set(states(found[0].actors)), set(states(found[0].targets))) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "title", "modality"),
    [
        ("The ministry said that there was no decision.", "Expulsion of Chilean ambassador possible, Peru says", "hypothetical"),
        ("Peru is planning a withdrawal from the Human Rights Council, accusing it of bias.", "", "planned"),
        ("Ties soured in 2009, when a crowd sacked the mission. Peru then expelled the Chilean ambassador.", "", "historical"),
        ("On 3 May 2019 Peru expelled the Chilean ambassador.", "", "historical"),
        ("This week Peru expelled the Chilean ambassador.", "Editorial: Holding the line", "asserted"),
        ("Peru was right to have expelled the Chilean ambassador.", "Editorial: Holding the line", "opinion"),
        ("Expelling the Chilean ambassador would be a mistake, Peru's foreign minister said.", "", "hypothetical"),
        ("Peru's president and his advisers thought that cancelling his visit to Chile in protest would look weak.", "", "hypothetical"),
        ("The Peruvian legal adviser resigned on Monday in protest at the war.", "", "asserted"),
    ],
)
def test_words_around_the_act_say_whether_it_took_place(text: str, title: str, modality: str) -> None:
    assert [event.modality.value for event in events(text, title)] == [modality]


def test_a_title_that_names_the_body_and_a_text_that_names_the_state_tell_one_boycott() -> None:
    text = "Chile's president said on Monday that he will boycott a summit of Mercosur nations, citing abuses by Paraguay."
    assert [states(event.targets) for event in events(text, "Chile's president to boycott Mercosur summit")] == [["PRY"]]
