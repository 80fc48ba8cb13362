"""Stands in for a worker that ended with 78: answers its probes and Prometheus, so that the state is seen, until the container is stopped.

Uses the standard library only, as the release that is installed beside it is broken. Ends with 78 on SIGTERM.
"""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NoReturn

BROKEN_RELEASE = 78
REASON = "exit 78: too many articles failed, this release is broken; deploy a mended one, then run `demarche dead replay`\n"
METRICS = """\
# HELP demarche_broken_release 1: a worker ended with 78 and is held.
# TYPE demarche_broken_release gauge
demarche_broken_release 1
"""
ANSWERS = {"/metrics": (200, METRICS), "/livez": (200, "held\n")}
HEADER_WITHIN_S = 10
"""A connection that sends no request is closed after it."""


class Page(BaseHTTPRequestHandler):
    """`/metrics` and `/livez` as of a worker; everything else, `/readyz` too, is 503 with the reason."""

    timeout = HEADER_WITHIN_S

    def do_GET(self) -> None:
        """Answer."""
        status, text = ANSWERS.get(self.path.partition("?")[0], (503, REASON))
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Nothing: a probe every few seconds is no news."""


def end(_number: int, _frame: object) -> NoReturn:
    """End with the worker's own code; threads that answer are not waited for."""
    os._exit(BROKEN_RELEASE)


def main() -> None:
    """Serve where the worker served, until a signal comes; only wait for it where the port can't be had."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    sys.stderr.write(f"demarche: {REASON}")
    sys.stderr.flush()
    address = os.environ.get("DEMARCHE_HTTP_HOST") or "127.0.0.1", int(os.environ.get("DEMARCHE_HTTP_PORT") or 8080)
    try:
        ThreadingHTTPServer(address, Page).serve_forever()
    except OSError as problem:
        sys.stderr.write(f"demarche: its state can't be shown on {address[0]}:{address[1]} ({problem.strerror})\n")
        while True:
            signal.pause()


if __name__ == "__main__":
    main()
