"""The page without a worker, on the command line."""

import os
import signal
import subprocess
import sys
import urllib.request


def test_it_says_where_it_is_answers_without_a_broker_and_ends_well_on_sigterm() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEMARCHE_")}
    environment |= {"DEMARCHE_HTTP_PORT": "0", "DEMARCHE_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"}
    command = [sys.executable, "-m", "service.cli.main", "page"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as page:
        assert page.stdout is not None
        said = page.stdout.readline()
        url = next(word for word in said.split() if word.startswith("http://"))
        for path, piece in (("", "<!doctype html>"), ("api/rows", '"rows":[]'), ("readyz", "ready")):
            with urllib.request.urlopen(url + path, timeout=30) as answer:
                assert piece in answer.read().decode()
        page.send_signal(signal.SIGTERM)
        assert page.wait(30) == 0
