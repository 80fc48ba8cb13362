"""The passages that the judge learns from are what their README says: well labelled, each once, and nobody else's text."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from quality.judge.sources import SHARED, WRITTEN, stories_left_out
from service.coding.judge.labels import KINDS, MODALITIES, TOPIC_OF

ROWS = [json.loads(line) for file in sorted(WRITTEN.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
REAL = SHARED / "eval" / "topics" / "dev.jsonl"
SHINGLE = 8
"""Words in a row that two independent writers hardly ever share by chance."""


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[start:] for start in range(SHINGLE)), strict=False)


def test_each_passage_has_a_name_of_its_own_and_a_sentence() -> None:
    assert [name for name, count in Counter(row["id"] for row in ROWS).items() if count > 1] == []
    assert [row["id"] for row in ROWS if not row["focus"].strip()] == []


def test_each_act_has_a_kind_of_its_topic_and_a_modality() -> None:
    acts = [(row["id"], act) for row in ROWS for act in row["acts"]]
    assert [name for name, act in acts if act["kind"] not in KINDS or TOPIC_OF[act["kind"]] != act["topic"]] == []
    assert [name for name, act in acts if act["modality"] not in MODALITIES] == []


@pytest.mark.skipif(not REAL.is_file(), reason="the real articles are not beside this repository")
def test_no_passage_shares_a_run_of_words_with_the_real_articles() -> None:
    own = {shingle: row["id"] for row in ROWS for shingle in shingles(row["focus"])}
    with REAL.open(encoding="utf-8") as lines:
        assert {own[shingle] for line in lines for shingle in shingles(json.loads(line)["text"]) if shingle in own} == set()


def test_what_measures_the_judge_is_no_passage_that_was_written_to_teach_it() -> None:
    sources = {story.split(":")[0] for story in stories_left_out()}
    assert sources == {"dev", "wild", "own", "newswire"}
