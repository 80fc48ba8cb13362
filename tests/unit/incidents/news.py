"""Events of made-up news for the tests of incidents."""

from datetime import UTC, datetime, timedelta
from typing import Any

from service.incidents.likeness import Model
from service.incidents.linking import link
from service.incidents.memory import Incidents, Moment
from service.incidents.report import Report, Telling
from service.model import Corroboration, Event, EventDate, Evidence, Lineage, Party, PublishedArticle
from service.outcome import Modality

DAY = 86_400
ALWAYS = Model(0.0, {}, 0.5)
"""Takes everything that is not kept apart for one act."""


def news(
    actor: str | None = "RUS",
    kind: str = "expulsion",
    target: str | None = "NOR",
    day: str | None = "2023-04-13",
    *,
    sentence: str = "Russia expelled ten Norwegian diplomats from the embassy in Moscow.",
    person: str | None = None,
    name: str = "one",
    **more: Any,
) -> Event:
    """One event of an article that consists of its sentence."""
    going = kind in {"asylum", "change_of_sides", "desertion", "resignation_in_protest", "espionage_defection"}
    fields: dict[str, Any] = {
        "topic": "defection" if going else "diplomatic_protest",
        "kind": kind,
        "modality": Modality.ASSERTED,
        "confidence": 0.9,
        "headline": sentence.rstrip("."),
        "summary": sentence,
        "evidence": (Evidence(text=sentence, start=0, end=len(sentence), rule="t/k/f"),),
        "actors": tuple(_party(code, person) for code in (actor or "").split()),
        "targets": tuple(_party(code) for code in (target or "").split()),
        "date": EventDate(text="", start=0, end=0, value=day, granularity="day", method="relative_to_publication") if day else None,
        "event_id": f"event-{name}",
        "revision": 1,
        "article": PublishedArticle(id=name, text=sentence, extractor="text", published_at=datetime(2023, 4, 13, tzinfo=UTC)),
        "corroboration": Corroboration(articles=1, sources=1, independent_sources=1),
        "lineage": Lineage(topic="news.raw", partition=0, offset=0, pipeline_version="1", rules_version="1"),
    }
    return Event(**fields | more)


def _party(code: str, person: str | None = None) -> Party:
    if person:
        return Party(text=person, start=0, end=len(person), name=person, country=code, kind="person")
    return Party(text=code, start=0, end=len(code), name=code, country=code)


class Lane:
    """A lane whose articles are linked one after the other."""

    def __init__(self, model: Model = ALWAYS) -> None:
        """Nothing told yet."""
        self.incidents = Incidents()
        self.model = model
        self.tellings: list[Telling] = []

    def tell(self, *events: Event, after: timedelta = timedelta(), source: str | None = None, wire: str | None = None) -> list[Report]:
        """Link the events of one article, remember them and give back their reports."""
        position = len(self.tellings) + 1
        seconds = int(after.total_seconds())
        reports = link(events, f"news.raw-0-{position}", self.incidents, Moment(position, seconds), self.model)
        source = source or f"paper-{position}"
        thread = position.to_bytes(8, "little")
        self.take(Telling(position, seconds, f"article-{position}", None, source, source, wire, thread, reports, ()))
        return list(reports)

    def take(self, telling: Telling) -> list[int]:
        """Remember a telling; the revisions that it makes."""
        revisions = [case.revision for case in self.incidents.revised(telling)]
        self.tellings.append(telling)
        self.incidents.tell(telling)
        return revisions
