"""The labelled passages that the judge learns from, of all sources, in one shape."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.english.sentences import sentences

Row = dict[str, Any]
_SURE = 20
"""Characters of a piece of a told sentence that is sure to be of it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a reader found in a passage."""

    kind: str
    modality: str
    in_passing: bool | None
    """None: the reader was not asked."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with its surroundings, and what it reports."""

    id: str
    source: str
    story: str
    """Passages of one story are never on both sides of a fold."""
    title: str
    before: str
    focus: str
    after: str
    date: str
    acts: tuple[Act, ...]
    ambiguous: bool
    certain: bool
    """Whether somebody read this very sentence: the other sentences of a labelled article are only taken for reporting nothing."""


def rows(path: Path) -> list[Row]:
    """The records of a JSON lines file, compressed or not."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def of_sentences(found: Iterable[Row], source: str) -> Iterator[Passage]:
    """Passages that were read one by one."""
    for row in found:
        acts = tuple(Act(act["kind"], act["modality"], act.get("in_passing")) for act in row["acts"])
        story = row.get("story") or row.get("doc") or row["id"]
        yield Passage(
            row["id"],
            source,
            f"{source}:{story}",
            row.get("title") or "",
            row.get("before") or "",
            row["focus"],
            row.get("after") or "",
            row.get("date") or "",
            acts,
            bool(row.get("ambiguous")),
            certain=True,
        )


def of_articles(found: Iterable[Row], source: str, stories: dict[str, str] | None = None) -> Iterator[Passage]:
    """All sentences of labelled articles: those that an event names, and the others.

    `stories`: the story of an article that is one of several on it.
    """
    for row in found:
        told: dict[str, list[Act]] = defaultdict(list)
        for event in row.get("events") or []:
            told[_flat(event.get("sentence") or row["text"])].append(Act(event["kind"], event["modality"], None))
        cut = [row["text"][start:end] for start, end in sentences(row["text"])]
        placed = len(cut) == 1 or all(event.get("sentence") for event in row.get("events") or [])
        story = (stories or {}).get(row["id"], row["id"])
        title = row.get("title") or ""
        date = (row.get("published_at") or "")[:10]
        whole = [title, *cut] if title else cut
        for index, focus in enumerate(whole):
            is_title = bool(title) and index == 0
            at = index - bool(title)
            flat = _flat(focus)
            acts = [act for sentence, acts in told.items() for act in acts if sentence in flat or (len(flat) > _SURE and flat in sentence)]
            before = cut[at - 1] if at > 0 else ""
            after = cut[at + 1] if at + 1 < len(cut) else ""
            yield Passage(
                f"{row['id']}#{'t' if is_title else at}",
                source,
                f"{source}:{story}",
                "" if is_title else title,
                before,
                focus,
                after,
                date,
                tuple(dict.fromkeys(acts)),
                bool(row.get("ambiguous")),
                certain=placed and (bool(acts) or not row.get("labels")),
            )


def words_at(row: Row, article: Row) -> str:
    """The sentence that a row of `read-sentences.jsonl` names in its article."""
    return (article.get("title") or "") if row["start"] is None else article["text"][row["start"] : row["end"]]


def of_places(found: Iterable[Row], articles: dict[str, Row], source: str, stories: dict[str, str] | None = None) -> Iterator[Passage]:
    """Sentences that were read one by one and are named by their place in an article, as their text belongs to its publisher.

    `found`: `doc`, `start` and `end` in its text as it came (None: its title), `acts`, `ambiguous`; `articles`: by id; `stories`: as of
    `of_articles`. A sentence of an article that is not there is left out.
    """
    for row in found:
        article = articles.get(row["doc"])
        if article is None:
            continue
        text, title, start = article["text"], article.get("title") or "", row["start"]
        spans = sentences(text)
        at = -1 if start is None else max(index for index, (begin, _) in enumerate(spans) if begin <= start or index == 0)
        before, after = (text[slice(*spans[near])] if 0 <= near < len(spans) else "" for near in (at - 1, at + 1))
        yield Passage(
            f"{row['doc']}#{'t' if start is None else start}",
            source,
            f"{source}:{(stories or {}).get(row['doc'], row['doc'])}",
            "" if start is None else title,
            before,
            words_at(row, article),
            after,
            (article.get("published_at") or "")[:10],
            tuple(Act(act["kind"], act["modality"], act["in_passing"]) for act in row["acts"]),
            row["ambiguous"],
            certain=True,
        )


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()
