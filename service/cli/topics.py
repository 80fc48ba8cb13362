"""`demarche topics`: the service's Kafka topics."""

import asyncio

import typer

from service.cli.plain_help import Command, Group
from service.cli.screen import messages, output

app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Create or check the service's Kafka topics.", epilog="Example: demarche topics create"
)


@app.command(cls=Command, epilog="Example: DEMARCHE_PARTITIONS=16 DEMARCHE_REPLICATION=3 demarche topics create")
def create() -> None:
    """Create the topics that are missing. Those that exist stay as they are."""
    from service.edge import topics
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
    from service.edge import topics
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
