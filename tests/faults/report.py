"""`docs/reliability.md`: the table of one run of the fault suite, and how to read it."""

import os
import platform
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.broker.kafka_jars import kafka_version
from tests.faults.rig import Result
from tests.faults.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
_HEAD = """\
# Reliability

The promise: once `news.raw` has acknowledged an article, it ends in exactly one outcome, whatever dies. This page is written by
`{command}`; do not edit it. All figures are from one run, on {date}, at commit `{commit}`, on {machine}, with Apache Kafka {kafka}
and everything (brokers, workers, publisher, checks) on that machine. Seed {seed}.

After each scenario an oracle reads all topics and checks that

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
the start of new workers, but not the wait for the first worker of a scenario.
The scenario `soak` runs beside the others, on a broker of its own, so all figures are from a machine that was busy.

| scenario | what happens | articles | faults injected | lost | replayed | longest pause | |
|---|---|---:|---|---:|---:|---:|---|
"""
_TAIL = """
This run: `{command}`, {minutes} minutes. All of it: `make faults`; one scenario: `python -m tests.faults --only NAME`; few articles and
few faults, as in CI: `--short`. How the service does it is in [the operations guide](operations.md) and in the docstrings of
`service/edge/`; what is *not* promised: records that retention deletes before they were read (they are counted, and logged), and
anything on the embedded broker, which keeps its records in memory only.
"""


def write(rows: list[tuple[Scenario, Result | str]], *, seed: int, command: str, minutes: float) -> None:
    """Write the page of one run; a row that holds a text is of a scenario that broke a promise, and says which."""
    head = _HEAD.format(
        command=command,
        date=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        machine=_machine(),
        kafka=kafka_version(),
        seed=seed,
    )
    table = "".join(_row(scenario, result) for scenario, result in rows)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(head + table + _TAIL.format(command=command, minutes=round(minutes)), encoding="utf-8")


def _row(scenario: Scenario, result: Result | str) -> str:
    if isinstance(result, str):
        return f"| {scenario.name} | {scenario.what} | | | **broken** | | | {result.splitlines()[0]} |\n"
    faults = "; ".join(f"{count} × {what}" if count > 1 else what for what, count in Counter(result.faults).items())
    cells = (
        scenario.name,
        scenario.what,
        f"{result.articles:,}",
        faults,
        str(result.lost),
        f"{result.replayed:,}",
        f"{result.longest_pause_s:.1f} s",
        "; ".join(result.notes),
    )
    return "| " + " | ".join(cells) + " |\n"


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"a machine with {os.cpu_count()} cores and {memory:.0f} GB ({system})"
