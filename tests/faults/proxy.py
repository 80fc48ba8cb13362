"""A TCP proxy that does to a connection what networks do: delay it, reset it, swallow it, close one half of it."""

import asyncio
import contextlib
import socket
import struct
import threading
from enum import Enum
from types import TracebackType
from typing import Self

_BLOCK = 65_536
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, zero seconds: closing sends RST."""


class Mode(Enum):
    """What happens to the bytes."""

    PASS = "pass"
    BLACK_HOLE = "black hole"
    """Connections stay open and can be made; nothing arrives in either direction."""
    HALF_OPEN = "half open"
    """Requests arrive, answers do not."""


class Proxy:
    """Listens on a port of its own and forwards to `target`; runs in a thread; a context manager."""

    def __init__(self, target: int, port: int) -> None:
        """Forward 127.0.0.1:`port` to 127.0.0.1:`target`."""
        self._target = target
        self.port = port
        self._mode = Mode.PASS
        self._delay = 0.0
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None

    def set(self, mode: Mode = Mode.PASS, *, delay: float = 0.0) -> None:
        """Change what happens from now on, `delay` seconds before each block included, also to open connections."""
        self._mode, self._delay = mode, delay

    def reset_all(self) -> int:
        """Break every open connection with RST; returns how many clients had one."""
        return asyncio.run_coroutine_threadsafe(self._reset_all(), self._loop).result(5)

    def __enter__(self) -> Self:
        """Start to listen."""
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Close everything."""
        if self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self._ready.set()
        await self._stop.wait()
        server.close()
        await self._reset_all()
        pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _connect(self, client_reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        try:
            server_reader, server = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            _reset(client)
            return
        self._open |= {client, server}
        await asyncio.gather(self._copy(client_reader, server, answers=False), self._copy(server_reader, client, answers=True))
        self._open -= {client, server}

    async def _copy(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while block := await source.read(_BLOCK):
                await asyncio.sleep(self._delay)
                while self._mode is Mode.BLACK_HOLE or (self._mode is Mode.HALF_OPEN and answers):  # noqa: ASYNC110 - set from another thread
                    await asyncio.sleep(0.05)
                sink.write(block)
                await sink.drain()
        sink.close()

    async def _reset_all(self) -> int:
        broken, self._open = self._open, set()
        for writer in broken:
            _reset(writer)
        return len(broken) // 2


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
