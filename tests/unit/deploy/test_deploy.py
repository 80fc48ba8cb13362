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
    text = "".join(path.read_text(encoding="utf-8") for path in (DEPLOY / "kubernetes").glob("*.yaml"))
    used = set(re.findall(r"\bDEMARCHE_[A-Z_]+", text))
    assert used
    assert used <= SETTINGS


def test_every_metric_in_the_alerts_exists() -> None:
    used = set(METRIC.findall((DEPLOY / "prometheus" / "rules.yml").read_text(encoding="utf-8")))
    assert used
    assert used <= known_metrics()


def test_every_metric_in_the_dashboard_exists() -> None:
    board = json.loads((DEPLOY / "grafana" / "dashboards" / "demarche.json").read_text(encoding="utf-8"))
    used = {name for panel in board["panels"] for target in panel["targets"] for name in METRIC.findall(target["expr"])}
    assert used
    assert used <= known_metrics()


def test_every_alert_says_what_to_do() -> None:
    rules = [rule for group in documents(DEPLOY / "prometheus" / "rules.yml")[0]["groups"] for rule in group["rules"]]
    assert all({"summary", "action"} <= set(rule["annotations"]) for rule in rules)
