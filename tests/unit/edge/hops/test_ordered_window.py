"""The ordered window."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from service.edge.hops.ordered_window import OrderedWindow
from tests.unit.edge.virtual_time import settled


class Rig:
    """A window whose pieces of work are ended by hand."""

    def __init__(self, limit: int = 100) -> None:
        """Nothing is in flight."""
        self.acked: list[int] = []
        self.aborted: list[str] = []
        self.window: OrderedWindow[int] = OrderedWindow(limit, self.acked.append, lambda why, _: self.aborted.append(why))
        self.gates: list[asyncio.Future[None]] = []

    def add(self, *inputs: int) -> None:
        gate: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gates.append(gate)

        async def work() -> None:
            await gate

        self.window.add(inputs, work())

    async def end(self, which: int, problem: BaseException | None = None) -> None:
        if problem:
            self.gates[which].set_exception(problem)
        else:
            self.gates[which].set_result(None)
        await settled()


async def test_nothing_is_acknowledged_before_what_was_taken_earlier_is_done() -> None:
    rig = Rig()
    for number in range(3):
        rig.add(number)
    await rig.end(2)
    await rig.end(1)
    assert rig.acked == []
    await rig.end(0)
    assert rig.acked == [0, 1, 2]


@given(order=st.permutations(range(8)))
def test_in_whatever_order_work_ends_the_acks_are_always_the_longest_finished_beginning(order: list[int]) -> None:
    async def scenario() -> None:
        rig = Rig()
        for number in range(8):
            rig.add(number)
        await settled()
        done: set[int] = set()
        for which in order:
            await rig.end(which)
            done.add(which)
            finished = next((number for number in range(8) if number not in done), 8)
            assert rig.acked == list(range(finished))

    asyncio.run(scenario())


async def test_failed_work_aborts_and_is_not_acknowledged_nor_is_anything_after_it() -> None:
    rig = Rig()
    for number in range(3):
        rig.add(number)
    await rig.end(0)
    await rig.end(1, ValueError("no"))
    await rig.end(2)
    assert rig.acked == [0]
    assert rig.aborted == ["work is unconfirmed"]


async def test_the_inputs_of_one_piece_of_work_are_acknowledged_together_and_in_their_order() -> None:
    rig = Rig()
    rig.add(4, 5, 6)
    await rig.end(0)
    assert rig.acked == [4, 5, 6]


async def test_a_full_window_has_no_room_until_its_head_is_done() -> None:
    rig = Rig(limit=2)
    rig.add(0)
    rig.add(1)
    waiting = asyncio.ensure_future(rig.window.room())
    await rig.end(1)
    assert not waiting.done()
    await rig.end(0)
    await asyncio.wait_for(waiting, 1)
    assert rig.window.has_room


async def test_idle_waits_for_everything() -> None:
    rig = Rig()
    rig.add(0)
    idle = asyncio.ensure_future(rig.window.idle())
    await settled()
    assert not idle.done()
    await rig.end(0)
    await asyncio.wait_for(idle, 1)
