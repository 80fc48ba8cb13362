"""The process that child processes are forked from, with all that reading needs loaded: so they share its memory, and start at once.

It has one thread of its own, none of Kafka's passwords, and reads no article but the warm-up's. The worker asks it on a socket, by a
message of four bytes: 0, along with the socket of a new child, to be answered by its process id; or a process id, to be answered by the
status with which that child ended. Until then a child that ended keeps its id, so that no other process is taken for it.
"""

import logging
import os
import signal
import socket
import struct
import sys
import warnings
from contextlib import suppress
from typing import Any, NoReturn, cast

from service.edge.children.child import prepared, receive, serve
from service.edge.children.chunk import ChunkReader, MachineError
from service.edge.parentage import die_first, die_with_parent
from service.errors import Fatal
from service.telemetry import logs

MESSAGE = struct.Struct("<i")
FORK = 0
READY = 1
"""The first answer: all is loaded."""
NONE = -1
"""No process could be made, or there is none of that id."""


def answer(control: socket.socket, reader: ChunkReader) -> None:
    """Fork and bury until the worker has closed the socket."""
    while True:
        message, sockets, _, _ = socket.recv_fds(control, MESSAGE.size, 1)
        if len(message) < MESSAGE.size:
            return
        (asked,) = MESSAGE.unpack(message)
        if asked == FORK:
            control.sendall(MESSAGE.pack(_forked(sockets[0], control, reader)))
            os.close(sockets[0])
        else:
            control.sendall(MESSAGE.pack(_status(asked)))


def _forked(fd: int, control: socket.socket, reader: ChunkReader) -> int:
    """The process id of a new child that serves the socket `fd`, or `NONE`."""
    nursery = os.getpid()
    try:
        with warnings.catch_warnings():
            # Python warns of threads that a fork leaves behind: those of numpy, which makes its own anew.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
    except OSError:
        return NONE
    if pid == 0:
        control.close()
        _live(fd, nursery, reader)
    return pid


def _live(fd: int, nursery: int, reader: ChunkReader) -> NoReturn:
    """A child's life."""
    status = 1
    try:
        die_with_parent(nursery)
        die_first()
        with socket.socket(fileno=fd) as own, own.makefile("rb") as source, own.makefile("wb") as sink:
            serve(reader, source, sink)
        status = 0
    except (BrokenPipeError, ConnectionResetError):
        status = 0  # the worker has gone
    finally:
        logging.shutdown()
        os._exit(status)  # never back into the nursery's own code


def _status(pid: int) -> int:
    """How a child ended, as `subprocess` tells it: the negative of a signal's number; waits for its end."""
    with suppress(ChildProcessError):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return NONE


def main() -> None:
    """Set the process up, load, and answer."""
    parent, fd, log_format, log_level = sys.argv[1:]
    die_with_parent(int(parent))
    logs.configure(cast("Any", log_format), log_level)
    logging.getLogger("htmldate").setLevel(logging.ERROR)  # it warns of what is wrong with a page; the ledger says that
    # The worker decides when to end: Ctrl-C and a supervisor's SIGTERM to the whole group must not take the chunk that is being read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.dup2(2, 1)  # what a library prints belongs with the messages for people
    control = socket.socket(fileno=int(fd))
    with control.makefile("rb") as source:
        assignment = receive(source)  # and no more: nothing is asked before the answer
    try:
        reader = prepared(assignment)
    except Fatal as problem:
        sys.exit(problem.exit_code)  # the worker meets the same and says it
    except MachineError as failure:  # of the warm-up: later ones are answered
        sys.exit(f"A process for reading articles can't work on this machine: {failure}.")
    with suppress(ConnectionError):
        control.sendall(MESSAGE.pack(READY))
        answer(control, reader)


if __name__ == "__main__":
    main()
