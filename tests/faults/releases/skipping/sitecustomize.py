"""A Faust that drops one record between its fetch and the agent: the `TEST_AFTER`-th of the input topic."""

import os
from typing import Any

from tests.faults.releases.after_import import after_import

_AFTER = int(os.environ["TEST_AFTER"])


def _change(module: Any) -> None:
    fetch = module.Consumer._getmany
    passed = 0

    async def drop_one(self: Any, *arguments: Any, **named: Any) -> Any:
        nonlocal passed
        records = await fetch(self, *arguments, **named)
        for tp, found in records.items():
            if tp.topic.endswith(".raw") and passed < _AFTER:
                passed += len(found)
                if passed >= _AFTER:
                    del found[len(found) // 2]
        return records

    module.Consumer._getmany = drop_one


after_import("service.edge.kafka.faust_consumer", _change)
