# Two commands are enough: `make run` shows the corpus, `make test` proves the code.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000

.PHONY: help run test bench bench-extraction messages screenshots audit lint types test-sqlite test-postgres lock clean

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/runtime.stamp  ## Start the site at http://127.0.0.1:8000 (PORT=9000 for another port)
	@exec $(BIN)/python manage.py serve

test: $(VENV)/dev.stamp  ## Lint, types, contracts, checks, and all tests on SQLite and PostgreSQL
	@$(BIN)/python tools/check_all.py

screenshots: $(VENV)/dev.stamp  ## Pictures of every kind of page, in build/screenshots/
	@$(BIN)/python -m tools.screenshots

bench: $(VENV)/dev.stamp  ## How long pages take on 50,000 quotes, as ratios (SIZE=5000 for fewer)
	@$(BIN)/python -m benchmarks.run

audit: $(VENV)/dev.stamp node_modules/.stamp  ## Hold every kind of page against axe, Nu, Lighthouse and our budgets (needs Node, Java, Chromium)
	@$(BIN)/python -m tools.audit

lint: $(VENV)/dev.stamp  ## Lint, format, templates and import contracts
	@$(BIN)/python tools/check_all.py lint

types: $(VENV)/dev.stamp  ## mypy, strict
	@$(BIN)/python tools/check_all.py types

test-sqlite: $(VENV)/dev.stamp  ## All tests on SQLite
	@$(BIN)/python -m pytest

test-postgres: $(VENV)/dev.stamp  ## All tests on PostgreSQL
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest

messages: $(VENV)/dev.stamp  ## Collect all that the site says in locale/, for translators (needs GNU gettext)
	@command -v xgettext msgmerge >/dev/null \
	  || { echo "Collecting messages needs GNU gettext. On Debian: apt-get install gettext. On macOS: brew install gettext"; exit 1; }
	@$(BIN)/python manage.py makemessages --all --keep-pot --add-location=file --no-wrap \
	  --ignore '.venv/*' --ignore 'node_modules/*' --ignore 'build/*' --ignore 'data/*' --ignore 'tests/*' --ignore 'tools/*'

bench-extraction: $(VENV)/dev.stamp  ## Score and time the extraction of quotations (needs the kit at QUOTE_DEV)
	@$(BIN)/python -m tools.bench_extraction

lock: $(VENV)/dev.stamp  ## Compile the locked requirements anew from pyproject.toml
	@$(BIN)/python tools/lock.py

clean:  ## Remove the virtual environment and caches; the data stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "On the Record needs Python 3.11 or newer; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in $(VENV)/ …"
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python cannot make virtual environments. On Debian: apt install python3-venv"; exit 1; }

# A stamp holds the lock file it was made from: installing again happens when that has changed.
$(VENV)/runtime.stamp: requirements.txt | $(BIN)/python
	@cmp -s requirements.txt $@ || { echo "Installing the locked requirements …" \
	  && $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt; }
	@cp requirements.txt $@

node_modules/.stamp: package.json
	@echo "Installing what pages are audited with …"
	@npm install --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	@cp package.json $@

$(VENV)/dev.stamp: requirements-dev.txt | $(BIN)/python
	@cmp -s requirements-dev.txt $@ || { echo "Installing the locked development requirements …" \
	  && $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt; }
	@cp requirements-dev.txt $@
