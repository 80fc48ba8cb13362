"""How sure an event is, in words."""

import pytest

from service.cli.certainty import certainty
from service.model import EventDate, Party
from tests.unit.cli.test_event_card import event, full, span


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.95, "nearly certain"), (0.8, "probable"), (0.6, "more likely than not"), (0.4, "doubtful"), (0.1, "hardly")],
)
def test_each_range_of_confidence_has_its_words(confidence: float, words: str) -> None:
    assert certainty(full().model_copy(update={"confidence": confidence})).startswith(words)


def test_nothing_is_unsure_of_an_event_that_has_all() -> None:
    assert "unsure" not in certainty(full())


def test_below_the_middle_it_is_unsure_whether_it_is_an_act() -> None:
    assert "unsure: whether it is an act" in certainty(full().model_copy(update={"confidence": 0.4}))


def test_it_says_what_of_parties_and_date_is_unsure() -> None:
    assert certainty(event()).endswith("unsure: who (not said), against whom (not said), when (no date)")
    guess = Party(**span("Chile"), name="Chile", country="CHL", inferred=True)  # type: ignore[arg-type]
    nobody = Party(**span("envoys"), role="envoys", kind="group")  # type: ignore[arg-type]
    when = EventDate(**span("Monday"), value="2023", granularity="year", method="absolute")  # type: ignore[arg-type]
    said = certainty(event(actors=(guess,), targets=(nobody,), date=when))
    assert said.endswith("unsure: who (from another sentence), against whom (of which state is not said), when (only the year)")


def test_the_day_of_publication_is_no_day_that_the_text_says() -> None:
    when = EventDate(**span("expelled"), value="2023-11-21", granularity="day", method="publication")  # type: ignore[arg-type]
    assert certainty(full().model_copy(update={"date": when})).endswith("unsure: when (no day is said: that of publication)")
