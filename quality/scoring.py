"""Scores of coding: topics over articles, fields over events, spans. Articles and gold are the rows of a labelled set.

The definitions are those of the labelled articles' own scorer (`../shared/eval/score.py`), so that the figures can be compared; a test
checks that both agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quality.running import Row
from service.evaluation import Labelled, Score, score
from service.model import CodedEvent, Explanation, Span

TOPICS = ("diplomatic_protest", "defection")
COMPLETE_BELOW = 4
"""Gold lists at most four events of an article: with fewer it lists all, so that an event which found no partner is wrong."""
_PARTIES = (("actors", "actor_countries"), ("targets", "target_countries"))


@dataclass(frozen=True)
class Share:
    """So much of so many: sums of scores between 0 and 1, and over how many."""

    sum: float
    of: int

    @property
    def value(self) -> float:
        """The mean; 0 over nothing."""
        return self.sum / self.of if self.of else 0.0


@dataclass(frozen=True)
class Pair:
    """A gold event and the predicted one that stands for it, None when it was missed."""

    gold: Row
    found: CodedEvent | None


def scored(gold: Iterable[Row]) -> list[Row]:
    """Without the articles that people do not agree on."""
    return [row for row in gold if not row.get("ambiguous")]


def topic_scores(gold: Sequence[Row], read: dict[str, Explanation]) -> list[Score]:
    """Precision, recall and F1 over articles, by topic, in the order of `TOPICS`; `read` is by article id."""
    return score([Labelled(frozenset(row["labels"]), read[row["id"]]) for row in scored(gold)], TOPICS)[0]


def paired(wanted: Sequence[Row], found: Sequence[CodedEvent]) -> tuple[list[Pair], list[CodedEvent]]:
    """Pair gold and predicted events of one article one to one within a topic, the best agreeing first; and the events without partner."""
    ranked = sorted(
        (-sum(agreement(gold, event).values()), place, number)
        for place, gold in enumerate(wanted)
        for number, event in enumerate(found)
        if gold["topic"] == event.topic
    )
    partners: dict[int, int] = {}
    for _, place, number in sorted(ranked):
        if place not in partners and number not in partners.values():
            partners[place] = number
    pairs = [Pair(gold, found[partners[place]] if place in partners else None) for place, gold in enumerate(wanted)]
    return pairs, [event for number, event in enumerate(found) if number not in partners.values()]


def agreement(gold: Row, event: CodedEvent) -> dict[str, float]:
    """What an event has right of a gold one, 0 to 1 for each field that the gold fills in. Parties: F1 of the two sets of states."""
    got = {"kind": float(event.kind == gold["kind"]), "modality": float(event.modality.value == gold["modality"])}
    for field, countries in _PARTIES:
        if gold.get(countries):
            want = {country.upper() for country in gold[countries]}
            have = {str(party.country or party.name or party.text).upper() for party in getattr(event, field)}
            got[field] = 2 * len(want & have) / (len(want) + len(have))
    if gold.get("place_country"):
        got["place"] = float(event.location is not None and event.location.country == gold["place_country"])
    if gold.get("date"):
        got["date"] = float(event.date is not None and event.date.value.startswith(gold["date"]))
    return got


def all_pairs(gold: Iterable[Row], read: dict[str, Explanation]) -> list[Pair]:
    """The pairs of all articles whose gold has events."""
    return [pair for row in scored(gold) for pair in paired(row.get("events") or (), read[row["id"]].events)[0]]


def field_scores(gold: Sequence[Row], read: dict[str, Explanation]) -> dict[str, Share]:
    """How right each field is, one to one: a missed event counts 0 in every field that its gold has.

    `found`: gold events with a partner. `precision`: predicted events with a partner, in articles whose gold lists all events.
    """
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}

    def count(field: str, value: float) -> None:
        sums[field] = sums.get(field, 0.0) + value
        counts[field] = counts.get(field, 0) + 1

    for row in scored(gold):
        wanted = row.get("events") or []
        if not wanted:
            continue
        pairs, alone = paired(wanted, read[row["id"]].events)
        for pair in pairs:
            count("found", float(pair.found is not None))
            got = agreement(pair.gold, pair.found) if pair.found else {}
            for field in _fields(pair.gold):
                count(field, got.get(field, 0.0))
        if len(wanted) < COMPLETE_BELOW:
            for right in [1.0] * sum(pair.found is not None for pair in pairs) + [0.0] * len(alone):
                count("precision", right)
    return {field: Share(sums[field], counts[field]) for field in counts}


def _fields(gold: Row) -> list[str]:
    places = [("place", "place_country"), ("date", "date")]
    return ["kind", "modality"] + [field for field, key in (*_PARTIES, *places) if gold.get(key)]


def tells(event: CodedEvent, sentence: str) -> bool:
    """Whether a piece of the event's evidence lies in a sentence, or the sentence in it."""
    whole = _flat(sentence)
    return any(told in whole or whole in told for told in (_flat(one.text) for one in event.evidence))


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()


def spans_of(event: CodedEvent) -> Iterator[Span]:
    """Every span that an event points at."""
    yield from (*event.evidence, *event.actors, *event.targets, *event.quotes)
    yield from (span for span in (event.location, event.date, event.count, event.deadline) if span is not None)


def not_verbatim(read: Iterable[Explanation]) -> Share:
    """How many of all spans do not reproduce the article: must be none."""
    wrong = total = 0
    for explanation in read:
        strings = {"text": explanation.article.text, "title": explanation.article.title}
        for span in (span for event in explanation.events for span in spans_of(event)):
            total += 1
            wrong += strings[span.part][span.start : span.end] != span.text
    return Share(wrong, total)
