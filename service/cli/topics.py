"""`demarche topics`: the service's Kafka topics, and the topics of interest that its events are about."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.plain_help import Command, Group
from service.cli.screen import counted, heading, messages, output

if TYPE_CHECKING:
    from service.model import Explanation
    from service.topics.frame import Frame
    from service.topics.loader import Rules

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Create or check the service's Kafka topics; try a topic of interest of your own.",
    epilog="Example: demarche topics create",
)


@app.command(cls=Command, epilog="Example: DEMARCHE_PARTITIONS=16 DEMARCHE_REPLICATION=3 demarche topics create")
def create() -> None:
    """Create the topics that are missing. Those that exist stay as they are."""
    from service.edge.kafka import topics
    from service.settings import load_settings
    from service.topics.loader import load_rules

    settings, _ = load_settings()
    rules = load_rules(settings.topics_dir)
    created = asyncio.run(topics.create(settings, rules))
    for name in created:
        output().print(f"created {name}")
    messages().print(f"{len(created)} created, {len(topics.wanted(settings, rules)) - len(created)} were there.")


@app.command(cls=Command, epilog="Example: demarche topics check")
def check() -> None:
    """Say what differs from the topics that are wanted; exit 1 if anything does."""
    from service.edge.kafka import topics
    from service.settings import load_settings
    from service.topics.loader import load_rules

    settings, _ = load_settings()
    rules = load_rules(settings.topics_dir)
    differences = asyncio.run(topics.check(settings, rules))
    for difference in differences:
        output().print(difference)
    if differences:
        raise typer.Exit(1)
    messages().print(f"All {len(topics.wanted(settings, rules))} topics are as wanted.", style="green")


@app.command("try", cls=Command, epilog="Example: demarche topics try examples/topics/hostage_release.toml --articles articles.jsonl")
def try_(
    invocation: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A topic of interest: its TOML file, or its folder.")],
    *,
    articles: Annotated[
        list[Path] | None, typer.Option("--articles", metavar="PATH", help="Articles to run its frames over; may be given several times.")
    ] = None,
) -> None:
    """Run a topic's own examples, and list the frames that none of them fires, and those that never fire on the given articles.

    Exits 1 when an example is not read as the topic promises.
    """
    from service.topic_trial import try_topics
    from service.topics.loader import load_one

    rules = load_one(path)
    trial = try_topics(rules, _explained(rules, articles or [], debug=bool(invocation.obj)))
    for line in trial.broken:
        output().print(line, style="red", markup=False, highlight=False)
    _list_frames("Frames that no example fires", trial.without_example)
    _list_frames("Frames that no given article fires", trial.never_fired)
    right = trial.examples - len(trial.broken)
    messages().print(f"{right} of {counted(trial.examples, 'example')} read as promised.", style="red" if trial.broken else "green")
    if trial.broken:
        raise typer.Exit(1)


def _explained(rules: "Rules", paths: list[Path], *, debug: bool) -> "Iterator[Explanation]":
    """What the service makes of the articles at `paths` with `rules` alone."""
    if not paths:
        return
    import time

    from service.cli.engine import Defects
    from service.context import Context
    from service.explainer import Explainer
    from service.inputs.reader import Reader

    explainer = Explainer(Context(rules), int(time.time() * 1000), Defects(debug=debug))
    for number, item in enumerate(Reader(paths, sys.stdin.buffer)):
        yield explainer.explain(item, number)


def _list_frames(title: str, frames: "tuple[Frame, ...]") -> None:
    if frames:
        output().print(heading(title))
        for frame in frames:
            says = f": {frame.says}" if frame.says else ""
            output().print(f"  {frame.kind}/{frame.name}{says}", markup=False, highlight=False, soft_wrap=True)
