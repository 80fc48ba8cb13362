"""Single sentences of ordinary political news, read one by one: which of those that report an act are found, and what else is."""

from itertools import product
from pathlib import Path

from quality.judge.sources import READ, unseen, unseen_sentences
from quality.report import Figure, Section, Table, digest
from quality.running import Row, context, explained, frames_alone, rows
from quality.scoring import TOPICS, tells
from service.evaluation import COUNTED_CONFIDENCE, COUNTED_MODALITIES
from service.model import CodedEvent, Explanation


def section(folder: Path) -> Section:
    """Precision and recall over the sentences of articles that the encoder never saw."""
    new = unseen()["wild"]
    articles = [row for row in rows(folder / "articles-train.jsonl.gz") if row["id"] in new]
    every = [row for found in unseen_sentences(folder).values() for row in found if not row["ambiguous"]]
    sets = {"passages": [row for row in every if "start" not in row], "passages_and_read": every}
    data = digest([folder / "train.jsonl", folder / "articles-train.jsonl.gz", READ])
    table_rows, figures = [], []
    for method, within in (("demarche", context()), ("frames alone", frames_alone())):
        read = {one.article.id: one for one in explained(articles, within)}
        for (name, passages), topic in product(sets.items(), TOPICS):
            right, said, wanted = _counts(passages, read, topic)
            precision, recall = right / max(1, said), right / max(1, wanted)
            table_rows.append((method, str(len(passages)), topic, str(wanted), str(said), f"{precision:.3f}", f"{recall:.3f}"))
            if method == "demarche":
                figures.append(Figure(f"real:coding/{name}/{topic}/precision", precision, said, data))
                figures.append(Figure(f"real:coding/{name}/{topic}/recall", recall, wanted, data))
    note = (
        f"Sentences of {len(articles)} articles of 2012 to 2022 whose stories the encoder was not trained on; the larger set also has "
        "those of read-sentences.jsonl, the least sure ones. Said: a sentence that an event of 0.5 or more is told by."
    )
    columns = ("Method", "Sentences", "Topic", "Report an act", "Said", "Precision", "Recall")
    return Section("Coding: single sentences of political news", [Table("Sentences", columns, table_rows, note)], figures)


def _counts(passages: list[Row], read: dict[str, Explanation], topic: str) -> tuple[int, int, int]:
    """How many were said and are right, were said, report an act."""
    right = said = wanted = 0
    for row in passages:
        found = any(_is_told(event, topic) and tells(event, row["focus"]) for event in read[row["doc"]].events)
        reports = any(act["topic"] == topic and act["modality"] in COUNTED_MODALITIES for act in row["acts"])
        right += found and reports
        said += found
        wanted += reports
    return right, said, wanted


def _is_told(event: CodedEvent, topic: str) -> bool:
    return event.topic == topic and event.modality in COUNTED_MODALITIES and event.confidence >= COUNTED_CONFIDENCE
