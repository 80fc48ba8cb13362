"""What the shell offers where a name is wanted."""

from service.cli.completion import output_topics, reasons, stages
from service.context import Context
from service.outcome import DeadReason


def test_each_built_in_topic_of_interest_is_offered() -> None:
    assert set(Context.build().rules.topics) <= set(output_topics(""))


def test_only_what_begins_as_typed_is_offered() -> None:
    assert output_topics("dip") == ["diplomatic_protest"]
    assert output_topics("de") == ["defection", "dead"]
    assert stages("co") == ["code"]


def test_every_reason_of_a_dead_letter_is_offered() -> None:
    assert reasons("") == [reason.value for reason in DeadReason]
