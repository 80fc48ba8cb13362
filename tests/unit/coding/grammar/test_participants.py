"""Who acts and at whom it is aimed: reporters, addressees, pronouns, several states."""

import pytest

from service.outcome import Modality
from tests.unit.coding.reading import events, states


def test_who_reports_what_was_done_did_it() -> None:
    (event,) = events("A protest was lodged with Poland over the raid, Egypt's foreign ministry said.")
    assert (event.kind, states(event.actors), states(event.targets)) == ("note", ["EGY"], ["POL"])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Iraq complained to the United Nations about the deployment of Turkish troops.", "TUR"),
        ("Iraq lodged a formal complaint with the UN Security Council against Turkey.", "TUR"),
        ("Iraq lodged a formal protest with the European Union over the new tariffs.", "EU"),
    ],
)
def test_a_complaint_to_a_body_is_aimed_at_the_state_it_is_about(text: str, target: str) -> None:
    (event,) = events(text)
    assert (states(event.actors), states(event.targets)) == (["IRQ"], [target])


def test_a_title_that_names_the_body_and_a_lead_that_names_the_state_tell_one_complaint() -> None:
    (event,) = events("Iraq complained to the United Nations about Turkish troops near Mosul.", "Baghdad complains to Security Council")
    assert states(event.targets) == ["TUR"]


def test_who_is_urged_would_act() -> None:
    (event,) = events("Lithuania urged Poland on Monday to expel the Belarusian ambassador.")
    assert (event.modality, states(event.actors)) == (Modality.HYPOTHETICAL, ["POL"])


def test_a_body_that_is_told_does_not_condemn() -> None:
    (event,) = events("Britain's ambassador told the Human Rights Council that his government condemned the massacre in Syria.")
    assert (event.kind, states(event.actors)) == ("condemnation_lodged", ["GBR"])


@pytest.mark.parametrize("pronoun", ["him", "them"])
def test_the_envoy_may_be_a_pronoun_behind_the_verb(pronoun: str) -> None:
    envoy = "The Cuban ambassador" if pronoun == "him" else "Two Cuban diplomats"
    (event,) = events(f"{envoy} denied the charge when Peru expelled {pronoun} on Friday.")
    assert (states(event.actors), states(event.targets)) == (["PER"], ["CUB"])


def test_a_person_without_a_state_is_not_taken_for_the_statesman_before_him() -> None:
    text = "The French president spoke. Jack Miller said that he would not attend the ceremony in Oslo because of a row with Norway."
    assert events(text) == []


def test_regional_ministers_are_several_states() -> None:
    (event,) = events(
        "Arab foreign and finance ministers decided on Saturday to withdraw their ambassadors from Cairo in protest at the treaty."
    )
    assert (event.kind, event.modality, states(event.targets)) == ("recall", Modality.PLANNED, ["EGY"])


def test_no_before_the_object_denies_the_act() -> None:
    (event,) = events("Vietnam lodged no formal protest with China.")
    assert event.modality is Modality.NEGATED


def test_a_mission_in_the_actors_own_country_is_anothers() -> None:
    found = events(
        "The United States said it would expel two Russian diplomats and close the consulate in Seattle in response to the attack."
    )
    assert all(states(e.actors) == ["USA"] for e in found)


def test_the_date_may_stand_between_verb_and_object() -> None:
    (event,) = events("Kenya summoned on Friday the Ugandan high commissioner over the arrest of fishermen.")
    assert (states(event.actors), states(event.targets)) == (["KEN"], ["UGA"])


def test_an_envoy_named_before_his_office_is_recalled_all_the_same() -> None:
    (event,) = events("Ghana recalled Kofi Mensah, its ambassador to Togo, after shots were fired at the border.")
    assert (event.kind, states(event.actors), states(event.targets)) == ("recall", ["GHA"], ["TGO"])


def test_what_an_earlier_verb_acts_on_is_not_the_subject_of_the_next() -> None:
    (event,) = events("Togo has declared Ghana an aggressor state, severed relations with it and closed the border.")
    assert (event.kind, states(event.actors), states(event.targets)) == ("severance", ["TGO"], ["GHA"])


def test_states_named_beside_others_are_who_acted() -> None:
    (event,) = events("Chad, Togo, Benin and 14 other nations kept their ambassadors away from the ceremony in Oslo.")
    assert states(event.actors) == ["TCD", "TGO", "BEN"]


def test_states_that_recall_their_respective_envoys_act_on_each_other() -> None:
    (event,) = events("Chad and Togo recalled their respective ambassadors after shots were fired.")
    assert set(states(event.actors)) == set(states(event.targets)) == {"TCD", "TGO"}


def test_what_an_act_answers_does_not_name_its_target() -> None:
    (event,) = events("Syria severed all relations with Egypt in retaliation for the treaty with Israel.")
    assert states(event.targets) == ["EGY"]


def test_nobody_acts_where_no_member_does() -> None:
    assert events("Vietnam hosted the envoys of ASEAN for a session on the sea, and no member walked out.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Leaving the General Assembly hall as Chad's minister spoke were the delegations of Togo and Benin.",
        "Walking out of the summit as Chad's minister spoke in Lima were the ambassadors of Togo and Benin.",
    ],
)
def test_the_subject_of_an_inverted_sentence_stands_behind_its_verb(text: str) -> None:
    (event,) = events(text)
    assert (event.kind, states(event.actors), states(event.targets)) == ("walkout", ["TGO", "BEN"], ["TCD"])


def test_who_is_smuggled_out_leaves_and_those_who_bring_him_do_not() -> None:
    (event,) = events("A Bulgarian intelligence agent was smuggled into Greece by two American officers.")
    assert (event.kind, states(event.actors)) == ("espionage_defection", ["BGR"])


def test_a_state_that_stays_away_is_the_one_whose_decision_is_deplored() -> None:
    (event,) = events("Benin deplored Togo's decision to weaken the union by not attending the summit in Cotonou over fishing rights.")
    assert (event.kind, event.modality, states(event.actors), states(event.targets)) == ("boycott", "asserted", ["TGO"], ["BEN"])


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("The council met after a letter from Togolese Foreign Minister Afi Mensah, which accused Benin of raids.", "note", "TGO", "BEN"),
        (
            "Chad has closed the offices of the African Union in N'Djamena and expelled its staff, accusing it of bias.",
            "expulsion",
            "TCD",
            "AU",
        ),
        ("The Heads of Mission of Benin based in Togo have been given 24 hours to leave the country.", "expulsion", "TGO", "BEN"),
        ("Togo summoned its ambassador to Lome to discuss Benin's raid on fishermen.", "recall", "TGO", "BEN"),
        ("Togo has withheld approval for Benin's new ambassador for a month.", "refusal", "TGO", "BEN"),
        (
            "Peru shelved a summit that it was to host after Chile, among others, pulled out over the arrest of a priest.",
            "boycott",
            "CHL",
            "PER",
        ),
        ("Chile ruled out taking part in the inauguration in Lima because of fraud.", "boycott", "CHL", "PER"),
        ("Chile will not send envoys to the inauguration in Lima. Its minister called the vote rigged.", "boycott", "CHL", "PER"),
        ("Togo's foreign ministry has filed a demarche to the embassy of Benin.", "note", "TGO", "BEN"),
    ],
)
def test_acts_of_protest_in_other_words_have_their_parties(text: str, kind: str, actor: str, target: str) -> None:
    (event,) = events(text)
    assert (event.kind, states(event.actors), states(event.targets)) == (kind, [actor], [target])


@pytest.mark.parametrize(
    "text",
    [
        "Togo closed the office of its tax agency in Lome, and staff protested.",
        "Togo summoned its ambassador to Lome for the annual conference of ambassadors.",
        "Benin withheld approval for the new airport.",
        "Benin's embassy refused the visa of the envoy's daughter.",
        "Chile will send envoys to the inauguration in Lima. Its minister called the vote fair.",
        "Chile pulled its troops out of the exercise over the budget.",
    ],
)
def test_their_like_are_none(text: str) -> None:
    assert events(text) == []
