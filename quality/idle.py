"""Which frames, and which of their exclusions, do nothing on the labelled articles. Printed only: what is idle here may be needed there.

To drop every phrase that had excluded nothing was tried: with the 870 articles of the own sets and cases not counted, nine more of them
were then said to be about a topic (431 for 422), most of them wrongly as it seems on reading. So phrases stay, and this is where to
look before adding one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from quality.report import Section, Table
from service.article import Article
from service.coding.read_article import TITLE, ReadArticle
from service.model import Explanation, PublishedArticle
from service.topics.files import read_topic
from service.topics.frame import Frame
from service.topics.loader import BUILT_IN, Rules
from service.topics.phrases import compile_phrases
from service.topics.schema import KindFile


def section(rules: Rules, read: Sequence[Explanation]) -> Section:
    """The frames that fire nowhere in `read`, and the phrases of their own exclusions that exclude nothing there, kind by kind."""
    rows = [(kind, str(len(frames)), ", ".join(frames), ", ".join(phrases)) for kind, frames, phrases in idle(rules, read)]
    note = (
        "A frame fires when an event has evidence of it. A phrase is idle when it stands in no sentence that has a word of one of its "
        "frames, nor beside one where that counts; classes of words are not asked. For people: nothing here makes the gate fail."
    )
    table = Table("By kind", ("Kind", "Idle frames", "Their names", "Idle phrases"), rows, note)
    return Section("Coding: frames and phrases that never fire", [table])


def idle(rules: Rules, read: Iterable[Explanation]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each kind of the built-in topics with the names of its idle frames, and its idle phrases."""
    fired: set[str] = set()
    excluding: dict[str, set[str]] = defaultdict(set)
    for explanation in read:
        fired.update(evidence.rule for event in explanation.events for evidence in event.evidence)
        for frame, words in _excluded(rules, explanation.article):
            excluding[frame.kind].add(words)
    for topic in rules.topics.values():
        written = _exclusions(topic.name)
        for kind in topic.kinds:
            frames = [frame.name for frame in topic.frames if frame.kind == kind and frame.rule not in fired]
            yield kind, frames, [phrase for phrase in written.get(kind, ()) if not _is_among(phrase, excluding[kind])]


def _excluded(rules: Rules, article: PublishedArticle) -> Iterator[tuple[Frame, str]]:
    """Each frame of which a sentence has a word, with what stands there that excludes it."""
    epoch = datetime.fromtimestamp(0, UTC)
    read = ReadArticle(Article(article.id, None, None, article.title, article.text, "", epoch, language=article.language))
    for index in range(TITLE, len(read.spans)):
        line = read.line(index)
        for frame in {trigger.frame for word in set(line.words) for trigger in rules.triggers.get(word, ())}:
            for pattern in (frame.unless, frame.unless_act, frame.unless_near):
                if pattern is not None:
                    where = read.around(index) if pattern is frame.unless_near else line.joined
                    yield from ((frame, found[0]) for found in pattern.finditer(where))


def _exclusions(topic: str) -> dict[str, list[str]]:
    """The phrases that the frames of each kind's file name themselves as excluding, each once."""
    return {
        file.path.stem: sorted(
            {
                phrase
                for frame in (file.part.defaults, *file.part.frame)
                for phrase in (*frame.unless, *frame.unless_near, *frame.unless_act)
                if phrase[0] != "@"
            }
        )
        for file in read_topic(BUILT_IN / topic)
        if isinstance(file.part, KindFile)
    }


def _is_among(phrase: str, texts: Iterable[str]) -> bool:
    pattern = compile_phrases([phrase])
    return any((found := pattern.search(f" {text} ")) is not None and found[0] == text for text in texts)
