"""Sentences that speak to the reader of the page, told from sentences that report."""

import pytest

from service.cleaning.calls import is_call, is_open_call, is_reported

CALLS = [
    "Follow Ann Smith on Twitter @annsmith.",
    "You can follow him on Instagram.",
    "Like us on Facebook.",
    "Sign up for the morning newsletter.",
    "Subscribe to the magazine for 12 issues.",
    "Click here for the full list.",
    "Read the original report here.",
    "Watch the video below.",
    "Email Ann Smith at ann.smith@example.com.",
    "Call reporter Ann Smith at 317-555-6036.",
    "For more on the raid, visit example.com.",
    "Copyright © 2024 Example.",
    "The views expressed are those of the author.",
    "Get the day's stories delivered to your inbox.",
    "CNN's Ann Smith contributed to this report.",
    "Have a tip? Write to us.",
    "This story originally appeared in the Example.",
]
REPORTS = [
    "He told them to follow him on Twitter.",
    "“Subscribe to the newsletter,” the sign read.",
    "Copyright law was changed in 1976.",
    "The two sides signed up to the newsletter on arms.",
    "Call it a truce.",
    "Get used to it.",
    "Read as a warning, the note is clear.",
    "See you in court.",
    "Follow the money and you find the ministry.",
    "The report contributed to this crisis.",
]


@pytest.mark.parametrize("sentence", CALLS)
def test_a_call_to_the_reader_is_known(sentence: str) -> None:
    assert is_call(sentence)


@pytest.mark.parametrize("sentence", REPORTS)
def test_a_report_is_no_call(sentence: str) -> None:
    assert not is_call(sentence)


def test_a_long_paragraph_is_no_call() -> None:
    assert not is_call("Follow us on Twitter, " + "and so on, " * 60)


def test_an_invitation_needs_no_full_stop() -> None:
    assert is_open_call("Watch the minister's speech")
    assert not is_open_call("Watching the minister's speech")
    assert not is_open_call("Watch " + "the speech " * 20)


def test_reported_speech_is_known_by_its_verb() -> None:
    assert is_reported("Click here, he said.")
    assert not is_reported("Click here.")
