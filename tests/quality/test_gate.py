"""The gate fails when it must, and only then."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quality import gate
from quality.document import markdown
from quality.gate import verdicts
from quality.report import OWN, Figure, Section, Table, digest

FIGURE = Figure("own:coding/defection/recall", 0.9, 110, "digest")
REAL_FIGURE = Figure("real:coding/defection/recall", 0.9, 43, "other")
ALARMS = Figure("real:coding/ordinary/false_alarms", 1.0, 2000, "ordinary", lower_is_better=True)


def floors(*figures: Figure) -> dict[str, dict[str, float | str]]:
    return {figure.name: {"floor": figure.value, "of": figure.of, "data": figure.data} for figure in figures}


def test_figures_at_their_floors_pass() -> None:
    assert verdicts([FIGURE, ALARMS], floors(FIGURE, ALARMS), real=True) == []


def test_a_figure_below_its_floor_fails_and_names_both_numbers() -> None:
    worse = Figure(FIGURE.name, 0.89, FIGURE.of, FIGURE.data)
    assert verdicts([worse], floors(FIGURE), real=True) == ["own:coding/defection/recall: 0.890 is below its floor 0.9"]


def test_a_better_figure_passes() -> None:
    assert verdicts([Figure(FIGURE.name, 0.99, FIGURE.of, FIGURE.data)], floors(FIGURE), real=True) == []


def test_rounding_is_forgiven() -> None:
    assert verdicts([Figure(FIGURE.name, 0.899, FIGURE.of, FIGURE.data)], floors(FIGURE), real=True) == []


def test_one_more_false_alarm_fails_and_one_less_passes() -> None:
    more, less = (Figure(ALARMS.name, value, ALARMS.of, ALARMS.data, lower_is_better=True) for value in (2.0, 0.0))
    assert len(verdicts([more], floors(ALARMS), real=True)) == 1
    assert verdicts([less], floors(ALARMS), real=True) == []


def test_other_data_fails_even_with_a_better_figure() -> None:
    other = Figure(FIGURE.name, 1.0, FIGURE.of, "changed")
    assert len(verdicts([other], floors(FIGURE), real=True)) == 1


def test_a_figure_that_was_not_measured_fails() -> None:
    assert verdicts([], floors(FIGURE), real=True) == ["own:coding/defection/recall: was not measured"]


def test_a_figure_without_a_floor_fails() -> None:
    assert len(verdicts([FIGURE], {}, real=True)) == 1


def test_floors_of_real_articles_are_passed_over_only_where_these_are_absent() -> None:
    assert verdicts([FIGURE], floors(FIGURE, REAL_FIGURE), real=False) == []
    assert len(verdicts([FIGURE], floors(FIGURE, REAL_FIGURE), real=True)) == 1


@pytest.fixture(name="run")
def _run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs the gate with given figures instead of measuring."""
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(gate, "DOCUMENT", tmp_path / "quality.md")
    monkeypatch.delenv("CI", raising=False)

    def run(*arguments: str, real: bool, figures: tuple[Figure, ...] = (FIGURE,)) -> int:
        def sections(_: Path | None) -> Iterator[Section]:
            yield Section("Coding", [Table("Recall", ("Topic", "Recall"), [("defection", "0.9")], "A note.")], figures)

        monkeypatch.setattr(gate, "sections", sections)
        monkeypatch.setattr(gate, "REAL", tmp_path if real else tmp_path / "absent")
        monkeypatch.setattr("sys.argv", ["gate", *arguments])
        return gate.main()

    return run


def test_in_ci_the_absence_of_the_real_articles_is_a_failure(run: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--pin", real=False) == 0
    monkeypatch.setenv("CI", "true")
    assert run(real=False) == 1


def test_pinned_figures_pass_and_lower_ones_fail(run: Callable[..., int]) -> None:
    assert run("--pin", real=True) == 0
    assert run(real=True) == 0
    assert run(real=True, figures=(Figure(FIGURE.name, 0.5, FIGURE.of, FIGURE.data),)) == 1


def test_pinning_without_the_real_articles_keeps_their_floors(run: Callable[..., int]) -> None:
    assert run("--pin", real=True, figures=(FIGURE, REAL_FIGURE)) == 0
    assert run("--pin", real=False) == 0
    assert set(json.loads(gate.FLOORS.read_text())) == {FIGURE.name, REAL_FIGURE.name}


def test_without_floors_it_fails_and_says_how_to_make_them(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(real=True) == 1
    assert "--pin" in capsys.readouterr().err


def test_the_document_has_every_table_and_note(run: Callable[..., int]) -> None:
    assert run("--pin", "--write", real=True) == 0
    text = gate.DOCUMENT.read_text()
    assert "| defection | 0.9 |" in text
    assert "A note." in text


def test_cells_can_not_break_a_table_of_the_document() -> None:
    table = Table("T", ("a", "b"), [("x | y", "two\nlines")])
    assert "| x \\| y | two lines |" in markdown([Section("S", [table])])


def test_the_pinned_floors_are_of_the_committed_data() -> None:
    pinned = json.loads((Path(gate.__file__).parent / "floors.json").read_text())
    assert pinned["own:coding/fields/found"]["data"] == digest([OWN / "coding.jsonl"])
