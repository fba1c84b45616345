# tapecheck: make setup | demo | test | test-browser | check | bench
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
SAMPLE ?= $(firstword $(sort $(wildcard corpus/samples/*.txt)))
SHARED ?= ../shared
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-browser check bench clean

help:
	@echo "make setup   a virtual environment with everything that is tested"
	@echo "make demo    check an article of our own on the embedded tape: no network, no key"
	@echo "make test    style, types, import floors, tests and coverage"
	@echo "make test-browser   installs Chromium (Debian, as root) and its driver, and tests the pages in it"
	@echo "make check   style, types and import floors alone"
	@echo "make bench   quality and speed on the sets in $(SHARED)"

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "tapecheck needs Python 3.11 or later: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@

# mypy wants the folder that holds the package, and the package is this folder whatever a clone is called
.build/tapecheck:
	@mkdir -p .build && ln -sfn .. $@

setup: $(STAMP)

# Exit code 1 says that the sample holds a claim the tape contradicts, which it does on purpose
demo: $(STAMP)
	$(BIN)/tapecheck check --offline $(SAMPLE) || test $$? -eq 1

check: $(STAMP) .build/tapecheck
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: check
	$(BIN)/python -m pytest $(TESTS) --cov --cov-report=term

test-browser: $(STAMP)
	command -v chromium >/dev/null || apt-get install -y chromium
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[browser]"
	$(BIN)/python -m pytest tests/browser

bench: $(STAMP)
	$(BIN)/python benchmarks/run.py $(SHARED)

clean:
	rm -rf .build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage htmlcov
