"""Time that passes at once, but for what talks to a broker."""

import asyncio
from collections.abc import Callable

import pytest

from tests.unit.edge.virtual_time import VirtualTimeLoop


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"real": asyncio.new_event_loop} if "installation" in getattr(item, "fixturenames", ()) else {"virtual": VirtualTimeLoop}
