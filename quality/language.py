"""How often the language of a text is right: articles, short texts and headlines alone; and what it costs."""

import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quality.report import OWN, Figure, Section, Table, digest
from quality.running import rows
from service.evaluation import wilson
from service.stages.language import language_of

_HEADLINES = Path(__file__).parent / "headlines.toml"
_IN_A_TEXT = 3
"""Headlines that make a short text."""


class _Case(NamedTuple):
    language: str
    title: str
    text: str


def sections(real: Path | None) -> Iterator[Section]:
    """Own texts in many languages; real articles and their headlines, all English."""
    own = OWN / "language.jsonl"
    lines = OWN / "lines.jsonl"
    headlines = [(code, line) for code, found in tomllib.loads(_HEADLINES.read_text(encoding="utf-8")).items() for line in found]
    by_code = {code: [line for of, line in headlines if of == code] for code, _ in headlines}
    joined = [
        _Case(code, "", ". ".join(found[at : at + _IN_A_TEXT]))
        for code, found in by_code.items()
        for at in range(0, len(found), _IN_A_TEXT)
    ]
    articles = [_Case(row["language"], row["title"] or "", row["text"]) for row in rows(lines)]
    groups = {
        "own:language/headlines": ([_Case(row["language"], "", row["text"]) for row in rows(own)], digest([own])),
        "own:language/foreign_headlines": ([_Case(code, "", line) for code, line in headlines], digest([_HEADLINES])),
        "own:language/articles": (articles + joined, digest([lines, _HEADLINES])),
    }
    if real:
        paths = [real / "topics" / "dev.jsonl", real / "topics" / "ordinary-dev.jsonl.gz"]
        found = [row for path in paths for row in rows(path)]
        groups["real:language/articles"] = ([_Case("en", row.get("title") or "", row["text"]) for row in found], digest(paths))
        groups["real:language/headlines"] = ([_Case("en", "", row["title"]) for row in found if row.get("title")], digest(paths))
    table_rows, figures = [], []
    for name, (cases, data) in groups.items():
        right, wrong, cost = _measure(cases)
        interval = wilson(right, len(cases))
        said = ", ".join(f"{want} as {got} {n}" for (want, got), n in wrong.most_common(8))
        table_rows.append(
            (
                name,
                str(len(cases)),
                str(len({case.language for case in cases})),
                f"{right / len(cases):.4f}",
                f"{interval.low:.3f} to {interval.high:.3f}",
                f"{cost:.0f}",
                said,
            )
        )
        figures.append(Figure(name, right / len(cases), len(cases), data))
    note = (
        "Headlines are given alone, as a text without a title; articles of the own set are scraped texts and groups of three headlines. "
        "The real ones are all English. Times are of this machine in this run (process time, mean)."
    )
    yield Section(
        "Language", [Table("Right", ("Set", "Texts", "Languages", "Right", "95% interval", "µs each", "Wrong"), table_rows, note)], figures
    )


def _measure(cases: Sequence[_Case]) -> tuple[int, Counter[tuple[str, str]], float]:
    language_of("", "Bonjour tout le monde")  # the model is read once a process
    start = time.process_time()
    said = [language_of(case.title, case.text)[0] for case in cases]
    cost = (time.process_time() - start) / len(cases) * 1e6
    wrong = Counter((case.language, str(got)) for case, got in zip(cases, said, strict=True) if got != case.language)
    return len(cases) - wrong.total(), wrong, cost
