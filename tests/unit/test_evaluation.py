"""Scoring what was read off labelled articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.evaluation import Labelled, Score, score, topics_of, wilson
from service.model import Corroboration, Event, Evidence, Explanation, Lineage, PublishedArticle
from service.outcome import Modality, Outcome

ARTICLE = PublishedArticle(id="a", text="They left.", extractor="text")


def event(topic: str, *, modality: Modality = Modality.ASSERTED, confidence: float = 0.9) -> Event:
    return Event(
        topic=topic,
        kind="walkout",
        modality=modality,
        confidence=confidence,
        headline="",
        summary="",
        evidence=(Evidence(text="They left.", start=0, end=10, rule="r"),),
        event_id="e",
        revision=1,
        article=ARTICLE,
        corroboration=Corroboration(articles=1, sources=1, independent_sources=1),
        lineage=Lineage(topic="news.raw", partition=0, offset=0, pipeline_version="1", rules_version="1"),
    )


def explained(*events: Event) -> Explanation:
    return Explanation(article=ARTICLE, outcome=Outcome.NO_TOPIC, events=events, reason="no_frame")


@pytest.mark.parametrize("modality", Modality)
def test_only_what_happened_or_is_decided_makes_an_article_count(modality: Modality) -> None:
    counted = {Modality.ASSERTED, Modality.HISTORICAL, Modality.PLANNED}
    assert topics_of(explained(event("defection", modality=modality))) == ({"defection"} if modality in counted else set())


@pytest.mark.parametrize(("confidence", "counts"), [(0.49, False), (0.5, True), (1.0, True)])
def test_only_what_is_likelier_than_not_counts(confidence: float, counts: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert bool(topics_of(explained(event("defection", confidence=confidence)))) == counts


def test_each_topic_is_scored_for_itself_and_its_errors_are_named() -> None:
    both = frozenset({"diplomatic_protest", "defection"})
    articles = [
        Labelled(both, explained(event("defection"))),
        Labelled(frozenset(), explained(event("defection"))),
        Labelled(frozenset({"diplomatic_protest"}), explained(event("diplomatic_protest"), event("diplomatic_protest"))),
        Labelled(frozenset(), explained()),
    ]
    scores, errors = score(articles, ["diplomatic_protest", "defection"])
    assert scores == [Score("diplomatic_protest", 1, 0, 1), Score("defection", 1, 1, 0)]
    assert [(error.topic, error.missed) for error in errors] == [("diplomatic_protest", True), ("defection", False)]


def test_precision_recall_and_f1_are_those_of_the_textbook() -> None:
    one = Score("defection", true_positives=6, false_positives=2, false_negatives=4)
    assert (one.precision, one.recall, one.f1) == pytest.approx((0.75, 0.6, 2 * 0.75 * 0.6 / 1.35))


def test_nothing_found_and_nothing_to_find_is_zero_and_no_error() -> None:
    one = Score("defection", 0, 0, 0)
    assert (one.precision, one.recall, one.f1, one.recall_interval) == (0, 0, 0, (0, 1))


def test_the_interval_is_wilsons() -> None:
    """Expected values: Newcombe (1998), Statistics in Medicine 17, table I, method 3."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_the_interval_holds_the_proportion_and_stays_within_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1
