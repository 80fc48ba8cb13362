"""How clean the text is: pages against their text by hand, beside other extractors; and the furniture of scraped text."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from quality.report import OWN, Figure, Section, Table, digest
from quality.running import RECEIVED, Row, explained, rows
from quality.text_scoring import Scores, line_scores, page_scores
from service.cleaning.text import clean_text
from service.evaluation import wilson
from service.extraction.page import read_page
from service.model import Explanation

_HELD_BACK = 2
"""Of three real pages or scraped articles in a row this one (from 0) was not read while the rules were made; own ones say it."""


def sections(real: Path | None) -> Iterator[Section]:
    """Pages, then scraped text; own ones, and the real ones where `real` is."""
    yield _pages(real)
    yield _lines(real)


def _pages(real: Path | None) -> Section:
    own = sorted((OWN / "pages").glob("*.html"))
    gold_files = [path.with_suffix(".txt") for path in own]
    pages = [{"id": path.stem, "html": path.read_text(encoding="utf-8")} for path in own]
    gold = {path.stem: path.read_text(encoding="utf-8") for path in gold_files}
    table_rows, figures, costs = _of_pages("own", pages, gold, digest([*own, *gold_files]))
    if real:
        paths = [real / "extraction" / "pages.jsonl.gz", real / "extraction" / "gold.jsonl"]
        found = _of_pages("real", rows(paths[0]), {row["id"]: row["gold_text"] for row in rows(paths[1])}, digest(paths))
        table_rows, figures, costs = table_rows + found[0], figures + found[1], found[2]
    times = ", ".join(f"{name} {cost:.1f} ms" for name, cost in costs.items())
    ratio = costs["demarche"] / costs["trafilatura, precision mode"]
    note = (
        "Mean precision and recall over pages of runs of four words, against the text that people chose. A page in process time: "
        f"{times}; ours with cleaning and metadata is {ratio:.2f} of trafilatura's time in the same run."
    )
    return Section(
        "Text: pages", [Table("Text of pages", ("Set", "Part", "Method", "Pages", "Precision", "Recall", "F1"), table_rows, note)], figures
    )


def _of_pages(
    name: str, pages: Sequence[Row], gold: Mapping[str, str], data: str
) -> tuple[list[tuple[str, ...]], list[Figure], dict[str, float]]:
    """Rows, figures, and milliseconds a page by method."""
    read = {one.article.id: one.article.text for one in explained(pages)}
    parts = {"all": list(pages)}
    if name == "real":
        parts["read"] = [page for at, page in enumerate(pages) if at % 3 != _HELD_BACK]
        parts["held back"] = [page for at, page in enumerate(pages) if at % 3 == _HELD_BACK]
    table_rows, figures = [], []
    for part, chosen in parts.items():
        scores = page_scores((gold[page["id"]], read[page["id"]]) for page in chosen)
        table_rows.append((name, part, "demarche", *_cells(scores)))
        if part != "read":
            prefix = f"{name}:{'extraction' if name == 'real' else 'pages'}{'/held' if part != 'all' else ''}"
            figures += [
                Figure(f"{prefix}/f1", scores.f1, scores.of, data),
                Figure(f"{prefix}/precision", scores.precision, scores.of, data),
                Figure(f"{prefix}/recall", scores.recall, scores.of, data),
            ]
    costs = {"demarche": _timed(pages, _ours)[1]}
    for method, extract in _OTHERS.items():
        texts, costs[method] = _timed(pages, extract)
        table_rows.append(
            (name, "all", method, *_cells(page_scores((gold[page["id"]], text) for page, text in zip(pages, texts, strict=True))))
        )
    return table_rows, figures, costs


def _timed(pages: Sequence[Row], extract: Callable[[str], str]) -> tuple[list[str], float]:
    start = time.process_time()
    texts = [extract(page["html"]) for page in pages]
    return texts, (time.process_time() - start) / len(pages) * 1000


def _ours(html: str) -> str:
    found = read_page(html, RECEIVED)
    return clean_text(found.metadata.title or "", found.text, scraped=False).text


def _trafilatura(html: str) -> str:
    return trafilatura.extract(html, favor_precision=True, include_comments=False) or ""


def _resiliparse(html: str) -> str:
    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False, list_bullets=False))


_OTHERS: dict[str, Callable[[str], str]] = {"trafilatura, precision mode": _trafilatura, "resiliparse": _resiliparse}


def _cells(scores: Scores) -> tuple[str, ...]:
    return str(scores.of), f"{scores.precision:.3f}", f"{scores.recall:.3f}", f"{scores.f1:.3f}"


def _lines(real: Path | None) -> Section:
    paths = {"own": OWN / "lines.jsonl"} | ({"real": real / "text" / "lines.jsonl"} if real else {})
    table_rows, figures = [], []
    for name, path in paths.items():
        gold = rows(path)
        read: dict[str, Explanation] = {one.article.id: one for one in explained(gold)}
        held = [row for at, row in enumerate(gold) if (held_back(at, row) if name == "real" else row.get("part") == "held")]
        parts = {"all": gold, "read": [row for row in gold if row not in held], "held back": held}
        for part, chosen in parts.items():
            kept, left = line_scores(chosen, read)
            table_rows.append((name, part, str(len(chosen)), *(_share(one.sum, one.of) for one in (kept, left))))
            if part != "read":
                prefix = f"{name}:lines{'/held' if part != 'all' else ''}"
                figures.append(Figure(f"{prefix}/kept", kept.value, kept.of, digest([path])))
                figures.append(Figure(f"{prefix}/left", left.value, left.of, digest([path]), lower_is_better=True))
    note = (
        "Kept: pieces of the article that survive. Left: pieces of furniture that do (lower is better). Doing nothing keeps and leaves all."
    )
    return Section("Text: scraped articles", [Table("Pieces", ("Set", "Part", "Articles", "Kept", "Left"), table_rows, note)], figures)


def held_back(at: int, row: Row) -> bool:
    """Whether real scraped article number `at` was not read while the rules were made."""
    return at % 3 == _HELD_BACK and row["dataset"] != "seeds"


def _share(part: float, whole: int) -> str:
    interval = wilson(int(part), whole)
    return f"{part / whole if whole else 0:.4f} of {whole:,} ({interval.low:.3f} to {interval.high:.3f})"
