"""The files in `deploy/` speak of settings and metrics that exist."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from service.settings import PREFIX, Settings
from service.telemetry import metrics

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}
PROMQL_WORDS = {"on", "and", "or", "le"}
METRIC = re.compile(r"\bdemarche_[a-z_]+")


def documents(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def known_metrics() -> set[str]:
    names: set[str] = set()
    for family in metrics.REGISTRY.collect():
        names |= {family.name, *(family.name + ending for ending in ("_total", "_bucket", "_sum", "_count", "_info"))}
    return names


def test_every_setting_in_compose_exists() -> None:
    services = documents(ROOT / "docker-compose.yml")[0]["services"]
    used = {name for service in services.values() for name in service.get("environment", {}) if name.startswith(PREFIX)}
    assert used
    assert used <= SETTINGS


def test_every_setting_in_kubernetes_exists() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (DEPLOY / "kubernetes").rglob("*.yaml"))
    used = set(re.findall(r"\bDEMARCHE_[A-Z_]+", text))
    assert used
    assert used <= SETTINGS


def alerts() -> dict[str, Any]:
    groups = documents(DEPLOY / "prometheus" / "rules.yml")[0]["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def test_the_alerts_ask_for_metrics_that_the_service_exposes_and_for_nothing_else() -> None:
    for name, rule in alerts().items():
        without_labels = re.sub(r"\{[^}]*\}|\[[^]]*\]|\b(?:by|on) \([^)]*\)", "", rule["expr"])
        asked = set(re.findall(r"\b[a-z_]+\b(?! *\()", without_labels)) - PROMQL_WORDS
        assert asked, name
        assert asked <= known_metrics() | {"up"}, name  # `up` is Prometheus' own


def test_every_metric_that_the_proofs_of_the_alerts_feed_exists() -> None:
    used = set(METRIC.findall((DEPLOY / "prometheus" / "rules_test.yml").read_text(encoding="utf-8")))
    assert used <= known_metrics()


def test_every_alert_has_a_proof() -> None:
    proved = set(re.findall(r"\bDemarche[A-Z]\w+", (DEPLOY / "prometheus" / "rules_test.yml").read_text(encoding="utf-8")))
    assert proved == set(alerts())


def test_every_alert_names_its_runbook_and_the_document_has_no_other() -> None:
    chapter = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("\n## Runbooks\n")[2].partition("\n## ")[0]
    runbooks = re.findall(r"^### (\w+)\n\n\S", chapter, re.MULTILINE)
    assert sorted(runbooks) == sorted(alerts())
    for name, rule in alerts().items():
        assert rule["annotations"]["runbook"] == f"docs/operations.md#{name.lower()}"


def test_every_metric_in_the_dashboard_exists() -> None:
    board = json.loads((DEPLOY / "grafana" / "dashboards" / "demarche.json").read_text(encoding="utf-8"))
    used = {name for panel in board["panels"] for target in panel["targets"] for name in METRIC.findall(target["expr"])}
    assert used
    assert used <= known_metrics()


def test_every_alert_says_what_to_do() -> None:
    assert all({"summary", "action"} <= set(rule["annotations"]) for rule in alerts().values())
