"""Holds what became of an input against the reading of its report."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.model import Event, Party
from tests.cases.readings import Reading, Wanted
from tests.cases.running import Article, Run


def complaints(reading: Reading, run: Run) -> list[str]:
    """What is not as it should be, a line each; empty where all is."""
    found: list[str] = []
    if reading.count is not None and len(run.articles) != reading.count:
        found.append(f"{len(run.articles)} articles, not {reading.count}")
    for number, wanted in enumerate(reading.articles):
        article = _chosen(run.articles, number, wanted.get("at"))
        if article is None:
            found.append(f"{wanted.get('at') or f'article {number + 1}'} was not read")
        else:
            found += _of_article(wanted, article, reading)
    if reading.published:
        found += _of_topics(reading.published, run)
    return found


def _chosen(articles: Sequence[Article], number: int, at: str | None) -> Article | None:
    if at is None:
        return articles[number] if number < len(articles) else None
    return next((one for one in articles if at in (one.explanation.article.id, one.explanation.article.url)), None)


def _of_article(wanted: dict[str, Any], article: Article, reading: Reading) -> Iterator[str]:
    told = article.explanation
    said = told.article
    day = said.published_at.isoformat() if said.published_at else "none"
    for name, got in (
        ("outcome", told.outcome.value),
        ("reason", told.reason),
        ("language", said.language),
        ("title", said.title),
        ("authors", list(said.authors)),
        ("wire", said.wire),
    ):
        if name in wanted and got != wanted[name]:
            yield f"{name} {got}, not {wanted[name]}"
    if not day.startswith(wanted.get("published", "")):
        yield f"published {day}, not {wanted['published']}"
    yield from (f"no warning {name}" for name in wanted.get("warns", ()) if not any(one.startswith(name) for one in article.warnings))
    story = reading.stories.get(wanted.get("story", ""), {})
    flat = " ".join(said.text.split())
    yield from (f"text lacks {phrase!r}" for phrase in [*wanted.get("has", ()), *story.get("has", ())] if phrase not in flat)
    yield from (f"text has {phrase!r}" for phrase in [*wanted.get("lacks", ()), *story.get("lacks", ())] if phrase in flat)
    yield from _of_events(wanted, told.events)
    yield from _of_quotes(wanted.get("quotes", ()), told.events)


def _of_events(wanted: dict[str, Any], events: Sequence[Event]) -> Iterator[str]:
    left = list(events)
    for written in wanted.get("events", ()):
        partner = next((event for event in left if fits(Wanted.parse(written), event)), None)
        if partner is None:
            yield f"no {written} (there: {'; '.join(map(brief, events)) or 'none'})"
        else:
            left.remove(partner)
    if wanted.get("only"):
        yield from (f"also {brief(event)}" for event in left)
    for written in wanted.get("never", ()):
        yield from (f"{brief(event)}, never {written}" for event in events if fits(Wanted.parse(written), event))


def _of_quotes(wanted: Sequence[tuple[str, str]], events: Sequence[Event]) -> Iterator[str]:
    there = [(quote.text, quote.speaker) for event in events for quote in event.quotes]
    for begins, speaker in wanted:
        if not any(text.startswith(begins) and speaker in ("?", who or "-") for text, who in there):
            yield f"no quote {begins!r} by {speaker} (there: {there})"


def _of_topics(wanted: Sequence[str], run: Run) -> Iterator[str]:
    left = list(run.published.values())
    for written in wanted:
        one = Wanted.parse(written)
        partner = next((pair for pair in left if fits(one, pair[0]) and one.articles in (None, pair[1])), None)
        if partner is None:
            there = "; ".join(f"{brief(event)} x{articles}" for event, articles in run.published.values())
            yield f"the topics lack {written} (there: {there or 'none'})"
        else:
            left.remove(partner)
    yield from (f"the topics also hold {brief(event)}" for event, _ in left)


def fits(wanted: Wanted, event: Event) -> bool:
    """Whether `event` is one of those that `wanted` means."""
    day = event.date.value if event.date else ""
    return (
        (wanted.kinds is None or event.kind in wanted.kinds)
        and (wanted.modalities is None or event.modality.value in wanted.modalities)
        and (wanted.actors is None or states(event.actors) == wanted.actors)
        and (wanted.targets is None or states(event.targets) == wanted.targets)
        and (wanted.day is None or day.startswith(wanted.day))
        and (wanted.not_day is None or not day.startswith(wanted.not_day))
    )


def states(parties: Sequence[Party]) -> frozenset[str]:
    """The states that the parties stand for."""
    return frozenset(party.country for party in parties if party.country)


def brief(event: Event) -> str:
    """An event on a line."""
    parties = ">".join(",".join(sorted(states(side))) or "-" for side in (event.actors, event.targets))
    return f"{event.kind} {event.modality.value} {parties} {event.date.value if event.date else '-'}"
