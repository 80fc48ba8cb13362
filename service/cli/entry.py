"""Entry point of the distribution, light so that Ctrl-C is quiet from the first moment: what is slow to load is loaded after that."""

import os
import signal
import sys
import threading

_INTERRUPTED = 130
_SILENT = "ORT_DISABLE_TELEMETRY"
"""Without it onnxruntime, when it is imported, gives the machine an id and sends its maker what runs where (1.32). Child processes
inherit it."""


def main() -> None:
    """Run the command line of the process, and end it with the command's exit code."""
    os.environ[_SILENT] = "1"
    signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))  # nothing is begun while the program loads
    from service.cli.main import execute

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = execute(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    _end(code)


def _end(code: int) -> None:
    """End at once where a thread may hang in a read (standard input of a terminal): the interpreter would wait for it, and abort."""
    if any(thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread()):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                continue
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
