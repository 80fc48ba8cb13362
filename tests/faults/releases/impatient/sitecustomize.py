"""A worker that fetches slowly, so that a backlog lasts, and whose Faust calls a stream hanging after a second, not after five minutes."""

import asyncio
from typing import Any

from tests.faults.releases.after_import import after_import

_LIMIT_S = 1.0
_FETCH_S = 0.7


def _shorten(module: Any) -> None:
    make = module.build_app

    def build_app(*arguments: Any, **named: Any) -> Any:
        app = make(*arguments, **named)
        app.conf.stream_processing_timeout = _LIMIT_S
        return app

    module.build_app = build_app


def _slow(module: Any) -> None:
    fetch = module.Consumer._getmany

    async def slowly(self: Any, *arguments: Any, **named: Any) -> Any:
        await asyncio.sleep(_FETCH_S)
        return await fetch(self, *arguments, **named)

    module.Consumer._getmany = slowly


after_import("service.edge.kafka.faust_app", _shorten)
after_import("service.edge.kafka.faust_consumer", _slow)
