"""`docs/reliability.md`: a row for each scenario with when and at which commit it was measured, and how to read it.

The rows are kept in `docs/reliability.json`, so that a run of some scenarios renews theirs and leaves the others as they were measured.
"""

import json
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.broker.kafka_jars import kafka_version
from tests.faults.rig import Result
from tests.faults.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
_LONG, _SHORT = "long", "short"
_HEAD = """\
# Reliability

The promise: once `news.raw` has acknowledged an article, it ends in exactly one outcome, whatever dies. This page is written by
`make faults` from `docs/reliability.json`; do not edit it. Each row was measured by itself: its last column says when, at which commit,
in which form (long, or the short one that CI runs) and on what, with everything (brokers, workers, publisher, checks) on that machine:

{places}
After each scenario an oracle reads all topics and checks (a row of an earlier commit: as far as that commit's oracle did) that

- every input that was acknowledged has a ledger entry, and every ledger entry an input (*lost* counts inputs without one);
- no ledger entry, duplicate, dead letter or (event or incident, revision) was ever written with two different values;
- every ledger entry, duplicate, event, incident and revision is, byte for byte, what one undisturbed hop makes of the same log of the
  lanes, none less and none more (where no article may end as a dead letter for a reason of the second hop);
- the last value of every key is, byte for byte, that of an undisturbed run over the same input (where copies, and reports of one act,
  stand in one partition: between partitions the order in the lane, and with it which report opens an incident, is a matter of time);
- of all copies of a text exactly one is the original, and the others name it;
- ledger, events, incidents, duplicates and dead letters agree with each other, incidents have all their revisions in order, and every
  span is in its text.

*Replayed* counts outcomes that were written again (with the same bytes). *Longest pause* is the longest time in which no input was
settled although one was waiting, from the first settled one on; it includes the outage itself, the group's session timeout of 10 s and
the start of new workers, but not the wait for the first worker of a scenario. The machine was busy with other work meanwhile.

| scenario | what happens | articles | faults injected | lost | replayed | longest pause | | measured |
|---|---|---:|---|---:|---:|---:|---|---|
"""
_TAIL = """
All of it: `make faults`; one scenario, which renews its row: `python -m tests.faults --only NAME`; few articles and few faults, as in CI:
`--short` (which replaces no row of the long form). How the service does it is in [the operations guide](operations.md) and in the
docstrings of `service/edge/`; what is *not* promised: records that retention deletes before they were read (they are counted, and
logged), what Kafka itself loses after an unclean election, and anything on the embedded broker, which keeps its records in memory only.
"""


@dataclass(frozen=True)
class Row:
    """What one scenario measured, where and when. `broken`: the promise that it broke; its figures are then empty."""

    scenario: str
    date: str
    commit: str
    form: str
    place: str
    articles: int = 0
    faults: str = ""
    lost: int = 0
    replayed: int = 0
    longest_pause_s: float | None = None
    notes: str = ""
    broken: str = ""


def commit() -> str:
    """What is checked out, to be asked before a run; it says so where files differ from it (other than those that a run itself writes)."""
    name = subprocess.run(["git", "rev-parse", "--short=7", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    same = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", ".", ":(exclude)docs/reliability.*"], check=False).returncode == 0
    return f"{name or 'unknown'}{'' if same else ' changed'}"


def row(scenario: Scenario, result: Result | str, at: str, *, long: bool, seed: int) -> Row:
    """The row of a scenario that has just ended, measured at the commit `at`; a text says which promise was broken."""
    made = Row(scenario.name, datetime.now(UTC).date().isoformat(), at, _LONG if long else _SHORT, _place(seed))
    if isinstance(result, str):
        return Row(**asdict(made) | {"broken": result.splitlines()[0]})
    figures = {
        "articles": result.articles,
        "faults": "; ".join(f"{count} × {what}" if count > 1 else what for what, count in Counter(result.faults).items()),
        "lost": result.lost,
        "replayed": result.replayed,
        "longest_pause_s": None if result.longest_pause_s is None else round(result.longest_pause_s, 1),
        "notes": "; ".join(result.notes),
    }
    return Row(**asdict(made) | figures)


def renew(rows: Iterable[Row], scenarios: Sequence[Scenario], page: Path = PAGE) -> None:
    """Put the rows into the file beside the page, in the place of those of the same scenarios, and write the page anew.

    A row of the short form never replaces one of the long form. Rows of scenarios that are no more go.
    """
    kept = {one.scenario: one for one in load(page)}
    for one in rows:
        known = kept.get(one.scenario)
        if known is None or not (known.form == _LONG and one.form == _SHORT):
            kept[one.scenario] = one
    ordered = [kept[one.name] for one in scenarios if one.name in kept]
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in ordered)
    _beside(page).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    page.write_text(written(ordered, scenarios), encoding="utf-8")


def load(page: Path = PAGE) -> list[Row]:
    """The rows that are kept beside the page; none where there is no such file."""
    file = _beside(page)
    return [Row(**one) for one in json.loads(file.read_text(encoding="utf-8"))] if file.exists() else []


def written(rows: Sequence[Row], scenarios: Sequence[Scenario]) -> str:
    """The page, with a line for every scenario, in their order."""
    known = {one.scenario: one for one in rows}
    places = {place: chr(ord("A") + at) for at, place in enumerate(dict.fromkeys(one.place for one in rows))}
    listed = "".join(f"- {letter}: {place}\n" for place, letter in places.items())
    table = "".join(_line(one, known.get(one.name), places) for one in scenarios)
    return _HEAD.format(places=listed) + table + _TAIL


def _line(scenario: Scenario, found: Row | None, places: dict[str, str]) -> str:
    if found is None:
        return f"| {scenario.name} | {scenario.what} | | | | | | | not yet |\n"
    measured = f"{found.date}, `{found.commit}`, {found.form}, {places[found.place]}"
    if found.broken:
        return f"| {scenario.name} | {scenario.what} | | | **broken** | | | {found.broken} | {measured} |\n"
    pause = "not to be told" if found.longest_pause_s is None else f"{found.longest_pause_s:.1f} s"
    figures = (f"{found.articles:,}", found.faults, str(found.lost), f"{found.replayed:,}", pause, found.notes)
    return "| " + " | ".join((scenario.name, scenario.what, *figures, measured)) + " |\n"


def _beside(page: Path) -> Path:
    return page.with_suffix(".json")


def _place(seed: int) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"Apache Kafka {kafka_version()} on a machine with {os.cpu_count()} cores and {memory:.0f} GB ({system}), seed {seed}"
