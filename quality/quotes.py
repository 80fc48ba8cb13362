"""Quotations: how many of those that speak of an act stand on its event, and whether each is given to who said it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality.report import OWN, Figure, Section, Table, digest
from quality.running import Row, explained, rows
from service.evaluation import wilson
from service.model import Explanation, Quote

_FILE = OWN / "quotes.jsonl"
_ARTICLES_WORDS = frozenset({"the", "a", "an"})


@dataclass
class Told:
    """Counts over quotations."""

    wanted: int = 0
    """Speak of the article's main act, by the label."""
    found: int = 0
    """Of these stand on an event."""
    known: int = 0
    """Stand on an event, and have a label: whether they speak of the act or not."""
    right: int = 0
    """Of these are given to who said them."""
    nameless: int = 0
    """Of these are given to nobody."""
    no_quotes: int = 0
    """Ships, titles and scare quotes that stand on an event as if somebody had said them."""


def sections(_real: Path | None) -> Iterator[Section]:
    """Own articles only: the real ones have no labels of speakers."""
    gold = rows(_FILE)
    told = counted(gold, explained(gold))
    interval = wilson(told.right, told.known)
    data = digest([_FILE])
    found, right = told.found / max(1, told.wanted), told.right / max(1, told.known)
    table = Table(
        "Quotations on events",
        ("Speak of the act", "Found", "Told, with a label", "Speaker right", "Speaker not said", "No quotation at all"),
        [
            (
                str(told.wanted),
                f"{found:.3f}",
                str(told.known),
                f"{right:.3f} ({interval.low:.2f} to {interval.high:.2f})",
                str(told.nameless),
                str(told.no_quotes),
            )
        ],
        f"{sum(len(row['quotes']) for row in gold)} quotations of {len(gold)} invented articles, written and labelled by somebody who "
        "never saw the rules. A speaker is right when the words told are those of the label or of one of its other forms.",
    )
    figures = [
        Figure("own:quotes/found", found, told.wanted, data),
        Figure("own:quotes/speaker", right, told.known, data),
        Figure("own:quotes/no_quotation", float(told.no_quotes), told.known, data, lower_is_better=True),
    ]
    yield Section("Quotations", [table], figures)


def counted(gold: Sequence[Row], read: Sequence[Explanation]) -> Told:
    """Hold the quotations on the events of each article against its labels."""
    told = Told()
    for row, explanation in zip(gold, read, strict=True):
        shown = {(quote.start, quote.end): quote for event in explanation.events for quote in event.quotes}.values()
        for label in row["quotes"]:
            here = [quote for quote in shown if _is_of(quote, label["text"])]
            told.wanted += label["of_event"]
            told.found += bool(here) and label["of_event"]
            if here:
                told.known += 1
                told.right += any(_said_by(quote.speaker, label) for quote in here)
                told.nameless += all(quote.speaker is None for quote in here)
        told.no_quotes += sum(any(_is_of(quote, text) for quote in shown) for text in row.get("not_quotes", ()))
    return told


def _is_of(quote: Quote, text: str) -> bool:
    """Whether a quotation is the labelled one, or a part of it, or holds it."""
    one, other = _plain(quote.text), _plain(text)
    return bool(one and other) and (one in other or other in one)


def _said_by(speaker: str | None, label: Row) -> bool:
    return speaker is not None and _named(speaker) in {_named(name) for name in (label["speaker"], *label.get("also", ()))}


def _named(name: str) -> str:
    words = _plain(name).removesuffix("'s").split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES_WORDS else words)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).strip(" .,;:!?\"'“”„‘«»")
