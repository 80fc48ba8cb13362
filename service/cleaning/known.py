"""What the rounds of cleaning remember of the lines of one text, so that none is examined twice."""

from dataclasses import dataclass, field

from service.cleaning import furniture
from service.cleaning.structure import key_of

HEAD = 6
"""Lines from the top in which bylines and datelines stand."""


@dataclass
class Known:
    """What is known of the text, and what earlier rounds found of single lines."""

    scraped: bool = True
    stable: set[str] = field(default_factory=set)
    """Came through the phrases as they are."""
    head: set[tuple[int, str]] = field(default_factory=set)
    """Did so as the line of this number from the top, where more is looked for."""
    single: set[str] = field(default_factory=set)
    """Are said once."""
    marked: set[str] = field(default_factory=set)
    """Hold one of the words that furniture likes."""
    forms: dict[str, furniture.Form] = field(default_factory=dict)
    """What tells of them wherever they stand."""
    doubtful: dict[str, bool] = field(default_factory=dict)
    """Whether they are worth judging, as long as what is `marked` of them stays."""
    untitled: set[str] = field(default_factory=set)
    """Do not say the title."""
    entitled: str = ""
    """The title that `title_words` and `untitled` are of."""
    title_words: frozenset[str] | None = None

    def came_through(self, i: int, text: str) -> bool:
        """Whether line `i` was found to be as it should be, so that looking again would find the same."""
        return text in self.stable if i >= HEAD else (i, text) in self.head

    def mark(self, text: str) -> None:
        """Remember that `text` holds one of the words that furniture likes."""
        self.marked.add(text)
        self.doubtful.pop(text, None)

    def entitle(self, title: str) -> None:
        """Forget what was found with another title; it changes once at most."""
        if title != self.entitled:
            self.entitled, self.title_words = title, None
            self.untitled.clear()

    def words_of_title(self) -> frozenset[str]:
        """The words of the title in small letters."""
        if self.title_words is None:
            self.title_words = frozenset(key_of(self.entitled).split())
        return self.title_words
