"""Commands whose help says what a person needs: no types of flags and paths."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

HELP_NAMES = {"help_option_names": ["--help", "-h"]}


def _without_types(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if parameter.param_type_name == "argument" or getattr(parameter, "is_flag", False):
            vars(parameter)["display_type_rich"] = _nothing
    return parameters


def _nothing(ctx: object) -> None:  # noqa: ARG001 - called by name
    return None


class Command(TyperCommand):
    """A command."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` included."""
        return _without_types(super().get_params(ctx))


class Group(TyperGroup):
    """A group of commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` included."""
        return _without_types(super().get_params(ctx))
