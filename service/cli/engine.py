"""The explainer as the commands run it: with the settings in force, and telling of what stages raised."""

import time
from typing import TYPE_CHECKING

from service.cli.screen import harmless, messages
from service.settings import Settings

if TYPE_CHECKING:
    from service.explainer import Explainer


class Defects:
    """What stages raised but do not declare: a line on standard error each, or with `--debug` the end of the run with its traceback."""

    def __init__(self, *, debug: bool) -> None:
        """Nothing found yet."""
        self._debug = debug
        self.found = 0

    def __call__(self, where: str, problem: Exception) -> None:
        """Tell of one."""
        if self._debug:
            raise problem
        self.found += 1
        messages().print(harmless(f"{where} failed with {type(problem).__name__}: {problem}"), style="red")


def new_explainer(settings: Settings, defects: Defects) -> "Explainer":
    """An explainer with the settings in force, as of now."""
    from service.edge.children.chunk import Assignment
    from service.explainer import Explainer

    return Explainer(Assignment.of(settings).context(), int(time.time() * 1000), defects)
