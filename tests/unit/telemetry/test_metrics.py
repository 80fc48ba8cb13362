"""The metrics that the contract names."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.outcome import DeadReason, Outcome
from service.telemetry import metrics

FIXED = {
    "demarche_articles": ("counter", ["outcome"]),
    "demarche_events": ("counter", ["topic", "kind"]),
    "demarche_dead_letters": ("counter", ["reason"]),
    "demarche_stage_seconds": ("histogram", ["stage"]),
    "demarche_end_to_end_seconds": ("histogram", []),
    "demarche_consumer_lag": ("gauge", ["topic", "partition"]),
    "demarche_seen_entries": ("gauge", []),
    "demarche_input_lost": ("counter", []),
    "demarche_last_progress_timestamp_seconds": ("gauge", []),
    "demarche_build_info": ("gauge", ["version", "rules_version"]),
}


def families() -> dict[str, object]:
    return {family.name: family for family in text_string_to_metric_families(metrics.exposition().decode())}


@pytest.mark.parametrize("name", FIXED)
def test_every_metric_of_the_contract_is_there_with_its_type_and_a_help_text(name: str) -> None:
    family = families()[name]
    assert family.type == FIXED[name][0]  # type: ignore[attr-defined]
    assert family.documentation.endswith(".")  # type: ignore[attr-defined]


def test_labels_are_those_of_the_contract() -> None:
    metrics.EVENTS.labels(topic="defection", kind="asylum")
    metrics.CONSUMER_LAG.labels(topic="news.raw", partition="0").set(3)
    metrics.BUILD_INFO.labels(version="1", rules_version="2").set(1)
    text = metrics.exposition().decode()
    assert 'demarche_events_total{kind="asylum",topic="defection"}' in text
    assert 'demarche_consumer_lag{partition="0",topic="news.raw"} 3.0' in text
    assert 'demarche_build_info{rules_version="2",version="1"} 1.0' in text


def test_counters_of_closed_sets_start_at_zero_so_that_the_first_increment_is_seen() -> None:
    text = metrics.exposition().decode()
    for outcome in Outcome:
        assert re.search(rf'^demarche_articles_total{{outcome="{outcome.value}"}} \d', text, re.MULTILINE)
    for reason in DeadReason:
        assert re.search(rf'^demarche_dead_letters_total{{reason="{reason.value}"}} \d', text, re.MULTILINE)


def test_no_series_of_creation_times_doubles_the_exposition() -> None:
    assert "_created" not in metrics.exposition().decode()
