"""The project's own labelled articles are what their README says: well labelled, balanced, diverse, and nobody else's text."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quality.report import OWN

DATA = OWN
MEASURED_ON = Path(__file__).resolve().parents[3] / "shared" / "eval" / "topics"
"""Real articles, outside of this repository; what is theirs must not be here."""

KINDS = {
    "diplomatic_protest": {
        "walkout",
        "boycott",
        "summons",
        "note",
        "recall",
        "expulsion",
        "severance",
        "withdrawal",
        "refusal",
        "condemnation_lodged",
    },
    "defection": {"change_of_sides", "asylum", "resignation_in_protest", "desertion", "espionage_defection"},
}
COUNTED = {"asserted", "historical", "planned"}
MODALITIES = COUNTED | {"hypothetical", "negated", "opinion"}
SHINGLE = 8
"""Words in a row that two independent writers hardly ever share by chance."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


CODING = rows("coding.jsonl")
NEWSWIRE = rows("newswire.jsonl")
AGENCY = rows("agency.jsonl")
OWN = CODING + NEWSWIRE + AGENCY


def whole(row: dict[str, Any]) -> str:
    return f"{row['title'] or ''} \n {row['text']}"


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def test_each_article_has_its_own_id_and_text() -> None:
    assert max(Counter(row["id"] for row in OWN).values()) == 1
    assert max(Counter(row["text"] for row in OWN).values()) == 1


def test_each_sentence_stands_verbatim_in_its_article() -> None:
    assert not [
        row["id"] for row in OWN for e in row["events"] if e["sentence"] not in row["text"] and e["sentence"] not in (row["title"] or "")
    ]


def test_each_event_uses_the_codebook() -> None:
    for row in OWN:
        for event in row["events"]:
            assert event["kind"] in KINDS[event["topic"]], row["id"]
            assert event["modality"] in MODALITIES, row["id"]


def test_labels_follow_from_the_events_and_their_modality() -> None:
    for row in OWN:
        if not row["ambiguous"]:
            assert row["labels"] == sorted({e["topic"] for e in row["events"] if e["modality"] in COUNTED}), row["id"]


def test_a_short_or_long_article_without_labels_names_the_exclusion_that_it_tries() -> None:
    assert not [row["id"] for row in CODING + NEWSWIRE if ("boundary" in row) == bool(row["labels"])]


def test_dates_are_calendar_dates_no_later_than_published_unless_planned() -> None:
    for row in OWN:
        for event in row["events"]:
            if event["date"]:
                full = event["date"] + "0000-01-01"[len(event["date"]) :]
                assert date.fromisoformat(full), row["id"]
                if event["modality"] != "planned" and row["published_at"]:
                    assert event["date"] <= row["published_at"], row["id"]


def test_a_weekday_in_the_sentence_of_the_only_dated_event_agrees_with_its_date() -> None:
    for row in OWN:
        for event in row["events"]:
            named = [d for d in WEEKDAYS if re.search(rf"\b(?<!said on ){d}\b", event["sentence"], re.IGNORECASE)]
            if (
                len(named) == 1
                and len(row["events"]) == 1
                and len(event["date"] or "") == len("2000-01-01")
                and event["modality"] == "asserted"
            ):
                assert WEEKDAYS[date.fromisoformat(event["date"]).weekday()] == named[0], row["id"]


@pytest.mark.parametrize("kind", sorted(KINDS["diplomatic_protest"] | KINDS["defection"]))
@pytest.mark.parametrize("articles", [CODING, NEWSWIRE], ids=["coding", "newswire"])
def test_every_kind_has_ten_events_in_labelled_articles_shared_by_both_parts(kind: str, articles: list[dict[str, Any]]) -> None:
    parts = Counter(row["part"] for row in articles for e in row["events"] if row["labels"] and e["kind"] == kind)
    assert parts.total() >= 10
    assert min(parts["dev"], parts["held"]) >= 0.35 * parts.total()


def test_every_modality_has_eight_events() -> None:
    counts = Counter(e["modality"] for row in CODING for e in row["events"])
    assert {m: counts[m] for m in MODALITIES if counts[m] < 8} == {}


def test_the_set_is_as_large_and_as_wide_as_the_readme_of_the_scores_says() -> None:
    states = {
        c for row in CODING for e in row["events"] for c in e["actor_countries"] + e["target_countries"] if re.fullmatch("[A-Z]{3}", c)
    }
    years = {row["published_at"][:4] for row in CODING if row["published_at"]}
    negatives = [row for row in CODING if not row["labels"] and not row["ambiguous"]]
    assert len(CODING) >= 340
    assert len(negatives) >= 130
    assert len({row["boundary"] for row in negatives}) >= 40
    assert len(states) >= 40
    assert len(years) >= 25
    assert sum(len(re.findall(r"[.!?](?:\s|$)", row["text"])) <= 1 for row in CODING) >= 80
    assert sum(len(row["labels"]) == 2 for row in CODING) >= 4


def test_the_newswire_articles_are_as_long_and_as_mixed_as_the_readme_says() -> None:
    assert len(NEWSWIRE) >= 200
    assert sum(len(row["text"].split()) > 250 for row in NEWSWIRE) >= 50
    assert sum(row["title"] is None for row in NEWSWIRE) >= 60
    assert sum(row["text"].isupper() for row in NEWSWIRE) >= 20
    assert sum(not row["labels"] for row in NEWSWIRE) >= 55


def test_the_agency_articles_are_all_held_back_and_as_mixed_as_the_readme_says() -> None:
    assert len(AGENCY) >= 100
    assert {row["part"] for row in AGENCY} == {"held"}
    assert {e["kind"] for row in AGENCY for e in row["events"]} == KINDS["diplomatic_protest"] | KINDS["defection"]
    assert len({row["published_at"][:3] for row in AGENCY}) >= 6
    assert 0.35 <= sum(not row["labels"] for row in AGENCY) / len(AGENCY) <= 0.45


def test_an_agency_article_names_the_side_that_was_joined_or_the_state_that_was_left_as_the_readme_says() -> None:
    own_state = {"resignation_in_protest", "desertion"}
    events = [(row["id"], e) for row in AGENCY for e in row["events"] if e["topic"] == "defection" and e["kind"] not in own_state]
    assert [name for name, e in events if set(e["actor_countries"]) & set(e["target_countries"])] == []


@pytest.mark.parametrize("articles", [CODING, NEWSWIRE], ids=["coding", "newswire"])
def test_the_two_parts_are_of_equal_size(articles: list[dict[str, Any]]) -> None:
    parts = Counter(row["part"] for row in articles)
    assert set(parts) == {"dev", "held"}
    assert abs(parts["dev"] - parts["held"]) <= 0.05 * len(articles)


def test_no_sentence_pattern_is_used_twice() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for row in OWN:
        for shingle in shingles(whole(row)):
            owners.setdefault(shingle, set()).add(row["id"])
    assert [(" ".join(s), sorted(ids)) for s, ids in owners.items() if len(ids) > 1] == []


@pytest.mark.skipif(not MEASURED_ON.is_dir(), reason="the real articles are not beside this repository")
def test_no_run_of_eight_words_is_shared_with_the_real_articles() -> None:
    own = {shingle: row["id"] for row in OWN for shingle in shingles(whole(row))}
    found = []
    for path in (MEASURED_ON / "dev.jsonl", MEASURED_ON / "ordinary-dev.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                found += [(own[s], " ".join(s)) for s in shingles(whole({"title": None, **json.loads(line)})) if s in own]
    assert found == []
