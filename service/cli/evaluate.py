"""`demarche evaluate`: how often the service is right, on labelled articles."""

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from service.cli.engine import Defects, explaining
from service.cli.screen import counted, harmless, heading, json_line, messages, output, table
from service.errors import Fatal
from service.evaluation import Error, Interval, Labelled, Score, score
from service.outcome import ExitCode


def evaluate(
    invocation: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Raw articles, each with `labels`, a list of topics (.gz too).")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score the service on labelled articles: precision, recall and F1 per topic with 95% intervals, and the errors.

    An article counts as about a topic when it has an event of it with confidence 0.5 or more that is asserted, historical or
    planned. Articles marked `ambiguous` are left out.
    """
    from service.inputs.reader import Reader
    from service.settings import load_settings

    settings, _ = load_settings()
    defects = Defects(debug=bool(invocation.obj))
    judged, left_out = [], 0
    note = messages()
    with explaining(settings, defects) as explainer, note.status("Scoring …") as status:
        topics = tuple(explainer.context.rules.topics)
        for number, item in enumerate(Reader([file], sys.stdin.buffer)):
            labels = _labels(item.origin, item.value, topics)
            explanation = explainer.explain(item, number)
            if labels is None:
                left_out += 1
            else:
                judged.append(Labelled(labels, explanation))
            status.update(f"{counted(number + 1, 'article')} read …")
    if not judged:
        raise Fatal(f"{file} holds no labelled article that is not ambiguous, so there is nothing to score.", ExitCode.USAGE)
    scores, errors = score(judged, topics)
    if as_json:
        summary = {
            "articles": len(judged),
            "ambiguous": left_out,
            "topics": list(map(_as_json, scores)),
            "errors": list(map(_error, errors)),
        }
        json_line(orjson.dumps(summary))
    else:
        _show(scores, errors)
        note.print(f"{counted(len(judged), 'article')} scored, {left_out:,} ambiguous left out.", style="dim")
    if defects.found:
        raise typer.Exit(1)


def _labels(origin: str, value: bytes, topics: tuple[str, ...]) -> frozenset[str] | None:
    """The labels of an article, or None when it is ambiguous."""
    try:
        article = orjson.loads(value)
        labels = frozenset(article["labels"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as problem:
        raise Fatal(f"{origin} is not a JSON article with `labels`, a list of topics.", ExitCode.USAGE) from problem
    if unknown := sorted(labels - set(topics)):
        raise Fatal(f"{origin} has the label {unknown[0]!r}; the topics are {', '.join(topics)}.", ExitCode.USAGE)
    return None if article.get("ambiguous") else labels


def _show(scores: list[Score], errors: list[Error]) -> None:
    console = output()
    numbers = ("ABOUT IT", "PRECISION", "RECALL", "F1", "FALSE ALARMS", "MISSED")
    rows = table("TOPIC", *numbers, right=numbers)
    for one in scores:
        rows.add_row(
            one.topic,
            f"{one.true_positives + one.false_negatives:,}",
            f"{one.precision:.3f} {_interval(one.precision_interval)}",
            f"{one.recall:.3f} {_interval(one.recall_interval)}",
            f"{one.f1:.3f}",
            f"{one.false_positives:,}",
            f"{one.false_negatives:,}",
        )
    console.print(rows)
    if errors:
        console.print()
        listed = table("ERROR", "TOPIC", "ARTICLE", "WHAT IT SAYS")
        for error in errors:
            row = _error(error)
            listed.add_row(row["error"], row["topic"], harmless(row["id"]), harmless(row["says"]))
        console.print(heading("Errors"))
        console.print(listed)


def _as_json(one: Score) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "precision": one.precision,
        "precision_95": tuple(one.precision_interval),
        "recall": one.recall,
        "recall_95": tuple(one.recall_interval),
        "f1": one.f1,
        "true_positives": one.true_positives,
        "false_positives": one.false_positives,
        "false_negatives": one.false_negatives,
    }


def _error(error: Error) -> dict[str, str]:
    """An error as a row: for a false alarm the evidence that misled, for a miss what came nearest."""
    explanation = error.explanation
    if error.missed:
        nearest = [f"{miss.text} (lacks {miss.missing})" for miss in explanation.near_misses if miss.topic == error.topic]
    else:
        nearest = [event.evidence[0].text for event in explanation.events if event.topic == error.topic]
    says = nearest[0] if nearest else explanation.article.title or explanation.article.text[:100]
    return {
        "error": "missed" if error.missed else "false alarm",
        "topic": error.topic,
        "id": explanation.article.id,
        "says": " ".join(says.split()),
    }


def _interval(interval: Interval) -> str:
    return f"[{interval.low:.2f}, {interval.high:.2f}]"
