"""The child processes as the worker sees them, and the nursery that they are forked from."""

import asyncio
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from service.edge.children.child import HEADER, frame
from service.edge.children.chunk import Assignment
from service.edge.children.nursery import FORK, MESSAGE, NONE, READY
from service.errors import Fatal

START_WITHIN_S = 180.0
"""Two seconds by itself; on two cores that twenty other processes wanted it took over a minute."""
ANSWER_WITHIN_S = 300.0
"""A child that is silent for so long is stuck where its CPU limit does not see it (a full chunk takes 0.1 s)."""
_BUFFER = 4 * 2**20
_NOT_FOR_CHILDREN = ("DEMARCHE_KAFKA_", "DEMARCHE_HTTP_", "OTEL_")
"""A child parses what strangers wrote and speaks to nobody, so it is given no password and no token, not even under a misspelt name."""


class ChildDiedError(Exception):
    """A child ended, or had to be ended, while it held a chunk."""


class Nursery:
    """The process that children are forked from. It is started with the first of them, and again should it have ended."""

    def __init__(self, assignment: Assignment, log_format: str, log_level: str) -> None:
        """Nothing runs yet."""
        self._assignment = assignment
        self._logging = (log_format, log_level)
        self._turn = asyncio.Lock()
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process

    async def child(self) -> "Child":
        """A new child process. Raises `Fatal` when none can be made."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                pid = await self._born(theirs)
        except BaseException:
            ours.close()
            raise
        return Child(self, pid, *await asyncio.open_unix_connection(sock=ours, limit=_BUFFER))

    async def buried(self, pid: int) -> int:
        """How a child ended, once it has; -9 where the nursery, which alone knows, has been killed, as its children are then too."""
        async with self._turn:
            try:
                return await self._told(MESSAGE.pack(pid))
            except ConnectionError:
                return -signal.SIGKILL

    async def end(self) -> None:
        """End it by force; its children end with it."""
        control, self._control = self._control, None
        if control is not None:
            control.close()
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _born(self, theirs: socket.socket) -> int:
        async with self._turn:
            try:
                pid = await self._told(MESSAGE.pack(FORK), theirs) if self._control else NONE
            except ConnectionError:  # it was killed
                pid = NONE
            if pid == NONE:
                await self.end()
                try:
                    await self._start()
                except BaseException:
                    await self.end()
                    raise
                pid = await self._told(MESSAGE.pack(FORK), theirs)
        if pid == NONE:
            raise Fatal("A child process for reading articles could not start: the system makes no more processes.")
        return pid

    async def _start(self) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(0)  # asyncio waits for it
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "service.edge.children.nursery", str(os.getpid()), str(theirs.fileno()), *self._logging,
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={name: value for name, value in os.environ.items() if not name.startswith(_NOT_FOR_CHILDREN)},
            )  # fmt: skip
        self._control = ours
        try:
            async with asyncio.timeout(START_WITHIN_S):
                ready = await self._told(frame(self._assignment))
        except TimeoutError:
            raise Fatal(f"A child process for reading articles was not ready within {START_WITHIN_S:.0f} s.") from None
        except ConnectionError:
            status = await self._process.wait()
            raise Fatal(
                f"A child process for reading articles could not start (it ended with status {status}); what it said is above."
            ) from None
        if ready != READY:
            raise Fatal("A child process for reading articles did not report for work.")

    async def _told(self, message: bytes, passed: socket.socket | None = None) -> int:
        """The answer to a message. Raises ConnectionError when the nursery has ended."""
        loop, control = asyncio.get_running_loop(), self._control
        if control is None:
            raise ConnectionError("the nursery was ended")
        if passed is None:
            await loop.sock_sendall(control, message)
        else:
            socket.send_fds(control, [message], [passed.fileno()])  # four bytes: there is always room
        answer = b""
        while len(answer) < MESSAGE.size:
            more = await loop.sock_recv(control, MESSAGE.size - len(answer))
            if not more:
                raise ConnectionError("the nursery has ended")
            answer += more
        (number,) = MESSAGE.unpack(answer)
        return int(number)


class Child:
    """One child process and its socket."""

    def __init__(self, nursery: Nursery, pid: int, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """It runs already."""
        self._nursery, self._pid = nursery, pid
        self._source, self._sink = source, sink

    async def ask(self, payload: object) -> Any:
        """What it answers. Raises ChildDiedError."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                self._sink.write(frame(payload))
                await self._sink.drain()
                header = await self._source.readexactly(HEADER.size)
                return pickle.loads(await self._source.readexactly(HEADER.unpack(header)[0]))  # noqa: S301 - written by our child
        except TimeoutError:
            await self._end()
            raise ChildDiedError(f"no answer within {ANSWER_WITHIN_S:.0f} s") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise ChildDiedError(f"the process ended with status {await self._end()}") from None

    def kill(self) -> None:
        """End it by force: it holds nothing that is not read again."""
        self._sink.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    async def _end(self) -> int:
        """The status with which it has ended, or is ended now."""
        self.kill()
        return await self._nursery.buried(self._pid)
