"""The passages that the judge learns from are what their README says: well labelled, each once, and nobody else's text."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from quality.judge.passages import of_places, rows
from quality.judge.sources import OWN, SHARED, WRITTEN, stories_left_out, unseen
from service.coding.judge.labels import KINDS, MODALITIES, TOPIC_OF

ROWS = [json.loads(line) for file in sorted(WRITTEN.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
READ = [json.loads(line) for line in (OWN / "read-sentences.jsonl").read_text(encoding="utf-8").splitlines()]
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
    acts = [(row.get("id") or row["doc"], act) for row in [*ROWS, *READ] for act in row["acts"]]
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


@pytest.mark.skipif(not REAL.is_file(), reason="the real articles are not beside this repository")
def test_what_was_read_in_articles_that_measure_is_of_wild_ones_and_teaches_nothing() -> None:
    measuring = {row["doc"] for row in READ} & frozenset().union(*unseen().values())
    assert measuring <= unseen()["wild"]
    assert {f"wild:{name}" for name in measuring} <= stories_left_out()


def test_a_sentence_that_was_read_is_named_by_its_place_alone_and_only_once() -> None:
    assert {frozenset(row) for row in READ} == {frozenset({"doc", "start", "end", "acts", "ambiguous"})}
    assert [place for place, count in Counter((row["doc"], row["start"]) for row in READ).items() if count > 1] == []


def test_a_sentence_is_cut_with_its_neighbours_out_of_the_article_that_it_stands_in() -> None:
    text = "Oslo was calm. It expelled two envoys. Nobody spoke."
    act = {"topic": "diplomatic_protest", "kind": "expulsion", "modality": "asserted", "in_passing": False}
    found = [
        {"doc": "a", "start": 15, "end": 38, "acts": [act], "ambiguous": False},
        {"doc": "a", "start": None, "end": None, "acts": [], "ambiguous": True},
        {"doc": "elsewhere", "start": 0, "end": 3, "acts": [], "ambiguous": False},
    ]
    inside, title = of_places(found, {"a": {"text": text, "title": "Two go", "published_at": "2020-01-02T00:00:00Z"}}, "wild")
    assert (inside.title, inside.before, inside.focus, inside.after) == (
        "Two go",
        "Oslo was calm.",
        "It expelled two envoys.",
        "Nobody spoke.",
    )
    assert (inside.story, inside.date, inside.certain) == ("wild:a", "2020-01-02", True)
    assert (title.title, title.before, title.focus, title.after) == ("", "", "Two go", "Oslo was calm.")


@pytest.mark.skipif(not REAL.is_file(), reason="the real articles are not beside this repository")
def test_every_sentence_that_was_read_stands_in_an_article_beside_this_repository() -> None:
    files = [REAL, SHARED / "eval" / "passages" / "articles-train.jsonl.gz", SHARED / "eval" / "load" / "articles.jsonl.gz"]
    texts = {row["id"]: row["text"] for file in files for row in rows(file)}
    assert [row["doc"] for row in READ if row["doc"] not in texts or (row["end"] or 0) > len(texts[row["doc"]])] == []
