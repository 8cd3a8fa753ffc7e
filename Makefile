# Needs Python 3.11 or newer with pip, and make. Everything else is installed into .venv.

PYTHON ?= python3
ARGS   ?=

VENV  := .venv
BIN   := $(VENV)/bin
PIP   := $(BIN)/python -m pip --disable-pip-version-check --no-input
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev

# The locks name every package themselves; see [tool.uv] in pyproject.toml for what is left out and why.
PIP_INSTALL := $(PIP) install --quiet --no-deps
UV_COMPILE  := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --custom-compile-command 'make lock' \
	--no-emit-index-url --no-emit-find-links --no-emit-package pip

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test lint bench bench-align bench-draft bench-tui lock wheel dist clean distclean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## create .venv and install the workbench into it

install-dev: $(STAMP_DEV) ## add what the tests and linters need

demo: install ## open the sample project; ARGS=--no-ui prints it instead
	@$(BIN)/workbench demo $(ARGS)

test: install-dev ## run the tests; ARGS='-k name' picks some
	@$(BIN)/python -m pytest $(ARGS)

lint: install-dev ## run the linters, the type checker and the architecture contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: install-dev ## run the measurements in tests/bench
	@set -e; for script in $(wildcard tests/bench/bench_*.py); do echo "== $$script"; $(BIN)/python "$$script" $(ARGS); done

bench-align: install-dev ## measure the aligner only; ARGS='500 2000' picks sizes
	@$(BIN)/python tests/bench/bench_align.py $(ARGS)

bench-draft: install-dev ## measure drafting only, beside Argos and raw CTranslate2; ARGS=--quick for a minute
	@$(BIN)/python tests/bench/bench_draft.py $(ARGS)

bench-tui: install-dev ## measure the screens and searches on 100,000 pairs; ARGS=20000 picks another size
	@$(BIN)/python tests/bench/bench_tui.py $(ARGS)
	@$(BIN)/python tests/bench/bench_search.py $(or $(ARGS),100000)

lock: install-dev ## resolve both requirement files again; ARGS=--upgrade takes the newest versions
	$(UV_COMPILE) $(ARGS) pyproject.toml -o requirements.txt
	$(UV_COMPILE) $(ARGS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

wheel: install-dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel

dist: install-dev ## build the wheel and the source archive into dist/
	$(BIN)/python -m build

clean: ## remove what was built and cached
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	find workbench tui db glossaries tests tools -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove .venv as well
	rm -rf $(VENV)

# pip comes last into a new environment, so one that was interrupted is made again. Some systems ship
# Python without ensurepip; there, their own pip fills it.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'The workbench needs Python 3.11 or newer, and "$(PYTHON)" is not that.' \
			'Name another one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(STAMP): requirements.txt pyproject.toml | $(BIN)/pip
	@echo 'Installing into $(VENV); this takes about a minute the first time.'
	@$(PIP_INSTALL) -r requirements.txt
	@$(PIP_INSTALL) --editable .
	@touch $@

$(STAMP_DEV): $(STAMP) requirements-dev.txt
	@echo 'Installing what the tests and linters need.'
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
