"""The explainer as the commands run it: with the settings in force, behind a guard, and telling of what stages raised."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.cli.screen import harmless, messages
from service.settings import Settings

if TYPE_CHECKING:
    from service.explainer import Explainer


class Defects:
    """What stages raised but do not declare: a line on standard error each, or with `--debug` the end of the run with its traceback."""

    def __init__(self, *, debug: bool) -> None:
        """Nothing found yet."""
        self.debug = debug
        self.found = 0

    def __call__(self, where: str, problem: Exception) -> None:
        """Tell of one."""
        if self.debug:
            raise problem
        self.found += 1
        messages().print(harmless(f"{where} failed with {type(problem).__name__}: {problem}"), style="red")


@contextmanager
def explaining(settings: Settings, defects: Defects) -> "Iterator[Explainer]":
    """An explainer with the settings in force, as of now.

    Articles are read behind a guard, so that one that hangs is told of like any other defect. With `--debug` they are read in this process,
    where a traceback says most, also that of Ctrl-C.
    """
    from service.edge.children.chunk import Assignment
    from service.edge.children.guard import GuardedReader
    from service.explainer import Explainer

    context = Assignment.of(settings).context()
    guard = GuardedReader(context)
    try:
        yield Explainer(context, int(time.time() * 1000), defects, None if defects.debug else guard)
    finally:
        guard.close()
