"""`make bench`: the pure pipeline on our and on real articles, beside what others would do; then one worker on real Kafka and a bare copy loop.

Alone stand bench.under_load, bench.dedupe, bench.page and bench.faust_cost.

Usage: python -m bench [--articles N] [--pure-only]
"""

import argparse
import os
import platform
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import end_to_end, pages, pipeline
from bench.articles import real_texts, records
from bench.assembled import assembled, demarche
from bench.side_by_side import microseconds
from service.context import Context

DEFAULT_ARTICLES = 20_000
PURE_ARTICLES = 2_000
COMPARED = 60
"""Articles, and pages, that others read too: a transformer over a whole article takes a tenth of a second."""


def main() -> None:
    """Measure and print; figures of different rows are comparable, as they are from one run."""
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--articles", type=int, default=DEFAULT_ARTICLES, help="articles for the broker part")
    arguments.add_argument("--pure-only", action="store_true", help="leave out what needs JDK 17 and Maven")
    chosen = arguments.parse_args()
    console = Console()
    console.print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores; scraped articles of about 2.4 kB"
    )
    count = min(PURE_ARTICLES, chosen.articles)
    pure, real = pipeline.measure(count), pipeline.measure(count, real=True)
    rows: dict[str, dict[str, Any]] = {
        name: row for name, row in (("pure pipeline, one core", pure), ("the same, real articles", real)) if row
    }
    if not chosen.pure_only:
        rows |= end_to_end.measure(chosen.articles)
    _print_rows(console, rows)
    for row in (pure, real):
        if row:
            _print_stages(console, row)
    _print_others(console)


def _print_others(console: Console) -> None:
    """Others, beside us on the same articles and pages in turn."""
    texts = list(records(COMPARED, real=next(real_texts(1), None) is not None))
    for what, values, name in (
        ("an article through", texts, "datasketch and a small transformer"),
        ("a page through", list(pages.records(COMPARED)), "trafilatura, datasketch and a small transformer"),
    ):
        spent = microseconds({"demarche": demarche(Context.build()), name: assembled()}, values, rounds=1)
        table = Table(what, "CPU µs", "to demarche")
        for way, time in spent.items():
            table.add_row(way, f"{time:,.0f}", f"{time / spent['demarche']:.1f}")
        console.print(table)
    console.print(f"load average {os.getloadavg()[0]:.1f}")
    html = Table("pages by", "pages/s of CPU")
    for name, speed in pages.measure(COMPARED).items():
        html.add_row(name, f"{speed:,.0f}")
    console.print(html)


def _print_rows(console: Console, rows: dict[str, dict[str, Any]]) -> None:
    base = rows.get("copy loop")
    table = Table("what", "articles", "articles/s", "to copy loop", "CPU µs/article", "peak MB")
    for name, row in rows.items():
        ratio = f"{row['articles_per_second'] / base['articles_per_second']:.3f}" if base else "-"
        memory = f"{row['peak_memory_mb']:.0f}" if "peak_memory_mb" in row else "-"
        table.add_row(name, str(row["articles"]), f"{row['articles_per_second']:,.0f}", ratio, f"{row['cpu_us_per_article']:,.0f}", memory)
    console.print(table)


def _print_stages(console: Console, pure: dict[str, Any]) -> None:
    total = sum(pure["stage_us"].values())
    table = Table("stage", "CPU µs/article", "share")
    for stage, spent in pure["stage_us"].items():
        table.add_row(stage, f"{spent:.1f}", f"{spent / total:.0%}")
    console.print(table)
    console.print("outcomes: " + ", ".join(f"{name} {count}" for name, count in sorted(pure["outcomes"].items())))


if __name__ == "__main__":
    main()
