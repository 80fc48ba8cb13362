# Every command sets up what it needs; on a fresh machine only Python 3.11+ and a package index are wanted
# (and, for the targets with Kafka, JDK 17 and Maven).
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-kafka check format quality cases bench faults fuzz schemas lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## make .venv with everything in it

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Demarche needs Python 3.11 or newer; set PYTHON=/path/to/python3.11.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## run the whole service on the embedded broker with sample articles
	$(BIN)/demarche demo

test: $(READY) ## unit, flow and embedded-broker tests
	$(PYTEST) -m "not kafka and not faults and not quality"

test-kafka: $(READY) ## broker and fault suites on real Apache Kafka (JDK 17 and Maven)
	$(PYTEST) -m "kafka or faults" tests/broker tests/faults

check: $(READY) ## lint, types, schemas
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/python scripts/make_schemas.py --check
	$(BIN)/python scripts/make_examples.py --check

format: $(READY) ## format and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

quality: $(READY) ## all accuracy tables and the gate on them
	$(BIN)/python -m tests.quality.gate

cases: $(READY) ## inputs that failed outsiders, where ../shared is
	$(BIN)/python -m tests.cases

bench: $(READY) ## throughput, latency and memory, as ratios within one run
	$(BIN)/python -m bench

faults: $(READY) ## the long fault suite; writes docs/reliability.md
	$(BIN)/python -m tests.faults

FUZZ_SECONDS ?= 60
fuzz: $(READY) ## coverage-guided fuzz of the reading hop, for FUZZ_SECONDS
	$(BIN)/python -m pip install -qq --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install -qq --disable-pip-version-check --group fuzz
	$(BIN)/python -m tests.faults.fuzz_read -max_total_time=$(FUZZ_SECONDS) -max_len=20000

schemas: $(READY) ## write schemas/ from service/model.py
	$(BIN)/python scripts/make_schemas.py
	$(BIN)/python scripts/make_examples.py

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock: $(READY) ## bring requirements.lock up to date with pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --group dev -o requirements.lock
	$(LOCK) -o requirements-runtime.lock

clean: ## remove what the commands made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
