"""Children that end with their parent, also when the parent is killed with SIGKILL, and before it where memory runs out."""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when the thread that started it ends. Linux only; elsewhere nothing happens.

    To be called in the child. `parent` is the process id that started it: when that has died before the call, this process has been
    adopted by another one, and ends itself.
    """
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def die_first() -> None:
    """If memory runs out, this process goes, not its parent. Linux only; elsewhere nothing happens.

    Not where the kernel takes the cgroup as a whole (`memory.oom.group`, as Kubernetes sets it on cgroup v2: docs/operations.md).
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
