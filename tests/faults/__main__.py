"""`python -m tests.faults`: run the fault suite; a full long run writes `docs/reliability.md`."""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.broker.kafka_jars import unavailable
from tests.faults import report
from tests.faults.catalogue import SCENARIOS
from tests.faults.clusters import Clusters
from tests.faults.rig import Result
from tests.faults.scenario import Scenario


def main() -> int:
    """Run what was asked for; 0 when nothing was lost and no promise broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Run the fault suite on real Apache Kafka.")
    parser.add_argument("--short", action="store_true", help="few articles and faults, as in CI; writes no page")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these scenarios; writes no page")
    parser.add_argument("--seed", type=int, default=1, help="repeats a run (default 1)")
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    chosen = parser.parse_args()
    wanted = [one for one in SCENARIOS if (not chosen.only or one.name in chosen.only) and not (chosen.short and one.only_long)]
    if chosen.list:
        _say(*(f"{one.group:2} {one.name:34} {one.what}" for one in SCENARIOS))
        return 0
    unknown = set(chosen.only or ()) - {one.name for one in SCENARIOS}
    reason = f"no scenario is called {', '.join(sorted(unknown))}" if unknown else unavailable()
    if reason:
        _say(reason)
        return 2
    logging.basicConfig(format="  %(message)s", stream=sys.stdout)
    logging.getLogger("faults").setLevel(logging.INFO)
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    began = time.monotonic()
    rows, failed = _run(wanted, long=not chosen.short, seed=chosen.seed)
    minutes = (time.monotonic() - began) / 60
    _say(f"{len(rows)} scenarios kept every promise, {len(failed)} did not: {', '.join(failed) or 'none'} ({minutes:.1f} minutes)")
    if not failed and not chosen.only and not chosen.short:
        report.write(rows, seed=chosen.seed, command="make faults", minutes=minutes)
        _say(f"wrote {report.PAGE}")
    return 1 if failed else 0


def _run(wanted: list[Scenario], *, long: bool, seed: int) -> tuple[list[tuple[Scenario, Result]], list[str]]:
    rows: list[tuple[Scenario, Result]] = []
    failed: list[str] = []
    directory = Path(tempfile.mkdtemp(prefix="demarche-faults-"))
    clusters = Clusters(directory)
    try:
        for one in wanted:
            _say(f"{one.name}: {one.what}")
            began = time.monotonic()
            try:
                result = clusters.run(one, long=long, seed=seed)
            except AssertionError as problem:
                failed.append(one.name)
                _say(f"  BROKEN after {time.monotonic() - began:.0f} s (logs in {directory / one.name}):\n{problem}")
                continue
            rows.append((one, result))
            _say(
                f"  {result.articles} articles, {len(result.faults)} faults: {result.lost} lost, {result.replayed} replayed, "
                f"longest pause {result.longest_pause_s:.1f} s ({time.monotonic() - began:.0f} s)"
            )
    finally:
        clusters.close()
    return rows, failed


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201 - the command's output


if __name__ == "__main__":
    sys.exit(main())
