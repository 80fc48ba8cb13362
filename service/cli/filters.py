"""The options by which `watch` and `export` choose events."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import typer

from service.errors import Fatal
from service.outcome import ExitCode
from service.selection import Known, Selection, WrongFilterError, select

TopicOption = Annotated[
    list[str] | None, typer.Option("--topic", metavar="TOPIC", help="Only of this topic of interest. Options may be repeated: any of them.")
]
KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only events of this kind, e.g. expulsion.")]
CountryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="ABC", help="Only where an actor, a target or the place is of this country (ISO 3166, three letters)."
    ),
]
ActorOption = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="NAME", help="Only where an actor has these words in its name, or this country's code."),
]
TargetOption = Annotated[list[str] | None, typer.Option("--target", metavar="NAME", help="The same of a target.")]
ModalityOption = Annotated[
    list[str] | None, typer.Option("--modality", metavar="MODALITY", help="Only those told as asserted, planned, negated, ...")
]
ConfidenceOption = Annotated[str | None, typer.Option("--min-confidence", metavar="0..1", help="Only those at least so sure.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME", help="Only what was published since then: 2026-11-29, 2026-11-29T10:00Z, or how long ago: 2h."),
]
LimitOption = Annotated[str | None, typer.Option("--limit", metavar="NUMBER", help="End after so many.")]


def chosen(known: Known, answers: Iterable[str], what: str, **options: Sequence[str] | str | None) -> Selection:
    """The selection of a command line. `answers`: the filters that make sense of what is read, which `what` names.

    Raises `Fatal` (wrong use) that names the option and what is allowed.
    """
    given: Mapping[str, Sequence[str]] = {
        name: [value] if isinstance(value, str) else value for name, value in options.items() if value is not None
    }
    for name, values in given.items():
        if values and name not in answers:
            raise Fatal(f"{_option(name)} can't choose among {what}; leave it out.", ExitCode.USAGE)
    try:
        return select(given, known, int(time.time() * 1000))
    except WrongFilterError as wrong:
        raise Fatal(f"{_option(wrong.name)}: {wrong.reason}.", ExitCode.USAGE) from None


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
