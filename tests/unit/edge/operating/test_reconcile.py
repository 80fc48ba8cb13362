"""The balance of inputs and outcomes, on a real broker."""

from dataclasses import replace

import pytest

from service.cloud_event import attributes
from service.edge.kafka.topic_reader import read_all
from service.edge.operating import reconcile as reconcile_module
from service.edge.operating.reconcile import reconcile
from service.outcome import Outcome
from service.record import Output
from service.settings import Settings
from tests.unit.edge.operating.publishing import entry, publish


async def fed(settings: Settings, count: int) -> None:
    await publish(settings, *(Output(settings.topic_names.raw, None, b"{}", partition=0) for _ in range(count)))


async def test_an_empty_installation_is_balanced(installation: Settings) -> None:
    balance = await reconcile(installation)
    assert (balance.inputs, balance.missing, balance.balanced) == (0, 0, True)


async def test_what_has_an_outcome_is_settled_and_what_the_group_has_not_committed_is_in_flight(installation: Settings) -> None:
    await fed(installation, 3)
    await publish(installation, entry(installation, 0, 0), entry(installation, 0, 1, Outcome.DEAD))
    balance = await reconcile(installation)
    assert (balance.inputs, balance.settled, balance.in_flight, balance.missing) == (3, 2, 1, 0)
    assert balance.by_outcome[Outcome.NO_TOPIC] == balance.by_outcome[Outcome.DEAD] == 1


async def test_an_outcome_that_is_written_again_counts_once_and_another_one_is_named(installation: Settings) -> None:
    await fed(installation, 2)
    again = [entry(installation, 0, 0), entry(installation, 0, 0), entry(installation, 0, 1), entry(installation, 0, 1, Outcome.EVENT)]
    await publish(installation, *again)
    balance = await reconcile(installation)
    assert (balance.inputs, balance.settled) == (2, 2)
    assert balance.conflicting_keys == (f"{installation.topic_names.raw}-0-1",)


async def test_ledger_entries_of_other_topics_and_without_a_sense_are_left_out(installation: Settings) -> None:
    await fed(installation, 1)
    stray = [Output(installation.topic_names.ledger, key, b"{}") for key in (b"other.raw-0-0", b"no key of ours", None)]
    await publish(installation, *stray)
    assert (await reconcile(installation)).in_flight == 1


async def test_an_outcome_of_a_broker_whose_clock_is_behind_counts_where_its_input_came_at_just_that_time(
    installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile_module, "CLOCKS_DIFFER_MS", -3_600_000)  # as if the input's broker were an hour ahead of the ledger's
    monkeypatch.setattr(reconcile_module, "LOG_APPEND_TIME", 0)  # the embedded broker calls its own time a client's
    await fed(installation, 2)
    (first, second) = [record async for record in read_all(installation, [installation.topic_names.raw])]
    ours, of_an_earlier_topic = entry(installation, 0, 0), entry(installation, 0, 1)
    ours = replace(ours, headers=attributes("demarche/ledger/v1", "raw", "k", first.timestamp))
    of_an_earlier_topic = replace(of_an_earlier_topic, headers=attributes("demarche/ledger/v1", "raw", "k", second.timestamp - 1))
    await publish(installation, ours, of_an_earlier_topic)
    balance = await reconcile(installation)
    assert (balance.inputs, balance.settled, balance.in_flight) == (2, 1, 1)
    assert balance.by_outcome[Outcome.NO_TOPIC] == 1
