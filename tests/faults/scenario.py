"""The list of scenarios: each a named function of a rig, in the order of the table in `docs/reliability.md`."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.rig import Result, Rig

Run = Callable[[Rig], Result]


class CannotRunError(Exception):
    """Raised by a scenario before it does anything: what it needs is not on this machine."""


@dataclass(frozen=True)
class Scenario:
    """`what` is one line for the table. `brokers`: size of the cluster that it wants.

    `apart`: it is long and light, so it runs beside the others, on a cluster of its own.
    """

    name: str
    group: int
    what: str
    run: Run
    brokers: int = 1
    only_long: bool = False
    apart: bool = False


SCENARIOS: list[Scenario] = []


def scenario(group: int, what: str, *, brokers: int = 1, only_long: bool = False, apart: bool = False) -> Callable[[Run], Run]:
    """Register a function as a scenario of one of the groups of faults; its name is the scenario's."""

    def register(run: Run) -> Run:
        SCENARIOS.append(Scenario(run.__name__.replace("_", "-"), group, what, run, brokers, only_long, apart))
        return run

    return register
