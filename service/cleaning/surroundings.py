"""Where the lines of a text stand: before, in or after the story, beside what, and in how long a run of lines that are no sentences."""

from collections.abc import Collection, Sequence

from service.cleaning.furniture_words import is_label
from service.cleaning.sentences import is_terminated, reading_length

_SENTENCE = 35
"""Letters from which a line that ends like a sentence is part of the story (45 lost short ones at its end, and their questions)."""
_TOLD = 30_000
"""Characters of the story that words of other lines are looked for in, so that each line costs the same however long the text is;
6 of the 2,600 real articles of `load` are longer."""
_SHORTEST_BROKEN = 40
"""Characters of a line that may have been broken."""
_LEAST_SPACES = 4
_LONGEST_SPACELESS = 40
"""A line with a colon introduces what follows from so many spaces, or letters, on; shorter ones are labels."""
_LONG_RUN = 4
_RUNS = ("run1", "run1", "run2", "run2", "run4")
"""What a run is called, by its lines, up to the most."""
_FAR = 4
"""Lines from the story from which one is far from it."""
PLACES: tuple[str, ...] = (
    "head", "tail", "inside", "open_before", "open_after", "gone_before", "gone_after", "label_before", "between", "near_end", "introduced",
    "run1", "run2", "run4", "far", "edge", "tight", "again",
)  # fmt: skip
"""Names of what tells of a place: before the first sentence, after the last, between both; beside an open line, or one that went; under
a label; between two sentences, as a heading; one of the last two; behind a colon; in a run of how many; far from the story; the first or
last line of all; without the blank line that others have before them; said before."""


def _lowered(sentences: list[str]) -> str:
    """The story in small letters, as far as words are looked for in it; lines of ASCII alone take a tenth of the time of others."""
    if sum(map(len, sentences)) + len(sentences) > _TOLD:
        return "\n".join(sentences)[:_TOLD].lower()
    return "\n".join([line.lower() for line in sentences])


class Surroundings:
    """The lines of a text, which of them went already, and what follows for each."""

    def __init__(self, lines: Sequence[str], gone: Sequence[bool], gaps: Sequence[int], doubtful: Collection[int]) -> None:
        """`doubtful` are the lines that are to be judged: they don't say where the story is, even if they end like sentences."""
        self.lines = lines
        self.gone = gone
        size = len(lines)
        self._open = [not (went or line[-1] == "." or is_terminated(line)) for went, line in zip(gone, lines, strict=True)]
        sentences = [
            not (went or opened or i in doubtful) and (len(line) >= _SENTENCE or reading_length(line) >= _SENTENCE)
            for i, (went, opened, line) in enumerate(zip(gone, self._open, lines, strict=True))
        ]
        self.first = next((i for i in range(size) if sentences[i]), size)
        self.last = next((i for i in range(size - 1, self.first, -1) if sentences[i]), self.first)
        self.told = _lowered([line for line, told in zip(lines, sentences, strict=True) if told])
        self._runs = self._run_lengths(sentences)
        self._spaced = size > 1 and max(gaps[1:]) > 1
        self._gaps = gaps
        self._seen = {lines[i]: i for i in range(size - 1, -1, -1)}
        self._introduced = self._under_colons(sentences)
        self._places: dict[int, dict[str, float]] = {}
        kept = [i for i in range(size) if not gone[i]]
        self._near_end = kept[-2] if len(kept) > 1 else 0

    @property
    def has_story(self) -> bool:
        """Whether there is a sentence to tell furniture from."""
        return self.first < len(self.lines)

    def place_of(self, i: int) -> dict[str, float]:
        """What tells of the place of line `i`, by name."""
        place = self._places.get(i)
        if place is None:
            place = self._places[i] = self._look(i)
        return place

    def _look(self, i: int) -> dict[str, float]:
        size = len(self.lines)
        head, tail = i < self.first, i > self.last
        went, goes = i > 0 and self.gone[i - 1], i + 1 < size and self.gone[i + 1]
        open_before, open_after = i > 0 and self._open[i - 1], i + 1 < size and self._open[i + 1]
        run = self._runs[i]
        found = {"head" if head else "tail" if tail else "inside": 1.0}
        if open_before:
            found["open_before"] = 1.0
        if open_after:
            found["open_after"] = 1.0
        if went:
            found["gone_before"] = 1.0
        if goes:
            found["gone_after"] = 1.0
        if went and is_label(self.lines[i - 1]):
            found["label_before"] = 1.0
        if self.first < i < self.last and not (went or goes or open_before or open_after):
            found["between"] = 1.0
        if i >= self._near_end:
            found["near_end"] = 1.0
        if self._introduced[i]:
            found["introduced"] = 1.0
        found[_RUNS[min(run, _LONG_RUN)]] = 1.0
        if (head and self.first - i >= _FAR) or (tail and i - self.last >= _FAR):
            found["far"] = 1.0
        if i in (0, size - 1):
            found["edge"] = 1.0
        if self._spaced and i > 0 and self._gaps[i] == 1:
            found["tight"] = 1.0
        if self._seen[self.lines[i]] < i:
            found["again"] = 1.0
        return found

    def _under_colons(self, sentences: Sequence[bool]) -> list[bool]:
        """For each line, whether one that ends in a colon introduces it or the list that it is in; a label introduces nothing."""
        found = [False] * len(self.lines)
        if not any(line[-1] in ":：" for line in self.lines):
            return found
        for i in range(1, len(self.lines)):
            before = self.lines[i - 1]
            if self.gone[i - 1] or self.gone[i]:
                continue
            if before[-1] in ":：":
                found[i] = before.count(" ") >= _LEAST_SPACES or reading_length(before) > _LONGEST_SPACELESS
            else:
                found[i] = found[i - 1] and not sentences[i - 1] and not sentences[i]
        return found

    def continues(self, i: int) -> bool:
        """Whether line `i` goes on in small letters where the line before broke off."""
        if not i or not self.lines[i][0].islower() or not self._open[i - 1]:
            return False
        before = self.lines[i - 1]
        return (self._gaps[i] == 1 and len(before) >= _SHORTEST_BROKEN) or before.endswith(",")

    def answers(self, i: int) -> bool:
        """Whether the line before, which stays, is a question."""
        return i > 0 and not self.gone[i - 1] and self.lines[i - 1].endswith(("?", "？", "؟"))

    @staticmethod
    def _run_lengths(sentences: Sequence[bool]) -> list[int]:
        """For each line, how many lines that are no sentences stand together with it."""
        runs = [0] * len(sentences)
        start = 0
        for i in range(len(sentences) + 1):
            if i == len(sentences) or sentences[i]:
                runs[start:i] = [i - start] * (i - start)
                start = i + 1
        return runs
