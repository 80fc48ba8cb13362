"""What in marks nobody said."""

import pytest

from service.enrichment.quoted_names import is_name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the closure of a newspaper, “Nordposten”", True),
        ("known to colleagues as “the Baker”", True),
        ("They held up a banner with the words “Give us bread”", True),
        ("He spoke in a “Late Talk” interview", True),
        ("It thanked the host for its “open door policy”", True),
        ("She spoke of the “open door policy”", False),
        ("He called it “a sad day”", False),
        ("The mayor said: “We will go.”", False),
    ],
)
def test_names_slogans_and_terms_are_told_from_words_that_somebody_said(text: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_name(text, text.index("“") + 1, text.index("”")) is named
