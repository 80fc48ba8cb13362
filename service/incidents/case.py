"""One incident as the reports make it: who told it, how often, and which revision of it is the latest."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from service.incidents.counts import Counts
from service.incidents.report import Report, Telling
from service.model_incident import (
    Incident,
    IncidentCounts,
    IncidentDate,
    IncidentJoined,
    IncidentParty,
    IncidentPlace,
    IncidentReport,
)
from service.outcome import Modality

MOST_REPORTS = 100
"""Reports that an incident lists; more are only counted."""
_MOST_PARTIES = 20
_SURE = 0.99
_DONE = (Modality.ASSERTED, Modality.HISTORICAL)


@dataclass(slots=True)
class _Told:
    """A report with the article that told it."""

    report: Report
    telling: Telling


@dataclass(slots=True)
class Case:
    """The state of an incident after some tellings of it."""

    incident_id: str
    revision: int = 0
    told: dict[str, _Told] = field(default_factory=dict)
    """Event id -> its latest report, in the order in which the events came."""
    responds_to: str | None = None
    _counts: Counts = field(default_factory=Counts)

    def add(self, telling: Telling) -> bool:
        """Take a telling; True when it makes a revision.

        So do a report that is listed, new or updated, another status, other independent sources, and a milestone of articles.
        """
        reports = [report for report in telling.reports if report.incident_id == self.incident_id]
        status = self.status if self.told else None
        for report in reports:
            self.told[report.event_id] = _Told(report, telling)
            self.responds_to = self.responds_to or report.responds_to
        counted = self._counts.add(telling)
        listed = bool(reports) and len(self.told) <= MOST_REPORTS
        if listed or counted or status != self.status:
            self.revision += 1
            return True
        return False

    def copy(self) -> "Case":
        """Another with the same state."""
        return replace(self, told=dict(self.told), _counts=self._counts.copy())

    @property
    def status(self) -> Modality:
        """The modality that the reports have come to: done or denied as more say, of as many the latest; else planned; else the latest."""
        modalities = [Modality(told.report.portrait.modality) for told in self.told.values()]
        done, denied = sum(one in _DONE for one in modalities), modalities.count(Modality.NEGATED)
        if done or denied:
            latest = next(one for one in reversed(modalities) if one in _DONE or one is Modality.NEGATED)
            if denied > done or (denied == done and latest is Modality.NEGATED):
                return Modality.NEGATED
            return Modality.ASSERTED if Modality.ASSERTED in modalities else Modality.HISTORICAL
        return Modality.PLANNED if Modality.PLANNED in modalities else modalities[-1]

    def incident(self) -> Incident:
        """As it is published."""
        told = list(self.told.values())
        reports = [one.report for one in told]
        kinds = Counter(report.portrait.kind for report in reports)
        times = [report.published_at or _iso(one.telling.seconds) for report, one in zip(reports, told, strict=True)]
        place = next((report.place for report in reports if report.place), None)
        return Incident(
            incident_id=self.incident_id,
            revision=self.revision,
            topic=reports[0].portrait.topic,
            kind=max(kinds, key=lambda kind: kinds[kind]),
            status=self.status,
            confidence=_confidence(told),
            actors=_parties([report.actors for report in reports]),
            targets=_parties([report.targets for report in reports]),
            location=IncidentPlace(name=place[0], country=place[1], latitude=place[2], longitude=place[3]) if place else None,
            date=_date(reports),
            first_report=datetime.fromisoformat(min(times)),
            last_report=datetime.fromisoformat(max(times)),
            counts=IncidentCounts(
                reports=len(reports),
                articles=self._counts.articles,
                sources=len(self._counts.sources),
                independent_sources=len(self._counts.independent),
            ),
            reports=tuple(_report(one) for one in told[:MOST_REPORTS]),
            responds_to=self.responds_to,
        )


def _confidence(told: list[_Told]) -> float:
    """That at least one publisher is right, each by its surest report, as far as publishers err apart."""
    surest: dict[str, float] = {}
    for one in told:
        publisher = one.telling.wire or one.telling.publisher
        surest[publisher] = max(surest.get(publisher, 0.0), one.report.confidence)
    wrong = 1.0
    for confidence in sorted(surest.values()):
        wrong *= 1 - confidence
    return round(min(1 - wrong, max(_SURE, *surest.values())), 3)


def _parties(sides: list[tuple[tuple[str | None, ...], ...]]) -> tuple[IncidentParty, ...]:
    """Each party once, as it was named first."""
    found: dict[tuple[str | None, ...], IncidentParty] = {}
    for side in sides:
        for name, role, country, kind in side:
            key = (country, name if kind == "person" else None) if country else (name,)
            found.setdefault(key, IncidentParty.model_validate({"name": name, "role": role, "country": country, "kind": kind}))
    return tuple(found.values())[:_MOST_PARTIES]


def _date(reports: list[Report]) -> IncidentDate | None:
    """The first day that a text says itself, else the first known; and from when to when the reports date the act."""
    dated = [(report.portrait.dated, report.date) for report in reports if report.date]
    if not dated:
        return None
    value, granularity = next((date for days, date in dated if days and days.explicit and date), dated[0][1] or ("", ""))
    values = [date[0] for _, date in dated if date]
    return IncidentDate.model_validate({"value": value, "granularity": granularity, "first": min(values), "last": max(values)})


def _report(told: _Told) -> IncidentReport:
    report, telling = told.report, told.telling
    return IncidentReport(
        event_id=report.event_id,
        article_id=telling.article_id,
        url=telling.url,
        source=telling.source or None,
        headline=report.headline,
        published_at=datetime.fromisoformat(report.published_at) if report.published_at else None,
        modality=Modality(report.portrait.modality),
        confidence=report.confidence,
        joined=IncidentJoined(score=report.joined.score, because=report.joined.because),
    )


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
