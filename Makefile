# Everything a developer does, from a fresh clone, with nothing but Python >= 3.11, pip and make.
# Plain enough for the GNU make 3.81 that macOS ships.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# The chats whose tests need npm packages, each with a lock file of its own.
NPM_STAMPS := tests/slack/node_modules/.installed tests/teams/node_modules/.installed
ROOMS := bot integrations storage tests

# The first interpreter that is new enough, because `python3` may be an older one of the system's;
# name another with `make PYTHON=...`.
PYTHON ?= $(shell for candidate in python3 python3.13 python3.12 python3.11; do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$candidate && break; done)

# One process per core, because the tests wait for the processor, not for the network.
WORKERS ?= logical

# Arguments for the command behind a target: make demo ARGS="--port 8081".
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install npm demo test check format e2e simulate bench lock hooks clean

help: ## say what can be made (the default)
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## put the pinned tools and libraries into .venv (every other target does this)

# A stamp, not the folder, so that an interrupted installation is done again.
$(STAMP): requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Knuffel needs Python 3.11 or newer; none was found." >&2; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

npm: $(NPM_STAMPS) ## put the pinned npm packages where e2e looks for them (e2e does this)

# Without anybody's scripts: whatever a package brings is in it.
$(NPM_STAMPS): tests/%/node_modules/.installed: tests/%/package-lock.json
	@command -v npm >/dev/null || { echo "The tests of the chats need npm; none was found." >&2; exit 1; }
	cd tests/$* && npm ci --ignore-scripts --loglevel=error
	@touch $@

demo: $(STAMP) ## start Knuffel with an invented company on your own machine
	$(BIN)/python -m bot demo $(ARGS)

test: $(STAMP) ## run all tests but e2e and benchmarks, on SQLite and on a real PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(STAMP) ## look at the code without running it: style, types, directions, lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(ROOMS)
	$(BIN)/lint-imports --no-cache --no-logo
	@# A lock file that names a host installs nowhere else.
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.lock requirements-dev.lock
	@! grep -n '"resolved"' tests/slack/package-lock.json tests/teams/package-lock.json

format: $(STAMP) ## lay the code out, and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

e2e: $(STAMP) $(NPM_STAMPS) ## run the tests in a real browser (your system's Chromium), and those of the chats
	$(BIN)/pytest tests/e2e $(ARGS)

simulate: $(STAMP) ## play a month of an invented company, and some days of kills; nothing may be forgotten
	$(BIN)/python -m tests.simulations $(ARGS)

bench: $(STAMP) ## measure how fast Knuffel is
	$(BIN)/python -m tests.benchmarks $(ARGS)

# uv, because it alone writes one lock for every platform and Python that we support.
UV_COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url $(ARGS) pyproject.toml

lock: $(STAMP) ## pin every dependency again (newest versions: make lock ARGS=--upgrade)
	$(UV_COMPILE) --output-file requirements.lock
	$(UV_COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	cd tests/slack && npm install --package-lock-only --ignore-scripts --loglevel=error
	cd tests/teams && npm install --package-lock-only --ignore-scripts --loglevel=error

hooks: $(STAMP) ## run the quick checks before every commit of yours
	$(BIN)/pre-commit install

clean: ## remove .venv and everything that was made
	rm -rf $(VENV) tests/slack/node_modules tests/teams/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find $(ROOMS) -name __pycache__ -type d -prune -exec rm -rf {} +
