"""`make cases`: runs the inputs that failed outsiders (`../shared/cases`) and says which of their kinds are mended.

Exit 1 when a required one fails: all but those that are a matter of judgement (`readings.toml` says which), and of those whatever
passed before, in the report or at the last `--pin`. Where `../shared` is not, it says so and exits 0.

Usage: python -m tests.cases [--pin] [--verbose] [NUMBER...]
    --pin      note what passes now, so that it must go on passing
    --verbose  say of each failed one what is wrong, also of those that are not required
    NUMBER     only these reports
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.errors import Fatal
from tests.cases import coding
from tests.cases.judging import complaints
from tests.cases.readings import Reading, load
from tests.cases.running import run

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
PASSED = Path(__file__).parent / "passed.json"
CODING = "coding.jsonl"


@dataclass(frozen=True)
class Verdict:
    """One report, run. `required`: its failing fails the command."""

    number: int
    kind: str
    judgement: bool
    required: bool
    wrong: list[str]


def judge(report: dict[str, object], reading: Reading, passed: Sequence[int]) -> Verdict:
    """Run a report's input and hold the result against its reading."""
    number, path = int(str(report["n"])), CASES / str(report["input"])
    try:
        wrong = complaints(reading, run(path, stdin=reading.stdin))
    except (Fatal, OSError) as problem:
        wrong = [f"the input is not read: {problem}"]
    required = not reading.judgement or report["was"] == "pass" or number in passed
    return Verdict(number, str(report["kind"]), reading.judgement, required, wrong)


def main() -> int:
    """Run, print, judge."""
    arguments = argparse.ArgumentParser(prog="python -m tests.cases")
    arguments.add_argument("--pin", action="store_true", help="note what passes now")
    arguments.add_argument("--verbose", action="store_true", help="say what is wrong with each failed one")
    arguments.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="only these reports")
    chosen = arguments.parse_args()
    if not CASES.is_dir():
        sys.stdout.write(f"The cases ({CASES.parent.name}/{CASES.name} beside the project) are not here: nothing was run.\n")
        return 0
    passed = json.loads(PASSED.read_text(encoding="utf-8"))
    readings = load()
    reports = [json.loads(line) for line in (CASES / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    unread = [report["n"] for report in reports if report["n"] not in readings]
    verdicts = [
        judge(report, readings[report["n"]], passed["reports"])
        for report in reports
        if report["n"] in readings and (not chosen.numbers or report["n"] in chosen.numbers)
    ]
    failed = _tell(verdicts, verbose=chosen.verbose or bool(chosen.numbers))
    for number in unread:
        _say(f"  {number} has no reading in readings.toml")
    if chosen.numbers:
        return 1 if failed else 0
    rows = coding.judged(CASES / CODING)
    good = [row["id"] for row, right in rows if right]
    lost = sorted(set(passed["coding"]) - set(good))
    _say(f"\n{CODING}: {len(good)} of {len(rows)} wholly right; by first letter of the cause: {_by_cause(rows)}")
    for name in lost:
        _say(f"  {name} passed before")
    if chosen.pin:
        kept = {"reports": [one.number for one in verdicts if not one.wrong and one.judgement], "coding": sorted(good)}
        PASSED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 1 if failed or lost or unread else 0


def _tell(verdicts: Sequence[Verdict], *, verbose: bool) -> int:
    """Print kind by kind; how many required ones fail."""
    for judgement, title in ((False, "what comes in"), (True, "judgement (required only where it passed before)")):
        part = [one for one in verdicts if one.judgement == judgement]
        _say(f"\n== {title}: {sum(not one.wrong for one in part)} of {len(part)}")
        kinds = Counter(one.kind for one in part)
        for kind, of in kinds.items():
            same = [one for one in part if one.kind == kind]
            right = sum(not one.wrong for one in same)
            _say(f"{right:3} of {of:2}  {kind[:130]}")
            for one in same:
                if one.wrong and (verbose or one.required):
                    _say(f"           {one.number}{'' if one.required else ' (not required)'}: {'; '.join(one.wrong)[:400]}")
    failed = sum(bool(one.wrong) and one.required for one in verdicts)
    _say(f"\nreports: {sum(not one.wrong for one in verdicts)} of {len(verdicts)} right, {failed} required ones fail")
    return failed


def _by_cause(rows: Sequence[tuple[dict[str, str], bool]]) -> str:
    of = Counter(row["cause"][0] for row, _ in rows)
    right = Counter(row["cause"][0] for row, good in rows if good)
    return ", ".join(f"{letter} {right[letter]}/{of[letter]}" for letter in sorted(of))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
