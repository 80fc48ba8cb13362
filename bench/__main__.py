"""`make bench`: the pure pipeline, one worker on real Kafka and a bare copy loop, in one run.

Usage: python -m bench [--articles N] [--pure-only]
"""

import argparse
import os
import platform
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import end_to_end, pipeline

DEFAULT_ARTICLES = 20_000
PURE_ARTICLES = 4_000


def main() -> None:
    """Measure and print; figures of different rows are comparable, as they are from one run."""
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--articles", type=int, default=DEFAULT_ARTICLES, help="articles for the broker part")
    arguments.add_argument("--pure-only", action="store_true", help="leave out what needs JDK 17 and Maven")
    chosen = arguments.parse_args()
    console = Console()
    console.print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores; text articles of 2-3 kB, 2% on topic"
    )
    pure = pipeline.measure(min(PURE_ARTICLES, chosen.articles))
    rows: dict[str, dict[str, Any]] = {"pure pipeline, one core": pure}
    if not chosen.pure_only:
        rows |= end_to_end.measure(chosen.articles)
    _print_rows(console, rows)
    _print_stages(console, pure)


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
