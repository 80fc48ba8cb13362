#!/usr/bin/env bash
# Holds every file in deploy/ and docker-compose.yml against its own tool. What is not on the machine is said, never passed over in silence.
set -euo pipefail
cd "$(dirname "$0")/.."

# Of Kubernetes' own kinds; what belongs to operators (PodMonitor, ScaledObject, KafkaUser) is looked at by tests/unit/deploy.
.venv/bin/kubernetes-validate --strict --quiet $(ls deploy/kubernetes/base/*.yaml | grep -v kustomization)
echo "kubernetes: ok"

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
if command -v go >/dev/null; then
  GOBIN="$tools" GOFLAGS=-mod=mod go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2 2>/dev/null
  "$tools/cmd" docker-compose.yml >/dev/null
  echo "compose: ok"
else
  echo "compose: not checked, as Go is not installed"
fi

if command -v kustomize >/dev/null; then
  kustomize build deploy/kubernetes/overlays/example >"$tools/example.yaml"
  .venv/bin/python - "$tools" <<'PYTHON'
import sys, yaml
from pathlib import Path
folder = Path(sys.argv[1])
own = [one for one in yaml.safe_load_all((folder / "example.yaml").read_text()) if one["apiVersion"].split("/")[0] not in {"keda.sh", "monitoring.coreos.com"}]
(folder / "own.yaml").write_text(yaml.safe_dump_all(own))
PYTHON
  .venv/bin/kubernetes-validate --strict --quiet "$tools/own.yaml"
  echo "kustomize: ok"
else
  echo "kustomize: the overlay is not built, as kustomize is not installed"
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
