"""The project's own scorer: right on small cases, and of one mind with the scorer of the labelled articles."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from quality.report import OWN, REAL
from quality.running import Row, explained, rows
from quality.scoring import TOPICS, agreement, field_scores, not_verbatim, paired, topic_scores
from quality.text_scoring import line_scores, merged, merges, page_scores, scored_pairs, shingles
from service.evaluation import Score
from service.model import Explanation

THEIRS = REAL / "score.py"
EXPULSION = "Mali expelled the French ambassador on Monday, the foreign ministry in Bamako said."


def article(name: str, text: str) -> Row:
    return {"id": name, "title": None, "text": text, "published_at": "2022-01-31T12:00:00Z"}


def gold(**fields: Any) -> Row:
    return {"topic": "diplomatic_protest", "kind": "expulsion", "modality": "asserted", **fields}


@pytest.fixture(name="one", scope="module")
def _one() -> Explanation:
    (found,) = explained([article("a", EXPULSION)])
    assert len(found.events) == 1
    return found


def test_a_field_counts_only_where_the_gold_has_it(one: Explanation) -> None:
    assert set(agreement(gold(), one.events[0])) == {"kind", "modality"}
    assert agreement(gold(actor_countries=["MLI"], target_countries=["FRA"]), one.events[0]) == dict.fromkeys(
        ("kind", "modality", "actors", "targets"), 1.0
    )


def test_parties_score_by_the_f1_of_their_states(one: Explanation) -> None:
    assert agreement(gold(actor_countries=["MLI", "BFA"]), one.events[0])["actors"] == pytest.approx(2 / 3)


def test_a_gold_event_takes_the_prediction_that_agrees_best_and_no_other_takes_it(one: Explanation) -> None:
    right, wrong = gold(), gold(kind="recall", modality="negated")
    pairs, alone = paired([wrong, right], one.events)
    assert [pair.found is not None for pair in pairs] == [False, True]
    assert alone == []


def test_an_event_of_another_topic_is_no_partner(one: Explanation) -> None:
    pairs, alone = paired([gold(topic="defection")], one.events)
    assert pairs[0].found is None
    assert alone == list(one.events)


def test_a_missed_event_counts_nothing_in_every_field() -> None:
    read = {one.article.id: one for one in explained([article("quiet", "It rained in Geneva on Monday, and it will rain tomorrow.")])}
    wanted = [{**article("quiet", ""), "labels": ["diplomatic_protest"], "events": [gold(actor_countries=["MLI"])]}]
    assert {field: share.value for field, share in field_scores(wanted, read).items()} == {
        "found": 0.0,
        "kind": 0.0,
        "modality": 0.0,
        "actors": 0.0,
    }


def test_ambiguous_articles_are_not_scored(one: Explanation) -> None:
    wanted = [{**article("a", EXPULSION), "labels": [], "ambiguous": True}]
    assert topic_scores(wanted, {"a": one}) == [Score(topic, 0, 0, 0) for topic in TOPICS]


def test_a_span_that_does_not_reproduce_the_text_is_found(one: Explanation) -> None:
    assert not_verbatim([one]).sum == 0
    event = one.events[0]
    moved = event.evidence[0].model_copy(update={"start": 1})
    assert not_verbatim([one.model_copy(update={"events": (event.model_copy(update={"evidence": (moved,)}),)})]).sum == 1


def test_a_text_without_words_has_no_shingles_and_a_short_one_has_one() -> None:
    assert shingles("...", 4).total() == 0
    assert shingles("two words", 4).total() == 1


def test_a_page_of_nothing_scores_nothing() -> None:
    scores = page_scores([("a b c d", "")])
    assert (scores.precision, scores.recall, scores.f1) == (0.0, 0.0, 0.0)


def test_merges_are_counted_by_what_people_say_of_the_pair() -> None:
    pairs = [{"id_a": "a", "id_b": b, "label": label} for b, label in (("b", "dup"), ("c", "not_dup"), ("d", "near_dup"))]
    found = merges(pairs, lambda _, b: b in {"b", "c"})
    assert (found.right, found.wrong, found.missed) == (1, 1, 1)


@pytest.fixture(name="theirs", scope="module")
def _theirs() -> ModuleType:
    if not THEIRS.is_file():
        pytest.skip("the scorer of the real articles is not beside this repository")
    spec = importlib.util.spec_from_file_location("their_score", THEIRS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    without = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # their folder is read-only
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = without
    return module


def printed(read: list[Explanation]) -> list[Row]:
    """As `demarche explain --json` prints them."""
    return [one.model_dump(mode="json", by_alias=True) for one in read]


def test_both_scorers_agree_on_topics_and_fields(theirs: ModuleType) -> None:
    wanted = rows(OWN / "coding.jsonl")[::3]
    read = explained(wanted)
    by_id = {one.article.id: one for one in read}
    topics = theirs.topics(printed(read), wanted)
    for score in topic_scores(wanted, by_id):
        assert (score.precision, score.recall, score.f1) == pytest.approx(
            tuple(topics[score.topic][k] for k in ("precision", "recall", "f1"))
        )
    events = theirs.events(printed(read), wanted)
    spans = events.pop("spans")
    fields = field_scores(wanted, by_id)
    assert {field: share.of for field, share in fields.items()} == {field: one["of"] for field, one in events.items()}
    assert {field: share.value for field, share in fields.items()} == pytest.approx(
        {field: one["accuracy"] for field, one in events.items()}
    )
    ours_alone = sum(span is not None for one in read for event in one.events for span in (event.count, event.deadline))
    assert not_verbatim(read).of == spans["total"] + ours_alone
    assert not_verbatim(read).sum == spans["not_verbatim"]


def test_both_scorers_agree_on_duplicates(theirs: ModuleType) -> None:
    pairs, read = rows(OWN / "duplicates.jsonl"), explained(rows(OWN / "duplicates-documents.jsonl"))
    found = merges(scored_pairs(pairs), merged(read))
    expected = theirs.duplicates(printed(read), pairs)["pairs"]
    assert (found.scores.precision, found.scores.recall, found.wrong) == (
        expected["precision"],
        expected["recall"],
        expected["false_merges"],
    )


def test_both_scorers_agree_on_lines(theirs: ModuleType) -> None:
    wanted = rows(OWN / "lines.jsonl")
    read = explained(wanted)
    kept, left = line_scores(wanted, {one.article.id: one for one in read})
    expected = theirs.lines(printed(read), wanted)["lines"]
    assert (kept.value, kept.of, left.value, left.of) == pytest.approx(
        tuple(expected[key] for key in ("kept", "of_keep", "left", "of_drop"))
    )


def test_both_scorers_agree_on_pages(theirs: ModuleType) -> None:
    pages = [{"id": path.stem, "html": path.read_text(encoding="utf-8")} for path in sorted((OWN / "pages").glob("*.html"))]
    texts = {page["id"]: (OWN / "pages" / f"{page['id']}.txt").read_text(encoding="utf-8") for page in pages}
    read = explained(pages)
    scores = page_scores((texts[one.article.id], one.article.text) for one in read)
    expected = theirs.extraction(printed(read), [{"id": name, "gold_text": text} for name, text in texts.items()])["pages"]
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((expected["precision"], expected["recall"], expected["f1"]))
