"""What topic files promise to read, they read; a topic can be added by a file alone."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.explainer import Explainer
from service.inputs.item import Item
from service.stages.code import code
from service.topic_trial import broken_examples, try_topics
from service.topics.frame import Example
from service.topics.loader import load_one, load_rules

OWN_TOPICS = Path(__file__).resolve().parents[2] / "examples" / "topics"


def test_every_example_of_the_built_in_topics_is_read_as_promised() -> None:
    assert broken_examples(load_rules(None)) == ()


def test_each_built_in_kind_of_diplomatic_protest_has_an_example() -> None:
    topic = load_rules(None).topics["diplomatic_protest"]
    assert {example.kind for example in topic.examples if example.kind} == set(topic.kinds)


def test_the_example_topic_of_the_guide_reads_what_it_promises() -> None:
    assert broken_examples(load_rules(OWN_TOPICS)) == ()


def test_a_third_topic_needs_nothing_but_its_file_to_have_events_and_an_output_topic() -> None:
    context = Context(load_rules(OWN_TOPICS))
    time = datetime(2024, 5, 6, tzinfo=UTC)
    text = "BAMAKO - The rebels freed three French hostages on Sunday after talks that lasted a month."
    coding = code(ReadArticle(Article("a", None, None, "", text, "", time, time, "en")), context)
    assert [(event.topic, event.kind, event.codes.cameo) for event in coding.events] == [("hostage_release", "release", "0841")]
    assert context.event_topics["hostage_release"] == "news.events.hostage-release"


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        (Example("The rebels freed three French hostages.", None, None, None, None), "must not match"),
        (Example("The rebels slept.", "release", None, None, None), "is read as nothing"),
        (Example("The rebels freed three French hostages.", "release", "planned", None, None), "must be release"),
        (Example("The rebels freed three French hostages.", "release", None, None, ("DEU",)), "must be release"),
    ],
)
def test_an_example_that_is_not_read_as_promised_is_named(example: Example, complaint: str) -> None:
    rules = load_rules(OWN_TOPICS)
    topic = replace(rules.topics["hostage_release"], examples=(example,))
    (line,) = broken_examples(replace(rules, topics={**rules.topics, "hostage_release": topic}))
    assert complaint in line


def test_frames_that_no_example_fires_and_those_that_no_article_fires_are_listed() -> None:
    rules = load_one(OWN_TOPICS / "hostage_release.toml")
    explainer = Explainer(Context(rules), 1_714_953_600_000, lambda _where, _problem: None)
    items = [Item("a", b'{"text": "The rebels freed three French hostages on Sunday after talks in Bamako that lasted a month."}', ())]
    trial = try_topics(rules, (explainer.explain(item, number) for number, item in enumerate(items)))
    assert trial.broken == ()
    assert trial.without_example == ()
    assert [frame.name for frame in trial.never_fired] == ["swap_captives", "rescue_captives"]


def test_without_articles_no_frame_is_said_never_to_fire() -> None:
    assert try_topics(load_one(OWN_TOPICS / "hostage_release.toml"), ()).never_fired == ()
