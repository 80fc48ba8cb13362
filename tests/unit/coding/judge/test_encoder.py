"""The encoder that is released with the project."""

import shutil
from pathlib import Path

import pytest

from service.coding.judge.encoder import FOLDER, Judge, PassageText, judge
from service.errors import Fatal

SUMMONS = PassageText(
    "Peru protests over border post", "", "The foreign ministry of Peru summoned the ambassador of Chile on Monday to protest.", ""
)
WEATHER = PassageText("Rain in Lima", "", "It rained in Lima for three days, and the ambassador's garden party was moved indoors.", "")


def test_an_act_is_told_from_another_matter() -> None:
    act, weather = judge().read([SUMMONS, WEATHER])
    assert act.kind(list(act.kinds)) == "summons"
    assert act.topics["diplomatic_protest"] > 0.5 > max(weather.topics.values())


def test_a_verdict_does_not_depend_on_what_is_read_beside_it() -> None:
    alone = judge().read([SUMMONS])[0]
    beside = judge().read([WEATHER, SUMMONS, WEATHER])[1]
    assert alone == beside


def test_nothing_is_read_of_nothing() -> None:
    assert judge().read([]) == []
    assert len(judge().read([PassageText("", "", "", "")])) == 1


def test_another_file_than_the_released_one_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "model")
    with (folder / "words.txt").open("a", encoding="utf-8") as words:
        words.write("x\n")
    with pytest.raises(Fatal, match="is not the one that was released"):
        Judge(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "model")
    (folder / "judge.onnx").unlink()
    with pytest.raises(Fatal, match=r"judge\.onnx can't be read"):
        Judge(folder)


def test_nothing_lies_beside_the_released_files() -> None:
    named = {line.split()[1] for line in (FOLDER / "digests").read_text(encoding="utf-8").splitlines()}
    assert {path.name for path in FOLDER.iterdir()} == named | {"digests"}
