"""One reading of one article: made once, empty; filled when asked; annotated by *code* and used by *enrich*.

What needs nothing but the strings is found when it is first asked for, and never again: the spans of sentences, the words of each, the
names among them, the quotations, the time of the story. What depends on the sentences before (whom "he" means) is read by `read`, in
reading order, and added to by `read_also`.
"""

from collections.abc import Iterable
from functools import cached_property

from service.article import Article
from service.coding.act import Match
from service.coding.sentence import Line, Placed, Sentence
from service.coding.story_time import StoryTime
from service.english.known import Known
from service.english.names import mentions_among
from service.english.quotations import quotations
from service.english.sentences import sentences
from service.english.spotting import Words, spot
from service.english.tokens import tokenize

LEAD_SENTENCES = 3
"""The sentences that name the parties of a story, read whether or not they hold a trigger."""
_BEFORE, _AFTER = 2, 1
"""Sentences around a candidate that are read for whom it means by "the diplomat", "he", "the country"."""
LONGEST_SENTENCE = 1500
"""Code points of a stretch that is read as one sentence; longer ones are lists and tables, cut here so that the cost stays bounded."""
TITLE = -1
"""The title's index."""


class ReadArticle:
    """An article as it is read. Mutable, one for an article, known to the stages *code* and *enrich* only."""

    def __init__(self, article: Article) -> None:
        """Nothing is read yet."""
        self.article = article
        self.sentences: tuple[Sentence, ...] = ()
        """The sentences read in context, in order (the title first, when there is one)."""
        self.of_text = 0
        """How many of them are the text's."""
        self.acts: tuple[tuple[Match, ...], ...] = ()
        """By *code*: for each event the matches that tell it, one a sentence, in the order of its evidence."""
        self._lines: dict[int, Line] = {}
        self._around: dict[int, str] = {}
        self._names: dict[int, Words] = {}
        self._positions: dict[int, int] = {}

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Those of the sentences of the text."""
        return sentences(self.article.text)

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Those of the text, marks excluded."""
        return quotations(self.article.text)

    @cached_property
    def now(self) -> StoryTime:
        """The story's own time."""
        return StoryTime.of(self.article)

    def line(self, index: int) -> Line:
        """The words of a sentence."""
        line = self._lines.get(index)
        if line is None:
            line = self._lines[index] = self._cut(index)
        return line

    def around(self, index: int) -> str:
        """The words of the title and of the sentence with its neighbours, for the patterns that may match there."""
        around = self._around.get(index)
        if around is None:
            nearby = (TITLE, *range(max(0, index - 1), min(len(self.spans), index + 2)))
            around = self._around[index] = " ".join(self.line(near).joined for near in nearby)
        return around

    def alone(self, index: int) -> Sentence:
        """A sentence with the mentions that it names by itself."""
        return self._sentence(index, Known())

    def read(self, wanted: frozenset[int], *, title_wanted: bool) -> tuple[Sentence, ...]:
        """Read the title, the lead, and every wanted sentence together with those around it; returns the wanted ones, in order."""
        indexes = set(range(min(LEAD_SENTENCES, len(self.spans))))
        for index in wanted:
            indexes.update(range(max(0, index - _BEFORE), min(len(self.spans), index + _AFTER + 1)))
        known = Known()
        entitled = bool(self.article.title.strip())
        found = [self._sentence(index, known) for index in ([TITLE, *sorted(indexes)] if entitled else sorted(indexes))]
        if entitled:
            found[0] = self._sentence(TITLE, known)  # again, now that the text has named its persons
        self._keep(found)
        return tuple(sentence for sentence in found if sentence.index in wanted or (title_wanted and sentence.index == TITLE))

    def read_also(self, wanted: Iterable[int]) -> None:
        """Read more sentences of the text, for what is said around the acts.

        Those that tell an act, and the title, stay as they were read; all others are read again now that more names are known before them.
        """
        kept = {match.sentence.index: match.sentence for acts in self.acts for match in acts}
        if self.sentences[0].index == TITLE:
            kept[TITLE] = self.sentences[0]
        known = Known()
        found = []
        for index in sorted({*wanted, *kept, *self._positions}):
            sentence = kept.get(index)
            if sentence is None:
                sentence = self._sentence(index, known)
            else:
                known.remember(sentence.mentions)
            found.append(sentence)
        self._keep(found)

    def sentence(self, index: int) -> Sentence:
        """A sentence that was read; raises KeyError for another."""
        return self.sentences[self._positions[index]]

    def near(self, sentence: Sentence) -> list[Sentence]:
        """The sentence itself, of those read the one before it, the title, the one after, the lead: nearest first."""
        position = self._positions[sentence.index]
        order = dict.fromkeys((position, position - 1, 0, position + 1, 1))
        return [self.sentences[at] for at in order if 0 <= at < len(self.sentences)]

    def _keep(self, found: list[Sentence]) -> None:
        self.sentences = tuple(found)
        self.of_text = sum(1 for sentence in found if sentence.index != TITLE)
        self._positions = {sentence.index: position for position, sentence in enumerate(found)}

    def _cut(self, index: int) -> Line:
        if index == TITLE:
            title = self.article.title
            return Line(index, "title", title, 0, len(title), tokenize(title, 0, len(title)))
        text, (start, end) = self.article.text, self.spans[index]
        end = min(end, start + LONGEST_SENTENCE)
        return Line(index, "text", text, start, end, tokenize(text, start, end))

    def _sentence(self, index: int, known: Known) -> Sentence:
        line = self.line(index)
        names = self._names.get(index)
        if names is None:
            names = self._names[index] = spot(line.source, line.tokens)
        mentions = mentions_among(names, line.start, known)
        known.remember(mentions)
        at = line.tokens.at
        placed = (Placed(mention, at(mention.start), at(mention.end - 1) + 1) for mention in mentions)
        return Sentence(line, tuple(each for each in placed if each.first < each.last))
