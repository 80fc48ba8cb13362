"""`demarche explain`: what the service would make of articles, with no Kafka."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from service.cli.engine import Defects, explaining
from service.cli.event_card import show_card, styled_spans
from service.cli.left_out import LeftOut
from service.cli.screen import harmless, heading, json_line, output
from service.coding.events.confidence import Circumstances, terms
from service.errors import Fatal
from service.inputs.find import STANDARD_INPUT
from service.model import Event, Explanation, NearMiss, Span
from service.outcome import Outcome
from service.reasons import sentence

if TYPE_CHECKING:
    from service.coding.judged import Judged

_TERMS = {
    "intercept": "base",
    "strength": "the rules",
    "events": "events in the article",
    "length": "length of the text",
    "unreal": "did not happen",
    "historical": "of an earlier time",
    "several": "told several times",
    "by_agent": "doer named",
    "judged_topic": "the judge: reported",
    "judged_again": "the judge: reported twice",
    "judged_kind": "the judge: of this kind",
    "judged_passing": "the judge: in passing",
    "framed": "a frame reads it",
    "judged_early": "in title or lead",
}
"""The terms of the confidence model, for a person."""
_WORTH_WEIGHING = 0.3
"""Probability from which it is shown which words moved the judge."""
_NEAR_MISS = "italic yellow"
_OUTCOME_STYLES = {Outcome.EVENT: "bold green", Outcome.DUPLICATE: "yellow", Outcome.DEAD: "bold red"}


def explain(
    invocation: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or directories of articles, - for standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an article, in input order, as it goes.")] = False,
) -> None:
    """Show what becomes of articles, and why: clean text, language, events with their evidence, near misses. Needs no Kafka.

    Ends with 1 when an article was refused, or when there was none.
    """
    from service.inputs.reader import Reader
    from service.settings import load_settings

    settings, _ = load_settings()
    left_out = LeftOut()
    reader = Reader(paths, sys.stdin.buffer, left_out)
    defects = Defects(debug=bool(invocation.obj))
    console = output()
    articles = refused = 0
    with explaining(settings, defects) as explainer:
        for number, item in enumerate(reader):
            explanation = explainer.explain(item, number)
            articles += 1
            refused += explanation.outcome is Outcome.DEAD
            if as_json:
                json_line(explanation.model_dump_json(by_alias=True).encode())
            else:
                _show(console, item.origin, explanation, explainer.circumstances, explainer.judged)
    if not articles:
        where = ", ".join("standard input" if path == STANDARD_INPUT else str(path) for path in paths)
        raise Fatal(f"There is no article in {where}: give a text, a page, or JSON with `text` or `html`.")
    if refused:
        raise typer.Exit(1)
    left_out.end()


def _show(
    console: Console, origin: str, explanation: Explanation, circumstances: tuple[Circumstances, ...], judged: "Judged | None"
) -> None:
    article = explanation.article
    console.print(
        Text.assemble(
            heading(f"━━ {origin}  "), (explanation.outcome.value.replace("_", " "), _OUTCOME_STYLES.get(explanation.outcome, "bold"))
        )
    )
    facts = (
        f"id {article.id}",
        article.source,
        f"language {article.language}" if article.language else None,
        f"published {article.published_at:%Y-%m-%d %H:%M}" if article.published_at else None,
        f"text by {article.extractor}",
        f"{len(article.text):,} characters",
    )
    console.print(harmless(" · ".join(filter(None, facts))), style="dim")
    if article.title:
        console.print(_marked_part(explanation, "title", article.title), style="bold")
    if article.text:
        console.print(_marked_part(explanation, "text", article.text))
    console.print()
    console.print(Text.assemble(("why  ", "dim"), _why(explanation)))
    if explanation.detail:
        console.print(Text.assemble(("that is  ", "dim"), harmless(explanation.detail)))
    for warning in explanation.warnings:
        console.print(Text.assemble(("warning  ", "yellow"), harmless(warning)))
    for line in _judgement(judged):
        console.print(line)
    for event, of in zip(explanation.events, circumstances, strict=True):
        show_card(console, event)
        console.print(_weighing(event, of))
        console.print()
    for miss in explanation.near_misses:
        console.print(_near_miss(miss))
    console.print()


def _marked_part(explanation: Explanation, part: str, whole: str) -> Text:
    text = Text(harmless(whole))
    spans: list[tuple[Span, str]] = [(miss, _NEAR_MISS) for miss in explanation.near_misses]
    for event in explanation.events:
        spans += styled_spans(event)
    for span, style in spans:
        if span.part == part:
            text.stylize(style, span.start, span.end)
    return text


def _why(explanation: Explanation) -> str:
    why = sentence(explanation.reason)
    if explanation.duplicate_of:
        why += f": {harmless(explanation.duplicate_of)} (similarity {explanation.similarity or 0:.2f})"
    return f"{why} [{explanation.reason}]"


def _judgement(judged: "Judged | None") -> Iterator[Text]:
    """What the gate and the judge said, sentence by sentence."""
    from service.coding.judge.encoder import judge
    from service.coding.judge.weighing import telling_words
    from service.edge.page.sayings import gate_said, verdict_said

    if judged is None:
        return
    yield Text.assemble(("gate ", "dim"), gate_said(judged))
    if judged.gate is None:
        return
    for index, verdict in sorted(judged.verdicts.items()):
        yield Text.assemble(("judge ", "dim"), verdict_said(index, verdict))
        if max(verdict.topics.values()) >= _WORTH_WEIGHING:
            words = telling_words(judge(), judged.passages[index], max(verdict.topics, key=verdict.topics.__getitem__))
            if words:
                yield Text.assemble(
                    ("      ", "dim"), ("because of ", "dim"), harmless(", ".join(f"{word} {by:.2f}" for word, by in words))
                )


def _weighing(event: Event, of: Circumstances) -> Text:
    """How the confidence came about: the strength by the rules, and what each term of the model adds to its log-odds."""
    added = ", ".join(f"{_TERMS[name]} {value:+.2f}" for name, value in terms(of).items() if round(value, 2))
    return Text.assemble(
        ("  weighed  ", "dim"), f"{event.confidence:.2f}: by the rules {of.strength:.2f}; ", (f"log-odds by the model: {added}", "dim")
    )


def _near_miss(miss: NearMiss) -> Text:
    what = f"{miss.topic.replace('_', ' ')}{f' · {miss.kind}' if miss.kind else ''}"
    return Text.assemble(
        ("○ nearly ", "yellow"), f"{what}: ", (harmless(" ".join(miss.text.split())), _NEAR_MISS), f" lacks {harmless(miss.missing)}"
    )
