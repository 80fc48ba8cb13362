"""What each stage said of an article, in words."""

from collections.abc import Iterator

from service.coding.judge.verdict import Verdict
from service.coding.judged import Judged
from service.model import Explanation
from service.outcome import Outcome
from service.reasons import sentence

Saying = tuple[str, str]
"""The stage, and what it said."""


def sayings(explanation: Explanation, judged: Judged | None) -> list[Saying]:
    """In the order of the stages. `judged`: what gate and judge said, where they were asked."""
    return list(_sayings(explanation, judged))


def _sayings(explanation: Explanation, judged: Judged | None) -> Iterator[Saying]:
    article = explanation.article
    for warning in explanation.warnings:
        yield "decode", f"left out: {warning}"
    if explanation.outcome is Outcome.DEAD:
        detail = f" ({explanation.detail})" if explanation.detail else ""
        yield "refused", f"{sentence(explanation.reason).removeprefix('refused: ')}{detail}"
        return
    yield "extract", f"text by {article.extractor}; {len(article.text):,} characters are left after cleaning"
    yield "language", article.language or "none recognised"
    if judged is not None:
        yield from _judgement(judged)
    for event in explanation.events:
        rules = ", ".join(dict.fromkeys(one.rule for one in event.evidence))
        yield "code", f"{event.kind.replace('_', ' ')}, {event.modality.value}, read by {rules}; confidence {event.confidence:.2f}"
        if event.date:
            yield "enrich", f"date {event.date.value} ({event.date.method.replace('_', ' ')})"
    yield "compose", sentence(explanation.reason)


def _judgement(judged: Judged) -> Iterator[Saying]:
    yield "gate", gate_said(judged)
    if judged.gate is not None:
        for index, verdict in sorted(judged.verdicts.items()):
            yield "judge", verdict_said(index, verdict)


def gate_said(judged: Judged) -> str:
    """What the gate said of a text."""
    if judged.gate is None:
        return "its words are those of other matters"
    return f"passed with {judged.gate:+.1f}; sentences judged: {len(judged.verdicts)}"


def verdict_said(index: int, verdict: Verdict) -> str:
    """What the judge said of a sentence; `index` is -1 for the title."""
    kind = max(verdict.kinds, key=verdict.kinds.__getitem__)
    where = "title" if index < 0 else f"sentence {index + 1}"
    reported = max(verdict.topics.values())
    likeliest = f"{kind.replace('_', ' ')} {verdict.kinds[kind]:.2f}, {verdict.modality} {verdict.modalities[verdict.modality]:.2f}"
    return f"{where}: {likeliest}, reported {reported:.2f}, in passing {verdict.in_passing:.2f}"
