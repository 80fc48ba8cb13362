"""`python -m tests.faults`: run the fault suite, or some of it, and renew the rows of what was run in `docs/reliability.md`."""

import argparse
import logging
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.broker.kafka_jars import unavailable
from tests.faults import report
from tests.faults.catalogue import SCENARIOS
from tests.faults.clusters import Clusters
from tests.faults.rig import Result
from tests.faults.scenario import CannotRunError, Scenario

Ended = tuple[Scenario, Result | str]
"""A scenario, and what it measured or which promise it broke."""


def main() -> int:
    """Run what was asked for; 0 when nothing was lost and no promise broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Run the fault suite on real Apache Kafka.")
    parser.add_argument("--short", action="store_true", help="few articles and faults, as in CI")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these scenarios")
    parser.add_argument("--no-page", action="store_true", help="leave docs/reliability.md as it is")
    parser.add_argument("--skip", nargs="+", metavar="NAME", default=[], help="all but these")
    parser.add_argument("--seed", type=int, default=1, help="repeats a run (default 1)")
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    chosen = parser.parse_args()
    named = chosen.only or [one.name for one in SCENARIOS if not (chosen.short and one.only_long)]
    wanted = [one for one in SCENARIOS if one.name in named and one.name not in chosen.skip]
    if chosen.list:
        _say(*(f"{one.group:2} {one.name:34} {one.what}" for one in SCENARIOS))
        return 0
    unknown = {*named, *chosen.skip} - {one.name for one in SCENARIOS}
    reason = f"no scenario is called {', '.join(sorted(unknown))}" if unknown else unavailable()
    if reason:
        _say(reason)
        return 2
    logging.basicConfig(format="  %(message)s", stream=sys.stdout)
    logging.getLogger("faults").setLevel(logging.INFO)
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    began = time.monotonic()
    ended = _run(wanted, long=not chosen.short, seed=chosen.seed, keep=not chosen.no_page)
    minutes = (time.monotonic() - began) / 60
    failed = [one.name for one, result in ended if isinstance(result, str)]
    left_out = [one.name for one in wanted if one not in {done for done, _ in ended}]
    _say(f"{len(ended) - len(failed)} scenarios kept every promise ({minutes:.1f} minutes); broken: {', '.join(failed) or 'none'}")
    if left_out:
        _say(f"NOT RUN, as something is not on this machine: {', '.join(left_out)}")
    return 1 if failed else 0


def _run(wanted: list[Scenario], *, long: bool, seed: int, keep: bool) -> list[Ended]:
    """Run the scenarios one after the other, those that run apart beside them; with `keep`, each that ends renews its row of the page."""
    directory = Path(tempfile.mkdtemp(prefix="demarche-faults-"))
    ended: list[Ended] = []
    one_at_a_time, commit = threading.Lock(), report.commit()

    def run(some: list[Scenario]) -> None:
        clusters = Clusters(directory)
        try:
            for one in some:
                try:
                    result = _run_one(one, clusters, directory, long=long, seed=seed)
                except CannotRunError as reason:
                    _say(f"  {one.name}: NOT RUN: {reason}")
                    continue
                with one_at_a_time:
                    ended.append((one, result))
                    if keep:
                        report.renew([report.row(one, result, commit, long=long, seed=seed)], SCENARIOS)
        finally:
            clusters.close()

    beside = [threading.Thread(target=run, args=([one],), name=one.name, daemon=True) for one in wanted if one.apart]
    for thread in beside:
        thread.start()
    run([one for one in wanted if not one.apart])
    for thread in beside:
        thread.join()
    return ended


def _run_one(one: Scenario, clusters: Clusters, directory: Path, *, long: bool, seed: int) -> Result | str:
    """What it measured, or which promise it broke; raises CannotRunError when something is not on this machine."""
    _say(f"{one.name}: {one.what}")
    began = time.monotonic()
    try:
        result = clusters.run(one, long=long, seed=seed)
    except CannotRunError:
        raise
    except Exception as problem:  # noqa: BLE001 - the table says what went wrong, and the next scenario runs
        _say(f"  {one.name}: BROKEN after {time.monotonic() - began:.0f} s (logs in {directory / one.name}):\n{problem}")
        return str(problem) or type(problem).__name__
    pause = "not to be told" if result.longest_pause_s is None else f"{result.longest_pause_s:.1f} s"
    _say(
        f"  {one.name}: {result.articles} articles, {len(result.faults)} faults: {result.lost} lost, {result.replayed} replayed, "
        f"longest pause {pause} ({time.monotonic() - began:.0f} s)"
    )
    return result


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201 - the command's output


if __name__ == "__main__":
    sys.exit(main())
