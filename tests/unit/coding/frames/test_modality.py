"""How an act is presented: done, decided, threatened, denied, of an earlier time."""

import pytest

from tests.unit.coding.reading import events


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chad expelled the German ambassador.", "asserted"),
        ("Chad has expelled the German ambassador.", "asserted"),
        ("Chad is expelling the German ambassador.", "asserted"),
        ("Chad said it had expelled the German ambassador.", "asserted"),
        ("Chad will expel the German ambassador.", "planned"),
        ("Chad's government decided to expel the German ambassador.", "planned"),
        ("Chad said it would expel the German ambassador next week.", "planned"),
        ("Chad could expel the German ambassador.", "hypothetical"),
        ("Chad is considering expelling the German ambassador.", "hypothetical"),
        ("Chad threatened to suspend trade with Berlin and expel the German ambassador.", "hypothetical"),
        ("Lawmakers called for the expulsion of the German ambassador from Chad.", "hypothetical"),
        ("Chad would protest if Niger expelled the German ambassador.", "hypothetical"),
        ("Chad's government was pressured by certain French circles to expel the German ambassador.", "hypothetical"),
        ("The widow is calling immediately for the expulsion from Chad of the German ambassador.", "hypothetical"),
        ("Chad did not expel the German ambassador.", "negated"),
        ("Chad denied that it had expelled the German ambassador.", "negated"),
        ("Chad has no plans to expel the German ambassador.", "negated"),
        ("Reports that Chad had expelled the German ambassador were false.", "negated"),
        ("Chad decided on Monday to expel the German ambassador.", "planned"),
        ("Chad denied newspaper reports that it had expelled the German ambassador.", "negated"),
        ("Chad's ministry dismissed as untrue a report that a Chadian diplomat had defected to Germany.", "negated"),
        ("A Chadian diplomat refused to return and asked for asylum in Germany.", "asserted"),
        ("A Chadian diplomat has not resigned or asked for asylum in Germany.", "negated"),
        ("The consul was the first Chadian diplomat to seek asylum in Germany.", "asserted"),
        ("Chad's ambassador said that more Chadian officers would defect if Germany helped.", "hypothetical"),
        ("In 2019 Chad expelled the German ambassador.", "historical"),
        ("Chad expelled the German ambassador two years ago.", "historical"),
        ("On August 3, 1961, a young Chadian border guard near the town of Bol put away his gun and deserted.", "historical"),
        ("In January Chad expelled the German ambassador.", "historical"),
        ("In May Chad expelled the German ambassador.", "asserted"),
        ("Chad may soon expel the German ambassador.", "hypothetical"),
        ("Britain's prime minister, Theresa May, expelled the German ambassador.", "asserted"),
        ("May has expelled the German ambassador to Britain.", "asserted"),
        ("Pressure is growing on Chad to expel the German ambassador.", "hypothetical"),
        ("The vote puts pressure on Chad's president to expel the German ambassador.", "hypothetical"),
        ("It is time for Chad to expel the German ambassador.", "hypothetical"),
        ("It would be better for Chad to expel the German ambassador.", "hypothetical"),
        ("By expelling the German ambassador, Chad could show that it is serious.", "hypothetical"),
    ],
)
def test_modality_is_read_off_the_clause_of_the_act(text: str, modality: str) -> None:
    assert [event.modality.value for event in events(text)] == [modality]


def test_a_headline_infinitive_is_a_plan() -> None:
    assert [event.modality.value for event in events("More to follow.", "Chad to expel German ambassador")] == ["planned"]


def test_an_opinion_piece_gives_opinions() -> None:
    found = events("Chad should be firm.", "OPINION: Chad expels the German ambassador, and rightly so")
    assert [event.modality.value for event in found] == ["opinion"]


def test_a_cue_of_another_clause_does_not_colour_the_act() -> None:
    found = events("Berlin could retaliate after Chad expelled the German ambassador.")
    assert [event.modality.value for event in found] == ["asserted"]


def test_without_a_publication_date_the_latest_year_of_the_text_is_its_own() -> None:
    old, new = events("Chad expelled the German ambassador on 2 March 2021. In 2013 Niger expelled the French ambassador.", published=None)
    assert (old.modality.value, new.modality.value) == ("asserted", "historical")
