# `make demo` and `make test` work on a machine that has nothing but Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The package index that torch comes from; empty for pip's own. On Linux PyPI's torch brings gigabytes
# of CUDA packages, so there: make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
SECONDS ?= 60

.PHONY: demo test check lint types layers complexity install install-dev test-browser accept lexicon rules fit lock fuzz bench clean

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

check: lint types layers complexity

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

layers: install-dev
	$(BIN)/lint-imports

# No function has more than 20 ways through it. radon prints those from grade D on and exits with 0.
complexity: install-dev
	@found=$$($(BIN)/radon cc -s -n D consistency) || exit 1; \
	if [ -n "$$found" ]; then echo "Too many branches:"; echo "$$found"; exit 1; fi

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(if $(TORCH_INDEX),$(BIN)/python -m pip install --quiet --constraint constraints.txt --index-url "$(TORCH_INDEX)" torch)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q consistency
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

# Write the pages in docs/rules and the schema of reports from the kinds of fact themselves.
rules: install-dev
	$(BIN)/python scripts/write_rules.py docs/rules
	$(BIN)/python scripts/write_schema.py consistency/data/report.schema.json

# Fit the link model on annotated pairs of reports: make fit DATA=folder
fit: install-dev
	$(BIN)/python scripts/fit_align.py $(DATA)/pairs.jsonl

# Write the lock with hashes anew, without torch: it comes from an index of its own.
lock: install-dev
	$(BIN)/python -m pip install --quiet "uv>=0.5"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --no-emit-package torch --extra batch --extra documents --extra serve \
	  --constraint constraints.txt pyproject.toml --output-file requirements.lock

# Mutated articles against the laws, with the real models, for so many seconds.
fuzz: install-dev
	$(BIN)/python tests/fuzz.py --seconds $(SECONDS) --model packaged

bench: install
	$(BIN)/python bench/quality.py
	$(BIN)/python bench/speed.py

clean:
	rm -rf $(VENV) build dist report.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
