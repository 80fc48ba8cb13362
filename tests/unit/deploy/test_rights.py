"""What each program is allowed on Kafka is one table, and the document and the manifests say the same."""

import re
from pathlib import Path

import pytest
import yaml

from scripts.make_rights import MANIFESTS, ROLES, files, rights
from service.edge.kafka.topics import wanted
from service.settings import Settings
from service.topics.loader import load_rules

SETTINGS = Settings(topic_prefix="news", group="demarche")
TABLE = rights(SETTINGS, load_rules(None))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_the_files_are_what_the_table_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], "run scripts/make_rights.py"


def test_each_role_has_a_user_and_commands() -> None:
    users = list(yaml.safe_load_all(MANIFESTS.read_text(encoding="utf-8")))
    assert [user["metadata"]["name"] for user in users] == [f"demarche-{role}" for role in ROLES]
    (document,) = [text for path, text in files().items() if path != MANIFESTS]
    assert set(re.findall(r"User:demarche-(\w+)", document)) == set(ROLES) == set(TABLE)


def test_a_worker_may_do_something_with_every_topic_and_everything_with_none() -> None:
    topics = {right.name: set(right.operations) for right in TABLE["worker"] if right.kind == "topic"}
    assert topics.keys() == {spec.name for spec in wanted(SETTINGS, load_rules(None))}
    assert not {operation for operations in topics.values() for operation in operations} & {"All", "Alter", "Delete", "Create"}
    assert "Write" not in topics["news.raw"]
