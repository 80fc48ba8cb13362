"""An event as a person reads it."""

from datetime import UTC, datetime

import pytest
from rich.console import Console

from service.cli.event_card import EVIDENCE, passage, show_card
from service.model import Corroboration, Count, Deadline, Event, EventDate, Evidence, Lineage, Location, Party, PublishedArticle, Quote
from service.outcome import Modality

TEXT = (
    "Rain fell. On Monday Chile expelled three envoys of Nicaragua in Santiago, saying that they had spied on exiles.\n\n"
    'A minister said "enough is enough". More rain.'
)


def span(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def event(evidence: str = "Chile expelled three envoys of Nicaragua", text: str = TEXT, **more: object) -> Event:
    at = text.index(evidence)
    values: dict[str, object] = {
        "topic": "diplomatic_protest",
        "kind": "expulsion",
        "modality": Modality.ASSERTED,
        "confidence": 0.875,
        "headline": "Chile expels envoys",
        "summary": evidence,
        "evidence": (Evidence(text=evidence, start=at, end=at + len(evidence), rule="diplomatic_protest/expulsion/expel"),),
        "event_id": "e1",
        "revision": 2,
        "article": PublishedArticle(
            id="a1",
            source="Andes Wire",
            url="https://a.example/1",
            text=text,
            extractor="text",
            published_at=datetime(2023, 11, 21, tzinfo=UTC),
        ),
        "corroboration": Corroboration(articles=3, sources=2, independent_sources=1),
        "lineage": Lineage(topic="news.raw", partition=0, offset=0, pipeline_version="1", rules_version="1"),
    }
    return Event(**(values | more))  # type: ignore[arg-type]


def full() -> Event:
    return event(
        actors=(Party(**span("Chile"), name="Chile", country="CHL"),),  # type: ignore[arg-type]
        targets=(Party(**span("envoys of Nicaragua"), name="Nicaragua", role="envoys", country="NIC"),),  # type: ignore[arg-type]
        location=Location(**span("Santiago"), name="Santiago", country="CHL"),  # type: ignore[arg-type]
        date=EventDate(**span("Monday"), value="2023-11-20", granularity="day", method="relative_to_publication"),  # type: ignore[arg-type]
        quotes=(Quote(**span("enough is enough"), speaker="A minister"),),  # type: ignore[arg-type]
    )


def lines(one: Event) -> list[str]:
    console = Console(width=10_000)
    with console.capture() as captured:
        show_card(console, one)
    return captured.get().splitlines()


def test_a_card_says_what_who_against_whom_where_when_and_who_reported_it() -> None:
    shown = "On Monday [Chile expelled three envoys of Nicaragua] in Santiago, saying that they had spied on exiles."
    assert lines(full()) == [
        "● diplomatic protest · expulsion  asserted, confidence 0.88, revision 2",
        "  Chile expels envoys",
        "  actors   Chile (CHL)",
        "  targets  Nicaragua (envoys, NIC)",
        "  place    Santiago (CHL)",
        "  date     2023-11-20 (day; “Monday”, counted from the day it was published)",
        "  sure     probable: of such events at least three in four are right",
        f"  evidence {shown}  text[{TEXT.index('Chile')}:{TEXT.index(' in Santiago')}] diplomatic_protest/expulsion/expel",
        "  quote    “enough is enough” — A minister",
        "  article  Andes Wire · https://a.example/1 · 2023-11-21",
        "  reported by 3 articles, 1 independent source",
    ]


def test_what_is_not_known_takes_no_line() -> None:
    assert [line.split()[0] for line in lines(event(headline=""))] == ["●", "sure", "evidence", "article", "reported"]


def test_a_day_that_the_text_does_not_say_is_not_shown_as_its_words() -> None:
    when = EventDate(**span("expelled"), value="2023-11-21", granularity="day", method="publication")  # type: ignore[arg-type]
    assert "  date     2023-11-21 (day; the day it was published)" in lines(event(date=when))


def test_count_and_deadline_have_their_lines() -> None:
    said = lines(event(count=Count(**span("three"), value=3), deadline=Deadline(**span("Monday"), value="2023-11-27")))  # type: ignore[arg-type]
    assert {"  count    3", "  deadline 2023-11-27 (“Monday”)"} <= set(said)


@pytest.mark.parametrize(
    ("modality", "head"),
    [
        ("hypothetical", "○ diplomatic protest · expulsion  ONLY POSSIBLE, NOT DONE  hypothetical, confidence 0.88"),
        ("negated", "○ diplomatic protest · expulsion  DENIED OR NOT DONE  negated, confidence 0.88"),
        ("planned", "● diplomatic protest · expulsion  planned, confidence 0.88"),
    ],
)
def test_what_did_not_happen_is_seen_at_a_glance(modality: str, head: str) -> None:
    assert lines(event(modality=Modality(modality)))[0].startswith(head)


def test_evidence_that_is_the_whole_sentence_needs_no_brackets() -> None:
    sentence = "On Monday Chile expelled three envoys of Nicaragua in Santiago, saying that they had spied on exiles."
    assert passage(event(sentence), event(sentence).evidence[0]).plain == sentence


@pytest.mark.parametrize(
    ("text", "evidence", "shown"),
    [
        ("Chile expelled them.", "Chile expelled them.", "Chile expelled them."),
        ("Chile expelled them", "Chile expelled", "[Chile expelled] them"),
        ("One.\nTwo left. Three.", "left", "Two [left]."),
        ("One.\nTwo left\nThree.", "left", "Two [left]"),
        ("He left! She stayed.", "She stayed", "[She stayed]."),
        ("word " * 60 + "he left" + " word" * 60, "he left", "word " * 23 + "[he left]" + " word" * 23),
    ],
)
def test_the_passage_is_the_sentence_and_never_another_line(text: str, evidence: str, shown: str) -> None:
    one = event(evidence, text)
    assert passage(one, one.evidence[0]).plain.strip() == shown.strip()


def test_evidence_is_underlined_and_the_spans_in_it_are_coloured() -> None:
    one = full()
    shown = passage(one, one.evidence[0])
    marked = {str(style): shown.plain[start:end] for start, end, style in shown.spans}
    assert marked[EVIDENCE] == "Chile expelled three envoys of Nicaragua"
    assert marked["magenta"] == "envoys of Nicaragua"
    assert marked["green"] == "Santiago"
    assert marked["yellow"] == "Monday"


def test_what_a_terminal_would_obey_is_made_harmless() -> None:
    hostile = "Chile expelled \x1b[2J\x1b]0;owned\x07 them \u202egnp.exe."
    said = "\n".join(lines(event(hostile, hostile, headline="\x1b[31mred")))
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "\u202e" not in said
    assert "Chile expelled \ufffd[2J" in said


def test_on_a_narrow_terminal_what_wraps_stays_in_its_column() -> None:
    console = Console(width=50, force_terminal=True, color_system=None)
    with console.capture() as captured:
        show_card(console, full())
    shown = captured.get().splitlines()
    first = next(number for number, line in enumerate(shown) if line.startswith("  evidence "))
    wrapped = [line for line in shown[first + 1 : first + 4] if not line.startswith("  quote")]
    assert wrapped
    assert all(line.startswith(" " * 11) and line[11] != " " and len(line) <= 50 for line in wrapped)
