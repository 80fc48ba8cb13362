"""A lock is complete, agrees with pyproject.toml and the other locks, and names no index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.setup.stubs import names_and_versions

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {path.stem: path for path in (ROOT / "requirements").glob("*.lock")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
EMBEDDED = PROJECT["project"]["optional-dependencies"]["embedded"]
OTEL = PROJECT["project"]["optional-dependencies"]["otel"]
PARQUET = PROJECT["project"]["optional-dependencies"]["parquet"]
GROUPS = {name: [one for one in group if isinstance(one, str)] for name, group in PROJECT["dependency-groups"].items()}
WANTED = {
    "runtime": RUNTIME + OTEL,
    "demo": RUNTIME + EMBEDDED + GROUPS["build"],
    "dev": RUNTIME + EMBEDDED + OTEL + PARQUET + GROUPS["build"] + GROUPS["dev"],
    "build": GROUPS["build"],
    "examples": GROUPS["examples"],
    "bench": RUNTIME + GROUPS["bench"],
    "fuzz": GROUPS["fuzz"],
    "train": GROUPS["train"],
}


def test_there_is_a_lock_for_each_purpose() -> None:
    assert set(LOCKS) == set(WANTED)


@pytest.mark.parametrize("purpose", WANTED)
def test_a_lock_has_what_the_project_asks_for(purpose: str) -> None:
    pins = names_and_versions(LOCKS[purpose])
    for wanted in map(Requirement, WANTED[purpose]):
        versions = [version for name, version in pins if name == canonicalize_name(wanted.name)]
        assert versions, f"{wanted.name} is missing; run: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} has {versions}; run: make lock"


@pytest.mark.parametrize("purpose", WANTED)
def test_every_pin_has_hashes_and_no_line_names_an_index(purpose: str) -> None:
    text = LOCKS[purpose].read_text(encoding="utf-8")
    assert not re.search(r"https?://|^--|^-[if] ", text, re.MULTILINE)
    pins = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pins) >= len(names_and_versions(LOCKS[purpose])) > 0
    assert all("--hash=sha256:" in pin for pin in pins)


@pytest.mark.parametrize("purpose", ["runtime", "demo", "build"])
def test_the_smaller_locks_have_the_versions_of_the_full_one(purpose: str) -> None:
    assert names_and_versions(LOCKS[purpose]) <= names_and_versions(LOCKS["dev"])


def test_production_has_neither_the_embedded_broker_nor_tools() -> None:
    tools = {canonicalize_name(Requirement(one).name) for one in EMBEDDED + PARQUET + GROUPS["build"] + GROUPS["dev"]}
    assert not {name for name, _ in names_and_versions(LOCKS["runtime"])} & (tools - {"pyyaml"})


def test_the_image_is_built_from_the_locks_alone() -> None:
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    installs = re.findall(r"pip (?:install|wheel)[^&\n]*", lines)
    assert len(installs) == 4
    assert all("--require-hashes" in one or "--no-index" in one or "--no-build-isolation" in one for one in installs)
    assert all("--no-deps" in one for one in installs)
