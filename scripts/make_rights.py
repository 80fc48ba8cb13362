"""Write what each program needs to be allowed on Kafka, and no more: as commands (docs/operations.md) and for Strimzi (deploy/).

The table is `rights` below; tests/broker/test_rights.py holds it against a broker with an authorizer.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from service.edge.kafka.topics import wanted
from service.settings import Settings
from service.topics.loader import Rules, load_rules

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "operations.md"
MANIFESTS = ROOT / "deploy" / "kubernetes" / "strimzi" / "users.yaml"
BEGIN, END = "<!-- made by scripts/make_rights.py -->\n", "<!-- end of what it made -->\n"
ROLES = {
    "worker": "`demarche run`",
    "producer": "`demarche produce`, or whatever writes articles",
    "reader": "`demarche watch`, or whatever reads the output",
    "reconciler": "`demarche reconcile`",
    "mender": "`demarche dead list`, `show`, `replay`",
    "topics": "`demarche topics create`, `check`",
}


@dataclass(frozen=True, slots=True)
class Right:
    """What may be done with one thing. `kind`: topic, group or cluster (that has no name)."""

    kind: str
    name: str
    operations: tuple[str, ...]


def rights(settings: Settings, rules: Rules) -> dict[str, list[Right]]:
    """What each role needs. Where READ or WRITE is given, Kafka gives DESCRIBE with it."""
    names = settings.topic_names
    every = [spec.name for spec in wanted(settings, rules)]
    inner = {names.raw, names.articles, names.seen, names.replays}
    outputs = [name for name in every if name not in inner]
    # The worker's page shows what events, incidents and dead letters there are; the ledger is read where another program has committed for the group.
    read_again = {*outputs} - {names.duplicates}

    def topic(name: str, *operations: str) -> Right:
        return Right("topic", name, operations)

    return {
        "worker": [
            topic(names.raw, "Read", "DescribeConfigs"),
            topic(names.articles, "Read", "Write", "DescribeConfigs"),
            topic(names.seen, "Read", "Write", "DescribeConfigs"),
            *(topic(name, *(["Read"] if name in read_again else []), "Write", "DescribeConfigs") for name in outputs),
            topic(names.replays, "Describe", "DescribeConfigs"),
            Right("group", settings.group, ("Read",)),
        ],
        "producer": [topic(names.raw, "Write")],
        "reader": [topic(name, "Read") for name in outputs],
        "reconciler": [
            *(topic(name, "Read") for name in (names.raw, names.articles, names.ledger)),
            Right("group", settings.group, ("Describe",)),
        ],
        "mender": [topic(names.raw, "Write"), topic(names.dead, "Read"), topic(names.replays, "Read", "Write")],
        "topics": [Right("cluster", "", ("Create",)), *(topic(name, "Describe", "DescribeConfigs") for name in every)],
    }


def commands(table: dict[str, list[Right]]) -> Iterator[str]:
    """The document's part: for each role its commands, one for all things with which the same may be done."""
    for role, who in ROLES.items():
        yield f"\n{who}:\n\n```sh\n"
        together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for right in table[role]:
            together.setdefault((right.kind, right.operations), []).append(right.name)
        for (kind, operations), names in together.items():
            things = ["--cluster"] if kind == "cluster" else [f"--{kind} {name}" for name in names]
            allowed = [f"--operation {operation}" for operation in operations]
            head = (
                f"kafka-acls.sh --bootstrap-server $BROKER --command-config admin.properties --add --allow-principal User:demarche-{role}"
            )
            yield " \\\n  ".join([head, " ".join(allowed), *things]) + "\n"
        yield "```\n"


def manifests(table: dict[str, list[Right]]) -> str:
    """The users for Strimzi."""
    made = []
    for role in ROLES:
        acls = []
        for right in table[role]:
            resource = (
                {"type": right.kind} if right.kind == "cluster" else {"type": right.kind, "name": right.name, "patternType": "literal"}
            )
            acls.append({"resource": resource, "operations": list(right.operations)})
        made.append(
            {
                "apiVersion": "kafka.strimzi.io/v1beta2",
                "kind": "KafkaUser",
                "metadata": {"name": f"demarche-{role}", "labels": {"strimzi.io/cluster": "kafka"}},
                "spec": {"authentication": {"type": "scram-sha-512"}, "authorization": {"type": "simple", "acls": acls}},
            }
        )
    head = "# Made by scripts/make_rights.py. Belongs into the namespace of the Kafka cluster, whose name is the label's.\n"
    return head + yaml.safe_dump_all(made, sort_keys=False, default_flow_style=None, width=140)


def files() -> dict[Path, str]:
    """What the files should hold."""
    settings = Settings(topic_prefix="news", group="demarche")
    table = rights(settings, load_rules(None))
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    return {DOCUMENT: before + BEGIN + "".join(commands(table)) + END + rest.partition(END)[2], MANIFESTS: manifests(table)}


def main() -> int:
    """Write the files, or with `--check` report those that differ."""
    wrong = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in sys.argv[1:]:
        for path, text in files().items():
            path.write_text(text, encoding="utf-8")
        return 0
    for path in wrong:
        print(f"{path.relative_to(ROOT)} is not what scripts/make_rights.py says; run it.", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
