"""The command `demarche`: which commands there are, and how each of them ends: 0 success, 1 failure of the work, 2 wrong use."""

import errno
import logging
import sys
from typing import Annotated

import typer

from service.cli import broker, config, dead, demo, evaluate, explain, produce, reconcile, run, topics, watch
from service.cli.screen import messages
from service.errors import Fatal
from service.outcome import ExitCode

_INTERRUPTED = 130
_DEVICE_PROBLEMS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""A full or broken disk, which is where a command writes, as no other part of one writes to a disk unguarded."""

app = typer.Typer(
    name="demarche",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Turns the raw news on a Kafka topic into evidence-backed events about diplomatic protest and defection.",
    epilog="Begin with: demarche demo",
)


@app.callback()
def options(
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error (anywhere on the line).")] = False,
) -> None:
    """Take the options of all commands; `execute` has read `--debug` already, wherever it stood."""
    del debug


app.command(epilog="Example: demarche demo --keep")(demo.demo)
app.command(epilog="Example: DEMARCHE_HTTP_PORT=0 demarche run")(run.run)
app.command(epilog="Example: demarche broker --port 9092")(broker.broker)
app.add_typer(topics.app, name="topics")
app.command(epilog="Example: demarche produce articles.jsonl.gz news/ crawl.warc.gz")(produce.produce)
app.command(epilog="Example: demarche watch defection --from-beginning --json")(watch.watch)
app.command(epilog="Example: demarche explain articles.jsonl | less -R")(explain.explain)
app.add_typer(dead.app, name="dead")
app.command(epilog="Example: demarche reconcile --wait")(reconcile.reconcile)
app.command(epilog="Example: demarche evaluate labelled.jsonl")(evaluate.evaluate)
app.command(epilog="Example: DEMARCHE_GROUP=trial demarche config")(config.config)


def execute(arguments: list[str]) -> int:
    """Run one command line and return its exit code; an error is one line on standard error, with its traceback only for `--debug`."""
    debug = "--debug" in arguments
    if not debug:
        # What the Kafka client logs is said in one sentence by the error; a worker sets logging up for itself.
        logging.basicConfig(handlers=[logging.NullHandler()])
    try:
        code = app([one for one in arguments if one != "--debug"], prog_name="demarche", standalone_mode=False, obj=debug)
    except typer.TyperException as wrong:
        # A call without a command shows the help, and has no message.
        if message := wrong.format_message():
            _say(f"{message.rstrip('.')}; see `demarche --help`.")
        return wrong.exit_code
    except Fatal as stopped:
        return _failed(str(stopped), stopped.exit_code, debug=debug)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except Exception as defect:  # noqa: BLE001 - the last line of defence against a traceback on the terminal
        return _failed(_reason(defect), ExitCode.FAILED, debug=debug)
    return code if isinstance(code, int) else ExitCode.OK


def main() -> None:
    """Entry point of the distribution."""
    sys.exit(execute(sys.argv[1:]))


def _reason(defect: Exception) -> str:
    if isinstance(defect, OSError) and defect.errno in _DEVICE_PROBLEMS:
        return f"The output can't be written: {defect.strerror}."
    return f"Unexpected {type(defect).__name__}: {defect} (add --debug for the traceback)"


def _failed(message: str, code: int, *, debug: bool) -> int:
    if debug:
        messages().print_exception()
    _say(message)
    return code


def _say(message: str) -> None:
    messages().print(f"demarche: {' '.join(message.split())}", style="red")


if __name__ == "__main__":
    main()
