"""Where an article is on its way: which stage is running, for errors and for timing, without a clock in the core."""


class Trace:
    """Remembers the stage that was entered last. The edge subclasses it to measure time."""

    __slots__ = ("stage",)

    def __init__(self) -> None:
        """Nothing entered yet."""
        self.stage = ""

    def enter(self, stage: str, articles: int = 1) -> None:  # noqa: ARG002 - for those that measure
        """Say that `stage` begins (and the one before it ended), with so many articles at once."""
        self.stage = stage

    def leave(self) -> None:
        """Say that the last stage ended."""
