"""The public contract of incidents; see `service/model.py` for the rest."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from service.model import Alpha3, Contract
from service.outcome import Modality


class IncidentParty(Contract):
    """Who acted, or against whom, as the first report names them."""

    name: str | None
    role: str | None = None
    country: Alpha3 | None = None
    kind: Literal["state", "organisation", "person", "group"] = "state"


class IncidentPlace(Contract):
    """Where the act happened, by the first report that says so."""

    name: str
    country: Alpha3 | None = None
    latitude: float | None = None
    longitude: float | None = None


class IncidentDate(Contract):
    """When the act happened; `first` and `last` are the earliest and the latest that its reports say."""

    value: str
    granularity: Literal["day", "week", "month", "year"]
    first: str
    last: str


class IncidentCounts(Contract):
    """How much reports an incident; articles count the copies too, copies of one wire story are one independent source."""

    reports: int = Field(ge=1)
    articles: int = Field(ge=1)
    sources: int = Field(ge=1)
    independent_sources: int = Field(ge=1)


class IncidentJoined(Contract):
    """Why a report is in its incident: how alike it is to one that was there (1 for the first), and what spoke most for it."""

    score: float = Field(ge=0, le=1)
    because: tuple[str, ...]


class IncidentReport(Contract):
    """An event that reports the incident."""

    event_id: str
    article_id: str
    url: str | None = None
    source: str | None = None
    headline: str
    published_at: datetime | None = None
    modality: Modality
    confidence: float = Field(ge=0, le=1)
    joined: IncidentJoined


class Incident(Contract):
    """One act by one actor against one target on one occasion, with all events that report it."""

    schema_: Literal["demarche/incident/v1"] = Field(default="demarche/incident/v1", alias="schema")
    incident_id: str = Field(description="deterministic: a hash of the event that opened it and of its input")
    revision: int = Field(
        ge=1,
        description="goes up with each listed report, with the status, the independent sources, and at 2, 5, 10, ... articles",
    )
    topic: str
    kind: str = Field(description="the kind that most reports give")
    status: Modality = Field(description="the modality that the reports have come to: planned, then asserted or negated")
    confidence: float = Field(ge=0, le=1, description="that at least one of the publishers is right, as far as they err apart")
    actors: tuple[IncidentParty, ...] = ()
    targets: tuple[IncidentParty, ...] = ()
    location: IncidentPlace | None = None
    date: IncidentDate | None = None
    first_report: datetime
    last_report: datetime
    counts: IncidentCounts
    reports: tuple[IncidentReport, ...] = Field(min_length=1, max_length=100, description="the first 100; more are only counted")
    responds_to: str | None = Field(default=None, description="the incident that it answers, where a report says that it is an answer")
