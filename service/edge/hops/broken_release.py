"""The ceiling on `stage_error`: one bad article must not stop a partition, a broken release must not drain the input."""

from collections import deque
from enum import Enum, auto

from service.errors import Fatal
from service.outcome import ExitCode

RECENT = 200
MOST = 50
SHARE = 0.5
"""More than 50 of the last 200 inputs, and more than half of all that are known: single hostile articles come to a few in a thousand,
a release that can't read at all to 100%, so that at most some 50 inputs become dead letters before the worker stops."""


class _Fate(Enum):
    WENT_THROUGH = auto()
    FAILED = auto()
    DIED = auto()


class StageErrorCeiling:
    """Counts, over the last inputs, how many ended as `stage_error` (and as nothing else).

    Inputs that cost a child its life (its time or memory was used up, it crashed) tell of themselves, not of the release: each child has
    read an article before it got them. They count only where none of the last 200 inputs went through.
    """

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._recent: deque[_Fate] = deque(maxlen=RECENT)

    def count(self, *, failed: int, of: int, died: int = 0) -> None:
        """Take `of` more inputs, `failed` of them with `stage_error`, and `died` more with their child.

        Call it before anything of them is written. Raises `Fatal` with exit code 78 when the ceiling is passed: nothing of these inputs is
        written or acknowledged then.
        """
        self._recent.extend([_Fate.FAILED] * failed)
        self._recent.extend([_Fate.DIED] * died)
        self._recent.extend([_Fate.WENT_THROUGH] * (of - failed - died))
        errors = self._recent.count(_Fate.FAILED)
        if len(self._recent) == RECENT and _Fate.WENT_THROUGH not in self._recent:
            errors = RECENT
        if errors > MOST and errors > SHARE * len(self._recent):
            raise Fatal(
                f"{errors} of the last {len(self._recent)} articles raised an error that no stage knows: this release is broken. "
                "Do not restart it; start a working one, then send the articles back with `demarche dead replay`.",
                ExitCode.BROKEN_RELEASE,
            )
