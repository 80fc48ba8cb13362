"""The ceiling on `stage_error`: one bad article must not stop a partition, a broken release must not drain the input."""

from collections import deque

from service.errors import Fatal
from service.outcome import ExitCode

RECENT = 200
MOST = 50
SHARE = 0.5
"""More than 50 of the last 200 inputs, and more than half of all that are known: single hostile articles come to a few in a thousand,
a release that can't read at all to 100%, so that at most some 50 inputs become dead letters before the worker stops."""


class StageErrorCeiling:
    """Counts, over the last inputs, how many ended as `stage_error` (and as nothing else)."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._recent: deque[bool] = deque(maxlen=RECENT)

    def count(self, *, failed: int, of: int) -> None:
        """Take `of` more inputs, `failed` of them with `stage_error`; call it before anything of them is written.

        Raises `Fatal` with exit code 78 when the ceiling is passed: nothing of these inputs is written or acknowledged then.
        """
        self._recent.extend([True] * failed)
        self._recent.extend([False] * (of - failed))
        errors = sum(self._recent)
        if errors > MOST and errors > SHARE * len(self._recent):
            raise Fatal(
                f"{errors} of the last {len(self._recent)} articles raised an error that no stage knows: this release is broken. "
                "Do not restart it; start a working one, then send the articles back with `demarche dead replay`.",
                ExitCode.BROKEN_RELEASE,
            )
