"""What the stage makes of an article: events, or why there are none."""

import pytest

from service.coding.candidates import MAX_CANDIDATES, MAX_SENTENCES
from service.errors import Rejected
from service.outcome import DeadReason, Modality, Reason
from tests.unit.coding.reading import coding, events


def test_an_article_without_a_trigger_says_so() -> None:
    assert coding("The bridge was closed for repairs on Tuesday.").reason is Reason.NO_TRIGGER


@pytest.mark.parametrize("most", [MAX_CANDIDATES, MAX_SENTENCES])
def test_a_text_with_more_acts_than_any_article_has_is_too_costly(most: int) -> None:
    text = "Norway summoned the Brazilian ambassador on Tuesday to protest against the seizure of a boat. " * (most + 1)
    with pytest.raises(Rejected, match=f"more than {most:,}") as rejected:
        coding(text)
    assert rejected.value.reason is DeadReason.TOO_COSTLY


def test_an_article_in_another_language_is_not_coded() -> None:
    assert coding("Mali expelled the French ambassador on Friday.", language="sw").reason is Reason.LANGUAGE_NOT_CODED


def test_a_threat_is_an_event_but_does_not_count() -> None:
    (event,) = events("Iran threatened on Sunday to expel the British ambassador.")
    assert event.modality is Modality.HYPOTHETICAL


def test_a_near_miss_names_what_was_missing_and_where() -> None:
    text = "Kenya's foreign minister cancelled his visit to Japan on Monday."
    found = coding(text)
    assert found.reason is Reason.NO_FRAME
    (miss,) = [miss for miss in found.near_misses if miss.kind == "refusal"]
    assert text[miss.start : miss.end] == miss.text == "cancelled"
    assert "a word such as" in miss.missing
