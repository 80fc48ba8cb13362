"""An event as a person reads it, with the evidence marked in the text that carries it."""

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from service.cli.certainty import NOT_DONE, certainty
from service.cli.screen import counted, harmless
from service.model import Deadline, Event, EventDate, Evidence, Location, Party, Span

EVIDENCE, ACTOR, TARGET, PLACE, DATE = "bold underline", "cyan", "magenta", "green", "yellow"
"""How each kind of span is shown; the live page uses the same colours."""
_INDENT = 11
"""Columns before what is known, so that it stays in its column when it wraps."""
_MARGIN = 120
"""Code points of context on each side of evidence that is less than its sentence."""
_KNOWN_BY = {
    "absolute": "as the text says",
    "relative_to_publication": "counted from the day it was published",
    "relative_to_dateline": "counted from the day of the dateline",
    "relative_to_record": "counted from its arrival, as nothing says when it was published",
    "publication": "the day it was published",
    "dateline": "the day of the dateline",
}
"""How a date is known (`date.method`), for a person."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+|\n\s*")


def show_card(console: Console, event: Event) -> None:
    """Print an event: what, who, against whom, where, when, how sure, the sentence with its evidence, and whose story it is.

    What did not happen (hypothetical, negated, opinion) has an empty circle and says so in capitals.
    """
    console.print(
        Text.assemble(
            ("○ " if event.modality in NOT_DONE else "● ", "bright_red" if event.topic == "diplomatic_protest" else "bright_blue"),
            (f"{event.topic.replace('_', ' ')} · {event.kind.replace('_', ' ')}", "bold"),
            (f"  {NOT_DONE[event.modality].upper()}" if event.modality in NOT_DONE else "", "bold yellow"),
            (f"  {event.modality.value}, confidence {event.confidence:.2f}, revision {event.revision}", "dim"),
        )
    )
    if event.headline:
        console.print(Text(f"  {harmless(event.headline)}", style="bold"))
    for label, value in _facts(event):
        room = max(console.width - _INDENT, _INDENT)
        lines = value.wrap(console, room) if console.is_terminal else [value]
        for number, line in enumerate(lines):
            console.print(Text.assemble((f"  {'' if number else label:{_INDENT - 2}}", "dim"), line))


def _facts(event: Event) -> Iterator[tuple[str, Text]]:
    """What is known, each with its label."""
    for label, style, value in (
        ("actors", ACTOR, "; ".join(map(_party, event.actors))),
        ("targets", TARGET, "; ".join(map(_party, event.targets))),
        ("place", PLACE, _place(event.location)),
        ("date", DATE, _date(event.date)),
        ("count", "", str(event.count.value) if event.count else ""),
        ("deadline", "", _deadline(event.deadline)),
    ):
        if value:
            yield label, Text(harmless(value), style)
    yield "sure", Text(certainty(event))
    for one in event.evidence:
        yield "evidence", Text.assemble(passage(event, one), (f"  {one.part}[{one.start}:{one.end}] {one.rule}", "dim"))
    for quote in event.quotes:
        said = f" — {quote.speaker}" if quote.speaker else ""
        yield "quote", Text.assemble(f"“{harmless(_one_line(quote.text))}”", (harmless(said), "dim"))
    article, counts = event.article, event.corroboration
    published = f"{article.published_at:%Y-%m-%d}" if article.published_at else None
    yield "article", Text(harmless(" · ".join(filter(None, (article.source, article.url or article.id, published)))))
    yield "reported", Text(f"by {counted(counts.articles, 'article')}, {counted(counts.independent_sources, 'independent source')}")


def passage(event: Event, one: Evidence) -> Text:
    """The sentence around a piece of evidence on one line, every span of the event styled; brackets where it is less than the sentence."""
    whole = getattr(event.article, one.part)
    start, end = _sentence(whole, one)
    spans = [(span, style) for span, style in styled_spans(event) if span.part == one.part]
    parts = [marked(whole, *cut, spans) for cut in ((start, one.start), (one.start, one.end), (one.end, end))]
    brackets = ("[", "]") if (start, end) != (one.start, one.end) else ("", "")
    return Text.assemble(parts[0], brackets[0], parts[1], brackets[1], parts[2])


def styled_spans(event: Event) -> list[tuple[Span, str]]:
    """Every span of the event with its style, evidence first so that the finer ones show on top of it."""
    spans: list[tuple[Span, str]] = [(one, EVIDENCE) for one in event.evidence]
    spans += [(one, ACTOR) for one in event.actors] + [(one, TARGET) for one in event.targets]
    spans += [(event.location, PLACE)] if event.location else []
    spans += [(event.date, DATE)] if event.date else []
    return spans


def marked(whole: str, start: int, end: int, spans: list[tuple[Span, str]]) -> Text:
    """`whole[start:end]` on one line with the spans styled."""
    text = Text(_flat(harmless(whole[start:end])))
    for span, style in spans:
        if start < span.end and span.start < end:
            text.stylize(style, max(span.start - start, 0), span.end - start)
    return text


def _sentence(whole: str, one: Evidence) -> tuple[int, int]:
    """From the end of the sentence before to the end of this one, within the line and the margin."""
    left, right = whole[max(one.start - _MARGIN, 0) : one.start], whole[one.end : one.end + _MARGIN]
    before = max((found.end() for found in _SENTENCE_END.finditer(left)), default=left.find(" ") + 1 if len(left) == _MARGIN else 0)
    after = _SENTENCE_END.search(whole[max(one.end - 2, 0) : one.end] + right)
    if after:
        end = max(max(one.end - 2, 0) + len(after[0].rstrip()) + after.start(), one.end)
    else:
        end = one.end + (right.rfind(" ") if len(right) == _MARGIN else len(right))
    return one.start - len(left) + before, end


def _party(party: Party) -> str:
    name = party.name or party.text
    country = party.country if party.country and party.country != name else None
    return name + (f" ({', '.join(filter(None, (party.role, country)))})" if party.role or country else "")


def _place(place: Location | None) -> str:
    return f"{place.name}{f' ({place.country})' if place.country else ''}" if place else ""


def _date(date: EventDate | None) -> str:
    if date is None:
        return ""
    said = "" if date.method == "publication" else f"“{_one_line(date.text)}”, "  # there the span is the act's, not a date's
    return f"{date.value} ({date.granularity}; {said}{_KNOWN_BY.get(date.method, date.method)})"


def _deadline(deadline: Deadline | None) -> str:
    return f"{deadline.value} (“{_one_line(deadline.text)}”)" if deadline else ""


def _flat(text: str) -> str:
    """Line breaks as spaces, one for one, so that offsets hold."""
    return text.replace("\n", " ").replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
