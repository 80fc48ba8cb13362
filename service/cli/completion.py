"""What the shell offers where a name is wanted; loads nothing slow, as it runs at each press of the tab key."""

from collections.abc import Iterable
from importlib.resources import files

from service.outcome import DeadReason

_OUTPUTS = ("incidents", "events", "ledger", "duplicates", "dead")
_STAGES = ("decode", "extract", "clean", "language", "sketch", "code", "enrich", "publish", "skip")
"""Those that can refuse an article, in their order; `skip` is an operator."""


def output_topics(incomplete: str) -> list[str]:
    """Names that `watch` takes."""
    return _that_begin((*_interests(), *_OUTPUTS), incomplete)


def reasons(incomplete: str) -> list[str]:
    """Codes of dead letters."""
    return _that_begin((reason.value for reason in DeadReason), incomplete)


def stages(incomplete: str) -> list[str]:
    """Stages that refuse."""
    return _that_begin(_STAGES, incomplete)


def _that_begin(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _interests() -> list[str]:
    """Topics of interest, by the names of their files."""
    return sorted(entry.name for entry in files("service.topics").iterdir() if (entry / "topic.toml").is_file())
