"""`docs/quality.md`, made of the measured sections."""

from collections.abc import Sequence

from quality.report import Section, Table

HEAD = """# How good it is

Made by `python -m quality.gate --write`; do not edit. `make quality` measures all of it again and fails below the floors
in `quality/floors.json`.

Two kinds of data: **own** sets, written by hand for this project and committed (`quality/data/`; of articles to code there are
three, *own* of short ones, *newswire* of longer ones in unusual words, and *agency* in the words of news agencies), and **real**
articles, pages and pairs that belong to their publishers and are only measured on. The rules were made while reading the parts marked
*read*; those marked *held back* were not read while making them (of articles to code), and of a set marked *unread* nothing was. Of
pairs and scraped lines some of the held-back part was opened late: [quality-duplicates.md](quality-duplicates.md) and
[quality-text.md](quality-text.md) say what, and what the first score on it was.
"""


def markdown(sections: Sequence[Section]) -> str:
    """Return the whole document."""
    parts = [HEAD]
    for section in sections:
        parts.append(f"## {section.title}\n")
        parts += [_table(table) for table in section.tables]
    return "\n".join(parts)


def _table(table: Table) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    rows = [line(table.columns), "|" + "---|" * len(table.columns), *(line(row) for row in table.rows)]
    note = f"\n{table.note}\n" if table.note else ""
    return f"### {table.title}\n\n" + "\n".join(rows) + "\n" + note
