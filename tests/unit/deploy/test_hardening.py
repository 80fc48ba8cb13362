"""What is deployed may do little: pods, containers, the unit and the image."""

import lzma
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
BASE = DEPLOY / "kubernetes" / "base"
COMPONENTS = DEPLOY / "kubernetes" / "components"
UNIT = (DEPLOY / "systemd" / "demarche@.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
TMP_MB = 128
"""A worker runs with so much in tests/broker/test_read_only_root.py."""
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def resources(folder: Path) -> list[Any]:
    """All that the folder's kustomization names."""
    names = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    return [one for name in names for one in yaml.safe_load_all((folder / name).read_text(encoding="utf-8"))]


PODS = [one["spec"]["template"] for one in resources(BASE) if "template" in one["spec" if "spec" in one else "metadata"]]


def one_of(kind: str, folder: Path = BASE) -> Any:
    (found,) = [one for one in resources(folder) if one["kind"] == kind]
    return found


def test_every_file_of_kubernetes_is_named_by_a_kustomization() -> None:
    for folder in {path.parent for path in (DEPLOY / "kubernetes").rglob("kustomization.yaml")}:
        text = (folder / "kustomization.yaml").read_text(encoding="utf-8")
        assert [path.name for path in folder.glob("*.yaml") if path.name != "kustomization.yaml" and path.name not in text] == []


@pytest.mark.parametrize("pod", PODS, ids=lambda pod: pod["metadata"]["labels"]["app.kubernetes.io/name"])
def test_a_pod_has_no_token_no_root_and_nothing_to_write_but_tmp(pod: Any) -> None:
    spec = pod["spec"]
    (container,) = spec["containers"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["serviceAccountName"] == one_of("ServiceAccount")["metadata"]["name"]
    assert spec["securityContext"]["runAsNonRoot"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [mount["mountPath"] for mount in container["volumeMounts"]] == ["/tmp"]
    assert ["emptyDir" in volume for volume in spec["volumes"]] == [True]
    assert container["resources"]["limits"]["memory"]


def test_a_worker_talks_to_kafka_and_names_only_and_is_asked_on_its_port_only() -> None:
    policy = one_of("NetworkPolicy")["spec"]
    selected = policy["podSelector"]["matchExpressions"][0]["values"]
    assert {pod["metadata"]["labels"]["app.kubernetes.io/name"] for pod in PODS} == set(selected)
    assert [port["port"] for rule in policy["ingress"] for port in rule["ports"]] == [8080]
    assert {port["port"] for rule in policy["egress"] for port in rule["ports"]} == {53, 9092}


def test_monitoring_budget_and_scaling_select_the_workers() -> None:
    labels = one_of("StatefulSet")["spec"]["template"]["metadata"]["labels"].items()
    for selecting in (one_of("PodDisruptionBudget"), one_of("PodMonitor", COMPONENTS / "monitoring")):
        assert selecting["spec"]["selector"]["matchLabels"].items() <= labels
    for spread in one_of("StatefulSet")["spec"]["template"]["spec"]["topologySpreadConstraints"]:
        assert spread["labelSelector"]["matchLabels"].items() <= labels
    target = one_of("ScaledObject", COMPONENTS / "scaling")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("StatefulSet", one_of("StatefulSet")["metadata"]["name"])


def test_credentials_come_from_a_secret_and_reach_both_pods() -> None:
    component = yaml.safe_load((COMPONENTS / "secured" / "kustomization.yaml").read_text(encoding="utf-8"))
    patch = yaml.safe_load((COMPONENTS / "secured" / "credentials.yaml").read_text(encoding="utf-8"))["spec"]["template"]["spec"]
    targets = {(one["target"]["kind"], one["target"]["name"]) for one in component["patches"] if "path" in one}
    assert targets == {("StatefulSet", "demarche"), ("Job", "demarche-topics")}
    (container,) = patch["containers"]
    assert {pod["spec"]["containers"][0]["name"] for pod in PODS} == {container["name"]}
    assert all("secretKeyRef" in one["valueFrom"] for one in container["env"])


def test_the_example_names_its_image_by_digest() -> None:
    overlay = yaml.safe_load((DEPLOY / "kubernetes" / "overlays" / "example" / "kustomization.yaml").read_text(encoding="utf-8"))
    assert [set(image) >= {"newName", "digest"} for image in overlay["images"]] == [True]


@pytest.mark.parametrize("name", sorted(COMPOSE))
def test_a_container_of_compose_has_limits_and_logs_that_end(name: str) -> None:
    service = COMPOSE[name]
    assert service["mem_limit"]
    assert service["logging"]["options"]["max-size"]
    assert service["restart"] in ({"topics": "no"} | dict.fromkeys(("worker-1", "worker-2"), "on-failure")).get(name, "unless-stopped")


@pytest.mark.parametrize("name", ["topics", "worker-1", "worker-2"])
def test_our_containers_write_to_tmp_only(name: str) -> None:
    service = COMPOSE[name]
    assert service["read_only"]
    assert [mount.partition(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"]


def test_the_tmp_of_a_worker_holds_the_model_of_languages_unpacked() -> None:
    unpacked = len(lzma.decompress((files("py3langid") / "data" / "model.npz.xz").read_bytes()))
    assert {mount for name in ("worker-1", "worker-2") for mount in COMPOSE[name]["tmpfs"]} == {f"/tmp:size={TMP_MB}m"}
    (volume,) = one_of("StatefulSet")["spec"]["template"]["spec"]["volumes"]
    assert volume["emptyDir"] == {"sizeLimit": f"{TMP_MB}Mi"}
    assert 1.5 * unpacked < TMP_MB * 2**20


def test_the_unit_is_restarted_for_ever_but_after_78_and_has_a_port_an_instance() -> None:
    assert {"StartLimitIntervalSec=0", "Restart=always", "RestartPreventExitStatus=78", "OOMPolicy=continue"} <= set(UNIT.splitlines())
    assert "DEMARCHE_HTTP_PORT=808%i" in UNIT
    assert re.search(r"^MemoryMax=\d+G$", UNIT, re.MULTILINE)


def test_the_image_is_built_of_an_exact_base_and_of_hashes_only() -> None:
    assert re.search(r"^ARG BASE=python:3\.\d+\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"${BASE}"}
    installs = re.findall(r"pip install [^\\\n]*", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)
    assert "calfkit" not in (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8")


def test_the_builder_is_given_what_the_dockerfile_copies_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    given = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        source.removeprefix("./") for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for source in line.split()[:-1]
    }
    assert "*" in lines
    assert given == copied
    assert [name for name in given if not (ROOT / name).exists()] == []
