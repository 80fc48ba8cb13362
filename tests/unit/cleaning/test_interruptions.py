"""Advertisement markers between sentences."""

import pytest

from service.cleaning.interruptions import without_interruptions
from service.cleaning.text import clean_text

LEFT = "The minister left on Monday. He will not return this year."


@pytest.mark.parametrize(
    "line",
    [
        "The minister left on Monday. ADVERTISEMENT He will not return this year.",
        "The minister left on Monday.ADVERTISEMENTHe will not return this year.",
        "ADVERTISEMENT The minister left on Monday. He will not return this year.",
        "The minister left on Monday. He will not return this year. Advertisement",
        "The minister left on Monday. [Advertisement] He will not return this year.",
        "The minister left (ADVERTISEMENT) on Monday. He will not return this year.",
    ],
)
def test_a_marker_between_sentences_or_in_brackets_goes(line: str) -> None:
    assert without_interruptions(line) == LEFT


@pytest.mark.parametrize(
    "line",
    [
        "The firm withdrew the ADVERTISEMENT on Monday.",
        "Advertisement revenue fell on Monday. It rose again.",
        "It fell. Advertisement revenue rose.",
        "THE FIRM FELL. ADVERTISEMENT REVENUE ROSE.",
        "It fell. ADVERTISEMENTS rose.",
        "Der Umsatz fiel. Werbung Und Verkauf heißt die Abteilung.",
        "收入下降。广告收入上升。",
    ],
)
def test_a_story_about_advertisements_keeps_its_words(line: str) -> None:
    assert without_interruptions(line) == line


def test_markers_in_a_row_and_in_other_languages_go_too() -> None:
    text = "Der Minister ging am Montag. ANZEIGE Er kommt nicht.\n\nМинистр уехал. РЕКЛАМА РЕКЛАМА Он не вернётся."
    assert clean_text("", text).text == "Der Minister ging am Montag. Er kommt nicht.\n\nМинистр уехал. Он не вернётся."


def test_a_cut_marker_leaves_the_rest_of_the_line_to_the_other_rules() -> None:
    text = "The minister left on Monday. ADVERTISEMENT He will not return this year. Follow us on Twitter for more.\n\nThe talks go on."
    assert clean_text("", text).text == f"{LEFT}\n\nThe talks go on."
