"""The labelled articles of coding, read once a run: own ones and real ones, and which of them nobody read while making the rules."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from quality.judge.sources import unseen
from quality.report import OWN, digest
from quality.running import Row, context, explained, frames_alone, rows
from service.model import Explanation

NEW = "new to the judge"
_SOURCES = {"own": "own", "newswire": "newswire", "real": "dev"}
"""The judge's name of a set's articles; the sets that it learned nothing from are not here."""


@dataclass(frozen=True)
class Measured:
    """A labelled set, read."""

    name: str
    """`own` (short articles), `newswire` (longer ones), `agency` (agencies' stories; these three are the project's) or `real`."""
    data: str
    """Digest of its file."""
    gold: Sequence[Row]
    read: dict[str, Explanation]
    by_frames: dict[str, Explanation] = field(default_factory=dict)
    """Those that are new to the judge, without it."""

    def parts(self) -> dict[str, list[Row]]:
        """All of it first, then its releases where it came in several, what was read while making the rules, and what was not.

        A set of which nobody read anything is one part.
        """
        if self.name in UNREAD:
            return {"unread": list(self.gold)}
        numbers = sorted({_release(row) for row in self.gold})
        releases = [(f"release {number}", [row for row in self.gold if _release(row) == number]) for number in numbers]
        seen, held = ([row for row in self.gold if held_back(row) == apart] for apart in (False, True))
        named = [("all", list(self.gold)), *(releases if len(numbers) > 1 else ()), ("read", seen), ("held back", held)]
        new = self.new_to_the_judge()
        named += [(NEW, new), (f"{NEW}, release 2", [row for row in new if len(numbers) > 1 and _release(row) == numbers[-1]])]
        return {name: part for name, part in named if part}

    def new_to_the_judge(self) -> list[Row]:
        """The articles whose stories the encoder was not trained on; the weighing was fitted to those of the own and the real set."""
        return [row for row in self.gold if row["id"] in self.by_frames]


def _release(row: Row) -> int:
    """The later ones were given out when the rules for the earlier had been made, so that they say how far these carry."""
    return int(row.get("released", 1))


def held_back(row: Row) -> bool:
    """Whether nobody read the article while making the rules: chosen by the digest of its id, so that it can't be chosen otherwise.

    More was held back at first: a third of the real ones and half of the own. When scores on them showed what reading the rest had not,
    three quarters of the former and half of the latter were opened, and count as read since.
    """
    number = int(hashlib.sha1(row["id"].encode(), usedforsecurity=False).hexdigest(), 16)
    if "part" in row:
        return bool(row["part"] == "held") and number % 4 in _OWN_UNREAD
    return number % 12 == _REAL_UNREAD


_OWN_UNREAD = (2, 3)
_REAL_UNREAD = 9


@cache
def measured(name: str, path: Path) -> Measured:
    """Read a labelled set, once a run."""
    gold = rows(path)
    new = gold if name in UNREAD else [row for row in gold if row["id"] in unseen()[_SOURCES[name]]]
    read, by_frames = ({one.article.id: one for one in explained(of, within)} for of, within in ((gold, context()), (new, frames_alone())))
    return Measured(name, digest([path]), gold, read, by_frames)


OWN_ARTICLES = {"own": OWN / "coding.jsonl", "newswire": OWN / "newswire.jsonl", "agency": OWN / "agency.jsonl"}
"""The project's own sets: short articles and single sentences; longer stories; stories as news agencies write them."""
UNREAD = frozenset({"agency"})
"""By a writer who never saw the rules, and read by nobody who makes them: only measured on, no probability is fitted to it either."""
UNLIKE_NEWS = frozenset({"newswire"})
"""Written to avoid the usual words: measures how far the frames carry, but is no sample of news: no probability is fitted to it."""
FITTED = tuple(name for name in OWN_ARTICLES if name not in UNLIKE_NEWS | UNREAD)
"""The own sets to which the probability of an event is fitted, beside the real one."""


def own_sets() -> list[Measured]:
    """The project's own articles."""
    return [measured(name, path) for name, path in OWN_ARTICLES.items()]


def real_set(real: Path) -> Measured:
    """The real articles on which the targets stand."""
    return measured("real", real / "topics" / "dev.jsonl")
