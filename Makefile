# `make demo` and `make test` work on a machine that has nothing but Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint types layers install install-dev test-browser accept lexicon rules fit bench clean

demo: install
	$(BIN)/consistency check --fail-on never --published 2024-05-14 fixtures/quake/*.txt
	$(BIN)/consistency report --fail-on never --published 2024-05-14 fixtures/quake/*.txt -o report.html
	@echo "The same as a page for editors: report.html"

test: check
	$(BIN)/python -m pytest -q -n 2

# The page and the server in a real browser; needs Debian's chromium and npm.
test-browser: install-dev
	@missing=; for tool in chromium npm; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	if [ -n "$$missing" ]; then echo "test-browser needs$$missing: apt-get install$$missing"; exit 1; fi
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[browser]"
	$(BIN)/python -m pytest -q tests/browser

check: lint types layers

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

layers: install-dev
	$(BIN)/lint-imports

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@

# Rewrite the expected outputs in tests/ after a wanted change; read the diff like code.
accept: install-dev
	CONSISTENCY_ACCEPT=1 $(BIN)/python -m pytest -q tests

# Rebuild the table of words from WordNet 3.0: apt-get install wordnet-base
lexicon: install-dev
	$(BIN)/python scripts/build_lexicon.py /usr/share/wordnet

# Write the pages in docs/rules from the rules themselves.
rules: install-dev
	$(BIN)/python scripts/write_rules.py docs/rules

# Fit the link model on annotated pairs of reports: make fit DATA=folder
fit: install-dev
	$(BIN)/python scripts/fit_align.py $(DATA)/pairs.jsonl

bench: install
	$(BIN)/python bench/quality.py
	$(BIN)/python bench/speed.py

clean:
	rm -rf $(VENV) build dist report.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
