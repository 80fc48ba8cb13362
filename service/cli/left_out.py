"""What a command could not take: told as it is met, counted for the end."""

import typer

from service.cli.screen import harmless, messages


class LeftOut:
    """Hears of what is left out; a line on standard error each."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.count = 0

    def __call__(self, origin: str, why: str) -> None:
        """Tell of one: where it stood and why it is left out, as the end of a sentence."""
        self.count += 1
        messages().print(harmless(f"left out: {origin} {why}."), style="yellow", soft_wrap=True)

    def summary(self) -> str:
        """What to add to a closing line."""
        return f"; {self.count:,} left out" if self.count else ""

    def end(self) -> None:
        """Exit 1 where anything was left out."""
        if self.count:
            raise typer.Exit(1)
