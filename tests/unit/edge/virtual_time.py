"""An event loop whose clock jumps to the next timer when nothing else is to be done: hours pass at once, in their right order.

For tests that wait for no other process and no thread.
"""

import asyncio
import selectors
from typing import Any


class _Jumping(selectors.DefaultSelector):  # type: ignore[valid-type,misc] - chosen by the platform
    """Looks for input without waiting, and tells how long it should have waited."""

    def __init__(self) -> None:
        """Nothing waited."""
        super().__init__()
        self.waited = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found: list[Any] = super().select(0)
        if timeout is None and not found:
            raise RuntimeError("nothing is left that could ever go on")
        if not found:
            self.waited += timeout or 0.0
        return found


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Begins at 1,000 s."""

    def __init__(self) -> None:
        """Not running yet."""
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return 1_000.0 + self._jumping.waited


async def settled() -> None:
    """Let all that can go on without the time moving do so."""
    for _ in range(20):
        await asyncio.sleep(0)
