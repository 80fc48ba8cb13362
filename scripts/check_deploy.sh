#!/usr/bin/env bash
# Holds every file in deploy/ and docker-compose.yml against its own tool. What is not on the machine is said, never passed over in silence.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/kubernetes-validate --strict --quiet deploy/kubernetes/*.yaml
echo "kubernetes: ok"

if command -v go >/dev/null; then
  tools=$(mktemp -d)
  trap 'rm -rf "$tools"' EXIT
  GOBIN="$tools" GOFLAGS=-mod=mod go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2 2>/dev/null
  "$tools/cmd" docker-compose.yml >/dev/null
  echo "compose: ok"
else
  echo "compose: not checked, as Go is not installed"
fi

if command -v promtool >/dev/null; then
  (cd deploy/prometheus && promtool check config prometheus.yml >/dev/null)
  (cd deploy/prometheus && promtool test rules rules_test.yml >/dev/null)
  echo "prometheus: ok"
else
  echo "prometheus: not checked, as promtool is not installed"
fi
