#!/usr/bin/env bash
# Holds every file in deploy/ and docker-compose.yml against its own tool. What is not on the machine is said, never passed over in silence.
set -euo pipefail
cd "$(dirname "$0")/.."

# Of Kubernetes' own kinds; what belongs to Strimzi is looked at by tests/unit/deploy only: its definitions are in no file that a registry
# has, they are made by a program of 40 s and hundreds of jars.
.venv/bin/kubernetes-validate --strict --quiet $(ls deploy/kubernetes/base/*.yaml | grep -v kustomization)
echo "kubernetes: ok"

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
export GOBIN="$tools" GOFLAGS=-mod=mod
if command -v go >/dev/null; then
  go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2 2>/dev/null
  "$tools/cmd" docker-compose.yml >/dev/null
  echo "compose: ok"
else
  echo "compose: not checked, as Go is not installed"
fi

# What a module of Go holds beside its code: where it is, after the proxy was asked for it.
module() { (cd "$tools" && go mod download -json "$1") | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'; }

if ! command -v kustomize >/dev/null && command -v go >/dev/null; then
  go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1 2>/dev/null # 45 s of one core the first time, 2 s after that
fi
if kustomize=$(PATH="$tools:$PATH" command -v kustomize); then
  for built in base overlays/example; do
    "$kustomize" build "deploy/kubernetes/$built" >"$tools/built.yaml"
    .venv/bin/python - "$tools" <<'PYTHON'
import sys, yaml
from pathlib import Path
folder = Path(sys.argv[1])
own = [one for one in yaml.safe_load_all((folder / "built.yaml").read_text()) if one["apiVersion"].split("/")[0] not in {"keda.sh", "monitoring.coreos.com"}]
(folder / "own.yaml").write_text(yaml.safe_dump_all(own))
PYTHON
    .venv/bin/kubernetes-validate --strict --quiet "$tools/own.yaml"
  done
  echo "kustomize: ok"
  if command -v go >/dev/null; then
    prometheus=$(module github.com/prometheus-operator/prometheus-operator@v0.85.0)/example/prometheus-operator-crd
    keda=$(module github.com/kedacore/keda/v2@v2.17.2)/config/crd/bases
    .venv/bin/python scripts/check_custom_resources.py "$prometheus/monitoring.coreos.com_podmonitors.yaml" "$keda/keda.sh_scaledobjects.yaml" -- "$tools/built.yaml"
    echo "operators: ok"
  else
    echo "operators: PodMonitor and ScaledObject are not checked, as Go is not installed"
  fi
else
  echo "kustomize: base and overlay are not built, as neither kustomize nor Go is installed"
fi

# Its wheels are of the program itself; a machine that has none is told apart from a Dockerfile that has a fault.
if .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --target "$tools/lint" -r requirements/hadolint.txt; then
  "$tools/lint/bin/hadolint" deploy/Dockerfile
  echo "dockerfile: ok"
else
  echo "dockerfile: not checked, as hadolint can't be installed"
fi

if command -v promtool >/dev/null; then
  (cd deploy/prometheus && promtool check config prometheus.yml >/dev/null && promtool test rules rules_test.yml >/dev/null)
  echo "prometheus: ok"
else
  echo "prometheus: not checked, as promtool is not installed"
fi

# In tenths: 3.0 of 10 at the most; it has 1.4 with systemd 252.
if command -v systemd-analyze >/dev/null && systemd-analyze security --help 2>/dev/null | grep -q -- --offline; then
  systemd-analyze security --offline=true --threshold=30 --no-pager deploy/systemd/demarche@.service >/dev/null
  echo "systemd: ok"
else
  echo "systemd: not checked, as there is no systemd-analyze of version 250 or newer"
fi
