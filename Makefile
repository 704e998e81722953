# Everything is set up inside the clone: `.venv` holds the locked packages and `ctc`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

BIN := .venv/bin
READY := .venv/.ready
CODE = setup.py $(sort $(dir $(wildcard contracts/*.py ctc/*.py ctc_reporting/*.py docs/*.py reference/*.py services/*.py \
	shared/*.py simulator/*.py benchmarks/*.py tests/*.py)))
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml

.PHONY: help
help: ## List the targets
	@echo "Usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(READY) ## Run the main job on examples/ and leave the annual reports in build/demo
	@$(BIN)/ctc demo

.PHONY: test
test: check ## Check, then test (ten to fifteen minutes): PostgreSQL is brought along, Kafka is found or started
	@$(BIN)/pytest -m "not slow" --numprocesses 3 --dist loadfile --no-loadscope-reorder

.PHONY: test-slow
test-slow: $(READY) ## Run the tests that take longer than eight seconds each (ten minutes): CI does so too
	@$(BIN)/pytest -m slow --numprocesses 3 --dist loadfile --no-loadscope-reorder

# Kept from run to run, also where the environment says not to: else each process compiles all modules again.
test test-slow test-unit bench: export PYTHONDONTWRITEBYTECODE =
test test-slow test-unit bench: export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/pycache

.PHONY: test-unit
test-unit: $(READY) ## Run the quick tests that need no service (half a minute), in two halves
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target test-unit-one test-unit-other

# Each half loads its own files alone. Workers that share all files load all of them: that takes as long as the tests.
ONE_HALF = tests/unit/contracts tests/unit/services
.PHONY: test-unit-one
test-unit-one:
	@$(BIN)/pytest $(ONE_HALF) -m "not thorough" --quiet

.PHONY: test-unit-other
test-unit-other:
	@$(BIN)/pytest tests/unit $(ONE_HALF:%=--ignore %) -m "not thorough" --quiet

.PHONY: check
check: $(READY) ## Check format, style, types, who imports whom, and the contracts
	@$(MAKE) --no-print-directory --jobs 2 check-types check-others

# Types take longer than all the others, which take one core only.
.PHONY: check-types
check-types:
	@$(BIN)/mypy $(CODE)

.PHONY: check-others
check-others:
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/ctc contracts check

.PHONY: simulate
simulate: $(READY) ## Run the long simulation with faults (200 times 3 years, 5 times 20; half an hour to an hour and a half)
	@$(BIN)/pytest tests/simulation/rules_taken_out.py
	@$(BIN)/python -m tests.simulation

.PHONY: outages
outages: $(READY) ## Take Kafka away for a minute, 70 seconds and ten minutes, with real time-outs (15 minutes at most)
	@$(BIN)/pytest tests/outages/absences.py -s

.PHONY: updates
updates: $(READY) ## Put another version in the place of a running one, and back, under requests (needs Docker; 15 minutes at most)
	@$(BIN)/pytest tests/outages/updates.py -s

.PHONY: runbook
runbook: $(READY) ## Follow the runbook's restore and its lost Kafka volume word for word (needs Docker; 15 minutes at most)
	@$(BIN)/pytest tests/outages/runbook.py -s

.PHONY: sdks
sdks: $(READY) ## Send events with the SDKs of other languages, and follow the how-to (needs node, mvn, go, cargo, registries)
	@$(BIN)/python -m tests.sdks
	@$(BIN)/python -m tests.sdks.newcomer

.PHONY: bench
bench: $(READY) ## Measure against the contestants and leave build/bench.json (half an hour)
	@$(BIN)/python -m benchmarks

.PHONY: generate
generate: $(READY) ## Write again what is made from the code: schemas, examples, AsyncAPI, OpenAPI, lists in docs/
	@$(BIN)/python -m contracts.tools.generate
	@$(BIN)/python -m ctc.openapi
	@$(BIN)/python -m docs.generate

.PHONY: format
format: $(READY) ## Format the code, and mend what the linter can mend
	@$(BIN)/ruff check --quiet --fix $(CODE); $(BIN)/ruff format $(CODE)
	@$(BIN)/ctc words format

.PHONY: lock
lock: $(READY) ## Lock the newest versions that pyproject.toml allows
	@$(LOCK) --upgrade --output-file requirements.txt
	@$(LOCK) --upgrade --all-extras --constraints requirements.txt --output-file requirements-dev.txt

.PHONY: clean
clean: ## Remove what was built, the environment included
	@rm -rf .venv build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# A Python that can run: a name on PATH may be a shim for a version that is not there.
$(READY): requirements-dev.txt
	@python=$$(for name in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done); \
	if [ -z "$$python" ]; then echo "No Python 3.11 or newer found: install one, or say where: make PYTHON=/path/to/python3" >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make an environment: install its venv module (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; fi; \
	echo "Setting up .venv with $$($$python --version) ..." >&2; \
	rm -rf .venv && $$python -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
