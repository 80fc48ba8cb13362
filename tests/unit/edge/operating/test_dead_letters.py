"""Dead letters on a real broker: which there are, and sending them back."""

import pytest

from service.edge.kafka.topic_reader import read_all
from service.edge.operating.dead_letters import Letter, LetterFilter, list_letters, replay, show
from service.errors import Fatal
from service.outcome import DeadReason
from service.settings import Settings
from tests.unit.edge.operating.publishing import letter, publish


async def inputs(settings: Settings, wanted: LetterFilter | None = None) -> list[str]:
    prefix = f"{settings.topic_names.raw}-"
    return [one.input.removeprefix(prefix) async for one in list_letters(settings, wanted)]


async def test_a_letter_that_a_dying_worker_wrote_twice_counts_once(installation: Settings) -> None:
    await publish(installation, letter(installation, 1), letter(installation, 2), letter(installation, 1))
    assert await inputs(installation) == ["0-1", "0-2"]


async def test_letters_are_chosen_by_reason_and_by_what_their_detail_says(installation: Settings) -> None:
    schema = letter(installation, 2, DeadReason.SCHEMA, detail="the Title is too long")
    await publish(installation, letter(installation, 1), schema)
    assert await inputs(installation, LetterFilter(reason="schema")) == ["0-2"]
    assert await inputs(installation, LetterFilter(detail="title")) == ["0-2"]
    assert await inputs(installation, LetterFilter(stage="code")) == []


async def test_a_letter_is_found_by_its_place_and_by_its_input(installation: Settings) -> None:
    await publish(installation, letter(installation, 7))
    by_input = await show(installation, f"{installation.topic_names.raw}-0-7")
    assert isinstance(by_input, Letter)
    assert (await show(installation, by_input.place)).input == by_input.input
    with pytest.raises(Fatal, match="There is no dead letter 9-9"):
        await show(installation, "9-9")


async def test_what_is_sent_back_is_the_input_with_links_and_is_not_open_any_more(installation: Settings) -> None:
    await publish(installation, letter(installation, 1), letter(installation, 2))
    sent = await replay(installation, limit=1)
    assert [one.said.offset for one in sent] == ["1"]
    (back,) = [record async for record in read_all(installation, [installation.topic_names.raw])]
    links = {"demarche.replay_of": sent[0].input.encode(), "demarche.first": sent[0].input.encode()}
    assert (back.key, back.value, dict(back.headers)) == (b"k", b"{", {"own": b"x"} | links)
    assert await inputs(installation) == ["0-2"]
    assert await inputs(installation, LetterFilter(replayed=True)) == ["0-1", "0-2"]
    assert [one.said.offset for one in await replay(installation)] == ["2"]
    assert await replay(installation) == []


async def test_a_dry_run_sends_nothing(installation: Settings) -> None:
    await publish(installation, letter(installation, 1))
    assert len(await replay(installation, dry_run=True)) == 1
    assert [record async for record in read_all(installation, [installation.topic_names.raw])] == []
