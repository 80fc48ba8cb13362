"""The readings of the reports say what can be judged, and the judge can say no."""

from pathlib import Path

import pytest

from tests.cases.judging import complaints
from tests.cases.readings import Reading, Wanted, load
from tests.cases.running import run

ACT = "Peru summoned the Chilean ambassador in Lima on Tuesday to protest against a raid, the foreign ministry said."


def test_every_reading_is_made_of_checks_that_exist() -> None:
    assert all(reading.articles or reading.published or reading.count is not None for reading in load().values())


def test_an_event_is_written_in_words() -> None:
    wanted = Wanted(frozenset({"summons"}), frozenset({"asserted"}), frozenset({"PER"}), None, "2024-03", None, 1)
    assert wanted == Wanted.parse("summons asserted PER>? 2024-03 x1")


@pytest.mark.parametrize("written", ["summons claimed", "summons PER", "summons 03-05"])
def test_a_word_that_says_nothing_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no modality"):
        Wanted.parse(written)


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ({"outcome": "event", "events": ["summons PER>CHL"], "only": True, "has": ["a raid"]}, False),
        ({"outcome": "no_topic"}, True),
        ({"published": "2024"}, True),
        ({"warns": ["url"]}, True),
        ({"has": ["a tanker"]}, True),
        ({"lacks": ["a raid"]}, True),
        ({"events": ["expulsion"]}, True),
        ({"never": ["summons PER>?"]}, True),
        ({"quotes": [["We protest", "?"]]}, True),
        ({"at": "another"}, True),
    ],
)
def test_the_judge_tells_right_from_wrong(tmp_path: Path, wanted: dict[str, object], *, wrong: bool) -> None:
    path = tmp_path / "act.txt"
    path.write_text(ACT, encoding="utf-8")
    assert wrong == bool(complaints(Reading(articles=(wanted,)), run(path, stdin=False)))
