# make demo   a sample club and its reports, from nothing          make check  every static gate
# make test   the tests, on a Postgres of their own                make fix    format, and mend what can be mended
# make stop   stop the embedded Postgres where it was kept up           make clean  remove what was made here

SHELL := /bin/bash
PYTHON := .venv/bin/python
CODE := desk docs flows models tasks migrations tests

.PHONY: help demo run-set-up test-set-up test check fix stop clean

help:
	@sed -n '1,3s/^# //p' Makefile

demo: run-set-up
	@DEBRIEF_ENV=demo .venv/bin/debrief demo

run-set-up:
	@setup/install.sh

test-set-up:
	@setup/install.sh dev

test: test-set-up
	@$(PYTHON) -m pytest --cov --cov-report=term

check: test-set-up
	@$(PYTHON) -m ruff format --check --quiet $(CODE) || { echo "Not formatted; run: make fix" >&2; exit 1; }
	@$(PYTHON) -m ruff check --quiet $(CODE)
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) docs/generate.py --check

fix: test-set-up
	@$(PYTHON) -m ruff check --quiet --fix $(CODE) || true
	@$(PYTHON) -m ruff format --quiet $(CODE)
	@$(PYTHON) docs/generate.py

stop:
	@if [ -d var ] && [ -x $(PYTHON) ]; then $(PYTHON) -c "import pathlib, tasks.postgres as p; p.Embedded(pathlib.Path('var').resolve()).stop()"; fi

clean: stop
	@rm -rf .venv var .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
