"""Tellings of one act become one event; different acts stay apart; spans are verbatim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.outcome import Modality
from tests.unit.coding.reading import coding, events, states


def test_the_same_act_told_in_title_lead_and_body_is_one_event_with_all_its_evidence() -> None:
    (event,) = events(
        "BAMAKO - Mali expelled France's ambassador, Jean Roux, on Friday. It was calm. Officials said Roux was expelled for his remarks.",
        "Mali expels French ambassador",
    )
    assert [evidence.part for evidence in event.evidence] == ["title", "text", "text"]
    assert (states(event.actors), states(event.targets)) == (["MLI"], ["FRA"])


def test_two_steps_of_one_leaving_are_one_event() -> None:
    found = events("Two Chadian lieutenants deserted their garrison on Sunday and crossed over to the rebels.")
    assert [(event.kind, states(event.actors)) for event in found] == [("desertion", ["TCD"])]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("A Chadian army regiment with some 400 men defected to the rebels.", ["TCD"], ["rebels"]),
        ("Three senior Chadian officers, including a general, defected to the rebels.", ["TCD"], ["rebels"]),
        ("Thirty Chadian policemen said that they were joining the protesters.", ["TCD"], ["protesters"]),
        ("A company of Chadian army soldiers went over to the militiamen.", ["TCD"], ["militiamen"]),
        ("Forty Chadian conscripts deserted their garrison on Sunday.", ["TCD"], ["TCD"]),
        ("Since defecting to Norway, a Chadian ambassador has lived in Bergen.", ["TCD"], ["NOR"]),
        ("The head of Chad's nuclear agency defected to Norway.", ["TCD"], ["NOR"]),
        ("Brig. Gen. Idriss Kone of the Chadian army has defected to the rebels.", ["TCD"], ["rebels"]),
        ("A Chadian soldier who condemned the war in Sudan asked for asylum at Roger Young airport.", ["TCD"], []),
    ],
)
def test_who_left_is_told_from_those_beside_him_and_from_what_moved_him(text: str, actors: list[str], targets: list[str]) -> None:
    (event,) = (event for event in events(text) if event.topic == "defection")
    assert (states(event.actors), states(event.targets)) == (actors, targets)


@pytest.mark.parametrize(
    "text",
    [
        "A bodyguard of the warlord has defected from the Lord's Resistance Army.",
        "The Chadian army base offers mountains and desert in an area the size of Malta.",
        "Chadian soldiers drove through deserted villages on Monday.",
        "The captain deserted his wife and children, a court heard.",
        "An actor who plays a spy who defected to the Soviet Union has joined the series.",
        "The captain of a container ship was fined for having deserted his bridge.",
    ],
)
def test_rebels_who_leave_rebels_and_empty_places_are_no_defection(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Forty Chadian soldiers left their barracks on Sunday over back pay.", False),
        ("Forty Chadian conscripts left their barracks on Sunday because they would not fire on civilians.", True),
        ("Forty Chadian conscripts deserted to Sudan on Sunday.", True),
    ],
)
def test_a_desertion_without_a_stated_motive_is_arguable(text: str, sure: bool) -> None:  # noqa: FBT001
    (event,) = events(text)
    assert (event.kind, event.confidence >= 0.5) == ("desertion", sure)


def test_a_tit_for_tat_is_two_events() -> None:
    found = events("Rwanda expelled the Belgian ambassador on Monday. Belgium expelled the Rwandan ambassador in return.")
    assert [(states(e.actors), states(e.targets)) for e in found] == [(["RWA"], ["BEL"]), (["BEL"], ["RWA"])]


def test_two_kinds_in_one_sentence_are_two_events() -> None:
    found = events("Peru recalled its ambassador to Mexico and expelled the Mexican ambassador on Thursday.")
    assert {(e.kind, *states(e.actors), *states(e.targets)) for e in found} == {("recall", "PER", "MEX"), ("expulsion", "PER", "MEX")}


def test_coordinated_states_act_together() -> None:
    (event,) = events("Norway, Iceland and the Czech Republic each expelled a Russian diplomat on Monday.")
    assert states(event.actors) == ["NOR", "ISL", "CZE"]


def test_states_that_act_on_each_other_are_both_actors_and_targets() -> None:
    (event,) = events("Canada and China have kicked out each other's diplomats.")
    assert set(states(event.actors)) == set(states(event.targets)) == {"CAN", "CHN"}


def test_the_host_of_a_summoned_envoy_is_the_actor_when_no_other_is_named() -> None:
    (event,) = events("Word came late.", "Algerian ambassador to Mali summoned over unfriendly acts")
    assert (states(event.actors), states(event.targets)) == (["MLI"], ["DZA"])


def test_the_passive_and_the_noun_name_the_same_parties_as_the_active() -> None:
    for text in (
        "Egypt expelled the Turkish ambassador.",
        "The Turkish ambassador was expelled by Egypt.",
        "Egypt's expulsion of the Turkish ambassador on Monday drew anger.",
        "Anger followed the expulsion of the Turkish ambassador by Egypt.",
    ):
        (event,) = events(text)
        assert (text, states(event.actors), states(event.targets)) == (text, ["EGY"], ["TUR"])


def test_delegates_of_several_states_are_named_by_their_states() -> None:
    (event,) = events(
        "Delegates from countries including France and Chile walked out of the UN session when Russia's foreign minister spoke."
    )
    assert (states(event.actors), states(event.targets)) == (["FRA", "CHL"], ["RUS"])


def test_an_old_act_beside_a_new_one_is_a_second_event_of_an_earlier_time() -> None:
    found = events("Mali expelled the French ambassador on Friday. In 2013 Mali expelled the French ambassador as well.")
    assert [event.modality for event in found] == [Modality.ASSERTED, Modality.HISTORICAL]


def test_the_summary_is_made_of_the_text_where_the_text_tells_the_act() -> None:
    (event,) = events("Mali expelled the French ambassador on Friday.", "Mali expels envoy of France")
    assert event.summary == "Mali expelled the French ambassador on Friday."
    assert event.headline == "Mali expels envoy of France"


_PIECES = st.sampled_from(
    [
        "Mali expelled the French ambassador",
        "Russia’s envoy was summoned by Poland over İzmir",
        "a Cuban pilot defected to Florida",
        "in 1999",
        "“we protest”, he said",
        "\n\n",
        ". ",
        ", ",
        " 🙂 ",
        "THE U.S. WITHDREW ITS AMBASSADOR FROM CHAD",
        "could",
        "not",
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=12).map(" ".join), st.lists(_PIECES, max_size=2).map(" ".join))
def test_every_span_reproduces_its_text_and_nothing_raises(text: str, title: str) -> None:
    parts = {"text": text, "title": title}
    found = coding(text, title)
    for event in found.events:
        for span in (*event.evidence, *event.actors, *event.targets):
            assert parts[span.part][span.start : span.end] == span.text
        assert 0 <= event.confidence <= 1
    for miss in found.near_misses:
        assert parts[miss.part][miss.start : miss.end] == miss.text


def test_a_sentence_that_only_wants_the_act_is_no_evidence_that_it_was_done() -> None:
    text = (
        "Peru expelled the Chilean ambassador on Monday. Lawmakers had called on Peru to expel the Chilean ambassador. "
        "Peru expelled the Chilean ambassador after a row over fishing."
    )
    (event,) = events(text)
    assert event.modality == "asserted"
    assert not any("Lawmakers" in one.text for one in event.evidence)
    (wanted,) = events("Lawmakers had called on Peru to expel the Chilean ambassador.")
    assert (wanted.modality, len(wanted.evidence)) == ("hypothetical", 1)
