"""Which event of an article a quotation speaks of."""

from collections.abc import Sequence

from service.model import CodedEvent, Quote

_REACH = 200
"""Code points before a quotation within which its sentence begins."""


def quotes_of(events: Sequence[CodedEvent], text: str, quotes: tuple[Quote, ...]) -> list[tuple[Quote, ...]]:
    """For each event its quotations, in order; `text`, `quotes`: those of the whole article.

    A quotation belongs to the events that its own sentence tells or calls by name ("the walkout was ..."), else to those whose party said
    it, else to those told last before it (the first ones, where none was): a story quotes behind the act that the words are about.
    """
    shares: list[list[Quote]] = [[] for _ in events]
    for quote in quotes:
        for number in _belongs(quote, text, events):
            shares[number].append(quote)
    return [tuple(share) for share in shares]


def _belongs(quote: Quote, text: str, events: Sequence[CodedEvent]) -> list[int]:
    everywhere = list(range(len(events)))
    telling = [n for n in everywhere if any(e.part == "text" and e.start <= quote.start and quote.end <= e.end for e in events[n].evidence)]
    if telling or len(events) == 1:
        return telling or everywhere
    before = text[max(0, quote.start - _REACH) : quote.start].rpartition(". ")[2].lower()
    named = [n for n in everywhere if f" {events[n].kind} " in before]
    if named:
        return named
    speaking = [n for n in everywhere if quote.speaker and quote.speaker in _names(events[n])]
    if speaking:
        return speaking
    ahead = {n: [e.start for e in events[n].evidence if e.part == "text" and e.start <= quote.start] for n in everywhere}
    nearest = max((max(starts) for starts in ahead.values() if starts), default=None)
    if nearest is not None:
        return [n for n in everywhere if nearest in ahead[n]]
    first = min((_first(event) for event in events), default=0)
    return [n for n in everywhere if _first(events[n]) == first]


def _names(event: CodedEvent) -> set[str]:
    """The single persons whom the event is about: a state speaks of all that it does."""
    return {party.name for party in (*event.actors, *event.targets) if party.kind == "person" and party.name}


def _first(event: CodedEvent) -> int:
    return min((e.start for e in event.evidence if e.part == "text"), default=0)
