"""An event as a person reads it, with the evidence marked in the text that carries it."""

from collections.abc import Iterator

from rich.text import Text

from service.cli.screen import harmless
from service.model import Event, EventDate, Evidence, Location, Party, Span

EVIDENCE, ACTOR, TARGET, PLACE, DATE = "bold underline", "cyan", "magenta", "green", "yellow"
"""How each kind of span is shown; the live page uses the same colours."""
_MARGIN = 90
"""Code points of context around evidence whose sentence is not the summary."""


def card(event: Event) -> Iterator[Text]:
    """The lines of an event: what, who, against whom, where, when, the sentence with its evidence, and whose story it is."""
    yield Text.assemble(
        ("● ", "red" if event.topic == "diplomatic_protest" else "blue"),
        (f"{event.topic.replace('_', ' ')} · {event.kind.replace('_', ' ')}", "bold"),
        (f"  {event.modality.value}, confidence {event.confidence:.2f}, revision {event.revision}", "dim"),
    )
    if event.headline:
        yield Text(f"  {harmless(event.headline)}", style="bold")
    for label, style, value in (
        ("actors", ACTOR, "; ".join(map(_party, event.actors))),
        ("targets", TARGET, "; ".join(map(_party, event.targets))),
        ("place", PLACE, _place(event.location)),
        ("date", DATE, _date(event.date)),
    ):
        if value:
            yield Text.assemble((f"  {label:8}", "dim"), (harmless(value), style))
    for passage in passages(event):
        yield Text.assemble(("  text    ", "dim"), passage)
    for one in event.evidence:
        yield Text.assemble(
            ("  evidence", "dim"),
            " ",
            (harmless(_one_line(one.text)), EVIDENCE),
            (f"  {one.part}[{one.start}:{one.end}] {one.rule}", "dim"),
        )
    for quote in event.quotes:
        said = f" — {quote.speaker}" if quote.speaker else ""
        yield Text.assemble(("  quote   ", "dim"), f"“{harmless(_one_line(quote.text))}”", (harmless(said), "dim"))
    article, counts = event.article, event.corroboration
    origin = " · ".join(
        filter(None, (article.source, article.url or article.id, f"{article.published_at:%Y-%m-%d}" if article.published_at else None))
    )
    yield Text.assemble(("  article ", "dim"), harmless(origin))
    yield Text.assemble(
        ("  reported", "dim"), f" by {_count(counts.articles, 'article')}, {_count(counts.independent_sources, 'independent source')}"
    )


def passages(event: Event) -> Iterator[Text]:
    """The passages of the article that carry the event, with every span of it marked; overlapping ones are one."""
    spans = styled_spans(event)
    taken: list[tuple[str, int, int]] = []
    for one in event.evidence:
        whole = getattr(event.article, one.part)
        start, end = _around(whole, one, event.summary)
        if not any(part == one.part and start < until and since < end for part, since, until in taken):
            taken.append((one.part, start, end))
            yield marked(whole, start, end, [(span, style) for span, style in spans if span.part == one.part])


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


def _around(whole: str, one: Evidence, summary: str) -> tuple[int, int]:
    """The summary's place where it holds the evidence, else the evidence with some context, cut at spaces."""
    at = whole.rfind(summary, 0, one.start + len(summary)) if summary else -1
    if at >= 0 and at <= one.start and one.end <= at + len(summary):
        return at, at + len(summary)
    start = whole.rfind(" ", 0, max(one.start - _MARGIN, 0)) + 1
    end = whole.find(" ", min(one.end + _MARGIN, len(whole)))
    return start, end if end >= 0 else len(whole)


def _party(party: Party) -> str:
    name = party.name or party.text
    country = party.country if party.country and party.country != name else None
    return name + (f" ({', '.join(filter(None, (party.role, country)))})" if party.role or country else "")


def _place(place: Location | None) -> str:
    return f"{place.name}{f' ({place.country})' if place.country else ''}" if place else ""


def _date(date: EventDate | None) -> str:
    return f"{date.value} ({date.granularity}; “{_one_line(date.text)}”)" if date else ""


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _flat(text: str) -> str:
    """Line breaks as spaces, one for one, so that offsets hold."""
    return text.replace("\n", " ").replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
