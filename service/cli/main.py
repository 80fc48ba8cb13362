"""The command `demarche`: which commands there are, and how each of them ends: 0 success, 1 failure of the work, 2 wrong use."""

import errno
import logging
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from service.cli import broker, config, dead, demo, evaluate, explain, export, page, produce, reconcile, run, topics, watch
from service.cli.plain_help import HELP_NAMES, Command, Group
from service.cli.screen import harmless, messages, output
from service.errors import Fatal
from service.outcome import ExitCode

_INTERRUPTED = 130
_DEVICE_PROBLEMS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
"""A full or broken disk, which is where a command writes, as no other part of one writes to a disk unguarded."""

app = typer.Typer(
    name="demarche",
    cls=Group,
    context_settings=HELP_NAMES,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Turns the raw news on a Kafka topic into evidence-backed events about diplomatic protest and defection.",
    epilog="Begin with: demarche demo",
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the shape of an option's callback
    if wanted:
        output().print(f"demarche {version('demarche')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error (anywhere on the line).")] = False,
) -> None:
    """Take the options of all commands; `execute` has read `--debug` already, wherever it stood."""
    del debug, show_version


app.command(cls=Command, epilog="Example: demarche demo --keep")(demo.demo)
app.command(cls=Command, epilog="Example: DEMARCHE_HTTP_PORT=0 demarche run")(run.run)
app.command(cls=Command, epilog="Example: demarche broker --port 9092")(broker.broker)
app.command(cls=Command, epilog="Example: DEMARCHE_HTTP_PORT=8081 demarche page")(page.page)
app.add_typer(topics.app, name="topics")
app.command(cls=Command, epilog="Example: demarche produce articles.jsonl.gz news/ crawl.warc.gz")(produce.produce)
app.command(cls=Command, epilog="Example: demarche watch defection --country SYR --since 2h --json")(watch.watch)
app.command(cls=Command, epilog="Example: demarche export events --kind expulsion --actor France -o expulsions.csv")(export.export)
app.command(cls=Command, epilog="Example: demarche explain articles.jsonl | less -R")(explain.explain)
app.add_typer(dead.app, name="dead")
app.command(cls=Command, epilog="Example: demarche reconcile --wait")(reconcile.reconcile)
app.command(cls=Command, epilog="Example: demarche evaluate labelled.jsonl")(evaluate.evaluate)
app.command(cls=Command, epilog="Example: DEMARCHE_GROUP=trial demarche config")(config.config)


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


def _reason(defect: Exception) -> str:
    if isinstance(defect, OSError) and defect.errno in _DEVICE_PROBLEMS:
        return f"The output can't be written: {defect.strerror}."
    if type(defect).__module__.startswith("aiokafka"):
        from service.edge.kafka.refusal import missing_right

        if denied := missing_right(defect):
            return f"The Kafka broker {denied}."
    if type(defect).__module__.startswith("aiokafka") or isinstance(defect, (ConnectionError, TimeoutError)):
        why = str(defect) or type(defect).__name__
        return f"Kafka did not answer as it should ({why}); try again when the cluster is well."
    return f"Unexpected {type(defect).__name__}: {defect} (add --debug for the traceback)"


def _failed(message: str, code: int, *, debug: bool) -> int:
    if debug:
        messages().print_exception()
    _say(message)
    return code


def _say(message: str) -> None:
    messages().print(harmless(f"demarche: {' '.join(message.split())}"), style="red")


if __name__ == "__main__":
    sys.exit(execute(sys.argv[1:]))
