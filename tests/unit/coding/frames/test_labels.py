"""What an article says of its own telling: corrections, checks, inventions, exercises, questions and reprints."""

from datetime import UTC, datetime

import pytest

from service.coding.frames.labels import _NOTE
from tests.unit.coding.reading import events

WEDNESDAY = datetime(2024, 3, 6, 18, 30, tzinfo=UTC)


def modalities(title: str, text: str) -> list[str]:
    """Those of the events of an article."""
    return [event.modality.value for event in events(text, title, WEDNESDAY)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "Clarification: a previous version of this story stated that Mali expelled the French ambassador. He was summoned."),
        ("Corrections", "In an article on Monday we wrongly reported that Ghana had broken off diplomatic relations with Togo."),
        ("", "Editor's note: This story incorrectly said that Peru had expelled the Bolivian ambassador."),
        ("WITHDRAWN: Oman recalls ambassador to Iran in protest", "The agency has withdrawn its report on Oman."),
        (
            "Fact check: No, Hungary has not severed ties with Ukraine",
            "Posts claim that Hungary severed diplomatic relations with Ukraine.",
        ),
        ("False claim: Turkey expelled Swedish ambassador", "An image shared widely shows him. There is no record of it."),
    ],
)
def test_what_a_correction_a_withdrawal_or_a_check_takes_back_did_not_happen(title: str, text: str) -> None:
    assert set(modalities(title, text)) == {"negated"}


def test_a_paragraph_that_is_a_notice_takes_back_what_it_tells_wherever_it_stands() -> None:
    text = "It rained in Oslo.\nRetracted: Iceland expelled the Danish ambassador over cod."
    assert modalities("News in brief", text) == ["negated"]


def test_words_in_the_middle_of_a_long_paragraph_are_no_notice() -> None:
    since = "killed: nobody knows how many. "
    since += "It rained in Oslo. " * 40
    since = since[: _NOTE - 7] + "again. "
    text = f"It rained in Bergen, where some were {since}Iceland expelled the Danish ambassador over cod."
    assert text.index("Iceland") - text.index("killed") == _NOTE
    assert modalities("News in brief", text) == ["asserted"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("SATIRE: Iceland expels Danish ambassador over cod", "Iceland has expelled the Danish ambassador over cod."),
        ("Iceland expels Danish ambassador", "Iceland expelled the Danish ambassador.\n\nThe above is a work of fiction."),
        ("Our April Fool", "Iceland expelled the Danish ambassador over cod."),
        ("", "In the scenario, Estonia expels all Russian diplomats after an incident at sea."),
        ("Table-top exercise", "Players were told to assume that Norway had severed diplomatic relations with Russia."),
        ("TV tonight", "A Russian diplomat defects to Norway."),
        ("", "Imagine that Peru recalled its ambassador to Chile in protest tomorrow."),
        ("", "Let us suppose that Ghana expels the Togolese ambassador."),
    ],
)
def test_what_is_invented_rehearsed_or_supposed_is_hypothetical(title: str, text: str) -> None:
    assert set(modalities(title, text)) == {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Oman summoned the British ambassador on Monday over a film.",
        "After the broadcast of the film, Iran recalled its ambassador to Denmark in protest on Monday.",
        "Kenya expelled three Ugandan diplomats. Correction: an earlier version said that Kenya expelled four Ugandan diplomats.",
        "Kenya expelled three Ugandan diplomats during a military exercise on Monday.",
    ],
)
def test_a_film_an_exercise_or_a_corrected_detail_takes_nothing_back(text: str) -> None:
    assert modalities("", text) == ["asserted"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Did Peru recall its ambassador to Chile in protest?", "hypothetical"),
        ("Is Kenya about to expel the Ugandan ambassador?", "hypothetical"),
        ("Kenya to expel Ugandan ambassador?", "hypothetical"),
        ("Possible expulsion of Ugandan ambassador by Kenya", "hypothetical"),
        ("Why did Kenya expel the Ugandan ambassador?", "asserted"),
        ("Kenya expels Ugandan ambassador: what next?", "asserted"),
    ],
)
def test_a_headline_that_asks_for_the_act_does_not_tell_it(title: str, expected: str) -> None:
    assert modalities(title, "Nobody in the capital would say.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels invited soldiers of the Syrian army to defect to them.",
        "An exiled general called upon Syrian officers to desert the army.",
        "A leaflet implored Syrian pilots to defect to Jordan.",
    ],
)
def test_a_call_to_defect_is_no_defection(text: str) -> None:
    assert set(modalities("", text)) <= {"hypothetical"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Key dates", "1961: Cuba expels two US diplomats.\n1979: A Soviet pilot defects to Japan."),
        (
            "Peru and Chile",
            "- March 1995: Peru recalls its ambassador to Chile in protest.\n- July 2008: Chile expels two Peruvian diplomats.",
        ),
        ("This day", "1961 Cuba expels two US diplomats.\n1964 Chile recalls its ambassador to Cuba in protest."),
        ("This day in history", "In Bonn, a Soviet diplomat defected to Britain."),
        ("From our archive: Kenya expels Soviet envoy", "Kenya expelled the Soviet ambassador on Monday."),
        ("", "Ministers met on Tuesday. In 2009 the two fell out. Kenya recalled its ambassador to Uganda in protest."),
    ],
)
def test_chronologies_columns_reprints_and_background_are_of_earlier_times(title: str, text: str) -> None:
    assert set(modalities(title, text)) == {"historical"}


@pytest.mark.parametrize(
    "text",
    [
        "2022: Chile expels two Peruvian diplomats.\n2024: Peru recalls its ambassador to Chile in protest.",
        "In 2009 the two fell out over an island. Now Kenya recalled its ambassador to Uganda in protest.",
        "2012 Games in doubt. Kenya recalled its ambassador to Uganda in protest on Monday.",
    ],
)
def test_what_is_of_this_year_or_said_to_be_of_now_is_news(text: str) -> None:
    assert modalities("", text)[-1] == "asserted"
