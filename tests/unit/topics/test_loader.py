"""Topic files are read whole or refused with file, line and reason."""

from pathlib import Path

import pytest

from service.errors import Fatal
from service.topics.loader import BUILT_IN, load_rules

GOOD = """name = "strikes"
[kinds]
strike = {}
[[frame]]
name = "go_on_strike"
kind = "strike"
verbs = ["strike"]
"""


def test_the_built_in_topics_are_loaded_in_the_order_of_their_names() -> None:
    assert list(load_rules(None).topics) == ["defection", "diplomatic_protest"]


def test_the_same_files_give_the_same_version() -> None:
    assert load_rules(None).version == load_rules(None).version


def test_a_directory_adds_a_topic_and_changes_the_version(tmp_path: Path) -> None:
    (tmp_path / "strikes.toml").write_text(GOOD)
    rules = load_rules(tmp_path)
    assert set(rules.topics) == {"defection", "diplomatic_protest", "strikes"}
    assert rules.version != load_rules(None).version


def test_a_file_with_the_name_of_a_built_in_topic_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace("strikes", "defection"))
    assert [frame.name for frame in load_rules(tmp_path).topics["defection"].frames] == ["go_on_strike"]


def test_only_toml_files_are_topics(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("not a topic")
    assert set(load_rules(tmp_path).topics) == {"defection", "diplomatic_protest"}


def test_all_built_in_files_are_in_the_package() -> None:
    assert {path.stem for path in BUILT_IN.glob("*.toml")} == {"defection", "diplomatic_protest"}


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (('kind = "strike"', 'kind = "lockout"'), 5, "kind 'lockout' is not among"),
        (("verbs =", "verb ="), 7, "unknown key `verb`"),
        (('["strike"]', '"strike"'), 7, "must be a list of words"),
        (('["strike"]', '["@absent"]'), 7, "class @absent"),
        (('name = "strikes"', 'name = "No Good"'), 1, "`name` must be"),
        (('verbs = ["strike"]', "confidence = 2"), 5, "give `verbs` or `nouns`"),
        (('verbs = ["strike"]', 'verbs = ["strike"]\nconfidence = 2'), 5, "between 0 and 1"),
        (('verbs = ["strike"]', 'verbs = ["strike"]\ntarget = "sideways"'), 5, "`target` must be one of"),
        (("strike = {}", "strike = { colour = 1 }"), 3, "may only have"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_the_line_and_the_reason(
    tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    path = tmp_path / "strikes.toml"
    path.write_text(GOOD.replace(*change))
    with pytest.raises(Fatal) as refused:
        load_rules(tmp_path)
    assert f"{path}, line {line}:" in str(refused.value)
    assert reason in str(refused.value)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("name =\n[kinds]\n")
    with pytest.raises(Fatal, match=r"broken\.toml can't be read: .*line 1"):
        load_rules(tmp_path)


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "strikes.toml").write_text(GOOD + GOOD[GOOD.index("[[frame]]") :])
    with pytest.raises(Fatal, match="two frames are called go_on_strike"):
        load_rules(tmp_path)


def test_a_directory_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fatal, match="does not exist"):
        load_rules(tmp_path / "absent")
