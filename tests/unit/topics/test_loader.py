"""Topics are read whole, from one file or a folder, or refused with file, line and reason."""

import os
import re
from pathlib import Path

import pytest

from service.errors import Fatal
from service.topics.loader import BUILT_IN, load_one, load_rules

GOOD = """name = "strikes"
[kinds]
strike = {}
[classes]
unions = ["union", "unions"]
[[frame]]
name = "go_on_strike"
kind = "strike"
verbs = ["strike"]
actor = { roles = ["worker"], kinds = ["group"] }
needs = [
  ["@unions"],
  ["pay", "wages"],
]
[[example]]
text = "The miners struck."
kind = "strike"
"""
FOLDER = {
    "topic.toml": 'name = "strikes"\n[kinds]\nstrike = {}\nlockout = {}\n',
    "words.toml": '[classes]\nunions = ["union"]\n',
    "strike.toml": '[[frame]]\nname = "go_on_strike"\nverbs = ["strike"]\nunless = ["@unions"]\n',
    "lockout.toml": '[[frame]]\nname = "lock_out"\nverbs = ["lock out"]\n[[example]]\ntext = "They were locked out."\nkind = "lockout"\n',
}


def _folder(root: Path, **changed: str) -> Path:
    folder = root / "strikes"
    folder.mkdir()
    for name, text in {**FOLDER, **{f"{stem}.toml": text for stem, text in changed.items()}}.items():
        (folder / name).write_text(text)
    return folder


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


def test_only_toml_files_and_folders_with_a_topic_file_are_topics(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("not a topic")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "strike.toml").write_text("not read")
    assert set(load_rules(tmp_path).topics) == {"defection", "diplomatic_protest"}


def test_all_built_in_topics_are_folders_with_one_file_a_kind() -> None:
    for name, topic in load_rules(None).topics.items():
        assert {path.stem for path in (BUILT_IN / name).glob("*.toml")} == {"topic", "words", *topic.kinds}


def test_each_built_in_frame_says_in_a_sentence_of_its_own_what_it_reads() -> None:
    said = [frame.says for topic in load_rules(None).topics.values() for frame in topic.frames]
    assert [says for says in said if not re.fullmatch(r"[A-Z][^.]{15,140}\.", says)] == []
    assert len(set(said)) == len(said)


def test_a_folder_holds_the_kinds_its_words_and_one_file_a_kind(tmp_path: Path) -> None:
    topic = load_one(_folder(tmp_path)).topics["strikes"]
    assert [(frame.name, frame.kind) for frame in topic.frames] == [("go_on_strike", "strike"), ("lock_out", "lockout")]
    assert [example.kind for example in topic.examples] == ["lockout"]


def test_the_frames_of_a_folder_stand_in_the_order_of_its_kinds(tmp_path: Path) -> None:
    folder = _folder(tmp_path, topic='name = "strikes"\n[kinds]\nlockout = {}\nstrike = {}\n')
    assert [frame.kind for frame in load_one(folder).topics["strikes"].frames] == ["lockout", "strike"]


def test_a_folder_in_the_topics_directory_is_one_topic(tmp_path: Path) -> None:
    _folder(tmp_path)
    assert set(load_rules(tmp_path).topics) == {"defection", "diplomatic_protest", "strikes"}


SHARED = """name = "strikes"
[kinds]
strike = {}
[classes]
unions = ["union", "unions"]
[defaults]
actor = { roles = ["worker"] }
needs = [["@unions"]]
confidence = 0.7
states = true
[[frame]]
name = "go_on_strike"
kind = "strike"
verbs = ["strike"]
[[frame]]
name = "lay_down_work"
kind = "strike"
verbs = ["lay down work"]
actor = { kinds = ["group"] }
needs = []
confidence = 0.8
states = false
"""


def test_a_frame_says_what_the_defaults_of_its_file_say(tmp_path: Path) -> None:
    (tmp_path / "strikes.toml").write_text(SHARED)
    frame = load_one(tmp_path / "strikes.toml").topics["strikes"].frames[0]
    assert frame.actor.roles == {"worker"}
    assert frame.needs_phrases == (("union", "unions"),)
    assert (frame.confidence, frame.states) == (0.7, True)


def test_a_key_of_a_frame_replaces_the_default_whole_even_with_what_holds_without_one(tmp_path: Path) -> None:
    (tmp_path / "strikes.toml").write_text(SHARED)
    frame = load_one(tmp_path / "strikes.toml").topics["strikes"].frames[1]
    assert (frame.actor.roles, frame.actor.kinds) == (frozenset(), {"group"})
    assert frame.needs_phrases == ()
    assert (frame.confidence, frame.states) == (0.8, False)


def test_the_defaults_of_a_kinds_file_are_not_those_of_another(tmp_path: Path) -> None:
    folder = _folder(tmp_path, strike='[defaults]\nconfidence = 0.6\n[[frame]]\nname = "go_on_strike"\nverbs = ["strike"]\n')
    assert [frame.confidence for frame in load_one(folder).topics["strikes"].frames] == [0.6, 0.9]


@pytest.mark.parametrize(
    ("written", "instead", "line", "reason"),
    [
        ("@unions", "@absent", 8, "class @absent is not among [classes]"),
        ("confidence = 0.7", "confidense = 0.7", 9, "unknown key `confidense`; did you mean `confidence`?"),
        ("confidence = 0.7", 'name = "all"', 9, "unknown key `name`"),
        ('roles = ["worker"]', 'roles = ["workr"]', 7, "there is no role `workr`"),
        ("states = true", 'states = "yes"', 10, "`states` must be true or false"),
    ],
)
def test_what_is_wrong_in_the_defaults_is_refused_with_their_line(
    tmp_path: Path, written: str, instead: str, line: int, reason: str
) -> None:
    (tmp_path / "strikes.toml").write_text(SHARED.replace(written, instead, 1))
    with pytest.raises(Fatal) as refused:
        load_rules(tmp_path)
    assert f"line {line}: {reason}" in str(refused.value)


BROKEN = [
    ('name = "strikes"\n', "", 1, "`name` is missing"),
    ('name = "strikes"', 'name = "No Good"', 1, "`name` must be lower-case letters"),
    ('name = "strikes"', "name = 5", 1, "`name` must be text in quotes"),
    ('name = "strikes"', 'name = "strikes"\nlanguages = ["English"]', 2, "`languages` must be lower-case"),
    ('name = "strikes"', 'name = "strikes"\npersons = "yes"', 2, "`persons` must be true or false"),
    ('name = "strikes"', 'name = "strikes"\ncolour = 1', 2, "unknown key `colour`; known are"),
    ('name = "strikes"', 'name = "strikes"\nunless = ["@absent"]', 2, "class @absent is not among [classes]"),
    ("[kinds]\nstrike = {}", "[kinds]", 2, "`kinds` must not be empty"),
    ("strike = {}", "strike = { colour = 1 }", 3, "unknown key `colour`; known are cameo"),
    ("strike = {}", 'strike = { scene = "street" }', 3, "`scene` must be one of actor, venue"),
    ("strike = {}", "Strike = {}", 3, "must be lower-case letters"),
    ("strike = {}", "strike = 5", 3, "`strike` must be a table"),
    ('["union", "unions"]', '"union"', 5, "`unions` must be a list of words"),
    ('["union", "unions"]', '["union", ""]', 5, "a word or phrase is empty"),
    ('["union", "unions"]', '["union", "@later"]', 5, "class @later is not among [classes]"),
    ('name = "go_on_strike"\n', "", 6, "`name` is missing"),
    ('name = "go_on_strike"', 'name = "Go On"', 7, "`name` must be lower-case letters"),
    ('kind = "strike"\nverbs', 'kind = "lockout"\nverbs', 8, "kind 'lockout' is not among [kinds]"),
    ('kind = "strike"\nverbs', "verbs", 6, "frame go_on_strike needs a `kind`"),
    ('verbs = ["strike"]\n', "", 6, "give `verbs` or `nouns`"),
    ("verbs =", "verb =", 9, "frame go_on_strike: unknown key `verb`; did you mean `verbs`?"),
    ('verbs = ["strike"]', 'verbs = "strike"', 9, "frame go_on_strike: `verbs` must be a list of words"),
    ('verbs = ["strike"]', 'verbs = ["strike", 5]', 9, "`verbs` must be a list of words"),
    ('roles = ["worker"]', 'roles = ["workr"]', 10, "there is no role `workr`; known are ambassador"),
    ('kinds = ["group"]', 'kinds = ["crowd"]', 10, "`kinds` must be one of state, organisation"),
    ("actor = {", 'actor = { role = ["worker"],', 10, "unknown key `role`; did you mean `roles`?"),
    ('actor = { roles = ["worker"], kinds = ["group"] }', 'actor = "worker"', 10, "`actor` must be a table"),
    ('["@unions"]', '["@absent"]', 12, "class @absent is not among [classes]"),
    ('["pay", "wages"]', '["pay", "_ _ _ _ _ wages"]', 13, "a phrase may have at most 4 blanks"),
    ('["pay", "wages"]', "[]", 13, "`needs` must not be empty"),
    ('["pay", "wages"]', '"pay"', 13, "`needs` must be a list of words"),
    ("[[example]]", 'target = "sideways"\n[[example]]', 15, "`target` must be one of object, post"),
    ("[[example]]", "confidence = 2\n[[example]]", 15, "`confidence` must lie between 0 and 1"),
    ("[[example]]", 'confidence = "high"\n[[example]]', 15, "`confidence` must be a number"),
    ('text = "The miners struck."', 'text = ""', 16, "`text` must not be empty"),
    ('text = "The miners struck."\n', "", 15, "`text` is missing"),
    ('struck."\nkind = "strike"', 'struck."\nkind = "lockout"', 17, "example: kind 'lockout' is not among [kinds]"),
    ('struck."\nkind = "strike"', 'struck."\nmodality = "maybe"', 17, "`modality` must be one of asserted"),
]


@pytest.mark.parametrize(("written", "instead", "line", "reason"), BROKEN)
def test_a_broken_file_is_refused_with_its_name_the_line_and_the_reason(
    tmp_path: Path, written: str, instead: str, line: int, reason: str
) -> None:
    assert written in GOOD
    path = tmp_path / "strikes.toml"
    path.write_text(GOOD.replace(written, instead, 1))
    with pytest.raises(Fatal) as refused:
        load_rules(tmp_path)
    assert f"{path}, line {line}:" in str(refused.value)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("stem", "text", "line", "reason"),
    [
        ("topic", 'name = "strikes"\n[kinds]\nstrike = {}\nlockout = {}\n[classes]\n', 5, "unknown key `classes`"),
        ("words", '[classes]\nunions = ["@guild"]\n', 2, "class @guild"),
        ("strike", '\n[[frame]]\nname = "go_on_strike"\nkind = "lockout"\nverbs = ["strike"]\n', 4, "its file is for strike"),
        ("lockout", '[[frame]]\nname = "go_on_strike"\nverbs = ["lock out"]\n', 2, "two frames are called go_on_strike"),
        ("sabotage", '[[frame]]\nname = "sabotage"\nverbs = ["wreck"]\n', 1, "sabotage is not among [kinds]"),
    ],
)
def test_the_file_of_a_folder_that_is_wrong_is_named(tmp_path: Path, stem: str, text: str, line: int, reason: str) -> None:
    folder = _folder(tmp_path, **{stem: text})
    with pytest.raises(Fatal) as refused:
        load_one(folder)
    assert f"{stem}.toml, line {line}:" in str(refused.value)
    assert reason in str(refused.value)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("name =\n[kinds]\n")
    with pytest.raises(Fatal, match=r"broken\.toml can't be read: .*line 1"):
        load_rules(tmp_path)


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b'name = "strikes"\n# caf\xe9\n')
    with pytest.raises(Fatal, match=r"broken\.toml, line 2: it is not UTF-8"):
        load_rules(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "strikes.toml")
    with pytest.raises(Fatal, match="not a regular file"):
        load_rules(tmp_path)


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_what_is_no_topic_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Fatal, match=r"can't be read: No such file|has no topic\.toml"):
        load_one(tmp_path / name)


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "strikes.toml").write_text(GOOD + GOOD[GOOD.index("[[frame]]") : GOOD.index("[[example]]")])
    with pytest.raises(Fatal, match="line 19: two frames are called go_on_strike"):
        load_rules(tmp_path)


def test_a_directory_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fatal, match="does not exist"):
        load_rules(tmp_path / "absent")
