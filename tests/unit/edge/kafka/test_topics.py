"""The topics that are wanted and how they are compared with those that are there."""

from dataclasses import replace

import pytest

from service.context import Context
from service.edge.kafka.topics import FOREVER, Difference, TopicSpec, _compare, _Found, check, create, notes_of_replays, wanted
from service.incidents.memory import WINDOW_S
from service.settings import Settings
from service.topics.loader import Rules

SPEC = TopicSpec("news.raw", 8, 1, 1_000, 2_000)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Context.build().rules


def found(spec: TopicSpec = SPEC, **config: str) -> _Found:
    return _Found(spec.partitions, spec.config | {name.replace("_", "."): value for name, value in config.items()})


def differences(there: _Found | None, spec: TopicSpec = SPEC) -> list[Difference]:
    return _compare(spec, there)


def test_all_topics_of_the_contract_are_wanted(rules: Rules) -> None:
    names = [spec.name for spec in wanted(Settings(), rules)]
    assert names == [
        "news.raw",
        "news.articles",
        "news.seen",
        "news.ledger",
        "news.duplicates",
        "news.dead",
        "news.dead.replays",
        "news.incidents",
        "news.events.defection",
        "news.events.diplomatic-protest",
    ]


def test_every_topic_takes_the_brokers_time_and_none_is_compacted(rules: Rules) -> None:
    for spec in wanted(Settings(), rules):
        assert spec.config["message.timestamp.type"] == "LogAppendTime"
        assert spec.config["cleanup.policy"] == "delete"


@pytest.mark.parametrize(("window", "needed"), [(10_000, WINDOW_S * 1000), (WINDOW_S * 1000 + 5, WINDOW_S * 1000 + 5)])
def test_what_is_remembered_outlives_the_windows_of_dedupe_and_incidents_by_the_retention_of_the_input(
    rules: Rules, window: int, needed: int
) -> None:
    specs = {spec.name: spec for spec in wanted(Settings(dedupe_window=window), rules)}
    assert specs["news.seen"].retention_ms == specs["news.raw"].retention_ms + needed


def test_replicated_topics_want_two_replicas_in_sync() -> None:
    assert replace(SPEC, replication=3).config["min.insync.replicas"] == "2"
    assert "min.insync.replicas" not in SPEC.config


def test_a_topic_as_it_is_wanted_does_not_differ() -> None:
    assert differences(found()) == []


def test_a_missing_topic_refuses_a_worker_and_says_what_to_do() -> None:
    (difference,) = differences(None)
    assert difference.refuses
    assert "demarche topics create" in difference.sentence


def test_the_notes_of_what_was_sent_back_are_kept_for_ever_and_their_absence_keeps_no_worker_from_starting() -> None:
    notes = notes_of_replays(Settings(replication=3))
    assert notes.config["retention.ms"] == str(FOREVER)
    assert notes.config["min.insync.replicas"] == "2"
    (difference,) = differences(None, notes)
    assert not difference.refuses
    assert "demarche topics create" in difference.sentence


def test_another_partition_count_refuses_only_where_lanes_would_move() -> None:
    assert not differences(_Found(9, SPEC.config))[0].refuses
    laned = replace(SPEC, laned=True)
    assert differences(_Found(9, laned.config), laned)[0].refuses


@pytest.mark.parametrize(
    ("name", "value", "refuses"),
    [
        ("cleanup_policy", "compact", True),
        ("message_timestamp_type", "CreateTime", True),
        ("retention_ms", "999", False),
        ("max_message_bytes", "1999", False),
    ],
)
def test_a_setting_that_is_worse_than_wanted_is_told(name: str, value: str, refuses: bool) -> None:  # noqa: FBT001
    (difference,) = differences(found(**{name: value}))
    assert value in difference.sentence
    assert difference.refuses == refuses


@pytest.mark.parametrize(("name", "value"), [("retention_ms", "1001"), ("retention_ms", str(FOREVER)), ("max_message_bytes", "2001")])
def test_a_setting_that_is_better_than_wanted_is_no_difference(name: str, value: str) -> None:
    assert differences(found(**{name: value})) == []


def test_a_topic_that_is_to_be_kept_for_ever_must_be() -> None:
    forever = replace(SPEC, retention_ms=FOREVER)
    assert differences(found(forever, retention_ms="1000000"), forever) != []


def test_what_a_broker_does_not_tell_is_no_difference() -> None:
    assert differences(_Found(8, {})) == []


def test_a_topic_whose_settings_may_not_be_read_is_not_called_as_wanted_and_keeps_no_worker_from_starting() -> None:
    assert differences(_Found(8, {}, "Topic authorization failed.")) == [
        Difference(
            f"The settings of the topic {SPEC.name} can't be read (Topic authorization failed.); grant DESCRIBE_CONFIGS on it.",
            refuses=False,
        )
    ]


async def test_what_was_made_is_as_it_is_wanted_and_is_not_made_again(installation: Settings, rules: Rules) -> None:
    assert await create(installation, rules) == []
    assert await check(installation, rules) == []
    assert await create(installation.model_copy(update={"topic_prefix": "other"}), rules) == [
        spec.name.replace(installation.topic_prefix, "other") for spec in wanted(installation, rules)
    ]
