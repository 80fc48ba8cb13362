"""A worker that stays in its group and fetches nothing any more after `TEST_AFTER` records, as several known defects of Faust have it."""

import asyncio
import os
from typing import Any

from tests.faults.releases.after_import import after_import

_AFTER = int(os.environ["TEST_AFTER"])


def _change(module: Any) -> None:
    fetch = module.Consumer._getmany
    fetched = 0

    async def stop_after(self: Any, *arguments: Any, **named: Any) -> Any:
        nonlocal fetched
        if fetched >= _AFTER:
            await asyncio.sleep(0.5)
            return {}
        records = await fetch(self, *arguments, **named)
        fetched += sum(map(len, records.values()))
        return records

    module.Consumer._getmany = stop_after


after_import("service.edge.kafka.faust_consumer", _change)
