"""Which words of a sentence moved the judge: each is left out once. Some thirty runs, so only for a person who asks."""

import re

from service.coding.judge.encoder import Judge, PassageText

_WORD = re.compile(r"\S+")
_SHOWN = 5
_LEAST = 0.05
"""A word whose absence changes the probability by less is not worth a person's time."""


def telling_words(of: Judge, passage: PassageText, topic: str) -> list[tuple[str, float]]:
    """Those without which the judge would be least sure that the sentence reports an act of the topic, and by how much."""
    spans = [match.span() for match in _WORD.finditer(passage.focus)]
    without = [passage._replace(focus=passage.focus[:start] + passage.focus[end:]) for start, end in spans]
    whole, *others = of.read([passage, *without])
    lost = [round(whole.topics[topic] - other.topics[topic], 2) for other in others]
    weighed = sorted(zip(spans, lost, strict=True), key=lambda one: -one[1])[:_SHOWN]
    return [(passage.focus[start:end].strip(".,;:\"'“”()"), loss) for (start, end), loss in weighed if loss >= _LEAST]
