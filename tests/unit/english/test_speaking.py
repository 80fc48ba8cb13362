"""For whom a quotation says "we"."""

import pytest

from service.english.known import Known
from tests.unit.english.mentions import find_mentions


def we_of(text: str) -> list[str | None]:
    """The states that the "we" of a sentence stands for."""
    return [m.country for m in find_mentions(text, 0, len(text), Known()) if m.text.lower() == "we"]


@pytest.mark.parametrize(
    "text",
    [
        "“We have handed over a note,” Togolese spokeswoman Afi Mensah said.",
        '"We have handed over a note to Ghana," Togo\'s foreign minister told reporters in Accra.',
        "“The claims are false, and we have recalled our envoy from Ghana,” said Togo's foreign ministry.",
        "Togo's foreign minister said: “We have recalled our envoy from Ghana.”",
    ],
)
def test_it_is_the_state_of_the_minister_or_spokesman_whose_words_they_are(text: str) -> None:
    assert we_of(text) == ["TGO"]


@pytest.mark.parametrize(
    "text",
    [
        "“We have handed over a note,” a Togolese opposition leader said.",
        "“We have left the army,” a Togolese soldier said.",
        "In Togo we have handed over a note.",
        "“We have handed over a note,” the spokeswoman said.",
    ],
)
def test_it_is_no_state_in_the_words_of_others_or_outside_of_a_quotation(text: str) -> None:
    assert we_of(text) == []
