"""A resource of an operator is held against the operator's definition, and what the definition does not know is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.check_custom_resources import main

SCALER = {
    "spec": {
        "group": "keda.sh",
        "names": {"kind": "Scaler"},
        "versions": [
            {
                "name": "v1",
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "properties": {
                            "apiVersion": {"type": "string"},
                            "kind": {"type": "string"},
                            "metadata": {"type": "object"},
                            "spec": {
                                "type": "object",
                                "required": ["most"],
                                "properties": {
                                    "most": {"type": "integer"},
                                    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                                    "rest": {"type": "object", "properties": {}, "x-kubernetes-preserve-unknown-fields": True},
                                },
                            },
                        },
                    }
                },
            }
        ],
    }
}
GOOD: dict[str, Any] = {"most": 3, "labels": {"any": "name"}, "rest": {"what": "ever"}}
CONFIG = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "passed-over"}}


def checked(tmp_path: Path, spec: dict[str, Any], version: str = "keda.sh/v1") -> int:
    definition, resources = tmp_path / "definition.yaml", tmp_path / "resources.yaml"
    definition.write_text(yaml.safe_dump(SCALER))
    resources.write_text(yaml.safe_dump_all([CONFIG, {"apiVersion": version, "kind": "Scaler", "metadata": {"name": "one"}, "spec": spec}]))
    return main([str(definition), "--", str(resources)])


def test_what_the_definition_allows_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, GOOD) == 0
    assert "1 resources fit: Scaler" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (GOOD | {"most": "3"}, "Scaler one: spec.most: '3' is not of type 'integer'"),
        (GOOD | {"mots": 3}, "Scaler one: spec: Additional properties are not allowed ('mots' was unexpected)"),
        ({}, "Scaler one: spec: 'most' is a required property"),
    ],
)
def test_a_wrong_an_unknown_and_a_missing_field_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spec: dict[str, Any], said: str
) -> None:
    assert checked(tmp_path, spec) == 1
    assert said in capsys.readouterr().out


def test_a_kind_without_a_definition_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, GOOD, "keda.sh/v2") == 1
    assert "there is no definition of keda.sh/v2" in capsys.readouterr().out
