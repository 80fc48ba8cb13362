"""The public contract as pydantic models; `schemas/` is generated from here and checked.

A field may be added; none may be dropped or renamed within v1. Offsets count Unicode code points, and for every span
`article[in][start:end] == text`.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.outcome import Method, Modality, Outcome

Part = Literal["text", "title"]
Alpha3 = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Contract(BaseModel):
    """Base of all public values: frozen, written by field alias, unknown fields ignored on reading."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore")


class RawArticle(Contract):
    """What a user writes to the input topic; `text` or `html` is required."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        json_schema_extra={
            "anyOf": [
                {"required": ["text"], "properties": {"text": {"type": "string"}}},
                {"required": ["html"], "properties": {"html": {"type": "string"}}},
            ]
        },
    )

    id: str | None = None
    url: str | None = None
    source: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    published_at: str | None = Field(default=None, description="RFC 3339")
    fetched_at: str | None = Field(
        default=None, description="RFC 3339; when a crawler took the page: for pages that give no date that can be read"
    )
    language: str | None = Field(default=None, description="hint, BCP 47")
    metadata: dict[str, str] = Field(default_factory=dict, description="carried through")


class Span(Contract):
    """A piece of the clean article, verbatim."""

    text: str
    start: int = Field(ge=0, description="first code point")
    end: int = Field(ge=0, description="one past the last code point")
    part: Part = Field(default="text", alias="in", description="which string of `article` the offsets count in")


class Evidence(Span):
    """A sentence or clause that carries the event, and the rule that read it."""

    rule: str = Field(description="`<topic>/<kind>/<frame>`")


class Party(Span):
    """An actor or a target, as the text names it."""

    name: str | None = Field(default=None, description="the normal name: of the person, the state or the body")
    role: str | None = Field(default=None, description="office or function, as in the text: ambassador, foreign ministry, pilot")
    country: Alpha3 | None = Field(default=None, description="ISO 3166 alpha-3 of the state that it stands for")
    kind: Literal["state", "organisation", "person", "group"] = "state"
    inferred: bool = Field(default=False, description="true where the span does not stand in the sentence of the act")


class Location(Span):
    """Where the act happened."""

    name: str
    country: Alpha3 | None = None
    latitude: float | None = None
    longitude: float | None = None


class EventDate(Span):
    """When the act happened, resolved against the publication date (or the record's time, see `method`)."""

    value: str = Field(description="ISO 8601, as precise as `granularity`: 2022-05-23, 2022-05, 2022")
    granularity: Literal["day", "week", "month", "year"]
    method: str = Field(
        description="how it is known: `absolute` (the text says it in full); `relative_to_publication`, `relative_to_dateline` or "
        "`relative_to_record` (the text says it from a day such as Monday, counted from the day of publication, of the dateline, or of the "
        "record's arrival where neither is known); `publication` or `dateline` (the text says none: it is the day of the news itself)"
    )


class Count(Span):
    """How many did the act, or had it done to them: diplomats who must leave, soldiers who went over. The span is the number's."""

    value: int = Field(ge=1)


class Deadline(Span):
    """By when those acted on must do what is asked of them."""

    value: str = Field(description="ISO 8601: a span of time from the act on (PT72H, P1W) or a day (2024-05-31)")


class Quote(Span):
    """Words between quotation marks (the span excludes the marks)."""

    speaker: str | None = None


class Codes(Contract):
    """Codes of the ontologies; null where the ontology has none."""

    plover_event: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None


class CodedEvent(Contract):
    """All of an event that is read off one article: what the stages code and enrich make."""

    topic: str
    kind: str
    modality: Modality
    confidence: float = Field(ge=0, le=1)
    headline: str
    summary: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    location: Location | None = None
    date: EventDate | None = None
    quotes: tuple[Quote, ...] = ()
    count: Count | None = None
    deadline: Deadline | None = None
    codes: Codes = Codes()


class PublishedArticle(Contract):
    """The clean article that all offsets refer to."""

    id: str
    url: str | None = None
    source: str | None = None
    title: str = ""
    language: str | None = None
    published_at: datetime | None = None
    text: str
    extractor: str
    metadata: dict[str, str] = Field(default_factory=dict)
    authors: tuple[str, ...] = ()
    wire: str | None = Field(default=None, description="wire agency that the text credits")


class Corroboration(Contract):
    """How many articles carry the event; copies of one wire story count as one independent source."""

    articles: int = Field(ge=1)
    sources: int = Field(ge=1)
    independent_sources: int = Field(ge=1)


class InputRef(Contract):
    """Where an input stands in the log."""

    topic: str
    partition: int
    offset: int


class Lineage(InputRef):
    """Which input and which code made the event."""

    pipeline_version: str
    rules_version: str


class Event(CodedEvent):
    """An enriched event, as published."""

    schema_: Literal["demarche/event/v1"] = Field(default="demarche/event/v1", alias="schema")
    event_id: str
    revision: int = Field(ge=1)
    article: PublishedArticle
    corroboration: Corroboration
    lineage: Lineage


class NearMiss(Span):
    """What almost made an event, and what was missing."""

    topic: str
    kind: str | None = None
    missing: str = Field(description="a short phrase: what the text would have had to say")


class LedgerEntry(Contract):
    """The one outcome of one input."""

    schema_: Literal["demarche/ledger/v1"] = Field(default="demarche/ledger/v1", alias="schema")
    input: InputRef
    article_id: str | None
    outcome: Outcome
    topics: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    duplicate_of: str | None = None
    similarity: float | None = None
    reason: str
    near_misses: tuple[NearMiss, ...] = ()
    warnings: tuple[str, ...] = ()


class Duplicate(Contract):
    """Which article an input repeats, how much, and by which method."""

    schema_: Literal["demarche/duplicate/v1"] = Field(default="demarche/duplicate/v1", alias="schema")
    input: InputRef
    article_id: str
    url: str | None = None
    source: str | None = None
    duplicate_of: str
    duplicate_of_url: str | None = None
    method: Method
    similarity: float = Field(ge=0, le=1)


class Explanation(Contract):
    """One article as `demarche explain --json` prints it."""

    article: PublishedArticle
    outcome: Outcome
    duplicate_of: str | None = None
    similarity: float | None = None
    events: tuple[Event, ...] = Field(default=(), description="what the article's own text reports, also when it is a duplicate")
    near_misses: tuple[NearMiss, ...] = ()
    reason: str
    detail: str | None = Field(default=None, description="why the article was refused, in one line for a person")
    warnings: tuple[str, ...] = Field(default=(), description="what was left out of the article, and why")
