"""Where the page has articles explained: by one process beside the worker, one after the other, within bounds of time and size."""

import asyncio
import base64
import os
import sys
from contextlib import suppress
from dataclasses import asdict

import orjson

from service.edge.children.chunk import Assignment
from service.record import Headers
from service.telemetry.page_api import BusyError, NotExplainedError

WITHIN_S = 60.0
"""For an answer, the start of the process (3 s on an idle machine) included."""
WAITING = 3
"""Who comes when so many wait already is sent away."""
IDLE_S = 120.0
"""The process ends when nobody has asked for so long: it takes some 300 MB."""
_ANSWER_BYTES = 64 * 2**20
"""An answer carries the text once and once more for each event; a longer line would end the process."""


class ExplainDesk:
    """Starts its process with the first question."""

    def __init__(self, assignment: Assignment) -> None:
        """`assignment`: what is read with."""
        self._assignment = assignment
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._ending = asyncio.Lock()
        self._waiting = 0
        self._idle: asyncio.TimerHandle | None = None

    async def explain(self, value: bytes, headers: Headers, timestamp_ms: int) -> bytes:
        """JSON: `explanation` and what each stage `said`. Raises BusyError and NotExplainedError."""
        if self._waiting >= WAITING:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                return await self._explain(value, headers, timestamp_ms)
        finally:
            self._waiting -= 1

    async def stop(self) -> None:
        """End the process; it has ended when this returns, whoever asked first."""
        if self._idle is not None:
            self._idle.cancel()
        async with self._ending:
            if self._process is not None:
                with suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.communicate()  # not wait(): the pipes are to be closed too
                self._process = None

    async def _explain(self, value: bytes, headers: Headers, timestamp_ms: int) -> bytes:
        if self._idle is not None:
            self._idle.cancel()
        told = [[name, None if content is None else base64.b64encode(content).decode()] for name, content in headers]
        request = orjson.dumps({"value": base64.b64encode(value).decode(), "headers": told, "timestamp": timestamp_ms})
        answer = b""
        try:
            async with asyncio.timeout(WITHIN_S):
                answer = await self._ask(request)
        except TimeoutError:
            raise NotExplainedError(f"explaining it gave no answer within {WITHIN_S:.0f} s") from None
        except (ConnectionError, ValueError):  # it has ended; or its line was longer than we take
            pass
        finally:
            if not answer.endswith(b"\n"):  # also when the question was withdrawn: the answer must not go to the next one
                await asyncio.shield(self.stop())
        if not answer.endswith(b"\n"):
            raise NotExplainedError("explaining it ended the process that was to do so; it takes too much time or memory")
        self._idle = asyncio.get_running_loop().call_later(IDLE_S, lambda: asyncio.ensure_future(self._rest()))
        return answer[:-1]

    async def _ask(self, request: bytes) -> bytes:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._start()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process has no pipes")
        process.stdin.write(request + b"\n")
        await process.stdin.drain()
        return await process.stdout.readline()

    async def _start(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "service.edge.page.explain_child", str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_ANSWER_BYTES,
            start_new_session=True,  # Ctrl-C at a terminal reaches the worker alone, which ends us
        )
        if process.stdin is not None:
            fields = asdict(self._assignment)
            process.stdin.write(orjson.dumps(fields | {"topics_dir": str(fields["topics_dir"] or "")}) + b"\n")
        return process

    async def _rest(self) -> None:
        """End the process, unless somebody has come."""
        if not self._turn.locked():
            async with self._turn:
                await self.stop()
